"""Arcs: rings that fill from below up both sides, drawn once for each step and kept."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

import pygame

from drumjam.game.palette import Colour
from drumjam.game.panels import FINE

STEPS = 120
"""How finely a ring fills."""


@lru_cache(maxsize=256)
def arc(radius: int, width: float, steps: int, colour: Colour) -> pygame.Surface:
    """A part of a ring with round ends, 2 x radius pixels wide: from below up both sides, `steps` of STEPS.

    The surface is shared: do not draw on it.
    """
    side, middle, thick = 2 * radius * FINE, radius * FINE, width * FINE
    fine = pygame.Surface((side, side), pygame.SRCALPHA)
    fine.fill((*colour, 0))
    angles = [pi / 2 + pi * i / STEPS for i in range(-steps, steps + 1)]
    outer = [(middle + middle * cos(a), middle + middle * sin(a)) for a in angles]
    inner = [(middle + (middle - thick) * cos(a), middle + (middle - thick) * sin(a)) for a in reversed(angles)]
    pygame.draw.polygon(fine, colour, [*outer, *inner])
    for a in (angles[0], angles[-1]):
        reach = middle - thick / 2
        pygame.draw.circle(fine, colour, (middle + reach * cos(a), middle + reach * sin(a)), thick / 2)
    made = pygame.transform.smoothscale(fine, (2 * radius, 2 * radius))
    return made.convert_alpha() if pygame.display.get_surface() else made
