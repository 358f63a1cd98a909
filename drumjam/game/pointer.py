"""Pointer: the mouse, out of sight while nobody moves it."""

from __future__ import annotations

import pygame

SHOWN = 2.0
"""Seconds for which it is seen after it was moved."""


class Pointer:
    """Hides the mouse over a play, and shows it where it is moved or needed."""

    def __init__(self) -> None:
        self._until = 0.0

    def follow(self, now: float, *, needed: bool) -> None:
        """Once a frame: see whether it has moved."""
        if pygame.mouse.get_rel() != (0, 0) or needed:
            self._until = now + SHOWN
        pygame.mouse.set_visible(now < self._until)
