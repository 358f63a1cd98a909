"""Plate: a part of the picture that stands still until its figures change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

import pygame

from drumjam.game.stage.state import StageState

Figures = TypeVar("Figures")


class Plate(ABC, Generic[Figures]):
    """A rectangle of the picture: a ground that never changes, and figures upon it.

    rect  where it lies, in pixels of the window
    """

    def __init__(self, rect: pygame.Rect) -> None:
        self.rect = rect
        self._shown: Figures | None = None

    @abstractmethod
    def bake(self, surface: pygame.Surface) -> None:
        """Draw its ground."""

    @abstractmethod
    def read(self, state: StageState, now: float) -> Figures:
        """All that `draw` needs to know at a song time; equal figures look alike."""

    @abstractmethod
    def draw(self, surface: pygame.Surface, figures: Figures) -> None:
        """Draw figures upon the ground."""

    def renew(self, picture: pygame.Surface, ground: pygame.Surface, state: StageState, now: float) -> bool:
        """Bring its part of a picture up to a song time; whether anything had to be painted anew.

        picture, ground  of the window's size: what is shown, and the same as it was baked
        """
        figures = self.read(state, now)
        if figures == self._shown:
            return False
        self._shown = figures
        picture.set_clip(self.rect)
        picture.blit(ground, self.rect, self.rect)
        self.draw(picture, figures)
        picture.set_clip(None)
        return True
