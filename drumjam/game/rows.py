"""Row: one setting on its page, with its name and the control that changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import pygame

from drumjam.game.menu import Box
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import stepper, switch

CONTROL = 236
"""Logical width of a row's control."""


class Shape(Enum):
    """How a row is worked."""

    CHOICE = auto()
    SWITCH = auto()
    AMOUNT = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One setting on the page.

    key      its name there
    label    what it is called, translated
    value    how its value reads
    share    a switch's or an amount's value, 0 to 1
    shape    how it is worked
    change   a step to the left or right
    slide    of an amount: to a share
    """

    key: str
    label: str
    value: str
    share: float
    shape: Shape
    change: Callable[[int], None]
    slide: Callable[[float], None] | None = None


def draw_row(theme: Theme, canvas: pygame.Surface, row: Row, box: Box, light: float) -> None:
    """One row; `light` is how far it is lit, 0 to 1."""
    p, (x, y, w, h) = theme.palette, box
    if light > 0:
        theme.panel(canvas, box, Kind.CARD, 10, alpha=round(light * 15) * 17)
    theme.text(canvas, row.label, (x + 12, y + h / 2), 20, width=w - CONTROL - 30)
    control = control_of(box)
    match row.shape:
        case Shape.CHOICE:
            stepper(theme, canvas, control, row.value, light)
        case Shape.SWITCH:
            switch(theme, canvas, (x + w - 62, y + h / 2), row.share > 0.5, light)
            theme.text(canvas, row.value, (x + w - 76, y + h / 2), 18, p.muted, align="right", width=120)
        case Shape.AMOUNT:
            theme.bar(canvas, groove_of(box), row.share, p.harmony)
            theme.text(canvas, row.value, (x + w - 10, y + h / 2), 18, align="right", width=64)


def control_of(row: Box) -> Box:
    """Where a row's value stands."""
    x, y, w, h = row
    return (x + w - CONTROL, y + 2, CONTROL - 4, h - 4)


def groove_of(row: Box) -> Box:
    """Where an amount's bar runs."""
    x, y, w, h = row
    return (x + w - CONTROL + 4, y + h / 2 - 5, 150, 10)
