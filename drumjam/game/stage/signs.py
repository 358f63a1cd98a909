"""Signs: the game's name in gold, and the leaders' round portraits, at any size."""

from __future__ import annotations

from functools import lru_cache

import pygame

from drumjam.game.palette import STANDARD, Colour
from drumjam.game.shipped import load_picture
from drumjam.game.stage.parts import folder
from drumjam.game.stage.pose import Mood
from drumjam.rules.chart import Lane


@lru_cache(maxsize=64)
def portrait(lane: Lane, mood: Mood, size_px: int, colour: Colour | None = None) -> pygame.Surface:
    """A leader's face in a ring of the leader's colour (the standard palette's if None), `size_px` wide and high.

    The surface is shared: do not draw on it.
    """
    picture = _load(f"portrait_{lane.id}_{mood.value}")
    ring = _load("portrait_ring")
    ring.fill(STANDARD.leaders[lane] if colour is None else colour, special_flags=pygame.BLEND_RGB_MULT)
    picture.blit(ring, (0, 0))
    return _scaled(picture, (size_px, size_px))


@lru_cache(maxsize=8)
def logo(width_px: int) -> pygame.Surface:
    """The game's name, `width_px` wide. The surface is shared: do not draw on it."""
    picture = _load("logo")
    return _scaled(picture, (width_px, round(width_px * picture.get_height() / picture.get_width())))


def _load(name: str) -> pygame.Surface:
    return load_picture(folder() / f"{name}.png").convert_alpha()


def _scaled(picture: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """A smooth copy; what is not seen takes the colour of what is, or edges would darken."""
    while picture.get_width() > 2 * size[0]:
        half = max(1, picture.get_width() // 2), max(1, picture.get_height() // 2)
        picture = pygame.transform.smoothscale(picture, half)
    return pygame.transform.smoothscale(picture, size)
