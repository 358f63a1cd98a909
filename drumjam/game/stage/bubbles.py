"""Bubbles: what the crowd says, on paper above its heads."""

from __future__ import annotations

import pygame

from drumjam.game.stage import paint
from drumjam.game.stage.layout import CROWD
from drumjam.game.stage.moments import BUBBLE
from drumjam.game.stage.parts import Spot, joined
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
SHADOW = 12.0
"""Logical pixels around the paper that its shadow may need."""


def bubble_box(theme: Theme, text: str, place: int) -> tuple[float, float, float, float]:
    """The logical rectangle of a bubble, its tail included, wherever in its rise it is."""
    edge, middle, side = PLACES[place]
    wide = min(theme.width(text, LETTERS) + 2 * MARGIN, CROWD[2] - 16)
    left = edge if side == "left" else edge - wide
    return left, middle - HEIGHT / 2 - RISE, wide, HEIGHT + 14 + 2 * RISE


class Bubbles:
    """Draws the crowd's bubbles: each is painted when it is first said, as one picture."""

    def __init__(self, theme: Theme, motion: Motion) -> None:
        self.theme = theme
        self.motion = motion
        self._tail = self._paint_tail()
        self._cards: dict[tuple[str, int], Spot] = {}

    def draw(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw what is being said; bubbles come up gently and go."""
        for bubble in state.bubbles:
            age = now - bubble.time
            if not 0 <= age < BUBBLE:
                continue
            left, top, _, _ = bubble_box(self.theme, bubble.text, bubble.place)
            rise = RISE
            if self.motion is Motion.FULL:
                rise += RISE * (1 - min(age / APPEARS, 1.0)) ** 2 - RISE * max(age - BUBBLE + APPEARS, 0.0) / APPEARS
            x, y = self.theme.point(left, top + rise)
            picture, dx, dy = self._card(bubble.text, bubble.place)
            surface.blit(picture, (x + dx, y + dy))

    def _card(self, text: str, place: int) -> Spot:
        """A bubble with its tail, to be put down by the upper left corner of its paper."""
        if (text, place) not in self._cards:
            self._cards[text, place] = self._paint_card(text, place)
        return self._cards[text, place]

    def _paint_card(self, text: str, place: int) -> Spot:
        theme = self.theme
        wide = bubble_box(theme, text, place)[2]
        size = theme.rect(0, 0, wide + 2 * SHADOW, HEIGHT + 2 * SHADOW).size
        paper = pygame.Surface(size).convert_alpha()
        paper.fill((0, 0, 0, 0))
        left, top = (SHADOW - edge / theme.scale for edge in theme.offset)
        theme.panel(paper, (left, top, wide, HEIGHT), Kind.BUBBLE, HEIGHT / 2)
        theme.text(
            paper, text, (left + wide / 2, top + HEIGHT / 2), LETTERS, theme.palette.ink,
            align="center", width=wide - 2 * MARGIN + 2,
        )  # fmt: skip
        corner = -theme.px(SHADOW)
        tail = theme.px(wide * (0.72 if place == 0 else 0.3)) - self._tail.get_width() // 2
        return joined([(self._tail, tail, theme.px(HEIGHT - 1)), (paper, corner, corner)])

    def _paint_tail(self) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(24 * s, 12 * s)
        left = -(sheet.x + 8 * s) * 0.86 + (sheet.y + 6 * s) * 0.5
        right = (sheet.x - 8 * s) * 0.8 + (sheet.y + 6 * s) * 0.6
        sheet.lay(p.bubble, paint.inside(left) * paint.inside(right))
        return sheet.surface()
