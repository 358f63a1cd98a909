"""Search: a field that letters go into while it is open."""

from __future__ import annotations

import pygame

from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Box
from drumjam.game.theme import Kind
from drumjam.game.world import World

LONGEST = 40
CLOSING = (pygame.KSCAN_RETURN, pygame.KSCAN_KP_ENTER, pygame.KSCAN_ESCAPE, pygame.KSCAN_DOWN)


class Search:
    """What is searched for.

    query   the text
    typing  whether letters go here
    """

    def __init__(self) -> None:
        self.query = ""
        self.typing = False

    def open(self) -> None:
        """Letters go here from now on, also composed ones."""
        self.typing = True
        pygame.key.start_text_input()

    def close(self) -> None:
        """Keys are keys again."""
        if self.typing:
            self.typing = False
            pygame.key.stop_text_input()

    def press(self, event: InputEvent) -> bool:
        """A key while the field is open; whether it closed the field. Esc empties it."""
        if not event.down:
            return False
        if event.code == pygame.KSCAN_BACKSPACE:
            self.query = self.query[:-1]
        elif event.code in CLOSING:
            self.query = "" if event.code == pygame.KSCAN_ESCAPE else self.query
            self.close()
            return True
        return False

    def type(self, text: str) -> None:
        """Letters came."""
        if self.typing:
            self.query = (self.query + text)[:LONGEST]

    def matches(self, *texts: str) -> bool:
        """Whether what is searched for stands in one of the texts."""
        return any(self.query.casefold() in text.casefold() for text in texts)

    def draw(self, canvas: pygame.Surface, world: World, box: Box, now: float, light: float) -> None:
        """The field, a glass, what was typed."""
        theme, p = world.theme, world.theme.palette
        theme.panel(canvas, box, Kind.PILL, 22)
        if light > 0.4:
            theme.panel(canvas, box, Kind.PILL, 22, theme.ring_look())
        x, y = box[0] + 26, box[1] + 21
        theme.ring(canvas, (x, y - 2), 9, 2.5, p.muted)
        theme.line(canvas, (x + 6, y + 5), (x + 12, y + 11), 2.5, p.muted)
        caret = "|" if self.typing and now % 1.0 < 0.5 else ""
        shown = self.query + caret if self.query or self.typing else world.strings.text("search")
        theme.text(canvas, shown, (x + 24, y + 1), 20, p.text if self.query else p.muted, width=box[2] - 70)
