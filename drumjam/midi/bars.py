"""Bars: where bar lines are, and how strong each tick is in its bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.tempo import Meter

BAR_LINE, HALF_BAR, PULSE, HALF_PULSE, QUARTER_PULSE, OFF_GRID = range(6)
"""Strength of a place in the bar, strongest first; thirds of a pulse rank as half pulses where they are played."""

MOST_BARS = 20_000
_NEAR = 12
"""A tick is on a place of the grid up to a twelfth of a pulse beside it: people play there."""
_GROUPINGS = (
    (),
    (3, 2),
    (2, 3),
    (2, 2, 3),
    (2, 3, 2),
    (3, 2, 2),
    (3, 3, 2),
    (3, 2, 3),
    (2, 3, 3),
    (3, 3, 2, 2),
    (3, 3, 3, 2),
)
"""How odd metres are counted; of those with the same sum the first is what is meant unless the accents say more."""
_MOST_PULSES = 12
_ACCENTED = 1.1
"""By how much the accents must favour another grouping."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars from tick 0 past the last stroke.

    line      (b + 1,) int64: where each bar begins, and where the last one ends
    pulse     (b,) int64: ticks of a pulse in each bar
    pulses    (b,) int64: pulses in a full bar
    group     (b,) int64: number of the grouping by which an odd metre is counted, 0 for others
    meter     (b,) int64: place of each bar's metre in the metre map
    """

    line: NDArray[np.int64]
    pulse: NDArray[np.int64]
    pulses: NDArray[np.int64]
    group: NDArray[np.int64]
    meter: NDArray[np.int64]

    def __len__(self) -> int:
        """How many bars."""
        return len(self.pulse)

    def of(self, ticks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The bar of each tick; what is struck just before a bar line belongs to the bar it leads into."""
        bar = np.searchsorted(self.line, ticks, "right") - 1
        bar = np.clip(bar, 0, len(self) - 1)
        early = (self.line[bar + 1] - ticks) * _NEAR * 2 < self.pulse[bar]
        return np.minimum(bar + early, len(self) - 1)


def find_bars(meters: Sequence[Meter], ticks_per_beat: int, end: int) -> Bars:
    """All bars from tick 0 until after `end`; in metres too short to be meant, several count as one."""
    meters = [meter for meter in meters if meter.tick <= end] or list(meters[:1])
    starts = np.array([meter.tick for meter in meters])
    stops = np.append(starts[1:], max(end, int(starts[-1])) + 1)
    size = np.array([meter.bar_ticks(ticks_per_beat) for meter in meters])
    while (many := (stops - starts) // size > MOST_BARS).any():
        size[many] *= 2
    while (count := -((starts - stops) // size)).sum() > MOST_BARS + len(meters):
        size *= 2
    pulse = [meter.pulse_ticks(ticks_per_beat) for meter in meters]
    odd = [next((i for i, groups in enumerate(_GROUPINGS) if sum(groups) == meter.numerator), 0) for meter in meters]
    columns = np.array((pulse, [meter.pulses for meter in meters], odd, range(len(meters))), np.int64)
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    line = np.repeat(starts, count) + place * np.repeat(size, count)
    return Bars(np.append(line, line[-1] + size[-1]), *np.repeat(columns, count, axis=1))


def regroup(bars: Bars, ticks: NDArray[np.int64], weights: NDArray[np.float64]) -> Bars:
    """The same bars, those of odd metres counted in the groups on whose starts the heaviest strokes stand.

    ticks, weights  of strokes in any order: where they stand and how much they weigh, above 0
    """
    if not bars.group.any():
        return bars
    bar = bars.of(ticks)
    into = ticks - bars.line[bar]
    count = np.rint(into / bars.pulse[bar]).astype(np.int64)
    on_pulse = _near(into, bars.pulse[bar], np.ones(len(ticks), np.int64))
    own = on_pulse & (bars.group[bar] > 0) & (count >= 0) & (count < _MOST_PULSES)
    meters, first = np.unique(bars.meter, return_index=True)
    cell = np.searchsorted(meters, bars.meter[bar[own]]) * _MOST_PULSES + count[own]
    weight = np.bincount(cell, weights[own], len(meters) * _MOST_PULSES).reshape(-1, _MOST_PULSES)
    group = bars.group[first]
    for place in np.flatnonzero(group).tolist():
        usual = int(group[place])
        starts = {
            number: float(weight[place, list(accumulate(groups[:-1]))].sum())
            for number, groups in enumerate(_GROUPINGS)
            if sum(groups) == sum(_GROUPINGS[usual])
        }
        best = max(starts, key=lambda number: (starts[number], -number))
        if starts[best] > _ACCENTED * starts[usual]:
            group[place] = best
    return replace(bars, group=group[np.searchsorted(meters, bars.meter)])


def strengths(bars: Bars, ticks: NDArray[np.int64], denominators: Sequence[int]) -> NDArray[np.int64]:
    """How strong each tick is in its bar: BAR_LINE to OFF_GRID.

    denominators  of each metre of the map: where it counts eighths in odd groups, their starts are the pulses
    """
    if not len(ticks):
        return np.zeros(0, np.int64)
    bar = bars.of(ticks)
    pulse = bars.pulse[bar]
    at = ticks - bars.line[bar]
    thirds = _in_thirds(bars, bar, at)
    strength = np.full(len(ticks), OFF_GRID, np.int64)
    for parts, level in ((4, QUARTER_PULSE), (2, HALF_PULSE), (1, PULSE)):
        split = np.where(thirds, {4: 6, 2: 3, 1: 1}[parts], parts)
        strength[_near(at, pulse, split)] = level
    on_pulse = strength == PULSE
    count = np.rint(at / pulse).astype(np.int64)
    half = on_pulse & (bars.pulses[bar] % 2 == 0) & (count * 2 == bars.pulses[bar])
    strength[half] = HALF_BAR
    group = bars.group[bar]
    for number in np.unique(group[group > 0]).tolist():
        here = on_pulse & (group == number)
        start = np.isin(count, np.cumsum((0, *_GROUPINGS[number]))[:-1])
        eighths = np.array(denominators, np.int64)[bars.meter[bar]] >= 8
        strength[here & eighths & ~start] = HALF_PULSE
        strength[here & ~eighths & start] = HALF_BAR
    strength[on_pulse & (count == 0)] = BAR_LINE
    return strength


def _near(at: NDArray[np.int64], pulse: NDArray[np.int64], split: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a place in the bar is, but for a human hand, on one of the parts of a pulse."""
    off = np.abs(at * split - np.rint(at * split / pulse).astype(np.int64) * pulse)
    return off * _NEAR <= pulse * split // 2


def _in_thirds(bars: Bars, bar: NDArray[np.int64], at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each tick whether its bar is played in thirds of a pulse rather than in quarters."""
    pulse = bars.pulse[bar]
    distance = []
    for parts in (4, 3):
        off = np.abs(at * parts - np.rint(at * parts / pulse).astype(np.int64) * pulse) / (parts * pulse)
        distance.append(np.bincount(bar, off, len(bars)))
    return (distance[1] + 1e-9 < distance[0])[bar]
