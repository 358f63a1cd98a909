"""Souvenir: the picture of a play, large, to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from drumjam.game.homeward import onward_label
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.pictures import keep_and_say, picture_name
from drumjam.game.scene import Scene
from drumjam.game.signature import Signature
from drumjam.game.souvenir import SIZE, Card, card_of, draw_souvenir
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import switch
from drumjam.game.world import World

if TYPE_CHECKING:
    from drumjam.game.scenes.results import ResultsScene

PICTURE: Box = (136, 18, 1008, 529.2)
DATE: Box = (136, 570, 220, 56)
SAVE: Box = (372, 570, 280, 56)
AGAIN: Box = (668, 570, 200, 56)
NEXT: Box = (884, 570, 260, 56)
WHERE_Y = 654


class SouvenirScene(Page):
    """Keep it, play again, or go on; `results` is the page of the play."""

    takes_files = False

    def __init__(self, world: World, results: ResultsScene, signatures: tuple[Signature, Signature]) -> None:
        super().__init__(world, "picture")
        self.results = results
        plan = results.prepared.plan
        self._played = results.kept.played.date()
        self._card = card_of(plan.song, plan.levels, results.prepared.session, self._played, signatures)
        self.file: Path | None = None
        self._shown: tuple[Theme, Card, str, pygame.Surface] | None = None

    def items(self) -> Sequence[Item]:
        """The date's switch, three buttons, the way back."""
        return [
            Item("picture", SAVE, self._save),
            Item("date", DATE, None, lambda step: self._turn_date()),
            Item("again", AGAIN, self.goer(self.results.again)),
            Item("next", NEXT, self.goer(self.results.onward)),
            self.back_item(),
        ]

    def back(self) -> None:
        """To the results."""
        self.results.next = self.results
        self.next = self.results

    @property
    def card(self) -> Card:
        """What the souvenir tells."""
        return replace(self._card, played=self._played if self.world.settings.souvenir.dated else None)

    def update(self, now: float) -> Scene | None:
        """Draw the picture anew where the language, the date or the window has changed."""
        theme, language = self.world.theme, self.world.strings.language
        if self._shown is None or self._shown[:3] != (theme, self.card, language):
            zoom = theme.scale * PICTURE[2] / SIZE[0]
            made = draw_souvenir(self.card, self.world.strings, theme.palette, zoom)
            self._shown = theme, self.card, language, made
        return super().update(now)

    def _turn_date(self) -> None:
        souvenir = self.world.settings.souvenir
        self.world.change("souvenir", dated=not souvenir.dated)

    def _save(self) -> None:
        """Keep the picture, and say where."""
        name = picture_name(self.results.kept.played, self.results.prepared.plan.song.id, "souvenir")
        picture = draw_souvenir(self.card, self.world.strings, self.world.theme.palette)
        self.file = keep_and_say(self.world, name, picture)

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The souvenir, and what can be done with it."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        self.head(canvas, "", now)
        if self._shown is not None:
            x, y, w, h = PICTURE
            theme.panel(canvas, (x - 3, y - 3, w + 6, h + 6), Kind.PANEL, 6)
            canvas.blit(self._shown[3], theme.point(x, y))
        x, y, w, h = DATE
        light = self.menu.light("date", now)
        theme.panel(canvas, DATE, Kind.PILL, h / 2)
        theme.text(canvas, words("souvenir.date"), (x + 24, y + h / 2), 20, width=w - 116, room=h)
        switch(theme, canvas, (x + w - 74, y + h / 2), self.world.settings.souvenir.dated, light)
        self.button(canvas, "picture", words("picture.save"), now, 24, base=Kind.PRIMARY)
        self.button(canvas, "again", words("again"), now, 22)
        self.button(canvas, "next", words(onward_label(self.results.prepared.plan)), now, 22)
        size = f"{words('souvenir')} · {SIZE[0]} × {SIZE[1]}"
        told = size if self.file is None else words("picture.saved", name=str(self.file))
        theme.text(canvas, told, (640, WHERE_Y), 18, p.muted, align="center", width=1008, room=30)
