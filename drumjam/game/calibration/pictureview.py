"""PictureView: the play field, and where taps come that follow it."""

from __future__ import annotations

import pygame

from drumjam.game.calibration.field import Field
from drumjam.game.calibration.plot import WIDEST, Seen, draw_plot, eased_span
from drumjam.game.calibration.tapping import Listening, Tap
from drumjam.game.calibration.telling import advice, how_sure, set_now, shouted
from drumjam.game.inputs.offsets import offset_ms
from drumjam.game.menu import Box
from drumjam.game.plan import level_of
from drumjam.game.scene import Breathe
from drumjam.game.scenes.loading import bare_setup
from drumjam.game.stage.layout import RING_RADIUS
from drumjam.game.stage.setup import StageSetup
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import harmony_ring, paragraph
from drumjam.game.world import World
from drumjam.library.settings import Timing
from drumjam.rules.calibration import LEAST_TAPS, Estimate, Refusal
from drumjam.rules.chart import Lane, Pad

STRIP: Box = (32, 152, 1216, 256)
PLOT: Box = (596, 168, 636, 224)


class PictureView:
    """Draws the field and a strip above it; remembers how much of the beat the plot shows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._span = WIDEST
        self._field: tuple[Theme, StageSetup, Field] | None = None

    def press(self, lane: Lane, pad: Pad, pos: float) -> None:
        """A pad came down at a song time of the picture."""
        self._made().press(lane, pad, pos)

    def follow(self, told: Estimate | Refusal, pos: float) -> None:
        """Go on to a song time of the picture; once a frame."""
        self._span = eased_span(self._span, told, self.world.settings.screen.reduced_motion)
        self._made().advance(pos)

    def draw(
        self,
        canvas: pygame.Surface,
        listening: Listening,
        told: Estimate | Refusal,
        before: Timing | None,
        now: float,
        pos: float,
        beat: float | None,
        breathe: Breathe,
    ) -> None:
        """Draw it at a clock time.

        told    how late the picture is, in seconds, or why nobody can tell yet
        before  the offsets as they were before some were replaced, or None
        pos     song time of the picture
        beat    where the beat stands, None where nothing may move
        """
        theme = self.world.theme
        theme.panel(canvas, STRIP, Kind.PANEL, 20)
        taps, counted = self._corrected(listening)
        words, is_set = self.world.strings, self.world.settings.timing.visual_ms
        seen = Seen(taps, counted, told, is_set / 1e3, self._span, tuple(Lane), words.text("early"), words.text("late"))
        draw_plot(theme, canvas, PLOT, seen, now, beat)
        breathe()
        self._draw_words(canvas, told, len(counted), is_set, is_set if before is None else before.visual_ms)
        self._made().draw(canvas, pos)
        self._draw_ring(canvas, told, is_set)
        breathe()

    def _made(self) -> Field:
        """The field in the window, the colours and the layout as they are now."""
        play, theme = self.world.settings.play, self.world.theme
        setup = bare_setup(self.world, (level_of(play.lee_level), level_of(play.takaichi_level)), frozenset(Lane))
        if self._field is None or self._field[:2] != (theme, setup):
            self._field = (theme, setup, Field(theme, setup))
        return self._field[2]

    def _corrected(self, listening: Listening) -> tuple[list[Tap], frozenset[float]]:
        """All taps less the input offset of their device, and the times of those that count."""
        taps: list[Tap] = []
        counted: set[float] = set()
        for hands in listening.hands.values():
            own = offset_ms(self.world.settings.timing, hands.lanes[0], hands.device) / 1e3
            taps += [Tap(tap.time - own, tap.at, tap.lane) for tap in hands.taps]
            counted |= {time - own for time in hands.counted}
        return sorted(taps, key=lambda tap: tap.at), frozenset(counted)

    def _draw_words(
        self, canvas: pygame.Surface, told: Estimate | Refusal, counted: int, is_set: float, was: float
    ) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, y, _, h = STRIP
        width = PLOT[0] - x - 48
        top = y + 40
        if isinstance(told, Estimate):
            drawn = theme.text(canvas, how_sure(words, told), (x + 28, top), 21, width=width * 0.6, room=28)
            left = x + 28 + drawn.width / theme.scale + 20
            width_left = x + 28 + width - left
        else:
            left, width_left = x + 28, width
        now = set_now(words, is_set, None if was == is_set else was)
        theme.text(canvas, now, (left, top), 18, p.muted, width=width_left, room=26)
        told_in_words = advice(words, "picture", told, counted)
        paragraph(theme, canvas, told_in_words, (x + 28, y + 70, width, h - 88), 23, 16, colour=p.text)

    def _draw_ring(self, canvas: pygame.Surface, told: Estimate | Refusal, is_set: float) -> None:
        """Between the lanes: the new offset in a ring that fills, else the one that is set."""
        theme, p = self.world.theme, self.world.theme.palette
        at = self._made().layout.ring
        share = told.progress if isinstance(told, Estimate) else 0.0
        theme.disc(canvas, at, RING_RADIUS, p.sunken, 220)
        harmony_ring(theme, canvas, at, RING_RADIUS, share)
        ms, colour = is_set, p.muted
        if isinstance(told, Estimate):
            ms = told.offset_ms
            colour = p.harmony if told.enough else p.text if told.taps >= LEAST_TAPS else p.muted
        number, _, unit = shouted(ms).partition(" ")
        theme.text(canvas, number, (at[0], at[1] - 6), 34, colour, "display", "center", width=76, room=40)
        theme.text(canvas, unit, (at[0], at[1] + 22), 18, p.muted, align="center", width=50, room=20)
