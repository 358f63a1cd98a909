"""The form of a drum part: which bars are alike, where the fills are, and where sections begin."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import BAR_LINE, Bars
from drumjam.midi.kit import CRASHES, FILL_FAMILIES, LEAD_FAMILIES, Family, members
from drumjam.midi.strokes import Strokes

Signature = int
"""What is struck in a bar: a bit for each twelfth of a beat and family."""
_LONGEST_BAR = 384
"""Twelfths of a beat that are told apart in a bar: those of a longer one begin again."""
_COMPARED = 16
"""Labels a bar is compared with, the latest first: a song has few grooves."""
SHORTEST, LONGEST = 4, 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section: bars from `first` up to `stop`, and its name; repeats of `A` are `A2`, `A3`."""

    first: int
    stop: int
    name: str

    @property
    def letter(self) -> str:
        """The name without its number: the same for all repeats."""
        return self.name.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Form:
    """What the arranger knows about a part.

    first      the first bar with percussion, a pickup aside; all else counts from it
    bar        (n,) bar of each instant, -1 in a pickup
    head       (bars + 1,) the first instant of each bar, and how many instants there are
    strength   (n,) its place in the bar
    downbeat   (n,) mask: the stroke on the bar line
    crash      (n,) mask: holds a crash cymbal
    front      (n,) mask: holds what a leader in front plays
    back       (n,) mask: holds what keeps time
    fill       (n,) number of the fill it belongs to, -1 for none
    label      label of each bar; alike bars have one label
    signature  of each bar: position and family of its strokes
    sections   in order, without gaps
    """

    first: int
    bar: NDArray[np.int64]
    head: NDArray[np.int64]
    strength: NDArray[np.int64]
    downbeat: NDArray[np.bool_]
    crash: NDArray[np.bool_]
    front: NDArray[np.bool_]
    back: NDArray[np.bool_]
    fill: NDArray[np.int64]
    label: tuple[int, ...]
    signature: tuple[Signature, ...]
    sections: tuple[Stretch, ...]

    @property
    def bars(self) -> int:
        """How many bars, from the first to the last with percussion."""
        return len(self.label)

    def instants(self, stretch: Stretch) -> slice:
        """The instants of a section, a pickup aside."""
        return slice(int(self.head[stretch.first]), int(self.head[stretch.stop]))


def alike(one: Signature, other: Signature, percent: int) -> bool:
    """Whether two bars share so many per cent of all their strokes (Jaccard)."""
    return (one & other).bit_count() * 100 >= percent * (one | other).bit_count()


def find_form(strokes: Strokes, bars: Bars, strength: NDArray[np.int64], ticks_per_beat: int) -> Form:
    """The form of a part that holds at least one stroke."""
    absolute = bars.of(strokes.tick)
    first = int(absolute[0]) + _begins_with_pickup(strokes, bars, absolute)
    bar = absolute - first
    count = int(bar[-1]) + 1
    head = np.searchsorted(bar, np.arange(count + 1))
    downbeat = strength == BAR_LINE
    downbeat[1:] &= bar[1:] != bar[:-1]
    signature = _signatures(strokes, bars, absolute, first, count, ticks_per_beat)
    label = _labels(signature)
    crash = strokes.holds(members(CRASHES))
    fill = _fills(strokes, head, label, signature, ticks_per_beat)
    crash_bars = np.zeros(count, np.bool_)
    crash_bars[bar[crash & downbeat]] = True
    meter = bars.meter[first : first + count]
    sections = _sections(label, signature, crash_bars, meter)
    front, back = strokes.holds(members(LEAD_FAMILIES)), strokes.holds(~members(LEAD_FAMILIES))
    return Form(first, bar, head, strength, downbeat, crash, front, back, fill, label, signature, sections)


def _begins_with_pickup(strokes: Strokes, bars: Bars, absolute: NDArray[np.int64]) -> bool:
    """Whether the part begins in the second half of a bar and goes on: those strokes lead into the next bar."""
    bar = int(absolute[0])
    into = int(strokes.tick[0] - bars.line[bar])
    return int(absolute[-1]) > bar and 2 * into >= int(bars.line[bar + 1] - bars.line[bar])


def _signatures(
    strokes: Strokes, bars: Bars, absolute: NDArray[np.int64], first: int, count: int, ticks_per_beat: int
) -> tuple[Signature, ...]:
    """Of each bar what is struck in it; what is struck just before a bar line stands at its first place."""
    at = (strokes.tick - bars.line[absolute])[strokes.instant]
    place = (at * 12 + ticks_per_beat // 2) // ticks_per_beat + 1
    bit = place % _LONGEST_BAR * len(Family) + strokes.family
    ends = np.searchsorted(absolute[strokes.instant] - first, np.arange(count + 1)).tolist()
    found = []
    for start, stop in pairwise(ends):
        struck = 0
        for one in bit[start:stop].tolist():
            struck |= 1 << one
        found.append(struck)
    return tuple(found)


def _labels(signature: tuple[Signature, ...]) -> tuple[int, ...]:
    """The label of the first earlier bar that is alike (75 %), else a new one."""
    known: dict[Signature, int] = {}
    heads: list[tuple[Signature, int]] = []
    labels: list[int] = []
    for bar in signature:
        label = known.get(bar)
        if label is None:
            near = (number for head, number in reversed(heads[-_COMPARED:]) if alike(head, bar, 75))
            label = next(near, len(heads))
            if label == len(heads):
                heads.append((bar, label))
            known[bar] = label
        labels.append(label)
    return tuple(labels)


def _fills(
    strokes: Strokes,
    head: NDArray[np.int64],
    label: tuple[int, ...],
    signature: tuple[Signature, ...],
    ticks_per_beat: int,
) -> NDArray[np.int64]:
    """Number the fills: four or more quick strokes, mainly toms or snare, that close a bar before a change."""
    fill = np.full(len(strokes), -1, np.int64)
    ends = head.tolist()
    tick, drums = strokes.tick.data, strokes.holds(members(FILL_FAMILIES)).tobytes()
    number = 0
    for place in range(len(label)):
        last_of_four = place % 4 == 3
        changes = place + 1 == len(label) or label[place + 1] != label[place]
        if not (last_of_four or changes) or not place or alike(signature[place], signature[place - 1], 75):
            continue
        start, stop = ends[place], ends[place + 1]
        first = stop - 1
        while first > start and (tick[first] - tick[first - 1]) * 4 <= ticks_per_beat + 4:
            first -= 1
        while first < stop and not drums[first]:
            first += 1
        if stop - first >= 4 and sum(drums[first:stop]) * 2 > stop - first:
            fill[first:stop] = number
            number += 1
    return fill


def _sections(
    label: tuple[int, ...], signature: tuple[Signature, ...], crash: NDArray[np.bool_], meter: NDArray[np.int64]
) -> tuple[Stretch, ...]:
    count = len(label)
    cuts = _firm_cuts(label, signature, meter)
    lines: list[int] = []
    for start, stop in zip(cuts, [*cuts[1:], count], strict=True):
        lines.append(start)
        while True:
            cut = _soft_cut(lines[-1], stop, label, crash)
            if cut is None:
                break
            lines.append(cut)
    silent = [not any(signature[start:stop]) for start, stop in pairwise([*lines, count])]
    return _named([line for line, nothing in zip(lines, silent, strict=True) if not nothing], label)


def _firm_cuts(label: tuple[int, ...], signature: tuple[Signature, ...], meter: NDArray[np.int64]) -> list[int]:
    """Quarters of the song, changes of metre, and ends of rests; quarters win over others nearer than four bars."""
    count = len(label)
    if count < 2 * SHORTEST:
        return [0, count // 2] if count > 1 else [0]
    parts = 4 if count >= 4 * SHORTEST else count // SHORTEST
    quarters = [(2 * part * count + parts) // (2 * parts) for part in range(parts)]
    cuts = quarters
    changed = [False, *(meter[1:] != meter[:-1]).tolist()]
    for place in range(SHORTEST, count - SHORTEST + 1):
        if changed[place] or (signature[place] and not signature[place - 1]):
            after = bisect_left(cuts, place)
            if all(abs(place - cut) >= SHORTEST for cut in cuts[after - 1 : after + 1]):
                cuts.insert(after, place)
    return cuts


def _soft_cut(start: int, stop: int, label: tuple[int, ...], crash: NDArray[np.bool_]) -> int | None:
    """Where a section that began at `start` ends before `stop`: where something new begins, or at 16 bars."""
    reach = range(start + SHORTEST, min(start + LONGEST, stop - SHORTEST) + 1)
    for step in (4, 2, 1):
        for place in reach:
            if (place - start) % step == 0 and (crash[place] or _new(label, place)):
                return place
    return start + LONGEST // 2 if stop - start > LONGEST else None


def _new(label: tuple[int, ...], place: int) -> bool:
    """Whether the four bars from a place share fewer than two labels with the four before."""
    before, after = list(label[place - 4 : place]), label[place : place + 4]
    shared = 0
    for one in after:
        if one in before:
            before.remove(one)
            shared += 1
    return shared < 2


def _named(lines: list[int], label: tuple[int, ...]) -> tuple[Stretch, ...]:
    """Sections with names: one that is half like an earlier one shares its letter."""
    letters: list[tuple[tuple[int, ...], str, int]] = []
    found: list[Stretch] = []
    for start, stop in zip(lines, [*lines[1:], len(label)], strict=True):
        own = label[start:stop]
        for place in range(max(0, len(letters) - _COMPARED), len(letters)):
            known, letter, times = letters[place]
            size = min(len(known), len(own))
            if 2 * sum(a == b for a, b in zip(known, own, strict=False)) > size:
                letters[place] = (known, letter, times + 1)
                found.append(Stretch(start, stop, f"{letter}{times + 1}"))
                break
        else:
            letter = _letter(len(letters))
            letters.append((own, letter, 1))
            found.append(Stretch(start, stop, letter))
    return tuple(found)


def _letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)
