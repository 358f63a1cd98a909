"""Comments: when the crowd says something, and which of its lines. The lines are in `strings`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from drumjam.game.stage.moments import BUBBLE, Bubble
from drumjam.game.strings import Strings

EVERY_BARS = 2
"""At most one comment in so many bars."""

CHANCE = 0.6
"""How often the crowd speaks when it may."""

PLACES = 2
"""Bubbles that may be on screen at once."""


class Band(IntEnum):
    """How harmony is called in words."""

    OWN = 0
    AWKWARD = 1
    TOGETHER = 2
    HARMONY = 3

    @property
    def key(self) -> str:
        """Its name among the strings."""
        return ("own", "awkward", "together", "common")[self]


BAND_STARTS = (0.0, 0.30, 0.55, 0.80)
HYSTERESIS = 0.03


def band(harmony: float, before: Band) -> Band:
    """The band of a harmony from 0 to 1; the one before is left only when it is passed by HYSTERESIS."""
    while before < Band.HARMONY and harmony >= BAND_STARTS[before + 1] + HYSTERESIS:
        before = Band(before + 1)
    while before > Band.OWN and harmony < BAND_STARTS[before] - HYSTERESIS:
        before = Band(before - 1)
    return before


LINES = 8
"""Lines the crowd knows in each band."""


class CommentFeed:
    """Decides what the crowd says, bar by bar: a function of the seed, the bar and the band alone.

    seed     of the play
    strings  the player's language
    """

    def __init__(self, seed: int, strings: Strings) -> None:
        self.seed = seed
        self.strings = strings
        self._last_bar: int | None = None
        self._line = 0
        self._place = 0

    def hear(self, time: float, bar: int, now_band: Band, shown: Sequence[Bubble]) -> Bubble | None:
        """What is said at a song time in a bar, given the bubbles that are up; None for silence."""
        if bar < 1 or (self._last_bar is not None and abs(bar - self._last_bar) < EVERY_BARS):
            return None
        up = [bubble for bubble in shown if bubble.time <= time < bubble.time + BUBBLE]
        if len(up) >= PLACES:
            return None
        rng = np.random.default_rng([self.seed, bar])
        self._last_bar = bar
        if rng.random() >= CHANCE:
            return None
        # Never the line that was said before: the step to the next one is from 1 to LINES - 1.
        self._line = (self._line + int(rng.integers(1, LINES))) % LINES
        taken = {bubble.place for bubble in up}
        self._place = 1 - self._place if 1 - self._place not in taken else self._place
        return Bubble(time, self.strings.text(f"crowd.{now_band.key}.{self._line + 1}"), self._place)
