"""Marquee: the title's picture. The room, both leaders with raised sticks, a golden thread between them."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sin

import pygame

from drumjam.game.stage.arms import Hand
from drumjam.game.stage.backdrop import TitleBackdrop
from drumjam.game.stage.drummer import Drummer
from drumjam.game.stage.pose import Mood, Pose, pose
from drumjam.game.stage.setup import Motion
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane

LARGE = 1.42
FLOOR_Y = 664
PLACES = (246.0, 1034.0)
BPM = 92
HARMONY = 0.92
BOW = 58
FLATNESS = 0.55
"""How high the thread arches from tip to tip, and how flat its top is: it passes over the subtitle."""

BEADS = 26


class Marquee:
    """Loads piece by piece (`load`), so that the first page is up at once; draws what is there."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.room: TitleBackdrop | None = None
        self.drummers: list[Drummer] = []
        self.loading = self._pieces()

    @property
    def complete(self) -> bool:
        """Whether all of it is there."""
        return len(self.drummers) == len(Lane)

    def load(self) -> None:
        """Load the next piece, if one is missing."""
        next(self.loading, None)

    def draw(self, surface: pygame.Surface, now: float, motion: Motion) -> None:
        """Draw the picture at a time in seconds."""
        if self.room is None:
            return
        self.room.draw(surface)
        if not self.complete:
            return
        theme = self.theme
        shift = (theme.offset[0] / theme.scale / LARGE, theme.offset[1] / theme.scale / LARGE)
        beat = now * BPM / 60
        tips = []
        for drummer, x in zip(self.drummers, PLACES, strict=True):
            posed = pose(drummer.lane, (), now, beat, HARMONY, Mood.JOY, motion=motion, raised=1.0)
            drummer.draw(surface, (x / LARGE + shift[0], FLOOR_Y / LARGE + shift[1]), posed)
            tips.append(_tip(posed, x, 1 if drummer.lane is Lane.LEE else -1))
        self._thread(surface, tips[0], tips[1], now if motion is Motion.FULL else 0.0)

    def _thread(self, surface: pygame.Surface, a: tuple[float, float], b: tuple[float, float], now: float) -> None:
        theme, gold = self.theme, self.theme.palette.harmony
        points = []
        for i in range(BEADS + 1):
            t = i / BEADS
            bow = max(sin(pi * t), 0.0) ** FLATNESS * (BOW + 1.5 * sin(now * 2.2 + t * 7))
            points.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t - bow))
        for i, point in enumerate(points):
            theme.mote(surface, point, 13, gold, 0.30 + 0.14 * sin(now * 1.7 - i * 0.5))
        pixels = [theme.point(*point) for point in points]
        pygame.draw.lines(surface, gold, False, pixels, max(theme.px(3), 1))
        pygame.draw.aalines(surface, theme.palette.text, False, pixels)
        for tip in (a, b):
            theme.mote(surface, tip, 26, gold, 0.9)
            theme.disc(surface, tip, 5, theme.palette.text)

    def _pieces(self) -> Iterator[None]:
        self.room = TitleBackdrop(self.theme.scale, offset=self.theme.offset)
        yield
        made: list[Drummer] = []
        for lane in Lane:
            colour = self.theme.palette.leaders[lane]
            made.append(Drummer(lane, self.theme.scale * LARGE, colour=colour))
            yield
        self.drummers = made


def _tip(posed: Pose, x: float, side: int) -> tuple[float, float]:
    """Where the tip of the inner stick is, in logical pixels."""
    tip = posed.arms[Hand.INNER].grip.tip
    return x + side * tip[0] * LARGE, FLOOR_Y + tip[1] * LARGE
