"""Over: a page laid over another scene, which stays as it is and goes on once the page is closed."""

from __future__ import annotations

import pygame

from drumjam.game.inputs.source import InputEvent
from drumjam.game.page import Page
from drumjam.game.scene import Breathe, Pace, Scene


class Over:
    """A page, and whatever it leads to, over a scene that is not left.

    page   what is open now; it is closed when it leads to the scene below
    below  that scene: it sees and hears nothing until then
    open   whether the page still is
    """

    def __init__(self, page: Scene, below: Scene) -> None:
        self.page = page
        self.below = below
        self.open = True
        self._settle(page)

    @property
    def pace(self) -> Pace:
        """The page's."""
        return self.page.pace

    def press(self, event: InputEvent) -> None:
        """For the page."""
        self.page.press(event)

    def handle(self, event: pygame.event.Event) -> None:
        """For the page."""
        self.page.handle(event)

    def sound(self, now: float) -> None:
        """The page's."""
        self.page.sound(now)

    def point(self, at: tuple[float, float], now: float) -> None:
        """For the page."""
        self.page.point(at, now)

    def update(self, now: float) -> Scene | None:
        """Let the page go on, or the one that it leads to; the scene below once it is closed."""
        after = self.page.update(now)
        if after is not self.page:
            leave(self.page, after)
            if after is None or after is self.below:
                self.open = False
                return self.below
            self._settle(after)
        return self

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The page."""
        self.page.draw(canvas, now, breathe)

    def leave(self) -> None:
        """Where the window closes over the page, the scene below is left with it."""
        if self.open:
            self.page.leave()
            self.below.leave()

    def _settle(self, page: Scene) -> None:
        """Open a page; it must not follow dropped files away from here."""
        self.page = page
        if isinstance(page, Page):
            page.takes_files = False


def leave(before: Scene, after: Scene | None) -> None:
    """Leave a scene for another one, unless that one only lies over it."""
    if not (isinstance(after, Over) and after.below is before):
        before.leave()
