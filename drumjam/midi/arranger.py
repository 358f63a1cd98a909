"""One drum part becomes two: the leaders begin apart and end together.

Two people strike in turn, answer each other, share one groove, and at last do the same at the same time;
what a section does with its bars is its device. Roles are called A and B; the part itself decides who is A.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.kit import LEAD_FAMILIES, Family, members
from drumjam.midi.strokes import Strokes
from drumjam.midi.structure import Form, Stretch
from drumjam.midi.structure import alike as bars_alike
from drumjam.rules.chart import Device

Hands = NDArray[np.int32]
"""(n, 2 leaders, 2 pads): the stroke each leader plays on each pad at each instant, -1 for none."""

A, B, BOTH = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Plan:
    """A section and its device; `lead` is the role that begins or is in front, `turns` the bars of each turn."""

    stretch: Stretch
    device: Device
    lead: int = A
    turns: tuple[int, ...] = ()

    def rows(self, form: Form) -> slice:
        """The instants of the section; a pickup belongs to the first."""
        rows = form.instants(self.stretch)
        return slice(0, rows.stop) if self.stretch is form.sections[0] else rows


@dataclass(frozen=True, slots=True)
class _Before:
    """The latest plans before a section: of any, of one like it, and of one like it with a leader in front."""

    last: Plan | None
    same: Plan | None
    led: Plan | None


def a_is_lee(strokes: Strokes) -> bool:
    """Who takes role A: decided by the part itself, the same on every machine, changed by nothing else."""
    tick = (strokes.tick[strokes.instant] - strokes.tick[0]).astype("<i8")
    order = np.lexsort((strokes.key, tick))
    digest = hashlib.sha256(tick[order].tobytes() + strokes.key[order].tobytes()).digest()
    return digest[-1] % 2 == 0


def plan_sections(form: Form) -> list[Plan]:
    """A device for every section, by its place in the song and by what it is made of."""
    plans: list[Plan] = []
    used: Counter[Device] = Counter()
    same: dict[str, Plan] = {}
    led: dict[str, Plan] = {}
    sections = form.sections
    in_last = [s for s in sections if _quarter(s, form) == 3]
    for place, stretch in enumerate(sections):
        quarter, letter = _quarter(stretch, form), stretch.letter
        if place == len(sections) - 1 or (quarter == 3 and not _may_split_last(stretch, in_last)):
            plan = Plan(stretch, Device.UNISON)
        else:
            before = _Before(plans[-1] if plans else None, same.get(letter), led.get(letter))
            plan = _choose(form, stretch, quarter, used, before)
        plans.append(plan)
        used[plan.device] += 1
        same[letter] = plan
        if plan.device in (Device.LEAD, Device.SWAP):
            led[letter] = plan
    return plans


def _quarter(stretch: Stretch, form: Form) -> int:
    return min(3, (4 * stretch.first + 1) // form.bars)


def _may_split_last(stretch: Stretch, in_last: list[Stretch]) -> bool:
    """In the last quarter only its first section, a third of it at most, may be anything but unison."""
    if len(in_last) < 3 or stretch is not in_last[0]:
        return False
    return (stretch.stop - stretch.first) * 3 <= sum(s.stop - s.first for s in in_last)


def _choose(form: Form, stretch: Stretch, quarter: int, used: Counter[Device], before: _Before) -> Plan:
    """A plan for a section: the device used least, not the one its like had."""
    wishes = {
        0: (Device.TRADING, Device.LEAD),
        1: (Device.SWAP, Device.ECHO, Device.LEAD, Device.TRADING),
        2: (Device.HOCKET, Device.SWAP, Device.UNISON, Device.TRADING),
        3: (Device.HOCKET,),
    }[quarter]
    possible = [device for device in wishes if _possible(device, form, stretch, before)]
    fresh = [device for device in possible if not before.same or before.same.device is not device] or possible
    device = min(fresh, key=lambda device: (used[device], wishes.index(device)))
    lead = before.last.lead ^ 1 if before.last else A
    if device is Device.SWAP and before.led:
        lead = before.led.lead ^ 1
    elif before.same and before.same.device is device:
        lead = before.same.lead ^ 1
    return Plan(stretch, device, lead, _turns(device, form, stretch, quarter))


def _possible(device: Device, form: Form, stretch: Stretch, before: _Before) -> bool:
    if device is Device.LEAD:
        return _can_lead(form, stretch)
    if device is Device.SWAP:
        return before.led is not None and _can_lead(form, stretch)
    if device is Device.ECHO:
        return bool(_echo_turns(form, stretch))
    if device is Device.UNISON:
        return bool(before.same and before.last and before.last.device is not Device.UNISON)
    return True


def _turns(device: Device, form: Form, stretch: Stretch, quarter: int) -> tuple[int, ...]:
    if device is Device.ECHO:
        return _echo_turns(form, stretch)
    if device is Device.TRADING:
        return trading_turns(stretch.stop - stretch.first, long=quarter == 0)
    return ()


def trading_turns(bars: int, *, long: bool) -> tuple[int, ...]:
    """Bars of each turn in a trading section, getting shorter; what remains is played together."""
    if bars >= 14:
        return (4, 4, 2, 2, 1, 1)
    turns: tuple[int, ...] = ()
    if long:
        while bars >= 12:
            turns, bars = (*turns, 4, 4), bars - 8
        while bars >= 4:
            turns, bars = (*turns, 2, 2), bars - 4
    while bars >= 6:
        turns, bars = (*turns, 2, 2, 1, 1), bars - 6
    while bars >= 2:
        turns, bars = (*turns, 1, 1), bars - 2
    return turns


def _echo_turns(form: Form, stretch: Stretch) -> tuple[int, ...]:
    """Turns of two bars or of one in which every answer is like its call; () if there are none."""
    for turn in (2, 1):
        pairs = (stretch.stop - stretch.first) // (2 * turn)
        answered = 0
        for pair in range(pairs):
            start = stretch.first + pair * 2 * turn
            bars = range(start, start + turn)
            if not all(
                form.signature[bar] and bars_alike(form.signature[bar], form.signature[bar + turn], 85) for bar in bars
            ):
                break
            answered += 1
        if answered and answered >= pairs - 1:
            return (turn,) * (2 * answered)
    return ()


def _can_lead(form: Form, stretch: Stretch) -> bool:
    """Whether snare, toms and crashes make one part and kick and time another."""
    here = form.instants(stretch)
    front, back = form.front[here], form.back[here]
    total = len(front)
    if not total or 4 * min(front.sum(), back.sum()) < total or 5 * int((front & back).sum()) > 2 * total:
        return False
    two_bars = (form.bar[here] - stretch.first) // 2
    pairs = set(range((stretch.stop - stretch.first) // 2))
    return pairs <= set(two_bars[front].tolist()) and pairs <= set(two_bars[back].tolist())


def play_sections(strokes: Strokes, form: Form, plans: list[Plan]) -> Hands:
    """What each role plays when every section does what its plan says."""
    kick = strokes.holds(members((Family.KICK,)))
    owner = np.full(len(strokes), BOTH)
    shared = np.zeros(len(strokes), np.bool_)
    divided = np.zeros(len(strokes), np.bool_)
    for plan in plans:
        here = plan.rows(form)
        if plan.device in (Device.LEAD, Device.SWAP):
            owner[here] = plan.lead
            divided[here] = form.fill[here] < 0
            shared[here] = form.crash[here] & form.downbeat[here]
        elif plan.device is Device.HOCKET:
            owner[here] = _hocket(kick[here], plan.lead)
            shared[here] = form.crash[here]
        else:
            owner[here], shared[here] = _trade(form, plan, here)
        shared[here][:1] |= form.downbeat[here][:1]
    shared[[0, -1]] = True
    owner[shared] = BOTH
    return _dealt_out(strokes, owner, divided & ~shared)


def _dealt_out(strokes: Strokes, owner: NDArray[np.int64], divided: NDArray[np.bool_]) -> Hands:
    """The strokes of each instant for its owner; of a divided one what keeps time is for the other."""
    full = strokes.best()
    front, back = strokes.best(members(LEAD_FAMILIES)), strokes.best(~members(LEAD_FAMILIES))
    hands = np.full((len(strokes), 2, 2), -1, np.int32)
    for role in (A, B):
        for mine, part in (
            ((owner == BOTH) | ((owner == role) & ~divided), full),
            ((owner == role) & divided, front),
            ((owner == 1 - role) & divided, back),
        ):
            rows = np.flatnonzero(mine)
            hands[rows, role] = part[rows]
    return hands


def _hocket(kick: NDArray[np.bool_], lead: int) -> NDArray[np.int64]:
    """Who strikes each instant: those with a kick against the rest if that divides them, else in turn."""
    if len(kick) * 3 <= 10 * int(min(kick.sum(), (~kick).sum())):
        return np.where(kick, lead, 1 - lead)
    return (np.arange(len(kick)) + lead) % 2


def _trade(form: Form, plan: Plan, here: slice) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Who strikes each instant when leaders take turns, and the shared strokes where turns change."""
    bars = plan.stretch.stop - plan.stretch.first
    owner = np.full(bars, BOTH)
    place, role = 0, plan.lead
    for turn in plan.turns:
        owner[place : place + turn] = role
        place, role = place + turn, 1 - role
    bar = np.maximum(form.bar[here] - plan.stretch.first, 0)
    changes = np.append(True, owner[1:] != owner[:-1])
    return owner[bar], form.downbeat[here] & changes[bar]
