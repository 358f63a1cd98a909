"""Pictures that a player asked for: as PNG, in a folder where people look for pictures."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pygame

from drumjam.formats.atomic import WriteError, write_whole
from drumjam.library.paths import pictures_dir

if TYPE_CHECKING:  # the command line paints pictures without a window's world
    from drumjam.game.world import World


def unseen_display() -> None:
    """Make ready to paint where no window is open; the caller has then chosen SDL's dummy driver."""
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((1, 1))


def png_bytes(picture: pygame.Surface) -> bytes:
    """A picture as the bytes of a PNG file."""
    file = BytesIO()
    pygame.image.save(picture, file, "picture.png")
    return file.getvalue()


def picture_name(played: datetime, song: str, what: str = "") -> str:
    """The name of a play's picture, without its ending; `what` tells it from others of the same play."""
    return f"drumjam {played:%Y-%m-%d %H.%M.%S} {song} {what}".rstrip()


def keep_picture(name: str, picture: pygame.Surface) -> Path:
    """Write a picture into the player's folder of pictures, whole or not at all; its path.

    Raises WriteError where it cannot be written, HomeError where nobody can tell whose folder it would be.
    """
    file = pictures_dir() / f"{name}.png"
    write_whole(file, png_bytes(picture))
    return file


def keep_and_say(world: World, name: str, picture: pygame.Surface) -> Path | None:
    """Keep a picture and say on the page where it is; None if it could not be written, which is said as well."""
    words = world.strings
    try:
        file = keep_picture(name, picture)
    except WriteError:
        world.say(words.text("picture.failed"), perf_counter())
        return None
    world.say(words.text("picture.saved", name=str(file)), perf_counter())
    return file
