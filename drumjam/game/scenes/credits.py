"""Credits: the evening, the traditions, the letters, the sound, the licences."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.theme import Kind
from drumjam.game.world import World

PAGE: Box = (32, 96, 1216, 580)
SECTIONS = (
    ("credits.event", ("credits.event.text", "credits.sources")),
    ("credits.traditions", ("credits.arirang", "credits.sakura", "credits.korea", "credits.japan")),
    ("credits.letters", ("credits.fonts",)),
    ("credits.sound", ("credits.font",)),
    ("credits.code", ("credits.licence",)),
)
LINE, GAP = 27, 15
LEFT, TEXT_LEFT = 64, 300
WIDTH = 900


class CreditsScene(Page):
    """Who and what this is made of."""

    def __init__(self, world: World) -> None:
        super().__init__(world, "back")

    def items(self) -> Sequence[Item]:
        """The way back."""
        return [self.back_item()]

    def back(self) -> None:
        """To the title."""
        from drumjam.game.scenes.title import TitleScene

        self.next = TitleScene(self.world, "credits")

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        return (("Esc", self.world.strings.text("hint.back")),)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The text, as large as it fits on one page."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        self.head(canvas, words.text("credits"), now)
        theme.panel(canvas, PAGE, Kind.PANEL, 20)
        size = next((s for s in (20, 18, 16, 14, 13) if self._height(s) <= PAGE[3] - 40), 12)
        step = LINE * size / 20 * theme.text_percent / 100
        y = PAGE[1] + 40.0
        for head, texts in SECTIONS:
            theme.text(canvas, words.text(head), (LEFT, y), size, p.harmony, width=TEXT_LEFT - LEFT - 20)
            for key in texts:
                for line in theme.lines(self._text(key), WIDTH, size):
                    theme.text(canvas, line, (TEXT_LEFT, y), size)
                    y += step
            y += GAP
        y += GAP
        for line in theme.lines(words.text("unofficial"), WIDTH + TEXT_LEFT - LEFT, size):
            theme.text(canvas, line, (LEFT, y), size, p.muted)
            y += step

    def _text(self, key: str) -> str:
        words = self.world.strings
        neutral = key == "credits.event.text" and words.neutral_names
        return words.text("credits.event.neutral" if neutral else key)

    def _height(self, size: float) -> float:
        theme = self.world.theme
        texts = [(self._text(key), WIDTH) for _, keys in SECTIONS for key in keys]
        texts.append((self.world.strings.text("unofficial"), WIDTH + TEXT_LEFT - LEFT))
        lines = sum(len(theme.lines(text, width, size)) for text, width in texts)
        return lines * LINE * size / 20 * theme.text_percent / 100 + GAP * (len(SECTIONS) + 1)
