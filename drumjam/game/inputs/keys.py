"""Keys of the keyboard: their places (scancodes), their names in the settings, and what stands on them."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

import pygame

from drumjam.game.sdl import function
from drumjam.library.keys import Keys


class Slot(StrEnum):
    """The four pads' keys, left to right as they lie by default: D F J K. Values are the settings' names."""

    LEE_CYMBAL = "lee_cymbal"
    LEE_DRUM = "lee_drum"
    TAKAICHI_DRUM = "takaichi_drum"
    TAKAICHI_CYMBAL = "takaichi_cymbal"


class KeyTakenError(ValueError):
    """A key that another pad already has, or that the game needs for itself."""


RESERVED = frozenset({pygame.KSCAN_ESCAPE, pygame.KSCAN_F11, pygame.KSCAN_F1, pygame.KSCAN_F2, pygame.KSCAN_RETURN})
"""Keys that no pad may have: leaving, choosing, help, taking an offer, and the full screen."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """Which pad a scancode plays."""

    slots: Mapping[int, Slot]

    @classmethod
    def of(cls, keys: Keys) -> Bindings:
        """From the settings; names that no key has are left out."""
        return cls({code_of(name): slot for slot in Slot for name in getattr(keys, slot) if code_of(name)})

    def codes(self, slot: Slot) -> tuple[int, ...]:
        """The scancodes of a pad."""
        return tuple(code for code, bound in self.slots.items() if bound is slot)


def rebound(keys: Keys, slot: Slot, code: int) -> Keys:
    """The settings' keys with one pad on another key; KeyTakenError where it is used already."""
    holder = Bindings.of(keys).slots.get(code)
    if code in RESERVED or not name_of(code) or holder not in (None, slot):
        raise KeyTakenError(f"key {key_label(code)} is already used: choose another key")
    return replace(keys, **{slot: (name_of(code),)})


def name_of(code: int) -> str:
    """The name of a key's place, as it is called on a US keyboard (`D`, `Space`, `Left Shift`); "" if unknown."""
    return _names().get(code, "")


def code_of(name: str) -> int:
    """The scancode of a place; 0 if there is none of that name."""
    return next((code for code, known in _names().items() if known.casefold() == name.casefold()), 0)


def key_label(code: int) -> str:
    """What stands on the key at a scancode in the present keyboard layout, such as `D`."""
    keycode = _keycode(code)
    name = pygame.key.name(keycode) if keycode else ""
    return (name.upper() if len(name) == 1 else name.title()) or name_of(code) or f"#{code}"


@cache
def _names() -> dict[int, str]:
    sides = {"L": "Left ", "R": "Right "}
    names: dict[int, str] = {}
    for constant in dir(pygame):
        if constant.startswith("KSCAN_") and constant != "KSCAN_UNKNOWN":
            word = constant.removeprefix("KSCAN_")
            if word[1:] in ("SHIFT", "CTRL", "ALT", "META"):
                word = sides[word[0]] + word[1:]
            names.setdefault(getattr(pygame, constant), word.title())
    return names


@cache
def _keycode(code: int) -> int:
    lookup = function("SDL_GetKeyFromScancode")
    if lookup is None:
        return 0
    lookup.restype = ctypes.c_int32
    return int(lookup(ctypes.c_int(code)))
