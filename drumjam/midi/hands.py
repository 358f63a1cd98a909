"""What one leader can be asked to play at each level."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import PULSE
from drumjam.rules.chart import Level

ROUNDING = 1e-6
"""Seconds by which a gap may be short: the rounding of a tick, not of a player."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one leader can be asked at one level.

    lane_gap, pad_gap   seconds between a lane's ticks, between strokes of one pad, at least
    pad_second          strokes on one pad in any second, at most
    four_seconds        ticks of a lane in any four seconds, at most
    chord               weakest place in the bar where both pads may sound at once, -1 for nowhere
    share, low, high    part of expert's ticks to keep; how far it may go down and up
    slow, fast          up to where it goes in songs of under 3 ticks a second, down to where in over 8
    rate_low, rate_high ticks per second of one leader to aim at
    rate_top            ticks per second of one leader at most
    steady              keep strokes of one rank all or none, so that bars stay alike
    """

    lane_gap: float
    pad_gap: float
    pad_second: int
    four_seconds: int
    chord: int
    share: float = 1.0
    low: float = 1.0
    high: float = 1.0
    slow: float = 1.0
    fast: float = 1.0
    rate_low: float = 0.0
    rate_high: float = 99.0
    rate_top: float = 99.0
    steady: bool = False


LIMITS = {
    Level.EASY: Limits(0.24, 0.24, 4, 15, -1, 0.45, 0.37, 0.53, 0.70, 0.20, 1.0, 1.8, 2.1, True),
    Level.MEDIUM: Limits(0.18, 0.20, 5, 17, PULSE, 0.54, 0.44, 0.63, 0.80, 0.28, 1.4, 2.1, 2.4),
    Level.HARD: Limits(0.11, 0.125, 7, 25, 9, 0.74, 0.64, 0.83, 0.90, 0.40, 2.0, 3.0, 3.4),
    Level.EXPERT: Limits(0.07, 0.09, 8, 37, 9),
}


class LaneHands:
    """What one lane already has to play, and whether one stroke more can be played with it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ticks: list[float] = []
        self._pads: tuple[list[float], list[float]] = ([], [])

    def fits(self, time: float, pads: tuple[int, ...]) -> bool:
        """Whether a stroke on these pads keeps every limit."""
        return self.choose(time, (pads,)) is not None

    def choose(self, time: float, options: tuple[tuple[int, ...], ...]) -> tuple[int, ...] | None:
        """The first of some choices of pads that keeps every limit, or None."""
        limits = self._limits
        if not _room(self._ticks, time, limits.lane_gap, limits.four_seconds, 4.0):
            return None
        for pads in options:
            for pad in pads:
                if not _room(self._pads[pad], time, limits.pad_gap, limits.pad_second, 1.0):
                    break
            else:
                return pads
        return None

    def add(self, time: float, pads: tuple[int, ...]) -> None:
        """Take a stroke on."""
        insort(self._ticks, time)
        for pad in pads:
            insort(self._pads[pad], time)


def _room(times: list[float], time: float, gap: float, most: int, span: float) -> bool:
    """Whether `time` can join rising times: `gap` to both neighbours, at most `most` in any half-open `span`."""
    place = bisect_left(times, time)
    if place and time - times[place - 1] < gap - ROUNDING:
        return False
    size = len(times)
    if place == size:
        return place < most or time - times[place - most] >= span - ROUNDING
    if times[place] - time < gap - ROUNDING:
        return False
    first = bisect_right(times, time - span, max(0, place - most), place)
    last = bisect_left(times, time + span, place, min(size, place + most))
    if last - first < most:
        return True
    near = [*times[first:place], time, *times[place:last]]
    return all(near[i + most] - near[i] >= span - ROUNDING for i in range(len(near) - most))


def crowded(times: NDArray[np.float64], struck: NDArray[np.bool_], limits: Limits) -> NDArray[np.bool_]:
    """Which strokes of one lane stand too close to others to be played with all of them.

    times   (n,) seconds, rising
    struck  (n, 2) where the lane has a stroke on each pad

    Returns an (n, 2) mask. What is not crowded can be played whichever other strokes are left out.
    """
    either = struck[:, 0] | struck[:, 1]
    lane = _too_close(times, either, limits.lane_gap, limits.four_seconds, 4.0)
    pads = [lane | _too_close(times, struck[:, pad], limits.pad_gap, limits.pad_second, 1.0) for pad in (0, 1)]
    return np.stack(pads, axis=1)


def _too_close(
    times: NDArray[np.float64], mask: NDArray[np.bool_], gap: float, most: int, span: float
) -> NDArray[np.bool_]:
    """Which masked strokes are nearer than `gap` to the next, or among more than `most` in a span."""
    found = np.zeros(len(times), np.bool_)
    rows = np.flatnonzero(mask)
    time = times[rows]
    near = np.diff(time) < gap - ROUNDING
    found[rows[1:][near]] = True
    found[rows[:-1][near]] = True
    if len(rows) > most:
        heads = np.flatnonzero(time[most:] - time[:-most] < span - ROUNDING)
        depth = np.zeros(len(rows) + 1, np.int32)
        depth[heads] += 1
        depth[heads + most + 1] -= 1
        found[rows[np.cumsum(depth[:-1]) > 0]] = True
    return found


def allowed_gap(notes: int) -> float:
    """By how many notes the lanes of a level may differ."""
    return max(4.0, 0.2 * notes)
