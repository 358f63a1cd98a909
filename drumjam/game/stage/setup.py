"""StageSetup: what a play's picture needs to know beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.forms import Held

APPROACH = {Level.EASY: 2.0, Level.MEDIUM: 1.6, Level.HARD: 1.2, Level.EXPERT: 0.9}
"""Seconds a note is in sight, by level, at scroll speed 1."""

DEFAULT_KEYS = {
    (Lane.LEE, Pad.CYMBAL): "D",
    (Lane.LEE, Pad.DRUM): "F",
    (Lane.TAKAICHI, Pad.DRUM): "J",
    (Lane.TAKAICHI, Pad.CYMBAL): "K",
}


class Arrangement(Enum):
    """How the two lanes lie."""

    FACING = "facing"
    """From both sides to the middle, mirrored, as the hands lie on the keys."""
    STACKED = "stacked"
    """Lee's above Takaichi's, both from right to left."""


class Sides(Enum):
    """Who is on the left (or above)."""

    USUAL = "usual"
    """Lee."""
    SWAPPED = "swapped"
    """Takaichi: leaders, their colours and their flags change places together."""


class Motion(Enum):
    """How much may move besides the notes."""

    FULL = "full"
    REDUCED = "reduced"
    """No sway, ripples, bubbles that rise, or wobble; fades become cuts."""


class Voices(Enum):
    """Whether the crowd says something."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class StageSetup:
    """Everything about a play's picture that does not change while it is played.

    title        the song's, in the player's language if it has one
    level        the level's name in the player's language
    names        what the lanes are called, Lee's first: family names or offices
    levels       Lee's level and Takaichi's: they decide how long notes are in sight
    language     "en", "ko" or "ja"
    keys         what stands on the key cap of each lane and pad; none for a lane the computer plays
    scrolls      scroll speed of Lee's lane and of Takaichi's, 0.5 to 2: 2 is twice as fast
    arrangement, sides, motion, voices   the player's settings
    held         who holds the beat, where one leads and the other follows
    seed         for the crowd's choice of words
    """

    title: str
    level: str
    names: tuple[str, str]
    levels: tuple[Level, Level]
    language: str = "en"
    keys: Mapping[tuple[Lane, Pad], str] = field(default_factory=lambda: dict(DEFAULT_KEYS))
    scrolls: tuple[float, float] = (1.0, 1.0)
    arrangement: Arrangement = Arrangement.FACING
    sides: Sides = Sides.USUAL
    motion: Motion = Motion.FULL
    voices: Voices = Voices.ON
    held: Held = ()
    seed: int = 0

    def approach(self, lane: Lane) -> float:
        """Seconds a note travels from the edge of the picture to its target, at the song's own speed.

        Where both lanes scroll alike it is one number, so that a unison stays a mirror image though the levels differ.
        """
        lee, takaichi = (APPROACH[level] for level in self.levels)
        return (lee + takaichi) / 2 / min(max(self.scrolls[lane], 0.5), 2.0)

    def left(self) -> Lane:
        """Who is on the left; above, where lanes are stacked."""
        return Lane.LEE if self.sides is Sides.USUAL else Lane.TAKAICHI
