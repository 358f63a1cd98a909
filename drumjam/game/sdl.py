"""SDL: functions of the libraries that pygame has loaded, but does not hand on."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any

import pygame


def function(name: str) -> Any | None:
    """A function of SDL2 or of its mixer (`Mix_...`), by its name in C; None where there is no way to it.

    Elsewhere than on Windows a module of pygame's leads on to what it is linked with; there each library tells of its
    own functions alone, and stands in pygame's folder.
    """
    mixer = name.startswith("Mix_")
    if sys.platform == "win32":
        path = str(Path(pygame.__file__).with_name("SDL2_mixer.dll" if mixer else "SDL2.dll"))
    else:
        path = str((pygame.mixer if mixer else pygame.display).__file__)
    try:
        return getattr(ctypes.CDLL(path), name)
    except (OSError, AttributeError):
        return None
