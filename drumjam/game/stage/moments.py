"""Moments: short things that happened on the stage, each with the song time at which it began.

A picture at `now` shows those that have begun and not ended, so that a moment may also be set in the future
(a stroke the computer has decided on) and a picture of one time never depends on the frames before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from drumjam.rules.chart import Lane, Pad
from drumjam.rules.judgement import Grade

PRESS = 0.090
BURST = 0.220
WORD = 0.300
WOBBLE = 0.240
SHINE = 0.250
RIPPLE = 0.500
MISS_FADE = 0.150
BUBBLE = 4.0
TOGETHER = 0.025
"""Two strikes of a unison at most this far apart shine gold, others white."""


class Light(Enum):
    """The colour a thread shines in."""

    GOLD = "gold"
    WHITE = "white"


@dataclass(frozen=True, slots=True)
class Burst:
    """A note vanished into its target."""

    time: float
    lane: Lane
    pad: Pad


@dataclass(frozen=True, slots=True)
class Word:
    """What is said about a note: its grade, and the error in seconds of a hit."""

    time: float
    lane: Lane
    grade: Grade
    error: float | None


@dataclass(frozen=True, slots=True)
class Wobble:
    """A strike took no note."""

    time: float
    lane: Lane
    pad: Pad


@dataclass(frozen=True, slots=True)
class Shine:
    """Both struck a unison: its thread (an index) shines."""

    time: float
    thread: int
    light: Light


@dataclass(frozen=True, slots=True)
class CountIn:
    """A number of the count-in."""

    number: int
    time: float
    until: float


@dataclass(frozen=True, slots=True)
class Bubble:
    """The crowd says something.

    time   when it appears
    text   what it says
    place  which of the places for bubbles it takes
    """

    time: float
    text: str
    place: int
