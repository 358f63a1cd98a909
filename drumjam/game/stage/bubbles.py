"""Bubbles: what the crowd says, on paper above its heads."""

from __future__ import annotations

import pygame

from drumjam.game.stage import paint
from drumjam.game.stage.layout import CROWD
from drumjam.game.stage.moments import BUBBLE
from drumjam.game.stage.setup import Motion
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Kind, Theme

HEIGHT = 38
LETTERS = 19
PLACES = ((CROWD[0] + 8, 254.0, "left"), (CROWD[0] + CROWD[2] - 8, 304.0, "right"))
"""Outer edge, middle height and side of the places where bubbles stand."""

APPEARS = 0.18
RISE = 8.0
MARGIN = 17.0


def bubble_box(theme: Theme, text: str, place: int) -> tuple[float, float, float, float]:
    """The logical rectangle of a bubble, its tail included, wherever in its rise it is."""
    edge, middle, side = PLACES[place]
    wide = min(theme.width(text, LETTERS) + 2 * MARGIN, CROWD[2] - 16)
    left = edge if side == "left" else edge - wide
    return left, middle - HEIGHT / 2 - RISE, wide, HEIGHT + 14 + 2 * RISE


class Bubbles:
    """Draws the crowd's bubbles."""

    def __init__(self, theme: Theme, motion: Motion) -> None:
        self.theme = theme
        self.motion = motion
        self._tail = self._paint_tail()

    def draw(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw what is being said; bubbles come up gently and go."""
        theme = self.theme
        for bubble in state.bubbles:
            age = now - bubble.time
            if not 0 <= age < BUBBLE:
                continue
            x, y, wide, _ = bubble_box(theme, bubble.text, bubble.place)
            y += RISE
            if self.motion is Motion.FULL:
                y += RISE * (1 - min(age / APPEARS, 1.0)) ** 2 - RISE * max(age - BUBBLE + APPEARS, 0.0) / APPEARS
            tail = x + wide * (0.72 if bubble.place == 0 else 0.3)
            tx, ty = theme.point(tail, y + HEIGHT - 1)
            surface.blit(self._tail, (tx - self._tail.get_width() // 2, ty))
            theme.panel(surface, (x, y, wide, HEIGHT), Kind.BUBBLE, HEIGHT / 2)
            theme.text(
                surface, bubble.text, (x + wide / 2, y + HEIGHT / 2), LETTERS, theme.palette.ink,
                align="center", width=wide - 2 * MARGIN + 2,
            )  # fmt: skip

    def _paint_tail(self) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(24 * s, 12 * s)
        left = -(sheet.x + 8 * s) * 0.86 + (sheet.y + 6 * s) * 0.5
        right = (sheet.x - 8 * s) * 0.8 + (sheet.y + 6 * s) * 0.6
        sheet.lay(p.bubble, paint.inside(left) * paint.inside(right))
        return sheet.surface()
