"""TempoMap: MIDI ticks to seconds and back, exactly; bar lines of a metre map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drumjam.rules.errors import DrumjamError
from drumjam.rules.ticks import distinct

DEFAULT_US_PER_BEAT = 500_000
"""120 beats a minute: what a MIDI file means when it names no tempo."""


class TempoError(DrumjamError):
    """A tempo map that cannot be: says which value, and what to do."""

    advice = "mend the tempo map"


class TempoMap:
    """Ticks to seconds of song time, exactly, for any number of tempo changes.

    ticks_per_beat  ticks in a quarter note, >= 1
    changes         (tick, microseconds per beat), ticks rising from 0, microseconds >= 1;
                    120 bpm holds until the first of them

    A time is a sum of ticks x microseconds in integers, divided once at the end, so that no error
    grows along a song. Raises TempoError for values out of range.
    """

    __slots__ = ("_base", "_bases", "_tick", "_ticks", "_us", "changes", "ticks_per_beat")

    def __init__(self, ticks_per_beat: int, changes: Sequence[tuple[int, int]] = ()) -> None:
        if ticks_per_beat < 1:
            raise TempoError(f"ticks per beat is {ticks_per_beat}: it must be 1 or more")
        whole = [(int(tick), int(us)) for tick, us in changes]
        if not whole or whole[0][0] > 0:
            whole.insert(0, (0, DEFAULT_US_PER_BEAT))
        for (tick, us), (before, _) in zip(whole, [(-1, 0), *whole], strict=False):
            if tick <= before:
                raise TempoError(f"tempo change at tick {tick}: ticks must rise from 0")
            if us < 1:
                raise TempoError(f"tempo change at tick {tick}: {us} microseconds per beat, must be 1 or more")
        self.ticks_per_beat = ticks_per_beat
        self.changes: tuple[tuple[int, int], ...] = tuple(whole)
        base, bases = 0, [0]
        for (tick, us), (after, _) in pairwise(whole):
            base += (after - tick) * us
            bases.append(base)
        self._tick = np.array([tick for tick, _ in whole], np.int64)
        self._us = np.array([us for _, us in whole], np.int64)
        # Bases past the range of int64 (a song of 9,000 years) stay Python integers: slow, still exact.
        self._base = np.array(bases, np.int64 if base < 2**62 else object)
        self._ticks, self._bases = [tick for tick, _ in whole], bases

    def __eq__(self, other: object) -> bool:
        """Equal when every tick has the same time: same resolution, same changes."""
        if not isinstance(other, TempoMap):
            return NotImplemented
        return self.ticks_per_beat == other.ticks_per_beat and self.changes == other.changes

    def __hash__(self) -> int:
        """Agrees with equality."""
        return hash((self.ticks_per_beat, self.changes))

    def __repr__(self) -> str:
        """Names the resolution and the first tempo."""
        return f"TempoMap({self.ticks_per_beat}, {len(self.changes)} changes from {self.bpm(0):g} bpm)"

    @overload
    def seconds(self, ticks: int) -> float: ...
    @overload
    def seconds(self, ticks: NDArray[Any] | Sequence[int]) -> NDArray[np.float64]: ...
    def seconds(self, ticks: int | ArrayLike) -> float | NDArray[np.float64]:
        """Song time in seconds of one tick or of an array of ticks; ticks below 0 follow the first tempo."""
        if isinstance(ticks, int):  # one at a time is asked often, and numpy is slow at it
            k = max(bisect_right(self._ticks, ticks) - 1, 0)
            return (self._bases[k] + (ticks - self._ticks[k]) * self.changes[k][1]) / (self.ticks_per_beat * 1_000_000)
        at = np.asarray(ticks, np.int64)
        i = np.maximum(np.searchsorted(self._tick, at, "right") - 1, 0)
        since, us = at - self._tick[i], self._us[i]
        if self._base.dtype == object or np.any(np.abs(since) > 2**61 // us):
            numerator = self._base[i].astype(object) + since.astype(object) * us.astype(object)
            result = np.asarray(numerator / (self.ticks_per_beat * 1_000_000), np.float64)
        else:
            result = (self._base[i] + since * us) / (self.ticks_per_beat * 1_000_000)
        return float(result) if np.ndim(result) == 0 else result

    @overload
    def ticks(self, seconds: float) -> float: ...
    @overload
    def ticks(self, seconds: NDArray[Any] | Sequence[float]) -> NDArray[np.float64]: ...
    def ticks(self, seconds: float | ArrayLike) -> float | NDArray[np.float64]:
        """Position in ticks (a fraction) of one song time in seconds or of an array of them."""
        if isinstance(seconds, float):  # one at a time is asked often, and numpy is slow at it
            one = seconds * (self.ticks_per_beat * 1_000_000)
            k = max(bisect_right(self._bases, one) - 1, 0)
            return self.changes[k][0] + (one - self._bases[k]) / self.changes[k][1]
        at = np.asarray(seconds, np.float64) * (self.ticks_per_beat * 1_000_000)
        i = np.maximum(np.searchsorted(self._base.astype(np.float64), at, "right") - 1, 0)
        result = self._tick[i] + (at - self._base[i].astype(np.float64)) / self._us[i]
        return float(result) if np.ndim(result) == 0 else result

    def beats(self, seconds: float) -> float:
        """Position in beats (quarter notes) from tick 0 of a song time in seconds."""
        return self.ticks(seconds) / self.ticks_per_beat

    def bpm(self, tick: int) -> float:
        """Beats (quarter notes) a minute in force at a tick."""
        return 60e6 / int(self._us[max(int(np.searchsorted(self._tick, tick, "right")) - 1, 0)])


@dataclass(frozen=True, slots=True, order=True)
class Meter:
    """A time signature from one tick on.

    tick         where it begins; a new bar starts there
    numerator    pulses or their thirds in a bar, >= 1
    denominator  the note that is counted, a power of two: 4 is a quarter note
    """

    tick: int
    numerator: int = 4
    denominator: int = 4

    def bar_ticks(self, ticks_per_beat: int) -> int:
        """Length of one bar in ticks, at least 1."""
        return max(1, ticks_per_beat * 4 * self.numerator // self.denominator)

    def pulse_ticks(self, ticks_per_beat: int) -> int:
        """Ticks from one pulse to the next: the denominator's note, three of them in 6/8, 9/8 and 12/8."""
        compound = self.denominator == 8 and self.numerator in (6, 9, 12)
        return max(1, ticks_per_beat * 4 * (3 if compound else 1) // self.denominator)

    @property
    def pulses(self) -> int:
        """Pulses in a bar."""
        return self.numerator // 3 if self.denominator == 8 and self.numerator in (6, 9, 12) else self.numerator


MOST_BARS = 100_000
"""Bar lines that one metre may draw, or all together; of more, only every second, third, ... line is drawn."""


def bar_lines(meters: Sequence[Meter], ticks_per_beat: int, end: int) -> NDArray[np.int64]:
    """Ticks of all bar lines from 0 up to the first one at or after `end`; every metre change starts a bar.

    `meters` rise from tick 0; without one 4/4 is assumed.
    """
    spans = list(meters) if meters and meters[0].tick <= 0 else [Meter(0), *meters]
    reach: list[tuple[int, int, int, int | None]] = []
    for meter, after in zip(spans, [*spans[1:], None], strict=True):
        bar = meter.bar_ticks(ticks_per_beat)
        start = max(meter.tick, 0)
        stop = min(after.tick, max(end, start) + bar) if after else max(end, start) + bar
        reach.append((start, stop, bar * max(1, (stop - start) // (bar * MOST_BARS)), after.tick if after else None))
    every = max(1, sum((stop - start) // step for start, stop, step, _ in reach) // MOST_BARS)
    drawn = []
    for start, _, step, after_tick in reach:
        stop = max(end, start) + step * every  # far enough for a line at or after the end, however few are drawn
        drawn.append(np.arange(start, stop if after_tick is None else min(stop, after_tick), step * every))
    ticks = distinct(np.concatenate(drawn))
    return ticks[: int(np.searchsorted(ticks, end, "left")) + 1]
