"""Bindings: which key is which pad."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

import pygame

from drumjam.rules.chart import Lane, Pad


class Slot(Enum):
    """The four pad keys, left to right as they lie: D F J K."""

    LEE_CYMBAL = "lee cymbal"
    LEE_DRUM = "lee drum"
    TAKAICHI_DRUM = "takaichi drum"
    TAKAICHI_CYMBAL = "takaichi cymbal"

    @property
    def lane(self) -> Lane:
        """Whose half of the keyboard it is on."""
        return Lane.LEE if self in (Slot.LEE_CYMBAL, Slot.LEE_DRUM) else Lane.TAKAICHI

    @property
    def pad(self) -> Pad:
        """Drum or cymbal."""
        return Pad.DRUM if self in (Slot.LEE_DRUM, Slot.TAKAICHI_DRUM) else Pad.CYMBAL


DEFAULT_KEYS: dict[Slot, int] = {
    Slot.LEE_CYMBAL: pygame.KSCAN_D,
    Slot.LEE_DRUM: pygame.KSCAN_F,
    Slot.TAKAICHI_DRUM: pygame.KSCAN_J,
    Slot.TAKAICHI_CYMBAL: pygame.KSCAN_K,
}
RESERVED = frozenset({pygame.KSCAN_ESCAPE, pygame.KSCAN_F11})
"""Keys that always mean something else on the stage."""


class KeyTakenError(ValueError):
    """A key that another pad already has, or that is reserved: names it."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """The scancode of each pad key; no key twice."""

    keys: Mapping[Slot, int]

    def slot(self, code: int) -> Slot | None:
        """The pad key of a scancode, or None."""
        return next((slot for slot, key in self.keys.items() if key == code), None)

    def bound(self, slot: Slot, code: int) -> Bindings:
        """These bindings with one key changed; KeyTakenError where it is used already."""
        holder = self.slot(code)
        if code in RESERVED or holder not in (None, slot):
            raise KeyTakenError(f"key {key_label(code)} is already used: choose another key")
        return Bindings({**self.keys, slot: code})


DEFAULT_BINDINGS = Bindings(DEFAULT_KEYS)


def played(slot: Slot, lanes: frozenset[Lane]) -> Lane:
    """The lane a pad key plays when people lead `lanes`: with one of them led, every key plays that one."""
    return next(iter(lanes)) if len(lanes) == 1 else slot.lane


def keys_of(bindings: Bindings, lane: Lane, lanes: frozenset[Lane]) -> dict[Pad, tuple[str, ...]]:
    """The labels of the keys that play each pad of a lane, for the caps at its targets."""
    return {
        pad: tuple(
            key_label(code)
            for slot, code in bindings.keys.items()
            if slot.pad == pad and lane in lanes and played(slot, lanes) == lane
        )
        for pad in Pad
    }


def key_label(code: int) -> str:
    """What stands on the key at a scancode in the present keyboard layout, such as `D`."""
    key = _keycode(code)
    name = pygame.key.name(key) if key else ""
    return (name.upper() if len(name) == 1 else name.capitalize()) or f"#{code}"


@cache
def _keycode(code: int) -> int:
    # pygame does not hand on SDL_GetKeyFromScancode; the SDL that pygame has loaded does
    try:
        lookup = ctypes.CDLL(pygame.display.__file__).SDL_GetKeyFromScancode
    except (AttributeError, OSError):
        return next((key for scan, key in US_LAYOUT.items() if scan == code), 0)
    lookup.restype = ctypes.c_int32
    return int(lookup(ctypes.c_int(code)))


US_LAYOUT = {
    getattr(pygame, f"KSCAN_{letter}"): getattr(pygame, f"K_{letter.lower()}")
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
}
