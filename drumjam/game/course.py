"""Course: the picture of harmony over a song, with its sections; painted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from drumjam.game.panels import gradient, rounded
from drumjam.game.theme import Align, Theme, mix

BANDS = (0.30, 0.55, 0.80)
FINE = 2
KEYS = ("band.own", "band.awkward", "band.together", "band.common")
WORDS = ("harmony.own", "harmony.awkward", "harmony.together", "harmony.common")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the song: share of its length at which it begins and ends, and what it is called."""

    start: float
    end: float
    name: str


def word_of(harmony: float) -> str:
    """The key of the word for a harmony of 0 to 1."""
    return WORDS[sum(harmony >= edge for edge in BANDS)]


def band_place(band: int, x: float, width: float) -> tuple[float, Align]:
    """Where a band of the curve is named: the highest one on the left, where the curve begins low."""
    return (x + 10, "left") if band == len(KEYS) - 1 else (x + width - 10, "right")


def course(
    theme: Theme, size: tuple[int, int], points: Sequence[tuple[float, float]], parts: Sequence[Part]
) -> pygame.Surface:
    """The picture in pixels.

    points  (share of the song, harmony), both 0 to 1, rising
    """
    p = theme.palette
    w, h = size[0] * FINE, size[1] * FINE
    made = gradient((w, h), (*mix(p.lane, p.warm, 0.35), 255), (*mix(p.lane, p.cool, 0.8), 255))
    for i, edge in enumerate(BANDS):
        y = round(h * (1 - edge))
        if i == len(BANDS) - 1:
            made.fill(mix(p.lane, p.harmony, 0.28), (0, 0, w, y))
        pygame.draw.line(made, mix(p.lane, p.muted, 0.45), (0, y), (w, y), FINE)
    for part in parts[1:]:
        x = round(part.start * w)
        pygame.draw.line(made, mix(p.lane, p.muted, 0.45), (x, 0), (x, h), FINE)
    if len(points) > 1:
        line = [(x * (w - 1), (1 - y) * (h - 8 * FINE) + 4 * FINE) for x, y in points]
        _fill(made, line, theme)
        for width, alpha in ((9, 50), (6, 110), (3, 255)):
            _stroke(made, line, width * FINE * theme.scale, mix(p.lane, p.harmony, alpha / 255))
    small = pygame.transform.smoothscale(made, size)
    small.blit(rounded(size, theme.px(12)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return small


def _fill(made: pygame.Surface, line: Sequence[tuple[float, float]], theme: Theme) -> None:
    """A warm veil from the line down to the ground."""
    w, h = made.get_size()
    veil = gradient((w, h), (*theme.palette.harmony, 130), (*theme.palette.harmony, 12))
    mask = pygame.Surface((w, h), pygame.SRCALPHA)
    pygame.draw.polygon(mask, (255, 255, 255, 255), [(line[0][0], h), *line, (line[-1][0], h)])
    veil.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    made.blit(veil, (0, 0))


def _stroke(
    made: pygame.Surface, line: Sequence[tuple[float, float]], width: float, colour: tuple[int, int, int]
) -> None:
    radius = max(round(width / 2), 1)
    for (x, y), (u, v) in pairwise(line):
        steps = max(round(max(abs(u - x), abs(v - y)) / max(radius * 0.7, 1)), 1)
        for i in range(steps):
            at = (round(x + (u - x) * i / steps), round(y + (v - y) * i / steps))
            pygame.draw.circle(made, colour, at, radius)
    pygame.draw.circle(made, colour, (round(line[-1][0]), round(line[-1][1])), radius)
