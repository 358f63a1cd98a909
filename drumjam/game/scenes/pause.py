"""Pause: the panel over a play that stands still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from drumjam.game.menu import Box, Item, Menu
from drumjam.game.rows import Row, draw_row
from drumjam.game.theme import Kind
from drumjam.game.world import World

MIDDLE, LOWEST = 640, 694
"""Logical x of the panel's middle, and the y above which it must end; above it hang the flags."""

WIDTH, STEP, BUTTON = 400, 70, 54
WITH_ROWS, ROW_STEP, ROW, CLOSE_STEP, CLOSE_BUTTON = 580, 46, 42, 58, 48
"""Of a panel that has rows: its width, from row to row, a row's height; its buttons but the first stand in twos."""

AROUND_FLAGS = (
    (0, 0, 1280, 64),
    (0, 64, 425, 152),
    (855, 64, 425, 152),
    (0, 216, 1280, 504),
)
"""All of the stage but the screen with the flags."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why a play stands still, and what can be done.

    title    in a few words
    told     a line below it, or ""
    actions  keys of strings, and what choosing them does
    rows     what can be changed, above them
    """

    title: str
    told: str
    actions: tuple[tuple[str, Callable[[], None]], ...]
    rows: tuple[Row, ...] = ()

    @property
    def box(self) -> Box:
        """Where the panel stands."""
        width = WITH_ROWS if self.rows else WIDTH + (120 if self.told else 0)
        lines = len(self.actions) // 2 + 1 if self.rows else len(self.actions)
        height = self._below + lines * (CLOSE_STEP if self.rows else STEP) + 16
        y = min(262.0, LOWEST - height)
        return (MIDDLE - width / 2, y, width, height)

    def items(self) -> Sequence[Item]:
        """Its rows and buttons."""
        x, y, w, _ = self.box
        top = y + self._below
        if not self.rows:
            places = [(x + 50, top + i * STEP, w - 100, BUTTON) for i in range(len(self.actions))]
        else:
            half, right = (w - 84) / 2, x + 34 + (w - 84) / 2 + 16
            places = [(x + 34, top, w - 68, CLOSE_BUTTON)]
            for i in range(1, len(self.actions)):
                line = top + (i + 1) // 2 * CLOSE_STEP
                places.append((x + 34 if i % 2 else right, line, half, CLOSE_BUTTON))
        buttons = [Item(key, box, act) for (key, act), box in zip(self.actions, places, strict=True)]
        return [*(row.item(box) for row, box in self.placed()), *buttons]

    def placed(self) -> Sequence[tuple[Row, Box]]:
        """Each row with its place."""
        x, y, w, _ = self.box
        return [(row, (x + 34, y + self._top + i * ROW_STEP, w - 68, ROW)) for i, row in enumerate(self.rows)]

    @property
    def _top(self) -> int:
        """How far below the panel's upper edge what can be chosen begins."""
        return 138 if self.told else 92 if self.rows else 104

    @property
    def _below(self) -> int:
        """How far below it the buttons begin."""
        return self._top + (len(self.rows) * ROW_STEP + 10 if self.rows else 0)


def draw_pause(world: World, canvas: pygame.Surface, still: Standstill, menu: Menu, now: float) -> None:
    """Darken what is below, but never the flags; the panel."""
    theme, p, words = world.theme, world.theme.palette, world.strings.text
    for dark in AROUND_FLAGS:
        theme.veil(canvas, 150, dark)
    x, y, w, _ = still.box
    theme.panel(canvas, still.box, Kind.PANEL, 24)
    theme.text(canvas, still.title, (x + w / 2, y + 54), 36, align="center", width=w - 60)
    theme.text(canvas, still.told, (x + w / 2, y + 104), 20, p.muted, align="center", width=w - 60)
    for row, box in still.placed():
        draw_row(theme, canvas, row, box, menu.light(row.key, now))
    actions = {key for key, _ in still.actions}
    for item in menu.items:
        if item.key not in actions:
            continue
        light = menu.light(item.key, now)
        bx, by, bw, bh = item.box
        theme.panel(canvas, item.box, Kind.BUTTON, bh / 2)
        if light > 0:
            theme.panel(canvas, item.box, Kind.PRIMARY, bh / 2, alpha=round(light * 15) * 17)
        colour = p.on_harmony if light > 0.5 else p.text
        theme.text(canvas, words(item.key), (bx + bw / 2, by + bh / 2), 24, colour, align="center", width=bw - 30)
