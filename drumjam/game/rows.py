"""Row: one setting on its page, with its name and the control that changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import pygame

from drumjam.game.menu import Box, Item
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import cap_width, key_cap, paragraph, stepper, switch

CONTROL = 236
"""Logical width of a row's control."""
CAP = 32
"""Logical height of a key on its row."""
LOW = 44
"""Logical height of a row without words under its name; controls are no higher in a taller one."""


class Shape(Enum):
    """How a row is worked."""

    CHOICE = auto()
    SWITCH = auto()
    AMOUNT = auto()
    KEY = auto()
    """A key of the keyboard: choosing the row asks for another."""
    ACTION = auto()
    """Nothing to change, but something to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One setting on the page.

    key      its name there
    label    what it is called, translated
    value    how its value reads
    share    a switch's or an amount's value, 0 to 1
    shape    how it is worked
    change   a step to the left or right, or None
    slide    of an amount: to a share
    choose   what choosing the row does, where that is no step
    help     names what is said about it: the string `set.HELP.help`
    """

    key: str
    label: str
    value: str
    share: float
    shape: Shape
    change: Callable[[int], None] | None = None
    slide: Callable[[float], None] | None = None
    choose: Callable[[], None] | None = None
    help: str = ""

    def item(self, box: Box) -> Item:
        """The row as a thing to choose, in its box."""
        return Item(
            self.key, box, self.choose, self.change, arrows=control_of(box), slide=self.slide, groove=groove_of(box)
        )


def draw_row(theme: Theme, canvas: pygame.Surface, row: Row, box: Box, light: float, told: str = "") -> None:
    """One row; `light` is how far it is lit, 0 to 1; `told` stands under its name where the row is tall enough."""
    p, (x, y, w, h) = theme.palette, box
    if light > 0:
        theme.panel(canvas, box, Kind.CARD, 10, alpha=round(light * 15) * 17)
    width, tall = w - CONTROL - 30, h > LOW
    theme.text(canvas, row.label, (x + 12, y + (LOW / 2 if tall else h / 2)), 20, width=width)
    if tall:
        paragraph(theme, canvas, told, (x + 12, y + LOW - 4, width, h - LOW), 17)
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
        case Shape.KEY:
            theme.panel(canvas, control, Kind.SUNKEN, 12, theme.ring_look() if light > 0.3 else None)
            left, _, width, _ = control
            at = (left + (width - cap_width(theme, row.value, CAP)) / 2, y + h / 2)
            key_cap(theme, canvas, row.value, at, CAP)
        case Shape.ACTION:
            theme.chevron(canvas, (x + w - 24, y + h / 2), 8, 1, p.harmony if light > 0.3 else p.muted)


def control_of(row: Box) -> Box:
    """Where a row's value stands."""
    x, y, w, h = row
    tall = min(h, LOW) - 4
    return (x + w - CONTROL, y + (h - tall) / 2, CONTROL - 4, tall)


def groove_of(row: Box) -> Box:
    """Where an amount's bar runs."""
    x, y, w, h = row
    return (x + w - CONTROL + 4, y + h / 2 - 5, 150, 10)
