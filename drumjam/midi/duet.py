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
        exchanged, even = _exchanged(hands, form, plans)
        if exchanged.any():
            plans = [replace(plan, lead=plan.lead ^ int(other)) for plan, other in zip(plans, exchanged, strict=True)]
            hands = play_sections(strokes, form, plans)
        if even:
            break
    return hands, plans


def _exchanged(hands: Hands, form: Form, plans: list[Plan]) -> tuple[NDArray[np.bool_], bool]:
    """In which sections the roles must be exchanged so that both play as much, and whether they then do.

    The section that evens out most comes first.
    """
    excess, allowed = _lean(hands), allowed_gap(int(np.count_nonzero(hands >= 0)))
    gains = np.array([_lean(hands[plan.rows(form)]) for plan in plans])
    exchanged = np.zeros(len(plans), np.bool_)
    for _ in plans:
        if abs(excess) <= allowed:
            break
        left = np.abs(excess - 2 * gains)
        best = int(left.argmin())
        if left[best] >= abs(excess):
            break
        excess -= 2 * int(gains[best])
        gains[best] = -gains[best]
        exchanged[best] ^= True
    return exchanged, abs(excess) <= allowed


def _lean(hands: Hands) -> int:
    """By how many notes role A has more."""
    return int(np.count_nonzero(hands[:, 0] >= 0) - np.count_nonzero(hands[:, 1] >= 0))


def _shorter(plan: Plan) -> Plan:
    bars = plan.stretch.stop - plan.stretch.first
    return replace(plan, turns=trading_turns(min(bars, 6), long=False)) if plan.device is Device.TRADING else plan


def _shared(plan: Plan) -> Plan:
    return replace(plan, device=Device.HOCKET, turns=()) if plan.device in (Device.LEAD, Device.SWAP) else plan


def _interlocked(plan: Plan) -> Plan:
    return plan if plan.device is Device.UNISON else replace(plan, device=Device.HOCKET, turns=())


def _playable(strokes: Strokes, form: Form, bars: Bars, plans: list[Plan], hands: Hands) -> tuple[Hands, int]:
    """Deal beats no single leader can play to both in turn; leave out what even two cannot play."""
    if _broken(strokes.time, hands).any():
        beat = _beats(strokes, form, bars)
        _simplify_unisons(strokes, form, plans, beat, hands)
        hands = _dealt(strokes, beat, hands)
        hands = _thinned(strokes, form, hands)
    hands = _handed_over(strokes, hands)
    lost = int((hands < 0).all(axis=(1, 2)).sum())
    return hands, lost


def _handed_over(strokes: Strokes, hands: Hands) -> Hands:
    """In songs too short or too odd for fair turns single strokes go to the leader with less to do."""
    lean, allowed = _lean(hands), allowed_gap(int(np.count_nonzero(hands >= 0)))
    excess, fuller = abs(lean), 0 if lean > 0 else 1
    if excess <= allowed:
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
            if excess <= allowed:
                break
    return hands


def _together(hands: Hands) -> NDArray[np.bool_]:
    """(n,) mask: instants both leaders strike."""
    struck = hands >= 0
    both: NDArray[np.bool_] = (struck[:, 0, 0] | struck[:, 0, 1]) & (struck[:, 1, 0] | struck[:, 1, 1])
    return both


def _simplify_unisons(strokes: Strokes, form: Form, plans: list[Plan], beat: NDArray[np.int64], hands: Hands) -> None:
    """Where much of a unison is too fast for one, both leave out its weakest places, so that it stays a unison."""
    unisons = [plan.rows(form) for plan in plans if plan.device is Device.UNISON]
    beats = np.cumsum(np.diff(beat, prepend=beat[0]) > 0)
    edges = [(here, beats[here][[0, -1]] + (0, 1)) for here in unisons if here.start < here.stop]
    for weakest in (OFF_GRID, QUARTER_PULSE, HALF_PULSE):
        broken = _broken(strokes.time, hands)
        hard = np.bincount(beats[broken[:, 0] | broken[:, 1]], minlength=len(beats)) > 0
        rushed = np.zeros(len(strokes), np.bool_)
        for here, (start, stop) in edges:
            rushed[here] = hard[start:stop].sum() * MUCH > stop - start
        for pad in (0, 1):
            bad_bars = np.unique(form.bar[rushed & broken[:, pad]])
            weak = rushed & np.isin(form.bar, bad_bars) & (form.strength >= weakest)
            hands[weak, :, pad] = -1


def _dealt(strokes: Strokes, beat: NDArray[np.int64], hands: Hands) -> Hands:
    """In beats that are still too fast the strokes go from hand to hand; a shared first one stays shared.

    Beats too fast in themselves come first: where they are dealt, their neighbours can often be played.
    """
    full = strokes.best()
    apart = strokes.time + 10.0 * (beat - beat[0])
    for time in (apart, strokes.time):
        hands = _deal(strokes.time, full, beat, hands, _broken(time, hands))
    ends = [0, len(strokes) - 1]
    hands[ends] = full[ends][:, None, :]
    return hands


def _deal(
    time: NDArray[np.float64],
    full: NDArray[np.int32],
    beat: NDArray[np.int64],
    hands: Hands,
    pads: NDArray[np.bool_],
) -> Hands:
    """Every beat with a broken stroke goes from hand to hand, beginning with its owner, where that mends it."""
    together = _together(hands)
    heads = np.flatnonzero(np.diff(beat, prepend=beat[0] - 1))
    # Where both strike too close together, even dealt it cannot be played: both thin it out alike.
    close = np.diff(time, append=np.inf) < _LIMITS.lane_gap
    hopeless = np.logical_and.reduceat(together, heads) & np.logical_or.reduceat(close, heads)
    broken = pads[:, 0] | pads[:, 1]
    broken[heads] &= ~together[heads]  # it stays shared, whoever plays the rest of its beat
    count = np.add.reduceat(broken, heads, dtype=np.int32)
    owned = np.add.reduceat((hands[:, :, 0] >= 0) | (hands[:, :, 1] >= 0), heads, dtype=np.int32)
    firsts = np.where(owned[:, 0] == owned[:, 1], np.arange(len(heads)) % 2, owned[:, 1] > owned[:, 0])
    place = np.repeat(np.arange(len(heads), dtype=np.int32), np.diff(heads, append=len(beat)))
    step = np.arange(len(beat), dtype=np.int32) - heads.astype(np.int32)[place]
    rows = np.flatnonzero(((count > 0) & ~hopeless)[place] & ((step > 0) | ~together))
    role = (firsts[place[rows]] + step[rows]) % 2
    dealt = hands.copy()
    dealt[rows, role], dealt[rows, 1 - role] = full[rows], -1
    pads = _broken(time, dealt)
    left = pads[:, 0] | pads[:, 1]
    left[heads] &= ~together[heads]
    vain = np.add.reduceat(left, heads, dtype=np.int32) >= count
    back = rows[vain[place[rows]]]
    dealt[back] = hands[back]
    return dealt


def _beats(strokes: Strokes, form: Form, bars: Bars) -> NDArray[np.int64]:
    """A number for the pulse each instant belongs to, rising."""
    bar = form.bar + form.first
    pulse = np.maximum(strokes.tick - bars.line[bar], 0) // bars.pulse[bar]
    return np.asarray(bar * (int(pulse.max()) + 1) + pulse, np.int64)


def _broken(time: NDArray[np.float64], hands: Hands) -> NDArray[np.bool_]:
    """(n, 2) mask: instants and pads on which a leader would break a limit of the expert level."""
    return crowded(time, hands[:, 0] >= 0, _LIMITS) | crowded(time, hands[:, 1] >= 0, _LIMITS)


def _thinned(strokes: Strokes, form: Form, hands: Hands) -> Hands:
    """Leave out what cannot be played: the weakest strokes of each bar; shared ones are kept or left by both."""
    rows = np.flatnonzero(_broken(strokes.time, hands).any(axis=1))
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
