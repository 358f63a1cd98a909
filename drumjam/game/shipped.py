"""Shipped: pictures and letters that came with the game; one that is damaged is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame

from drumjam.library.paths import InstallError


@contextmanager
def shipped(file: Path) -> Iterator[None]:
    """Whatever keeps a file of the game from being read becomes an InstallError that names it."""
    try:
        yield
    except (pygame.error, OSError, ValueError) as error:
        raise InstallError("a file of the game is missing or damaged", str(file)) from error


def load_picture(file: Path) -> pygame.Surface:
    """A picture that came with the game, as it is in its file. Raises InstallError."""
    with shipped(file):
        return pygame.image.load(file)
