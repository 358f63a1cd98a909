"""Sparks: the short signs of a strike."""

from __future__ import annotations

import skia
from brush import fill, ink, line, oval, radial, stops

FRAMES = 5


def spark(canvas: skia.Canvas, frame: int) -> None:
    """Two round arcs that leave the struck place and fade; frame 0 to 4."""
    share = frame / (FRAMES - 1)
    alpha = 1.0 - share * 0.82
    fill(canvas, oval(0, 0, 22, 22), radial((0, 0), 22, *stops((0, "#FFF3CE", 0.55 * alpha), (1, "#FFD98A", 0.0))))
    for k, radius in enumerate((10.0, 16.0)):
        r = radius + 8 * share
        arc = skia.Path()
        for start in (-52, 142):
            arc.addArc(skia.Rect.MakeLTRB(-r, -r, r, r), start - 10, 80)
        line(canvas, arc, ink("#FFF6DC", alpha * (0.9 if k == 0 else 0.5)), 2.0 - 0.5 * k)
