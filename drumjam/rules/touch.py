"""Touch: how hard a note is to be struck, as pictures and text show it."""

from __future__ import annotations

from enum import Enum

ACCENT_VELOCITY, SOFT_VELOCITY = 112, 48


class Touch(Enum):
    """How hard a note is to be struck."""

    PLAIN = "plain"
    ACCENT = "accent"
    SOFT = "soft"

    __hash__ = object.__hash__  # with every note that is drawn; that of `Enum` is written in Python


def touch(velocity: int) -> Touch:
    """How hard a MIDI velocity is."""
    if velocity >= ACCENT_VELOCITY:
        return Touch.ACCENT
    return Touch.SOFT if velocity <= SOFT_VELOCITY else Touch.PLAIN
