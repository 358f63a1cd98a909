"""Help: the keys of a page and of the game, in a panel over that page."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from drumjam.game.inputs.keys import Slot, key_label
from drumjam.game.inputs.seats import DRUMS, LEFT_HAND
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item
from drumjam.game.page import CYMBALS, HELP_KEY, Page
from drumjam.game.page import DRUMS as DRUM_SLOTS
from drumjam.game.scene import Breathe
from drumjam.game.theme import Kind
from drumjam.game.widgets import key_cap, paragraph
from drumjam.game.world import World

PANEL: Box = (140, 36, 1000, 642)
CLOSE: Box = (500, 598, 280, 54)
LEFT, RIGHT = 184, 664
COLUMN = 432
TOP, STEP, TOLD = 172, 41, 52
"""Where the first row stands, how far it is to the next, and the room for a sentence among those of a play."""

CAP, MEANING = 30, 132
"""Height of a key's cap; how far behind it its meaning stands."""

OWN: Box = (184, 546, 912, 36)
"""Where it is said how songs of one's own come into the game."""

GAP = 6

Row = tuple[Sequence[str], str]
"""What stands on some keys, and what they do."""


class HelpScene(Page):
    """Keys over the page that was open; it is drawn beneath, and stays as it was."""

    takes_files = False
    helps = False

    def __init__(self, world: World, below: Page) -> None:
        super().__init__(world, "close")
        self.below = below

    def items(self) -> Sequence[Item]:
        """One button, which closes it."""
        return [Item("close", CLOSE, self.back)]

    def back(self) -> None:
        """To the page below."""
        self.next = self.below

    def press(self, event: InputEvent) -> None:
        """F1 closes it, as Esc does."""
        if event.down and event.device == KEYBOARD and event.code == pygame.KSCAN_F1:
            self.back()
        else:
            super().press(event)

    # -- the picture ------------------------------------------------------------------------------

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The page below, darkened; the panel."""
        self.below.draw(canvas, now, breathe)
        self.world.theme.veil(canvas, 205)
        self.paint(canvas, now)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Two columns: this page, a play."""
        theme, words = self.world.theme, self.world.strings.text
        theme.panel(canvas, PANEL, Kind.PANEL, 24)
        theme.text(canvas, words("set.keys"), (640, PANEL[1] + 46), 36, align="center", width=PANEL[2] - 80, room=50)
        play = self._play_rows()
        for x, head, rows in ((LEFT, "help.page", self._page_rows()), (RIGHT, "help.play", play)):
            theme.text(canvas, words(head), (x, TOP - 46), 24, theme.palette.harmony, width=COLUMN, room=36)
            for i, row in enumerate(rows):
                below = TOLD if rows is play and i >= len(Slot) else 0
                self._draw_row(canvas, row, (x, TOP + i * STEP + below))
        told = (RIGHT, TOP + (len(Slot) - 0.5) * STEP, COLUMN, TOLD)
        paragraph(theme, canvas, words("help.solo"), told, 19, middle=True)
        theme.line(canvas, (640, TOP - 60), (640, OWN[1] - 4), 1.5, theme.palette.raised)
        middle = (OWN[0] + OWN[2] / 2, OWN[1] + OWN[3] / 2)
        theme.text(canvas, words("help.own"), middle, 19, align="center", width=OWN[2], room=OWN[3])
        self.button(canvas, "close", words("help.close"), now, 24)

    def _draw_row(self, canvas: pygame.Surface, row: Row, at: tuple[float, float]) -> None:
        theme, (left, y), (keys, meaning) = self.world.theme, at, row
        x = left
        for key in keys:
            x += key_cap(theme, canvas, key, (x, y), CAP) + GAP
        x = max(x + GAP, left + MEANING)
        theme.text(canvas, meaning, (x, y), 21, width=left + COLUMN - x, room=STEP - 10)

    def _page_rows(self) -> list[Row]:
        words = self.world.strings.text
        rows: list[Row] = [((key,), meaning) for key, meaning in self.below.hints()]
        if self.below.pads_lead:
            rows += [(self._caps(CYMBALS), words("hint.move")), (self._caps(DRUM_SLOTS), words("hint.choose"))]
        return rows

    def _play_rows(self) -> list[Row]:
        """Who strikes what with which key, and the few other keys of a play."""
        words, world = self.world.strings.text, self.world
        rows: list[Row] = []
        for slot in Slot:
            lane = world.left if slot in LEFT_HAND else world.left.other
            pad = words("drum" if slot in DRUMS else "cymbal")
            rows.append((self._caps((slot,)), words("key.pad", name=world.strings.leader(lane), pad=pad)))
        return [
            *rows,
            (("Esc",), words("help.pause")),
            (("Tab",), words("help.second")),
            (("F11",), words("hint.full")),
            ((HELP_KEY,), words("help.keys")),
        ]

    def _caps(self, slots: Sequence[Slot]) -> list[str]:
        return [key_label(code) for slot in slots for code in self.world.bindings.codes(slot)[:2]]
