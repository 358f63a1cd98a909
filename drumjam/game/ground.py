"""Ground: what lies behind every menu. Cool light above, a warm breath below, a grain that hides its steps."""

from __future__ import annotations

import pygame

from drumjam.game.palette import Palette
from drumjam.game.panels import grain, soften

TILE = 128
GRAIN = 3
LIGHTS = ((0, 0), (1, 0), (2, 3), (3, 3), (4, 0))
"""Where the light falls, on a grid of 5 x 4."""


def ground(size: tuple[int, int], p: Palette) -> pygame.Surface:
    """The ground at a size in pixels."""
    coarse = pygame.Surface((5, 4))
    coarse.fill(p.ground)
    for at, colour in zip(LIGHTS, (p.night, p.night, p.dusk, p.dusk, p.teal_night), strict=True):
        coarse.set_at(at, colour)
    made = soften(coarse, size)
    tile = grain(TILE, GRAIN)
    for x in range(0, size[0], TILE):
        for y in range(0, size[1], TILE):
            made.blit(tile, (x, y), special_flags=pygame.BLEND_RGB_ADD)
    return made
