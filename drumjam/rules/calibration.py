"""Calibration: from taps along a beat, or strikes of real plays, to an offset and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

BOUNCE = 0.080
"""Seconds after a tap in which another one of the same hands is a bounce: nobody taps a beat so fast."""

WARM_UP = 4
"""Taps at the beginning of a stretch that only find the beat."""

LEAST_TAPS, MOST_TAPS = 16, 40
"""Taps that an estimate needs at least, and after which it is as good as it gets."""

SURE = 0.005
"""Seconds: an interval as narrow as this needs no more taps."""

LEAST_RESULTANT = 0.7
"""Mean resultant length (0: all round the beat, 1: one place) below which taps are not on one place of the beat."""

MOST_OFF = 0.4
"""Share of the period beyond which nobody can say whether a tap is late or early: the beat was missed."""

NORMAL_MAD = 1.4826
"""Standard deviation of normal errors by their median absolute deviation: 1 / Phi^-1(3/4) (Hampel 1974)."""

MEDIAN_ERROR = 1.2533
"""Standard error of a median by that of a mean, for normal errors: sqrt(pi / 2) (Kenney and Keeping 1962)."""

COVER = 2.2
"""Standard errors to either side: 97 % of a normal curve; some of it is lost to a deviation known from few taps."""

OUTLYING = 3.0
"""Standard deviations from the median beyond which a tap tells nothing of the offset."""

GRAIN = 0.001
"""Seconds as close as which no two taps are told apart: the stamps of keys are no finer."""

PLAYS, LEAST_STRIKES = 3, 50
"""How many plays a suggestion looks back on, and how many strikes must have found a note in them."""

WORTH, NARROW = 0.008, 0.004
"""Seconds: a suggestion must move the offset by more than the one, and be surer than the other."""


class Refusal(Enum):
    """Why taps tell no offset."""

    TOO_FEW = auto()
    """Fewer than an estimate needs."""
    HALF_BEAT = auto()
    """On the beat and halfway to the next one."""
    OFF_BEAT = auto()
    """Steady, but about halfway between two beats."""
    SCATTERED = auto()
    """All round the beat."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An offset and how sure it is.

    offset    seconds by which strikes arrive after the beat; negative: before it
    interval  seconds: the true offset lies within `offset` +- this in more than nine of ten cases
    taps      how many taps or strikes it rests upon
    """

    offset: float
    interval: float
    taps: int

    @property
    def offset_ms(self) -> int:
        """The offset in whole milliseconds: the number that is shown and the number that is set."""
        return round(self.offset * 1e3)

    @property
    def enough(self) -> bool:
        """Whether more taps would hardly make it surer."""
        return self.taps >= MOST_TAPS or (self.taps >= LEAST_TAPS and self.interval <= SURE)

    @property
    def progress(self) -> float:
        """Taps so far by the taps that are likely needed, 0 to 1; an interval narrows with the root of their number."""
        needed = min(max(self.taps * (self.interval / SURE) ** 2, LEAST_TAPS), MOST_TAPS)
        return min(self.taps / needed, 1.0)


@dataclass(frozen=True, slots=True)
class Played:
    """What one play tells of a player's device.

    errors  of the strikes that found a note, whatever their grade, in seconds of song time
    speed   of the song
    offset  seconds of the clock that were already taken off each strike
    """

    errors: tuple[float, ...]
    speed: float = 1.0
    offset: float = 0.0


def phases(taps: ArrayLike, period: float) -> Array:
    """How far each tap is from the nearest beat, in seconds from -period / 2 to period / 2; negative is early.

    taps    song times in seconds, any shape
    period  seconds from beat to beat; a beat falls on song time 0
    """
    half = period / 2
    return np.asarray((np.asarray(taps, np.float64) + half) % period - half)


def steady(taps: Iterable[float]) -> list[float]:
    """One stretch of taps (song times in seconds) without bounces and without its first ones."""
    kept: list[float] = []
    for tap in sorted(taps):
        if not kept or tap - kept[-1] >= BOUNCE:
            kept.append(tap)
    return kept[WARM_UP:]


def estimate(taps: Sequence[float], period: float, least: int = LEAST_TAPS) -> Estimate | Refusal:
    """The offset of one stretch of taps, or why they tell none; as `settle` of its steady part."""
    return settle(steady(taps), period, least)


def settle(taps: Sequence[float], period: float, least: int = LEAST_TAPS) -> Estimate | Refusal:
    """The offset of steady taps, or why they tell none. The same taps give the same answer, whatever is set.

    taps    song times in seconds that no offset was taken off, in any order
    period  seconds from beat to beat
    least   taps below which it is refused

    Where the taps lie on the beat is told by their circular mean and mean resultant length (Mardia and Jupp,
    Directional Statistics, 2000, 2.2 and 2.3); a large resultant of the doubled angles alone means two places
    half a beat apart. Unrolled about that mean they are errors like any others.
    """
    if len(taps) < max(least, 1):
        return Refusal.TOO_FEW
    turns = np.exp(2j * np.pi * np.asarray(taps, np.float64) / period)
    mean = complex(turns.mean())
    if abs(mean) < LEAST_RESULTANT:
        two_places = abs(complex((turns**2).mean())) >= LEAST_RESULTANT
        return Refusal.HALF_BEAT if two_places else Refusal.SCATTERED
    centre = float(np.angle(mean)) / (2 * np.pi) * period
    if abs(centre) > MOST_OFF * period:
        return Refusal.OFF_BEAT
    return _robust(centre + phases(np.asarray(taps, np.float64) - centre, period))


def suggestion(plays: Sequence[Played], offset: float) -> Estimate | None:
    """A better offset after real plays, or None: too few strikes, not sure enough, or hardly another one.

    plays   with one device, the newest first; only the last three count
    offset  what is set now, in seconds

    All grades count: taking only the good ones would hide the error that is looked for.
    """
    errors = [error / play.speed + play.offset for play in plays[:PLAYS] for error in play.errors]
    if len(errors) < LEAST_STRIKES:
        return None
    found = _robust(np.asarray(errors, np.float64))
    return found if abs(found.offset - offset) > WORTH and found.interval < NARROW else None


def _robust(errors: Array) -> Estimate:
    """Median and interval of errors in seconds; what lies far out is dropped, twice."""
    for _ in range(2):
        middle = np.median(errors)
        errors = errors[np.abs(errors - middle) <= max(OUTLYING * _deviation(errors), GRAIN)]
    interval = COVER * MEDIAN_ERROR * _deviation(errors) / len(errors) ** 0.5
    return Estimate(float(np.median(errors)), interval, len(errors))


def _deviation(errors: Array) -> float:
    """The standard deviation that normal errors of this median absolute deviation have."""
    return NORMAL_MAD * float(np.median(np.abs(errors - np.median(errors))))
