"""Stage: the whole picture of a play. It reads a `StageState` and a time, and changes neither."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from drumjam.game.scene import Breathe
from drumjam.game.stage import paint
from drumjam.game.stage.backdrop import Backdrop, light_of
from drumjam.game.stage.bubbles import Bubbles
from drumjam.game.stage.drummer import Drummer
from drumjam.game.stage.flags import LANE_COUNTRY, flag, whole_width
from drumjam.game.stage.hud import plates
from drumjam.game.stage.lanes import Lanes
from drumjam.game.stage.layout import (
    CROWD_PARTS,
    DRUMMER_X,
    FLAG_LEFT,
    FLAG_RIGHT,
    FLAG_TOP,
    FLAG_WIDTH,
    FLOOR_PART,
    FLOOR_Y,
    HEIGHT,
    LEADER_PARTS,
    PAUSE_BUTTON,
    STAGE_BOTTOM,
    STAGE_TOP,
    WIDTH,
    arrange,
)
from drumjam.game.stage.pose import pose
from drumjam.game.stage.ring import Ring
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.state import StageState
from drumjam.game.stage.threads import Threads
from drumjam.game.stage.topbar import TopBar
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane

Group = Callable[[pygame.Surface, StageState, float], None]
"""Draws a part of the picture at a song time."""


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
        self.plates = (TopBar(theme, setup, self.layout), *plates(theme, setup, self.layout))
        self.bubbles = Bubbles(theme, setup.motion)
        self._ground = self._bake()
        self._still = paint.ground(theme.window)
        self._still.blit(self._ground, (0, 0))
        self._stills = theme.rect(0, 0, WIDTH, STAGE_TOP), theme.rect(0, STAGE_BOTTOM, WIDTH, HEIGHT - STAGE_BOTTOM)
        self._flags = self._place_flags()
        self._canvas, self._floor = theme.rect(0, 0, WIDTH, HEIGHT), theme.rect(*FLOOR_PART)
        self._crowd_parts = [theme.rect(*box) for box in CROWD_PARTS]
        self._moving = [self._floor, *self._crowd_parts, *(theme.rect(*box) for box in LEADER_PARTS)]
        self._renewed: list[pygame.Rect] = []
        self._whole, self._light, self._reaching = True, -1, False
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
            self._draw_flags,
        )

    def prepare(self, state: StageState) -> None:
        """Paint beforehand every note that this play will show; call once before it starts."""
        self.lanes.prepare(state)

    def draw(
        self,
        surface: pygame.Surface,
        state: StageState,
        now: float,
        breathe: Breathe = lambda: None,
        *,
        kept: bool = False,
    ) -> list[pygame.Rect]:
        """Draw the stage at a song time in seconds, over the whole logical canvas of the window.

        breathe  called between groups of drawing: none of them should take longer than a millisecond
        kept     whether the surface still holds what was drawn here last, so that only what changed need be drawn

        Returns where the picture may differ from that, in pixels of the window.
        """
        before = surface.get_clip()
        surface.set_clip(self._canvas.clip(before))
        self._whole = self._differs(state) or not kept
        for group in self._groups:
            group(surface, state, now)
            breathe()
        surface.set_clip(before)
        return [self._canvas] if self._whole else [*self._moving, *self._renewed]

    def pause_rect(self) -> pygame.Rect:
        """Where the pause button stands, in pixels of the window."""
        return self.theme.rect(*PAUSE_BUTTON)

    def flag_rects(self) -> tuple[pygame.Rect, pygame.Rect]:
        """Where the two flags stand, left and right, in pixels of the window."""
        left, right = (pygame.Rect(at, picture.get_size()) for picture, at in self._flags)
        return left, right

    def _differs(self, state: StageState) -> bool:
        """Whether more than what moves in every frame is other than it was: so when the light changes.

        While a number counts and sticks are raised, in that frame and in the one after, since they reach far.
        """
        before = self._light, self._reaching
        self._light = light_of(state.gauges.light)
        self._reaching = state.count is not None or state.raised > 0
        return before != (self._light, False) or self._reaching

    def _draw_backdrop(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """The room with its crowd."""
        in_bar, pulses = state.part.bar_beat_at(now), state.part.pulses_at(now)
        parts, motion = None if self._whole else self._crowd_parts, self.setup.motion
        self.backdrop.draw(surface, state.gauges.light, in_bar, pulses=pulses, motion=motion, parts=parts)

    def _drawing(self, lane: Lane) -> Group:
        """What draws a drummer."""
        drummer, (left, top), scale = self.drummers[lane], self.theme.offset, self.theme.scale
        side = self.layout.sides[lane]
        at, part = (DRUMMER_X[side] + left / scale, FLOOR_Y + top / scale), self.theme.rect(*LEADER_PARTS[side])

        def draw(surface: pygame.Surface, state: StageState, now: float) -> None:
            if not self._whole:
                self.backdrop.draw_part(surface, state.gauges.light, part)
            strokes, beat = state.strokes_near(lane, now), state.part.beat_at(now)
            posed = pose(lane, strokes, now, beat, state.gauges.light, motion=self.setup.motion, raised=state.raised)
            drummer.draw(surface, at, posed)

        return draw

    def _draw_still(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """The bar above, and everything from the lanes down that is not in motion."""
        self._renewed = [p.rect for p in self.plates if p.renew(self._still, self._ground, state, now)]
        for rect in self._stills if self._whole else (self._floor, *self._renewed):
            surface.blit(self._still, rect, rect)

    def _draw_flags(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """The flags, over everything else; nothing else is ever drawn there."""
        if self._whole:
            surface.blits(self._flags, False)

    def _bake(self) -> pygame.Surface:
        """All that never moves in the bar above, and from the lanes down."""
        ground = paint.ground(self.theme.window)
        ground.fill(self.theme.palette.ground)
        self.lanes.bake(ground)
        for plate in self.plates:
            plate.bake(ground)
        return ground

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
