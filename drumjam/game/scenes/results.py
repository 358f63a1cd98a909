"""Results: what the two made of it."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from drumjam.game.keeping import Kept
from drumjam.game.menu import Item
from drumjam.game.page import Page
from drumjam.game.preparing import Prepared
from drumjam.game.widgets import number
from drumjam.game.world import World


class ResultsScene(Page):
    """Score, grades, harmony."""

    takes_files = False

    def __init__(self, world: World, prepared: Prepared, kept: Kept) -> None:
        super().__init__(world, "next")
        self.prepared = prepared
        self.kept = kept

    def items(self) -> Sequence[Item]:
        """What can be done next."""
        return [Item("next", (1000, 628, 248, 56), self.back), self.back_item()]

    def back(self) -> None:
        """To the songs."""
        from drumjam.game.scenes.select import SelectScene

        self.next = SelectScene(self.world, self.prepared.plan.song.id)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The figures."""
        theme = self.world.theme
        self.head(canvas, self.prepared.plan.song.title, now)
        theme.text(canvas, number(self.kept.result.score), (1248, 52), 56, font="display", align="right")
        self.button(canvas, "next", self.world.strings.text("next"), now)
