"""Keys, pads and kits: what came down, and exactly when."""

from __future__ import annotations

import os
import struct
import sys

import pygame

from drumjam.game.inputs.polling import PollingInput
from drumjam.game.inputs.source import DEFAULT_VELOCITY, KEYBOARD, InputEvent, InputSource
from drumjam.game.inputs.x11 import X11Input
from drumjam.library.settings import Devices

__all__ = ["DEFAULT_VELOCITY", "KEYBOARD", "InputEvent", "InputSource", "open_input"]

POINTER_64 = 8


def open_input() -> InputSource:
    """Keys by the best backend for the open window, with kits and game pads once they are looked for.

    The variable DRUMJAM_INPUT (poll, x11, auto) forces a backend.
    """
    from drumjam.game.inputs.devices import DeviceInput  # it knows of commands, and those of this package

    wanted = os.environ.get("DRUMJAM_INPUT", "auto")
    x11 = pygame.display.get_driver() == "x11" and sys.platform == "linux" and struct.calcsize("P") == POINTER_64
    window = X11Input() if wanted == "x11" or (wanted != "poll" and x11) else PollingInput()
    return DeviceInput(window, Devices())
