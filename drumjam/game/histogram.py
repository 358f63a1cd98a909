"""Histogram: who struck first where both struck, and how far apart they were."""

from __future__ import annotations

import pygame

from drumjam.game.figures import first
from drumjam.game.menu import Box
from drumjam.game.strings import Strings
from drumjam.game.theme import Align, Colour, Kind, Theme, mix
from drumjam.rules.pair import PairFigures

TOGETHER_MS = 20


def draw_histogram(
    theme: Theme, canvas: pygame.Surface, words: Strings, pair: PairFigures, box: Box, grown: float
) -> None:
    """The asynchronies of a pair in a panel, Lee earlier on the left; `grown` is how far the bars are up, 0 to 1."""
    p, (x, y, w, h) = theme.palette, box
    theme.panel(canvas, box, Kind.PANEL, 20)
    theme.text(canvas, words.text("first.who"), (x + 24, y + 28), 22, width=250)
    if not pair.compared:
        below = (x + w / 2, y + h / 2 + 10)
        theme.text(canvas, words.text("no_unisons"), below, 20, p.muted, align="center", width=w - 60)
        return
    value = f"{pair.spread * 1000:.0f} ms"
    theme.text(canvas, value, (x + w - 24, y + 28), 20, align="right")
    left = x + w - 36 - theme.width(value, 20)
    theme.text(canvas, words.text("togetherness"), (left, y + 28), 18, p.muted, align="right", width=270)
    bins = tuple(reversed(pair.histogram))  # Lee earlier stands on the left, where Lee is
    most, step, base = max(bins), (w - 48) / len(bins), y + h - 40
    window = TOGETHER_MS / 10 + 0.5
    middle = x + w / 2
    theme.panel(canvas, (middle - window * step, y + 50, 2 * window * step, base - y - 50), Kind.SUNKEN, 8)
    for i, count in enumerate(bins):
        off = i - len(bins) // 2
        colour = p.harmony if abs(off) <= 2 else p.lee if off < 0 else p.takaichi
        tall = (base - y - 54) * count / most * grown
        if count:
            rect = theme.rect(x + 24 + i * step + 2, base - max(tall, 3), step - 4, max(tall, 3))
            pygame.draw.rect(canvas, colour, rect, border_radius=theme.px(4))
    theme.line(canvas, (x + 24, base), (x + w - 24, base), 1.5, mix(p.lane, p.muted, 0.6))
    theme.line(canvas, (middle, y + 46), (middle, base), 1.5, p.text)
    shown = first(pair, words)
    ends: tuple[tuple[float, str, Colour, Align], ...] = (
        (x + 24, words.text("first", name=words.leader(0)), p.lee, "left"),
        (x + w - 24, words.text("first", name=words.leader(1)), p.takaichi, "right"),
    )
    for at, text, tint, align in ends:
        theme.text(canvas, text, (at, base + 21), 18, tint, align=align, width=230)
    if shown == words.text("together"):
        theme.text(canvas, shown, (middle, base + 21), 18, p.harmony, align="center", width=130)
