"""Field: the lanes of the stage, on which notes without end come on every beat."""

from __future__ import annotations

import pygame

from drumjam.game.calibration.groove import BEAT
from drumjam.game.stage.lanes import Lanes
from drumjam.game.stage.layout import HEIGHT, LANES_TOP, WIDTH, Layout
from drumjam.game.stage.moments import PRESS
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Source
from drumjam.rules.session import Session
from drumjam.rules.tempo import TempoMap

TICKS = 480
BAR = 4 * BEAT
BARS = 12
SHOWN = 2 * BAR
"""Seconds: the bar of the chart that is shown over and over, with as many bars around it as can be in sight."""

PAST = 0.120
"""Seconds for which a note goes on behind its target."""


class Field:
    """Draws the play field as in a play, with the player's lanes, speed, colours and keys.

    theme  the window; make a new one when its size or colours change
    setup  the stage's
    """

    def __init__(self, theme: Theme, setup: StageSetup) -> None:
        self.theme = theme
        self.setup = setup
        self.state = StageState(Session(_endless(), setup.levels), setup)
        for i, time in enumerate(self.state.part.times):
            self.state.hit_at[i] = time + PAST
        self.lanes = Lanes(theme, setup, self.layout)
        self.lanes.prepare(self.state)
        self._ground = self._bake()
        self._pressed = 0.0

    @property
    def layout(self) -> Layout:
        """Where everything stands."""
        return self.state.layout

    def press(self, lane: Lane, pad: Pad, pos: float) -> None:
        """A pad came down while a song time is shown: its target fills."""
        self.state.pressed(lane, pad, _folded(pos))
        self._pressed = pos

    def advance(self, pos: float) -> None:
        """Let time go on to a song time: what came down a moment ago comes up again."""
        if abs(pos - self._pressed) > PRESS:
            for presses in self.state.presses:
                presses.clear()

    def draw(self, canvas: pygame.Surface, pos: float) -> None:
        """Draw it at a song time; a beat falls on 0."""
        now = _folded(pos)
        canvas.blit(self._ground, self.theme.point(0, LANES_TOP - 8))
        before = canvas.get_clip()
        canvas.set_clip(self.theme.rect(0, 0, WIDTH, HEIGHT).clip(before))
        self.lanes.draw_below(canvas, self.state, now)
        self.lanes.draw(canvas, self.state, now)
        canvas.set_clip(before)

    def _bake(self) -> pygame.Surface:
        """What never moves, on clear ground."""
        whole = pygame.Surface(self.theme.window, pygame.SRCALPHA)
        self.lanes.bake(whole)
        box = self.theme.rect(0, LANES_TOP - 8, WIDTH, HEIGHT - LANES_TOP).clip(whole.get_rect())
        return whole.subsurface(box).copy()


def _folded(pos: float) -> float:
    """A time within the bar that is shown."""
    return SHOWN + pos % BAR


def _endless() -> Chart:
    """A unison on every beat, on the cymbals at the beginning of each bar."""
    notes = tuple(
        Note(beat * TICKS, lane, Pad.DRUM if beat % 4 else Pad.CYMBAL, 38, 96)
        for beat in range(4 * BARS)
        for lane in Lane
    )
    tempo = TempoMap(TICKS, ((0, round(BEAT * 1e6)),))
    return Chart("", Source.DRUMS, tempo, dict.fromkeys(Level, notes), end=4 * BARS * TICKS)
