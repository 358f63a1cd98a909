"""Two fair parts from one: the arrangement is evened out, dealt where one pair of hands cannot play it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.arranger import Hands, Plan, a_is_lee, plan_sections, play_sections, trading_turns
from drumjam.midi.bars import Bars
from drumjam.midi.grid import Grid
from drumjam.midi.levels import LIMITS, allowed_gap
from drumjam.midi.levels import Hands as LaneHands
from drumjam.midi.strokes import Strokes
from drumjam.midi.structure import Form
from drumjam.rules.chart import Device, Level

_LIMITS = LIMITS[Level.EXPERT]
_EDGE = 1e-6


def arrange(strokes: Strokes, form: Form, bars: Bars) -> tuple[Grid, list[Plan], int]:
    """Both leaders' expert notes, what each section does, and how many strokes nobody could play."""
    plans = plan_sections(strokes, form)
    hands, plans = _even_out(strokes, form, plans)
    hands, lost = _playable(strokes, form, bars, hands)
    if not a_is_lee(strokes):
        hands = hands[:, ::-1, :]
    return _grid(strokes, hands), plans, lost


def _even_out(strokes: Strokes, form: Form, plans: list[Plan]) -> tuple[Hands, list[Plan]]:
    """Exchange the roles of whole sections, then shorten turns, then share grooves, until both play as much."""
    hands = play_sections(strokes, form, plans)
    for change in (None, _shorter, _shared):
        if change:
            plans = [change(plan) for plan in plans]
            hands = play_sections(strokes, form, plans)
        for _ in range(len(plans)):
            count = _count(hands)
            if abs(count[0] - count[1]) <= allowed_gap(sum(count)):
                return hands, plans
            gains = [_lean(hands, form, plan) for plan in plans]
            excess = count[0] - count[1]
            best = min(range(len(plans)), key=lambda place: abs(excess - 2 * gains[place]))
            if abs(excess - 2 * gains[best]) >= abs(excess):
                break
            plans = [replace(plan, lead=1 - plan.lead) if i == best else plan for i, plan in enumerate(plans)]
            hands = play_sections(strokes, form, plans)
    return hands, plans


def _count(hands: Hands) -> tuple[int, int]:
    return int((hands[:, 0] >= 0).sum()), int((hands[:, 1] >= 0).sum())


def _lean(hands: Hands, form: Form, plan: Plan) -> int:
    """By how many notes role A has more in a section."""
    here = (form.bar >= plan.stretch.first) & (form.bar < plan.stretch.stop)
    return int((hands[here, 0] >= 0).sum() - (hands[here, 1] >= 0).sum())


def _shorter(plan: Plan) -> Plan:
    bars = plan.stretch.stop - plan.stretch.first
    return replace(plan, turns=trading_turns(min(bars, 6), long=False)) if plan.device is Device.TRADING else plan


def _shared(plan: Plan) -> Plan:
    return replace(plan, device=Device.HOCKET, turns=()) if plan.device in (Device.LEAD, Device.SWAP) else plan


def _playable(strokes: Strokes, form: Form, bars: Bars, hands: Hands) -> tuple[Hands, int]:
    """Deal beats no single leader can play to both in turn; leave out what even two cannot play."""
    broken = _broken(strokes, hands)
    if not broken.any():
        return hands, 0
    beat = _beats(strokes, form, bars)
    hands = hands.copy()
    struck = (hands >= 0).any(axis=2)
    together: NDArray[np.bool_] = struck[:, 0] & struck[:, 1]
    full = strokes.best()
    gap = np.diff(strokes.time, append=np.inf)
    for number in np.unique(beat[broken]).tolist():
        start, stop = np.searchsorted(beat, (number, number + 1)).tolist()
        if together[start:stop].all() and gap[start:stop].min() < _LIMITS.lane_gap:
            continue  # even dealt it cannot be played: both thin it out alike
        first = 0 if (hands[start, 0] >= 0).any() else 1
        for row in range(start + bool(together[start]), stop):
            role = (first + row - start) % 2
            hands[row, role], hands[row, 1 - role] = full[row], -1
    ends = [0, len(strokes) - 1]
    hands[ends] = full[ends][:, None, :]
    if not _broken(strokes, hands).any():
        return hands, 0
    return _thinned(strokes, form, hands)


def _beats(strokes: Strokes, form: Form, bars: Bars) -> NDArray[np.int64]:
    """A number for the pulse each instant belongs to, rising."""
    bar = form.bar + form.first
    pulse = np.maximum(strokes.tick - bars.line[bar], 0) // bars.pulse[bar]
    return np.asarray(bar * (int(pulse.max()) + 1) + pulse, np.int64)


def _broken(strokes: Strokes, hands: Hands) -> NDArray[np.bool_]:
    """(n,) mask: instants at which a leader would break a limit of the expert level."""
    broken = np.zeros(len(strokes), np.bool_)
    for role in (0, 1):
        struck = hands[:, role] >= 0
        rules = [(struck.any(axis=1), _LIMITS.lane_gap, _LIMITS.four_seconds, 4.0)]
        rules += [(struck[:, pad], _LIMITS.pad_gap, _LIMITS.pad_second, 1.0) for pad in (0, 1)]
        for mask, gap, most, span in rules:
            rows = np.flatnonzero(mask)
            time = strokes.time[rows]
            broken[rows[1:][np.diff(time) < gap - _EDGE]] = True
            if len(rows) > most:
                for row in np.flatnonzero(time[most:] - time[:-most] < span - _EDGE).tolist():
                    broken[rows[row : row + most + 1]] = True
    return broken


def _thinned(strokes: Strokes, form: Form, hands: Hands) -> tuple[Hands, int]:
    """Leave out what cannot be played: the weakest strokes of each bar; shared ones are kept or left by both."""
    kept = np.full_like(hands, -1)
    lanes = (LaneHands(_LIMITS), LaneHands(_LIMITS))
    time = strokes.time.tolist()
    plan = hands.tolist()
    order = np.lexsort((np.arange(len(time)), form.strength, form.bar - form.downbeat)).tolist()
    lost = 0
    for row in dict.fromkeys((0, len(time) - 1, *order)):
        options = [_choices(plan[row][role]) for role in (0, 1)]
        chosen = [next((o for o in options[role] if lanes[role].fits(time[row], o)), ()) for role in (0, 1)]
        if any(option and not choice for option, choice in zip(options, chosen, strict=True)):
            lost += 1
            continue
        for role in (0, 1):
            if chosen[role]:
                lanes[role].add(time[row], chosen[role])
                kept[row, role, list(chosen[role])] = hands[row, role, list(chosen[role])]
    return kept, lost


def _choices(strokes: list[int]) -> tuple[tuple[int, ...], ...]:
    """The pads to try for the strokes of one leader at one instant: all of them, then one."""
    pads = tuple(pad for pad in (0, 1) if strokes[pad] >= 0)
    return (pads, pads[:1], pads[1:]) if len(pads) == 2 else (pads,) if pads else ()


def _grid(strokes: Strokes, hands: Hands) -> Grid:
    cells = hands.reshape(len(strokes), 4)
    rows = (cells >= 0).any(axis=1)
    cells = cells[rows]
    held = cells >= 0
    until = np.where(held, strokes.until[cells], -1)
    return Grid(
        strokes.tick[rows],
        strokes.time[rows],
        np.where(held, strokes.key[cells], 0).astype(np.uint8),
        np.where(held, strokes.velocity[cells], 0).astype(np.uint8),
        until,
    )
