"""Pictures for tests of the stage: a play that has come to a moment, drawn without a display."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import STANDARD, Palette, Theme
from tests.game.plays import folded
from tests.game.windows import window


@dataclass
class Play:
    """A play that has come to a moment, and its stage."""

    screen: pygame.Surface
    stage: Stage
    state: StageState
    now: float

    def draw(self) -> pygame.Surface:
        """The picture of this moment."""
        self.screen.fill(0)
        self.stage.draw(self.screen, self.state, self.now)
        return self.screen


def play(
    setup: StageSetup,
    until: float,
    *,
    size: tuple[int, int] = (1280, 720),
    palette: Palette = STANDARD,
    percent: int = 100,
    **how: object,
) -> Play:
    """A play by two drummers up to a song time, with its stage."""
    screen = window(size)
    state, now = folded(setup, until, **how)
    stage = Stage(Theme(size, palette, percent), setup)
    stage.prepare(state)
    return Play(screen, stage, state, now)
