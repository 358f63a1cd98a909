"""One picture of a page, or of anything else that settings and a window change."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pygame

from drumjam.game.world import World
from drumjam.library.settings import Settings
from tests.game.fingers import world

MOMENT = 41.7
"""Seconds of the clock at which pages are drawn."""

OPEN = 1.5
"""Seconds for which a page has been open by then."""

Size = tuple[int, int]
USUAL: Size = (1280, 720)

View = Callable[[Settings, Size], pygame.Surface]
"""Draws something under settings, in a window."""

Make = Callable[[World], Any]
"""Opens a page."""


@contextmanager
def in_own_home() -> Iterator[None]:
    """An empty home for the player while it lasts."""
    with tempfile.TemporaryDirectory() as home:
        before = os.environ.get("DRUMJAM_HOME")
        os.environ["DRUMJAM_HOME"] = home
        try:
            yield
        finally:
            os.environ.pop("DRUMJAM_HOME")
            if before is not None:
                os.environ["DRUMJAM_HOME"] = before


def shown(scene: Any) -> Any:
    """A page that has been open for a while."""
    for frame in range(round(OPEN * 60)):
        scene.update(MOMENT - OPEN + frame / 60)
    return scene


def shot(make: Make, settings: Settings, size: Size = USUAL) -> pygame.Surface:
    """A page a moment after it was opened."""
    made = world(settings, size)
    return taken(made, make(made), MOMENT)


def taken(made: World, scene: Any, now: float) -> pygame.Surface:
    """A page as it is at a time of the clock."""
    canvas = pygame.display.get_surface()
    canvas.fill(made.theme.palette.ground)
    scene.draw(canvas, now, lambda: None)
    made.theme.margins(canvas)
    return canvas


def kept(canvas: pygame.Surface, file: Path) -> Path:
    """The picture as a file."""
    pygame.image.save(canvas, str(file))
    return file
