"""Strikes and what becomes of them: grades, hit windows, judgements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from drumjam.rules.chart import Lane, Note, Pad


class Grade(IntEnum):
    """How near a hit came to its note, or that it never came."""

    PERFECT = 0
    GREAT = 1
    GOOD = 2
    MISS = 3

    @property
    def id(self) -> str:
        """The grade's name in files."""
        return self.name.lower()

    @property
    def points(self) -> float:
        """What it is worth, in notes."""
        return POINTS[self]


POINTS = (1.0, 0.75, 0.4, 0.0)
"""Worth of perfect, great, good and miss."""

WINDOWS_US = (25_000, 50_000, 100_000)
"""Half-widths of the hit windows of perfect, great and good, in microseconds of song time; edges belong to them."""

BY_RULE = (1.0, 1.0)
"""Factors on Lee's hit windows and on Takaichi's where no assist widens them."""

STRAY_COST = 0.5
"""What a stray takes from the accuracy, in notes."""

ROLL_TAIL_US = 100_000
"""How long after a roll's last stroke its lane may still strike freely, in microseconds."""

SETTLING_US = 10_000
"""How long a strike may be on its way before misses settle, beyond the input offset, in microseconds."""


class Fate(Enum):
    """What a strike or a note came to."""

    HIT = auto()
    """The strike took a note."""
    STRAY = auto()
    """The strike took no note, or struck the wrong pad: the combo breaks."""
    FREE = auto()
    """The strike took no note and was welcome: within a roll, or before or after the song."""
    MISS = auto()
    """No strike took the note."""


@dataclass(frozen=True, slots=True, order=True)
class Strike:
    """One key, pad or stick that came down.

    time_us   song time in whole microseconds, corrected by the input offset
    lane      whose
    pad       on what
    velocity  MIDI loudness, 1 to 127; a keyboard strikes with 96
    """

    time_us: int
    lane: Lane
    pad: Pad
    velocity: int = 96

    @property
    def time(self) -> float:
        """Song time in seconds."""
        return self.time_us / 1e6


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a strike at once.

    strike  as it was recorded
    fate    HIT, STRAY or FREE
    note    index into the session's notes of the note it took, or None
    grade   of the hit, or None
    error   strike - note in seconds, negative is early; None unless it hit
    echo    the note whose key sounds: the one it took, else the lane's nearest note of that pad; None if it has none
    """

    strike: Strike
    fate: Fate
    note: int | None = None
    grade: Grade | None = None
    error: float | None = None
    echo: Note | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One settled fate: of a note (HIT or MISS) or of a strike without one (STRAY).

    time_us  when: the strike's time, for a miss the end of the note's window, in microseconds of song time
    lane     whose
    fate     HIT, STRAY or MISS
    tick     the note's tick; for a stray the strike's position, a fraction
    note     index into the session's notes, None for a stray
    grade    of the note, None for a stray
    error    strike - note in seconds, None unless it hit
    """

    time_us: float
    lane: Lane
    fate: Fate
    tick: float
    note: int | None = None
    grade: Grade | None = None
    error: float | None = None


def windows_us(half_gap_us: float, scale: float = 1.0) -> tuple[float, float, float]:
    """Half-widths of perfect, great and good in microseconds, none wider than half the gap to a neighbour.

    half_gap_us  half the distance to the nearest note of the lane at another time; infinite without one
    scale        1 by the rules; wide windows are an assist
    """
    perfect, great, good = (min(width * scale, half_gap_us) for width in WINDOWS_US)
    return perfect, great, good


def grade(error_us: float, windows: tuple[float, float, float]) -> Grade:
    """The grade of an error in microseconds; MISS outside all windows."""
    size = abs(error_us)
    for reached, width in zip(Grade, windows, strict=False):
        if size <= width:
            return reached
    return Grade.MISS
