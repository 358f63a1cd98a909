"""Panels: rounded shapes with soft edges, drawn once and kept, without numpy (the first frame must not wait for it)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

import pygame

from drumjam.game.palette import Colour

FINE = 4
"""How much larger curves are drawn before they are made small, so that their edges are smooth."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a panel is painted.

    top, bottom    colours of its upper and lower end
    alpha          how solid it is, 0 to 255
    stroke         colour of its edge
    stroke_top, stroke_bottom   how solid the edge is above and below, 0 to 255
    width          of the edge, in logical pixels
    glow           colour of a soft light around it, or None
    glow_alpha     how strong that light (or shadow) is, 0 to 255
    spread         how far it reaches, in logical pixels
    """

    top: Colour
    bottom: Colour
    alpha: int = 255
    stroke: Colour = (255, 255, 255)
    stroke_top: int = 56
    stroke_bottom: int = 16
    width: float = 1.2
    glow: Colour | None = None
    glow_alpha: int = 0
    spread: float = 0.0


def panel(size: tuple[int, int], radius: int, look: Look, scale: float) -> pygame.Surface:
    """One panel of a size in pixels, its glow around it: larger by `margin(look, scale)` on each side."""
    w, h = max(size[0], 1), max(size[1], 1)
    radius = min(radius, w // 2, h // 2)
    body = gradient((w, h), (*look.top, look.alpha), (*look.bottom, look.alpha))
    body.blit(rounded((w, h), radius), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    edge = outline((w, h), radius, max(look.width * scale, 1.0))
    ends = (*look.stroke, look.stroke_top), (*look.stroke, look.stroke_bottom)
    edge.blit(gradient((w, h), *ends), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    body.blit(edge, (0, 0))
    around = margin(look, scale)
    if not around:
        return body
    whole = pygame.Surface((w + 2 * around, h + 2 * around), pygame.SRCALPHA)
    if look.glow is not None:
        whole.blit(halo((w, h), radius, around, look.glow, look.glow_alpha), (0, 0))
    whole.blit(body, (around, around))
    return whole


def margin(look: Look, scale: float) -> int:
    """Pixels by which a panel's surface is larger on each side than the panel."""
    return round(look.spread * scale) if look.glow is not None else 0


def gradient(
    size: tuple[int, int], top: tuple[int, int, int, int], bottom: tuple[int, int, int, int]
) -> pygame.Surface:
    """A surface that goes from one colour above to another below."""
    strip = pygame.Surface((1, size[1]), pygame.SRCALPHA)
    for y in range(size[1]):
        t = y / max(size[1] - 1, 1)
        strip.set_at((0, y), tuple(round(a + (b - a) * t) for a, b in zip(top, bottom, strict=True)))
    return pygame.transform.scale(strip, size)


def rounded(size: tuple[int, int], radius: int) -> pygame.Surface:
    """White on clear: a rectangle with round corners and smooth edges."""
    made = pygame.Surface(size, pygame.SRCALPHA)
    made.fill((255, 255, 255, 255))
    if radius > 0:
        for corner, place in _corners(disc(radius), size, radius):
            made.fill((255, 255, 255, 0), (*place, radius, radius))
            made.blit(corner, place)
    return made


def outline(size: tuple[int, int], radius: int, width: float) -> pygame.Surface:
    """White on clear: the edge of a rectangle with round corners."""
    made = pygame.Surface(size, pygame.SRCALPHA)
    made.fill((255, 255, 255, 0))
    w, h = size
    line = max(round(width), 1)
    white = (255, 255, 255, 255)
    for rect in (
        (radius, 0, w - 2 * radius, line),
        (radius, h - line, w - 2 * radius, line),
        (0, radius, line, h - 2 * radius),
        (w - line, radius, line, h - 2 * radius),
    ):
        made.fill(white, rect)
    if radius > 0:
        for corner, place in _corners(ring(radius, width), size, radius):
            made.blit(corner, place)
    return made


def disc(radius: int) -> pygame.Surface:
    """White on clear: a smooth disc, 2 x radius wide."""
    fine = pygame.Surface((2 * radius * FINE, 2 * radius * FINE), pygame.SRCALPHA)
    fine.fill((255, 255, 255, 0))
    pygame.draw.circle(fine, (255, 255, 255, 255), (radius * FINE, radius * FINE), radius * FINE)
    return pygame.transform.smoothscale(fine, (2 * radius, 2 * radius))


def ring(radius: int, width: float) -> pygame.Surface:
    """White on clear: a smooth ring, its outer edge 2 x radius wide."""
    fine = pygame.Surface((2 * radius * FINE, 2 * radius * FINE), pygame.SRCALPHA)
    fine.fill((255, 255, 255, 0))
    centre = (radius * FINE, radius * FINE)
    pygame.draw.circle(fine, (255, 255, 255, 255), centre, radius * FINE, max(round(width * FINE), 1))
    return pygame.transform.smoothscale(fine, (2 * radius, 2 * radius))


def halo(size: tuple[int, int], radius: int, around: int, colour: Colour, alpha: int) -> pygame.Surface:
    """A soft light around a panel, strongest at its edge, gone `around` pixels away."""
    w, h = size[0] + 2 * around, size[1] + 2 * around
    half = pygame.Surface(((w + 1) // 2, (h + 1) // 2), pygame.SRCALPHA)
    half.fill((*colour, 0))
    steps = max(around // 2, 1)
    for step in range(steps):
        near = (step + 1) / steps
        rect = half.get_rect().inflate(-2 * step, -2 * step)
        corner = max((radius + around) // 2 - step, 1)
        pygame.draw.rect(half, (*colour, round(alpha * near * near)), rect, border_radius=corner)
    return pygame.transform.smoothscale(half, (w, h))


def dashed(size: tuple[int, int], radius: int, width: float, colour: Colour) -> pygame.Surface:
    """A rounded edge of dashes."""
    made = outline(size, radius, width)
    made.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    dash = max(round(width * 6), 4)
    inner = pygame.Rect((0, 0), size).inflate(-2 * radius, -2 * radius)
    for x in range(inner.left, inner.right, 2 * dash):
        made.fill((*colour, 0), (x, 0, dash, size[1]))
    for y in range(inner.top, inner.bottom, 2 * dash):
        made.fill((*colour, 0), (0, y, size[0], dash))
    return made


def chevron(size: int, direction: int, colour: Colour) -> pygame.Surface:
    """An arrow head of two strokes, about 2 x size high, to the left (-1) or to the right (1)."""
    side = 2 * size * FINE
    fine = pygame.Surface((side, side), pygame.SRCALPHA)
    fine.fill((*colour, 0))
    width = max(round(side * 0.13), 1)
    tip, open_end = (side * 0.30, side * 0.66) if direction < 0 else (side * 0.70, side * 0.34)
    points = [(open_end, side * 0.16), (tip, side * 0.5), (open_end, side * 0.84)]
    for a, b in pairwise(points):
        pygame.draw.line(fine, colour, a, b, width)
    for x, y in points:
        pygame.draw.circle(fine, colour, (round(x), round(y)), width // 2)
    return pygame.transform.smoothscale(fine, (2 * size, 2 * size))


def mote(radius: int, colour: Colour, alpha: int) -> pygame.Surface:
    """A soft round light, 2 x radius wide, strongest in the middle."""
    made = pygame.Surface((2 * radius, 2 * radius), pygame.SRCALPHA)
    made.fill((*colour, 0))
    for r in range(radius, 0, -1):
        near = 1 - r / radius
        pygame.draw.circle(made, (*colour, round(alpha * near * near)), (radius, radius), r)
    return made


def grain(side: int, strength: int) -> pygame.Surface:
    """A tile of faint noise from 0 to `strength`, always the same: added to a gradient it hides the steps in it."""
    noise = Random(1).randbytes(side * side)
    grey = bytes(value * (strength + 1) // 256 for value in range(256))
    return pygame.image.frombytes(b"".join(bytes((v, v, v)) for v in noise.translate(grey)), (side, side), "RGB")


def soften(small: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """A small picture made large in steps, which blurs it softly."""
    made = small
    while made.get_width() * 2 < size[0] and made.get_height() * 2 < size[1]:
        made = pygame.transform.smoothscale(made, (made.get_width() * 2, made.get_height() * 2))
    return pygame.transform.smoothscale(made, size)


def _corners(whole: pygame.Surface, size: tuple[int, int], radius: int) -> list[tuple[pygame.Surface, tuple[int, int]]]:
    far = (size[0] - radius, size[1] - radius)
    return [
        (whole.subsurface((x, y, radius, radius)), (far[0] if x else 0, far[1] if y else 0))
        for x in (0, radius)
        for y in (0, radius)
    ]
