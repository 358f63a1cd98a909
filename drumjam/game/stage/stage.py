"""Stage: the whole picture of a play. It reads a `StageState` and a time, and changes neither."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from drumjam.game.scene import Breathe
from drumjam.game.stage.backdrop import Backdrop
from drumjam.game.stage.bubbles import Bubbles
from drumjam.game.stage.drummer import Drummer
from drumjam.game.stage.flags import LANE_COUNTRY, flag, whole_width
from drumjam.game.stage.hud import Hud
from drumjam.game.stage.lanes import Lanes
from drumjam.game.stage.layout import (
    DRUMMER_X,
    FLAG_LEFT,
    FLAG_RIGHT,
    FLAG_TOP,
    FLAG_WIDTH,
    FLOOR_Y,
    HEIGHT,
    LANES_TOP,
    PAUSE_BUTTON,
    WIDTH,
    arrange,
)
from drumjam.game.stage.pose import pose
from drumjam.game.stage.ring import Ring
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.state import StageState
from drumjam.game.stage.threads import Threads
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane

Group = Callable[[pygame.Surface, StageState, float], None]
"""Draws a part of the picture at a song time."""

TOP_HEIGHT = 48
APRON_TOP = LANES_TOP - 8


class Stage:
    """Draws the play.

    theme  the window; make a new stage when its size or palette changes
    setup  the play

    All that never moves is painted once here, and every sprite at its final size; `draw` only puts them down.
    """

    def __init__(self, theme: Theme, setup: StageSetup) -> None:
        self.theme = theme
        self.setup = setup
        self.layout = arrange(setup)
        size = (theme.px(WIDTH), theme.px(HEIGHT))
        self.backdrop = Backdrop(theme.scale, size, offset=theme.offset)
        self.drummers = {
            lane: Drummer(lane, theme.scale, sides=setup.sides, colour=theme.palette.leaders[lane]) for lane in Lane
        }
        self.lanes = Lanes(theme, setup, self.layout)
        self.threads = Threads(theme, self.layout, setup.motion)
        self.ring = Ring(theme, setup, self.layout)
        self.hud = Hud(theme, setup, self.layout)
        self.bubbles = Bubbles(theme, setup.motion)
        self._top, self._apron = self._bake()
        self._flags = self._place_flags()
        self._groups: tuple[Group, ...] = (
            self._draw_backdrop,
            *(self._drawing(lane) for lane in Lane),
            self.bubbles.draw,
            self._draw_still,
            self.lanes.draw_below,
            self.threads.draw,
            self.lanes.draw,
            self.ring.draw,
            self.lanes.draw_above,
            self.ring.draw_count,
            self.hud.draw,
            self._draw_flags,
        )

    def prepare(self, state: StageState) -> None:
        """Paint beforehand every note that this play will show; call once before it starts."""
        self.lanes.prepare(state)

    def draw(self, surface: pygame.Surface, state: StageState, now: float, breathe: Breathe = lambda: None) -> None:
        """Draw the stage at a song time in seconds, over the whole logical canvas of the window.

        `breathe` is called between groups of drawing: none of them should take longer than a millisecond.
        """
        before = surface.get_clip()
        surface.set_clip(self.theme.rect(0, 0, WIDTH, HEIGHT).clip(before))
        for group in self._groups:
            group(surface, state, now)
            breathe()
        surface.set_clip(before)

    def pause_rect(self) -> pygame.Rect:
        """Where the pause button stands, in pixels of the window."""
        return self.theme.rect(*PAUSE_BUTTON)

    def flag_rects(self) -> tuple[pygame.Rect, pygame.Rect]:
        """Where the two flags stand, left and right, in pixels of the window."""
        left, right = (pygame.Rect(at, picture.get_size()) for picture, at in self._flags)
        return left, right

    def _draw_backdrop(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """The room with its crowd."""
        in_bar, pulses = state.part.bar_beat_at(now), state.part.pulses_at(now)
        self.backdrop.draw(surface, state.gauges.light, in_bar, pulses=pulses, motion=self.setup.motion)

    def _drawing(self, lane: Lane) -> Group:
        """What draws a drummer."""
        drummer, (left, top), scale = self.drummers[lane], self.theme.offset, self.theme.scale
        at = (DRUMMER_X[self.layout.sides[lane]] + left / scale, FLOOR_Y + top / scale)

        def draw(surface: pygame.Surface, state: StageState, now: float) -> None:
            strokes, beat = state.strokes_near(lane, now), state.part.beat_at(now)
            posed = pose(lane, strokes, now, beat, state.gauges.light, motion=self.setup.motion, raised=state.raised)
            drummer.draw(surface, at, posed)

        return draw

    def _draw_still(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """The bar above, and everything still from the lanes down."""
        surface.blit(self._top, self.theme.point(0, 0))
        surface.blit(self._apron, self.theme.point(0, APRON_TOP))

    def _draw_flags(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """The flags, over everything else."""
        surface.blits(self._flags, False)

    def _bake(self) -> tuple[pygame.Surface, pygame.Surface]:
        """The bar above, and everything still from the lanes down, as two opaque pictures."""
        theme = self.theme
        whole = pygame.Surface(theme.window).convert()
        whole.fill(theme.palette.ground)
        self.lanes.bake(whole)
        self.hud.bake(whole)
        top = whole.subsurface(theme.rect(0, 0, WIDTH, TOP_HEIGHT)).copy()
        apron = whole.subsurface(theme.rect(0, APRON_TOP, WIDTH, HEIGHT - APRON_TOP)).copy()
        return top, apron

    def _place_flags(self) -> list[tuple[pygame.Surface, tuple[int, int]]]:
        """Both flags on whole pixels, of one size, each behind its leader."""
        theme = self.theme
        width = whole_width(FLAG_WIDTH * theme.scale)
        placed: list[tuple[pygame.Surface, tuple[int, int]]] = []
        for side, left in ((0, FLAG_LEFT), (1, FLAG_RIGHT)):
            picture = flag(LANE_COUNTRY[self.layout.lane_of_side(side)], width)
            x, y = theme.point(left + FLAG_WIDTH / 2, FLAG_TOP)
            placed.append((picture.convert(), (x - width // 2, y)))
        return placed
