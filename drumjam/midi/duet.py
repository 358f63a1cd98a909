"""Two fair parts from one: the arrangement is evened out, dealt where one pair of hands cannot play it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.arranger import Hands, Plan, a_is_lee, plan_sections, play_sections, trading_turns
from drumjam.midi.bars import HALF_PULSE, OFF_GRID, QUARTER_PULSE, Bars
from drumjam.midi.grid import Grid
from drumjam.midi.hands import LIMITS, LaneHands, allowed_gap, crowded
from drumjam.midi.strokes import Strokes
from drumjam.midi.structure import Form
from drumjam.rules.chart import Device, Level

_LIMITS = LIMITS[Level.EXPERT]
_PADS: tuple[tuple[int, ...], ...] = ((), (0,), (1,), (0, 1))
_CHOICES: tuple[tuple[tuple[int, ...], ...], ...] = ((), ((0,),), ((1,),), ((0, 1), (0,), (1,)))
"""By what a leader has at an instant, drum 1 and cymbal 2: the pads that may be struck, best first."""
MUCH = 3
"""A unison of which more than one beat in so many is too fast is made simpler; less is dealt out."""


def arrange(strokes: Strokes, form: Form, bars: Bars) -> tuple[Grid, list[Plan], int]:
    """Both leaders' expert notes, what each section does, and how many strokes nobody could play."""
    plans = plan_sections(form)
    hands, plans = _even_out(strokes, form, plans)
    hands, lost = _playable(strokes, form, bars, plans, hands)
    if not a_is_lee(strokes):
        hands = hands[:, ::-1, :]
    return _grid(strokes, hands), plans, lost


def _even_out(strokes: Strokes, form: Form, plans: list[Plan]) -> tuple[Hands, list[Plan]]:
    """Exchange the roles of whole sections, then shorten turns, then share grooves, until both play as much."""
    hands = play_sections(strokes, form, plans)
    for change in (None, _shorter, _shared, _interlocked):
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
    here = plan.rows(form)
    return int((hands[here, 0] >= 0).sum() - (hands[here, 1] >= 0).sum())


def _shorter(plan: Plan) -> Plan:
    bars = plan.stretch.stop - plan.stretch.first
    return replace(plan, turns=trading_turns(min(bars, 6), long=False)) if plan.device is Device.TRADING else plan


def _shared(plan: Plan) -> Plan:
    return replace(plan, device=Device.HOCKET, turns=()) if plan.device in (Device.LEAD, Device.SWAP) else plan


def _interlocked(plan: Plan) -> Plan:
    return plan if plan.device is Device.UNISON else replace(plan, device=Device.HOCKET, turns=())


def _playable(strokes: Strokes, form: Form, bars: Bars, plans: list[Plan], hands: Hands) -> tuple[Hands, int]:
    """Deal beats no single leader can play to both in turn; leave out what even two cannot play."""
    if _broken(strokes, hands).any():
        beat = _beats(strokes, form, bars)
        hands = _simpler_unisons(strokes, form, plans, beat, hands.copy())
        hands = _dealt(strokes, beat, hands)
        hands = _thinned(strokes, form, hands)
    hands = _handed_over(strokes, hands)
    lost = int((hands < 0).all(axis=(1, 2)).sum())
    return hands, lost


def _handed_over(strokes: Strokes, hands: Hands) -> Hands:
    """In songs too short or too odd for fair turns single strokes go to the leader with less to do."""
    count = _count(hands)
    excess, fuller = abs(count[0] - count[1]), 0 if count[0] > count[1] else 1
    if excess <= allowed_gap(sum(count)):
        return hands
    hands = hands.copy()
    pads = [_PADS[code] for code in ((hands[:, fuller] >= 0) @ np.array((1, 2))).tolist()]
    others = [_PADS[code] for code in ((hands[:, 1 - fuller] >= 0) @ np.array((1, 2))).tolist()]
    time = strokes.time.tolist()
    lane = LaneHands(_LIMITS)
    for row, own in enumerate(others):
        if own:
            lane.add(time[row], own)
    for row, own in enumerate(pads):
        if own and not others[row] and lane.fits(time[row], own):
            lane.add(time[row], own)
            hands[row] = hands[row, ::-1]
            excess -= 2 * len(own)
            if excess <= allowed_gap(sum(count)):
                break
    return hands


def _together(hands: Hands) -> NDArray[np.bool_]:
    """(n,) mask: instants both leaders strike."""
    struck = hands >= 0
    both: NDArray[np.bool_] = (struck[:, 0, 0] | struck[:, 0, 1]) & (struck[:, 1, 0] | struck[:, 1, 1])
    return both


def _simpler_unisons(strokes: Strokes, form: Form, plans: list[Plan], beat: NDArray[np.int64], hands: Hands) -> Hands:
    """Where much of a unison is too fast for one, both leave out its weakest places, so that it stays a unison."""
    for weakest in (OFF_GRID, QUARTER_PULSE, HALF_PULSE):
        broken = _broken(strokes, hands)
        for plan in plans:
            rows = plan.rows(form)
            if plan.device is not Device.UNISON or not len(rows):
                continue
            hard = np.unique(beat[rows][broken[rows].any(axis=1)])
            if len(hard) * MUCH > len(np.unique(beat[rows])):
                for pad in (0, 1):
                    bad_bars = np.unique(form.bar[rows][broken[rows, pad]])
                    weak = rows[np.isin(form.bar[rows], bad_bars) & (form.strength[rows] >= weakest)]
                    hands[weak, :, pad] = -1
    return hands


def _dealt(strokes: Strokes, beat: NDArray[np.int64], hands: Hands) -> Hands:
    """In beats that are still too fast the strokes go from hand to hand; a shared first one stays shared.

    Beats too fast in themselves come first: where they are dealt, their neighbours can often be played.
    """
    apart = replace(strokes, time=strokes.time + 10.0 * (beat - beat[0]))
    for rushed in (apart, strokes):
        hands = _deal(strokes, beat, hands, _broken(rushed, hands))
    ends = [0, len(strokes) - 1]
    hands[ends] = strokes.best()[ends][:, None, :]
    return hands


def _deal(strokes: Strokes, beat: NDArray[np.int64], hands: Hands, pads: NDArray[np.bool_]) -> Hands:
    """Every beat with a broken stroke goes from hand to hand, beginning with its owner, where that mends it."""
    together = _together(hands)
    full = strokes.best()
    gap = np.diff(strokes.time, append=np.inf)
    heads = np.flatnonzero(np.diff(beat, prepend=beat[0] - 1))
    # Where both strike too close together, even dealt it cannot be played: both thin it out alike.
    hopeless = np.logical_and.reduceat(together, heads) & (np.minimum.reduceat(gap, heads) < _LIMITS.lane_gap)
    broken = pads[:, 0] | pads[:, 1]
    broken[heads] &= ~together[heads]  # it stays shared, whoever plays the rest of its beat
    count = np.add.reduceat(broken.astype(np.int64), heads)
    owned = np.add.reduceat((hands >= 0).any(axis=2).astype(np.int64), heads)
    firsts = np.where(owned[:, 0] == owned[:, 1], np.arange(len(heads)) % 2, owned[:, 1] > owned[:, 0])
    place = np.repeat(np.arange(len(heads)), np.diff(heads, append=len(beat)))
    step = np.arange(len(beat)) - heads[place]
    rows = np.flatnonzero(((count > 0) & ~hopeless)[place] & ((step > 0) | ~together))
    role = (firsts[place] + step)[rows] % 2
    dealt = hands.copy()
    dealt[rows, role], dealt[rows, 1 - role] = full[rows], -1
    pads = _broken(strokes, dealt)
    left = pads[:, 0] | pads[:, 1]
    left[heads] &= ~together[heads]
    mended = np.add.reduceat(left.astype(np.int64), heads) < count
    return np.where(mended[place][:, None, None], dealt, hands)


def _beats(strokes: Strokes, form: Form, bars: Bars) -> NDArray[np.int64]:
    """A number for the pulse each instant belongs to, rising."""
    bar = form.bar + form.first
    pulse = np.maximum(strokes.tick - bars.line[bar], 0) // bars.pulse[bar]
    return np.asarray(bar * (int(pulse.max()) + 1) + pulse, np.int64)


def _broken(strokes: Strokes, hands: Hands) -> NDArray[np.bool_]:
    """(n, 2) mask: instants and pads on which a leader would break a limit of the expert level."""
    return crowded(strokes.time, hands[:, 0] >= 0, _LIMITS) | crowded(strokes.time, hands[:, 1] >= 0, _LIMITS)


def _thinned(strokes: Strokes, form: Form, hands: Hands) -> Hands:
    """Leave out what cannot be played: the weakest strokes of each bar; shared ones are kept or left by both."""
    rows = np.flatnonzero(_broken(strokes, hands).any(axis=1))
    if not len(rows):
        return hands
    lanes = (LaneHands(_LIMITS), LaneHands(_LIMITS))
    order = np.lexsort((rows, form.strength[rows], (form.bar - form.downbeat)[rows]))
    ends = [place for place in (0, len(rows) - 1) if rows[place] in (0, len(strokes) - 1)]
    time = strokes.time[rows].tolist()
    cells: list[int] = []
    wanted = ((hands[rows] >= 0) @ np.array((1, 2))).tolist()
    for place in dict.fromkeys((*ends, *order.tolist())):
        chosen = [
            lanes[role].choose(time[place], _CHOICES[code]) if code else () for role, code in enumerate(wanted[place])
        ]
        if None in chosen:
            continue
        for role, pads in enumerate(chosen):
            if pads:
                lanes[role].add(time[place], pads)
                cells += [4 * place + 2 * role + pad for pad in pads]
    left_out = np.ones((len(rows), 2, 2), np.bool_)
    left_out.reshape(-1)[cells] = False
    kept = hands.copy()
    kept[rows] = np.where(left_out, -1, hands[rows])
    return kept


def _grid(strokes: Strokes, hands: Hands) -> Grid:
    cells = hands.reshape(len(strokes), 4)
    rows = (cells >= 0).any(axis=1)
    cells = cells[rows]
    held = cells >= 0
    tick = strokes.tick[rows]
    return Grid(
        tick,
        strokes.time[rows],
        np.where(held, strokes.key[cells], 0).astype(np.uint8),
        np.where(held, strokes.velocity[cells], 0).astype(np.uint8),
        _roll_ends(strokes, tick, cells),
    )


def _roll_ends(strokes: Strokes, tick: NDArray[np.int64], cells: NDArray[np.int32]) -> NDArray[np.int64]:
    """(n, 4): where each roll ends, -1 for none: no hand rolls on over another stroke of its pad."""
    until = np.where(cells >= 0, strokes.until[cells], -1)
    for cell in range(4):
        own = np.flatnonzero(cells[:, cell] >= 0)
        ends, after = until[own, cell], np.append(tick[own[1:]], np.iinfo(np.int64).max)
        for place in np.flatnonzero(ends >= after).tolist():
            rolled = strokes.rolled[int(strokes.family[cells[own[place], cell]])]
            until[own[place], cell] = rolled[np.searchsorted(rolled, after[place]) - 1]
    return until
