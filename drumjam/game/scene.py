"""Scene: one page of the game, and the commands that move through pages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

import pygame

from drumjam.game.inputs.source import InputEvent
from drumjam.game.presenter import Dirty

Breathe = Callable[[], None]
"""Called between groups of drawing, so that a strike is noticed and heard at once."""


class Command(Enum):
    """What a key means on a page that is not the stage."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    PREVIOUS = auto()
    NEXT = auto()
    CHOOSE = auto()
    BACK = auto()


class Pace(Enum):
    """How often input is looked for while waiting for the next frame, in seconds."""

    CALM = 0.004
    PLAY = 0.0005


class Scene(Protocol):
    """One page of the game. In every frame: clock, events, update, draw."""

    @property
    def pace(self) -> Pace:
        """How closely input is watched."""
        ...

    def press(self, event: InputEvent) -> None:
        """A key or a pad came down or up."""
        ...

    def handle(self, event: pygame.event.Event) -> None:
        """Anything else the window said: a click, the wheel, text, a dropped file, lost focus."""
        ...

    def point(self, at: tuple[float, float], now: float) -> None:
        """The mouse has moved to a logical point."""
        ...

    def sound(self, now: float) -> None:
        """Sound what is due at a time of the clock; with each look for input, many times a frame."""
        ...

    def update(self, now: float) -> Scene | None:
        """Let time pass to `now` (seconds of `time.perf_counter`): the scene to go on with; None to leave the game."""
        ...

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> Dirty:
        """Show the whole scene as it stands, and tell where it differs from what it showed last; change nothing."""
        ...

    def leave(self) -> None:
        """The scene is over, or the window is closing: keep what must be kept."""
        ...
