"""Pause: the panel over a play that stands still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from drumjam.game.menu import Box, Item, Menu
from drumjam.game.theme import Kind
from drumjam.game.world import World

MIDDLE, LOWEST = 640, 694
"""Logical x of the panel's middle, and the y above which it must end; above it hang the flags."""

WIDTH, STEP, BUTTON = 400, 70, 54


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why a play stands still, and what can be done.

    title    in a few words
    told     a line below it, or ""
    actions  keys of strings, and what choosing them does
    """

    title: str
    told: str
    actions: tuple[tuple[str, Callable[[], None]], ...]

    @property
    def box(self) -> Box:
        """Where the panel stands."""
        width = WIDTH + (120 if self.told else 0)
        height = self._top + len(self.actions) * STEP + 16
        y = min(262.0, LOWEST - height)
        return (MIDDLE - width / 2, y, width, height)

    @property
    def _top(self) -> int:
        """How far below the panel's upper edge the first button begins."""
        return 138 if self.told else 104

    def items(self) -> Sequence[Item]:
        """Its buttons."""
        x, y, w, _ = self.box
        return [
            Item(key, (x + 50, y + self._top + i * STEP, w - 100, BUTTON), act)
            for i, (key, act) in enumerate(self.actions)
        ]


def draw_pause(world: World, canvas: pygame.Surface, still: Standstill, menu: Menu, now: float) -> None:
    """The panel."""
    theme, p, words = world.theme, world.theme.palette, world.strings.text
    x, y, w, _ = still.box
    theme.panel(canvas, still.box, Kind.PANEL, 24)
    theme.text(canvas, still.title, (x + w / 2, y + 54), 36, align="center", width=w - 60)
    theme.text(canvas, still.told, (x + w / 2, y + 104), 20, p.muted, align="center", width=w - 60)
    for item in menu.items:
        light = menu.light(item.key, now)
        bx, by, bw, bh = item.box
        theme.panel(canvas, item.box, Kind.BUTTON, bh / 2)
        if light > 0:
            theme.panel(canvas, item.box, Kind.PRIMARY, bh / 2, alpha=round(light * 15) * 17)
        colour = p.on_harmony if light > 0.5 else p.text
        theme.text(canvas, words(item.key), (bx + bw / 2, by + bh / 2), 24, colour, align="center", width=bw - 30)
