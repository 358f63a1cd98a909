"""A window for tests: SDL's dummy driver draws without a display."""

from __future__ import annotations

import pygame


def window(size: tuple[int, int] = (1280, 720)) -> pygame.Surface:
    """The window at a size, without a display."""
    pygame.display.init()
    pygame.font.init()
    screen = pygame.display.get_surface()
    return screen if screen and screen.get_size() == size else pygame.display.set_mode(size)
