"""PassPanel: how a practice stands, in a small panel between the flags and the crowd."""

from __future__ import annotations

import pygame

from drumjam.game.drill import Drill
from drumjam.game.menu import Box
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import percent
from drumjam.rules.practice import CLEAN

PANEL: Box = (444, 228, 392, 62)
CELLS = ((450, 112), (562, 156), (718, 112))
"""Left edge and width of each cell: the pass, the last one's accuracy, the speed."""

HEAD_Y, VALUE_Y = 246, 273


def draw_pass_panel(theme: Theme, canvas: pygame.Surface, words: Strings, drill: Drill, speed: float) -> None:
    """The number of the pass that is played, the accuracy of the last whole one, the speed of this one."""
    p, last = theme.palette, drill.latest
    theme.panel(canvas, PANEL, Kind.PANEL, 18)
    said = "–" if last is None else percent(last.accuracy)
    clean = last is not None and last.accuracy >= CLEAN
    cells = (
        ("pass.number", str(len(drill.passes) + 1), p.text),
        ("pass.last", said, p.harmony if clean else p.text),
        ("pass.speed", f"{speed:.0%}", p.text),
    )
    for (left, width), (key, value, colour) in zip(CELLS, cells, strict=True):
        middle = left + width / 2
        theme.text(canvas, words.text(key), (middle, HEAD_Y), 16, p.muted, align="center", width=width - 8, room=24)
        theme.text(canvas, value, (middle, VALUE_Y), 22, colour, "display", "center", width=width - 8, room=28)
