"""Air: what moves behind the menus. Drifting lights and round ripples, a function of time alone."""

from __future__ import annotations

from math import pi, sin

import pygame
from pygame import gfxdraw

from drumjam.game.theme import HEIGHT, WIDTH, Theme

MOTES = 26
RIPPLES = 3
PERIOD = 9.0


def air(theme: Theme, canvas: pygame.Surface, now: float) -> None:
    """Draw the air at a time in seconds."""
    p = theme.palette
    for i in range(RIPPLES):
        age = (now / PERIOD + i / RIPPLES) % 1.0
        strength = round(34 * sin(pi * age) ** 2)
        colour = (p.lee, p.harmony, p.takaichi)[i]
        x, y = theme.point((0.24, 0.5, 0.76)[i] * WIDTH, 0.62 * HEIGHT)
        radius = theme.px(60 + 420 * age)
        for width in range(max(theme.px(2), 1)):
            gfxdraw.aacircle(canvas, x, y, radius + width, (*colour, strength))
    for i in range(MOTES):
        speed = 0.012 + 0.010 * ((i * 7) % 5) / 5
        rise = (i * 0.377 + now * speed) % 1.0
        across = ((i * 0.618) % 1.0) * WIDTH + 22 * sin(now * 0.31 + i)
        glow = sin(pi * rise) * (0.65 + 0.35 * sin(now * 0.9 + 2.1 * i))
        colour = (p.harmony, p.lee, p.harmony, p.takaichi)[i % 4]
        theme.mote(canvas, (across, HEIGHT * (1.04 - 1.08 * rise)), 5 + (i * 5) % 7, colour, glow * 0.34)
