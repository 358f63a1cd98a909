"""Game pads without any: SDL's own virtual ones, plugged in, pressed and pulled out by tests."""

from __future__ import annotations

import ctypes

import pygame

GAME_CONTROLLER = 1


class VirtualPad:
    """A game pad with six axes, fifteen buttons and a hat, as SDL makes them up."""

    def __init__(self) -> None:
        self._sdl = ctypes.CDLL(pygame.display.__file__)
        self._sdl.SDL_JoystickOpen.restype = ctypes.c_void_p
        self._index = self._sdl.SDL_JoystickAttachVirtual(GAME_CONTROLLER, 6, 15, 1)
        self._opened = ctypes.c_void_p(self._sdl.SDL_JoystickOpen(self._index))

    def press(self, button: int, *, down: bool = True) -> None:
        """A button goes down or up."""
        self._sdl.SDL_JoystickSetVirtualButton(self._opened, button, ctypes.c_uint8(down))

    def pull(self, axis: int, share: float) -> None:
        """A trigger or stick is moved to -1 to 1."""
        self._sdl.SDL_JoystickSetVirtualAxis(self._opened, axis, ctypes.c_int16(round(share * 32767)))

    def push(self, bits: int) -> None:
        """The hat is pushed: 1 up, 2 right, 4 down, 8 left."""
        self._sdl.SDL_JoystickSetVirtualHat(self._opened, 0, ctypes.c_uint8(bits))

    def unplug(self) -> None:
        """Pull it out."""
        self._sdl.SDL_JoystickClose(self._opened)
        self._sdl.SDL_JoystickDetachVirtual(self._index)
