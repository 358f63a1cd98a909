"""Harmony dial: the stage's ring with its number, and the word for it below."""

from __future__ import annotations

from functools import lru_cache

import pygame

from drumjam.game.course import word_of
from drumjam.game.palette import Palette
from drumjam.game.stage.dial import Dial
from drumjam.game.strings import Strings
from drumjam.game.theme import Theme

LARGE = 1.12
"""How much larger the ring is than on the stage."""

WORD_BELOW, WORD_WIDTH = 98.0, 214.0


def harmony_dial(theme: Theme, canvas: pygame.Surface, harmony: float, words: Strings, at: tuple[float, float]) -> None:
    """Draw it about a logical point, for a harmony of 0 to 1."""
    for picture in _ring(theme.palette, theme.scale * LARGE, harmony):
        canvas.blit(picture, picture.get_rect(center=theme.point(*at)))
    x, y = at
    theme.text(canvas, f"{round(100 * harmony)}", (x, y + 2), 50, font="display", align="center", width=92, room=58)
    word = words.text(word_of(harmony))
    gold = theme.palette.harmony
    theme.text(canvas, word, (x, y + WORD_BELOW), 22, gold, align="center", width=WORD_WIDTH, room=40)


@lru_cache(maxsize=8)
def _ring(palette: Palette, scale: float, harmony: float) -> tuple[pygame.Surface, pygame.Surface]:
    dial = Dial(palette, scale)
    return dial.base(1.0), dial.arc(harmony)
