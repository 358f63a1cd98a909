"""Stamps: the notes of a sheet, painted once in each size and put down many times."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from drumjam.game.palette import Colour, Palette, mix
from drumjam.game.stage import paint
from drumjam.rules.chart import Pad
from drumjam.rules.touch import Touch

ACCENT = 1.22
DIAMOND = 1.22
"""How much wider a diamond must be to look as large as a disc."""

SMALLEST = 0.45
"""Part of its usual size below which a note does not shrink: then it covers the next one a little."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What decides a note's picture.

    pad     disc or diamond
    touch   accents are larger, soft ones hollow
    ring    whether a golden ring is around it
    colour  the leader's
    size    pixels across a plain drum
    """

    pad: Pad
    touch: Touch
    ring: bool
    colour: Colour
    size: int


class Stamps:
    """Paints notes on first demand and keeps them."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._made: dict[Stamp, pygame.Surface] = {}

    def put(self, canvas: pygame.Surface, stamp: Stamp, at: tuple[float, float]) -> None:
        """Put a note's centre down on a point."""
        if stamp not in self._made:
            self._made[stamp] = self._paint(stamp)
        made = self._made[stamp]
        canvas.blit(made, (round(at[0] - made.get_width() / 2), round(at[1] - made.get_height() / 2)))

    def _paint(self, stamp: Stamp) -> pygame.Surface:
        p, colour = self.palette, stamp.colour
        across = stamp.size * (ACCENT if stamp.touch is Touch.ACCENT else 1.0)
        rim = max(stamp.size / 12, 1.0)
        sheet = paint.Sheet(across * DIAMOND + 8 * rim, across * DIAMOND + 8 * rim)
        if stamp.pad is Pad.DRUM:
            shape = paint.disc(sheet.x, sheet.y, across / 2)
        else:
            shape = paint.diamond(sheet.x, sheet.y, across * DIAMOND / 2, across * 0.07)
        sheet.lay(p.shade, paint.glow(shape, 2 * rim) * 0.5)
        if stamp.ring:
            sheet.lay(p.sunken, paint.inside(shape - 2.6 * rim))
            sheet.lay(p.harmony, paint.outline(shape - 2.6 * rim, 1.7 * rim))
        if stamp.touch is Touch.SOFT:
            sheet.lay(p.sunken, paint.inside(shape))
            sheet.lay(mix(colour, p.stroke, 0.2), paint.outline(shape, 2.2 * rim), colour)
            return sheet.surface()
        sheet.lay(mix(colour, p.stroke, 0.75), paint.inside(shape), mix(colour, p.stroke, 0.4))
        body = paint.inside(shape + rim)
        sheet.lay(mix(colour, p.stroke, 0.2), body, mix(colour, p.shade, 0.12))
        if stamp.pad is Pad.CYMBAL:
            sheet.lay(mix(colour, p.stroke, 0.35), body * (sheet.x < 0) * (sheet.y < 0) * 0.8)
            sheet.lay(mix(colour, p.shade, 0.3), body * (sheet.x > 0) * (sheet.y > 0) * 0.7)
        else:
            sheet.lay(mix(colour, p.shade, 0.4), paint.band(paint.disc(sheet.x, sheet.y, across * 0.29), rim) * 0.7)
        return sheet.surface()
