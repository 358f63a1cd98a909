"""Search: a field that letters go into while it is open."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pygame

from drumjam.game.field import Field, Left
from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Box
from drumjam.game.shelf import Entry
from drumjam.game.theme import Kind
from drumjam.game.world import World

LONGEST = 40


class Found:
    """Songs that match what is searched for.

    entries  they, in their order
    rows     by a song's id, where it stands among them
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.rows = {entry.song.id: row for row, entry in enumerate(entries)}


class Search:
    """What is searched for.

    field  where it is typed
    """

    def __init__(self) -> None:
        self.field = Field(LONGEST)
        self._among: tuple[Sequence[Entry], str, str] = ((), "", "")
        self._found = Found(())

    @property
    def query(self) -> str:
        """What is searched for, with letters that are still being composed."""
        return self.field.shown

    def press(self, event: InputEvent) -> bool:
        """A key while the field is open; whether it closed the field. Esc empties it."""
        left = self.field.press(event)
        if left is Left.CANCELLED:
            self.clear()
        return left is not None

    def clear(self) -> None:
        """Search for nothing."""
        self.field.text = ""

    def found(self, entries: Sequence[Entry], language: str) -> Found:
        """The songs that match; pages ask often, and they are looked for only where the list or a word is another."""
        among = (entries, language, self.query)
        if entries is not self._among[0] or among[1:] != self._among[1:]:
            self._among = among
            self._found = Found([e for e in entries if self.matches(e.title(language), e.song.title, e.song.artist)])
        return self._found

    def matches(self, *texts: str) -> bool:
        """Whether what is searched for stands in one of the texts."""
        sought = _plain(self.query)
        return any(sought in _plain(text) for text in texts)

    def draw(self, canvas: pygame.Surface, world: World, box: Box, now: float, light: float) -> None:
        """The field, a glass, what was typed."""
        theme, p = world.theme, world.theme.palette
        theme.panel(canvas, box, Kind.PILL, 22)
        if light > 0.4:
            theme.panel(canvas, box, Kind.PILL, 22, theme.ring_look())
        x, y = box[0] + 26, box[1] + 21
        theme.ring(canvas, (x, y - 2), 9, 2.5, p.muted)
        theme.line(canvas, (x + 6, y + 5), (x + 12, y + 11), 2.5, p.muted)
        caret = "|" if self.field.typing and now % 1.0 < 0.5 else ""
        shown = self.query + caret if self.query or self.field.typing else world.strings.text("search")
        theme.text(canvas, shown, (x + 24, y + 1), 20, p.text if self.query else p.muted, width=box[2] - 70)


def _plain(text: str) -> str:
    """Letters as they are compared: small, of one width, each one sign; casefold alone may take some apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
