"""Dial: the harmony ring as pictures. A dark disc with a groove, and gold that fills it from below up both sides."""

from __future__ import annotations

import numpy as np
import pygame

from drumjam.game.palette import Palette, mix
from drumjam.game.stage import paint
from drumjam.game.stage.layout import RING_RADIUS

BAND_WIDTH = 11.0


class Dial:
    """Paints the ring at one size.

    scale  device pixels for one logical pixel; the ring's middle line has a radius of RING_RADIUS
    """

    def __init__(self, palette: Palette, scale: float) -> None:
        self.palette = palette
        self.scale = scale
        size = (RING_RADIUS + 12) * 2 * scale
        self._radius = RING_RADIUS * scale
        self._probe = paint.Sheet(size, size)
        self._from_below = np.arctan2(abs(self._probe.x), self._probe.y) * self._radius
        across = paint.disc(self._probe.x, self._probe.y, self._radius)
        self._across = paint.band(across, BAND_WIDTH * scale)
        self._rim = paint.inside(BAND_WIDTH * 0.275 * scale - abs(across))

    def base(self, light: float) -> pygame.Surface:
        """The dark disc under the ring and the groove that is filled; `light` from 0 to 1 is its glow."""
        p, s = self.palette, self.scale
        sheet = paint.Sheet((RING_RADIUS + 16) * 2 * s, (RING_RADIUS + 16) * 2 * s)
        shape = paint.disc(sheet.x, sheet.y, (RING_RADIUS + 6) * s)
        sheet.lay(p.harmony, paint.glow(shape, 9 * s) * (0.08 + 0.22 * light))
        sheet.lay(mix(p.ground, p.raised, 0.55), paint.inside(shape), p.sunken)
        groove = paint.disc(sheet.x, sheet.y, RING_RADIUS * s)
        sheet.lay(mix(p.lane, p.raised, 0.8), paint.band(groove, (BAND_WIDTH + 1) * s))
        sheet.lay(mix(p.raised, p.stroke, 0.15), paint.outline(shape, 1.4 * s))
        for k in range(10):
            angle = np.pi * (0.1 + k / 5)
            mark = paint.segment(
                sheet.x,
                sheet.y,
                (float(np.sin(angle)) * (RING_RADIUS - 5) * s, float(np.cos(angle)) * (RING_RADIUS - 5) * s),
                (float(np.sin(angle)) * (RING_RADIUS + 5) * s, float(np.cos(angle)) * (RING_RADIUS + 5) * s),
            )
            sheet.lay(p.sunken, paint.inside(mark - 0.8 * s) * 0.55)
        return paint.packed(sheet.surface())

    def arc(self, share: float) -> pygame.Surface:
        """The gold of a harmony of 0 to 1."""
        p, probe, radius = self.palette, self._probe, self._radius
        sheet = paint.Sheet(probe.width, probe.height)
        if share > 0:
            reach = np.pi * radius * share
            angle = min(reach / radius, np.pi)
            ends = np.hypot(abs(probe.x) - np.sin(angle) * radius, probe.y - np.cos(angle) * radius)
            cap = BAND_WIDTH / 2 * self.scale
            cover = np.maximum(self._across * paint.inside(self._from_below - reach), paint.inside(ends - cap))
            sheet.lay(p.harmony, cover)
            light = ((1 - probe.y / radius) / 2).clip(0, 1)
            sheet.lay(mix(p.harmony, p.stroke, 0.45), cover * light * 0.8)
            sheet.lay(p.harmony_deep, cover * (1 - light) * 0.55)
            sheet.lay(p.stroke, cover * self._rim * 0.10)
        return paint.packed(sheet.surface())
