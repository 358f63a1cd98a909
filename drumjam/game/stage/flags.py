"""Flags: the two national flags, drawn from the numbers of their laws.

Japan: Law 127 of 1999. Korea: the enforcement decree of its National Flag Act. Both are 3:2 here, of one
size, on whole pixels, and never tinted, turned, cut or covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from drumjam.rules.chart import Lane

SUBSAMPLES = (3, 4)
"""Samples of one pixel across and down, averaged."""

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
JAPAN_RED = (0xBC, 0x00, 0x2D)
"""Customary: the law gives no number."""
KOREA_RED = (0xCD, 0x2E, 0x3A)
KOREA_BLUE = (0x00, 0x47, 0xA0)
"""The decree's CIE values, in sRGB."""

Points = NDArray[np.float64]
Layer = tuple[NDArray[np.bool_], tuple[int, int, int]]


class Country(Enum):
    """Whose flag."""

    KOREA = "korea"
    JAPAN = "japan"


LANE_COUNTRY = {Lane.LEE: Country.KOREA, Lane.TAKAICHI: Country.JAPAN}
"""The flag that stands behind each leader."""

# Bars of the four trigrams from above to below, True = whole; geon, gam, ri and gon by the corner they stand in.
_TRIGRAMS = {
    (-1, -1): (True, True, True),
    (1, -1): (False, True, False),
    (-1, 1): (True, False, True),
    (1, 1): (False, False, False),
}


def flag_pixels(country: Country, width: int) -> NDArray[np.uint8]:
    """One flag as an array (height, width, 3) of sRGB, height = 2/3 width.

    `width` is a multiple of 3, 6 at least, so that both sides fall on whole pixels. Raises ValueError otherwise.
    """
    if width < 6 or width % 3:
        raise ValueError(f"a flag {width} pixels wide does not fall on whole pixels: use a multiple of 3")
    across, down = SUBSAMPLES
    height = width * 2 // 3
    # Coordinates with the flag's height as unit, the origin at its centre, y downwards.
    x = ((np.arange(width * across) + 0.5) / across - width / 2) / height
    y = ((np.arange(height * down) + 0.5) / down - height / 2) / height
    draw = _japan if country is Country.JAPAN else _korea
    samples = draw(x[np.newaxis, :], y[:, np.newaxis])
    mean = samples.reshape(height, down, width, across, 3).mean(axis=(1, 3), dtype=np.float32)
    return np.asarray(np.rint(mean), np.uint8)


@lru_cache(maxsize=32)
def flag(country: Country, width: int) -> pygame.Surface:
    """The flag as an opaque picture `width` pixels wide (a multiple of 3), drawn once and kept."""
    pixels = flag_pixels(country, width)
    return pygame.image.frombuffer(pixels.tobytes(), (width, width * 2 // 3), "RGB")


def whole_width(width: float) -> int:
    """The multiple of 3 nearest to a width in pixels, 6 at least."""
    return max(6, 3 * round(width / 3))


def _japan(x: Points, y: Points) -> NDArray[np.uint8]:
    """White, a disc of diameter 3/5 at the centre."""
    return _paint((x, y), [(np.hypot(x, y) <= 0.3, JAPAN_RED)])


def _korea(x: Points, y: Points) -> NDArray[np.uint8]:
    """White, the taegeuk of diameter 1/2 at the centre, a trigram towards each corner."""
    size = 0.5
    along, over = _turned(x, y, 1, 1)
    disc = np.hypot(along, over) <= size / 2
    red_lobe = np.hypot(along + size / 4, over) <= size / 4
    blue_lobe = np.hypot(along - size / 4, over) <= size / 4
    red = disc & (red_lobe | ((over < 0) & ~blue_lobe))
    layers: list[Layer] = [(disc, KOREA_BLUE), (red, KOREA_RED)]
    for (right, below), bars in _TRIGRAMS.items():
        out, beside = _turned(x, y, right, below)
        for place, whole in zip((-1, 0, 1), bars, strict=True):
            # Circle to trigram 1/4, three bars of 1/12 and two gaps of 1/24 in a depth of 1/3.
            middle = size * (1 / 2 + 1 / 4 + 1 / 6) + below * place * size / 8
            bar = (np.abs(out - middle) <= size / 24) & (np.abs(beside) <= size / 4)
            if not whole:
                bar &= np.abs(beside) > size / 48
            layers.append((bar, BLACK))
    return _paint((x, y), layers)


def _turned(x: Points, y: Points, right: int, below: int) -> tuple[Points, Points]:
    """Distance along the diagonal towards one corner, and beside it (clockwise)."""
    cos, sin = right * 3 / np.sqrt(13), below * 2 / np.sqrt(13)
    return x * cos + y * sin, y * cos - x * sin


def _paint(at: tuple[Points, Points], layers: Sequence[Layer]) -> NDArray[np.uint8]:
    """Each layer's colour where its mask holds, over white."""
    canvas = np.full((at[1].shape[0], at[0].shape[1], 3), WHITE, np.uint8)
    for mask, colour in layers:
        canvas[mask] = colour
    return canvas
