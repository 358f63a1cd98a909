"""Hud: the three panels below the lanes: each leader's figures, and what both have together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import pygame

from drumjam.game.palette import mix
from drumjam.game.stage import paint
from drumjam.game.stage.caption import caption
from drumjam.game.stage.comments import Band
from drumjam.game.stage.errorbar import ErrorBar
from drumjam.game.stage.glyphs import Glyphs
from drumjam.game.stage.layout import MIDDLE_PANEL, SIDE_PANELS, Box, Layout
from drumjam.game.stage.plate import Plate
from drumjam.game.stage.pose import Mood, mood_of
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.signs import portrait
from drumjam.game.stage.state import StageState
from drumjam.game.strings import Strings
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane

NAME_Y, FIGURES_Y = 661.0, 692.0
SCORE_HEIGHT = 36
PORTRAIT = 60
NAME_WIDTH, LISTENING_ROOM = 176, 330
"""The width of a name at most; from where it begins to where what is said beside it ends."""

LISTENING_STEPS, LISTENING_MOST = 5, 0.4
"""In how many steps the word for listening lights up, and the share taken over at which it is brightest."""


class LeaderFigures(NamedTuple):
    """What a leader's panel tells: `listening` is 0 where the leader does not listen, else a step of its word's light.

    errors  seconds, oldest first
    """

    mood: Mood
    combo: int
    accuracy: str
    errors: tuple[float, ...]
    listening: int


class LeaderPanel(Plate[LeaderFigures]):
    """Draws one leader's name, face, combo, accuracy and latest errors; mirrored on the right."""

    def __init__(self, theme: Theme, setup: StageSetup, layout: Layout, lane: Lane) -> None:
        self._side = layout.sides[lane]
        self._box = SIDE_PANELS[self._side]
        super().__init__(theme.rect(*self._box))
        self._theme = theme
        self._lane = lane
        self._name = setup.names[lane]
        p = theme.palette
        self._combo = Glyphs(theme, 23, p.leaders[lane], "display", sample="8888", width=72, most=30)
        self._cross = Glyphs(theme, 20, p.muted, sample="×", width=18, most=24)
        self._percent = Glyphs(theme, 19, p.text, sample="100.0%", width=74, most=26)
        self._faces = {mood: portrait(lane, mood, theme.px(PORTRAIT), p.leaders[lane]) for mood in Mood}
        self._errors = ErrorBar(theme, lane, (self._from_edge(348), FIGURES_Y))
        told, steps = Strings(setup.language).text("listening"), range(LISTENING_STEPS)
        room = LISTENING_ROOM - max(min(theme.width(name, 22), NAME_WIDTH) for name in setup.names)
        self._listening = [
            caption(theme, told, 18, mix(p.lane, p.harmony, 0.65 + 0.35 * i / steps[-1]), room) for i in steps
        ]

    def bake(self, surface: pygame.Surface) -> None:
        """Draw the panel, the name and the groove of the error bar."""
        _panel(self._theme, surface, self._box)
        at = (self._from_edge(84), NAME_Y)
        self._theme.text(surface, self._name, at, 22, align=self._outwards, width=NAME_WIDTH)
        self._errors.bake(surface)

    def read(self, state: StageState, now: float) -> LeaderFigures:
        """The leader's figures at a song time."""
        tally = state.session.tallies[self._lane]
        return LeaderFigures(
            mood_of(self._lane, state.gauges.light, state.part.beat_at(now)),
            tally.combo,
            f"{100 * tally.accuracy:.1f}%",
            tuple(state.errors[self._lane]),
            min(int(state.listening[self._lane] / LISTENING_MOST * LISTENING_STEPS), LISTENING_STEPS),
        )

    def draw(self, surface: pygame.Surface, figures: LeaderFigures) -> None:
        """Draw them."""
        theme, outwards = self._theme, self._outwards
        face = theme.point(self._from_edge(42), self._box[1] + self._box[3] / 2)
        paint.centred(surface, self._faces[figures.mood], face)
        x, combo = self._from_edge(86), str(figures.combo)
        if outwards == "left":
            self._cross.draw(surface, "×", (x, FIGURES_Y), outwards)
            self._combo.draw(surface, combo, (x + 22, FIGURES_Y), outwards)
        else:
            self._combo.draw(surface, combo, (x, FIGURES_Y), outwards)
            wide = self._combo.width(combo) / theme.scale
            self._cross.draw(surface, "×", (x - wide - 8, FIGURES_Y), outwards)
        inwards: Literal["left", "right"] = "right" if outwards == "left" else "left"
        self._percent.draw(surface, figures.accuracy, (self._from_edge(258), FIGURES_Y), inwards)
        self._errors.draw(surface, figures.errors)
        if figures.listening:
            at = theme.point(self._from_edge(424), NAME_Y)
            self._listening[figures.listening - 1].draw(surface, at, 0.0 if self._side else 1.0)

    @property
    def _outwards(self) -> Literal["left", "right"]:
        """The end of a text that lies towards the panel's outer edge."""
        return "right" if self._side else "left"

    def _from_edge(self, inset: float) -> float:
        """A distance from the panel's outer edge, as a logical x."""
        left, _, wide, _ = self._box
        return left + wide - inset if self._side else left + inset


class ScorePlate(Plate[str]):
    """Draws the score of both, in the upper part of the panel in the middle."""

    def __init__(self, theme: Theme) -> None:
        left, top, wide, _ = MIDDLE_PANEL
        super().__init__(theme.rect(left, top, wide, SCORE_HEIGHT))
        self._theme = theme
        self._at = left + wide / 2, NAME_Y + 1
        self._score = Glyphs(theme, 28, theme.palette.text, "display", sample="1,000,000", width=300, most=33)

    def bake(self, surface: pygame.Surface) -> None:
        """Draw the whole panel."""
        _panel(self._theme, surface, MIDDLE_PANEL)

    def read(self, state: StageState, now: float) -> str:
        """The score as it rolls up."""
        return f"{round(state.gauges.score):,}"

    def draw(self, surface: pygame.Surface, figures: str) -> None:
        """Draw it."""
        self._score.draw(surface, figures, self._at, "center")


class WordPlate(Plate[Band]):
    """Draws the word for the harmony of both, below the score: it changes far less often."""

    def __init__(self, theme: Theme, setup: StageSetup) -> None:
        left, top, wide, high = MIDDLE_PANEL
        super().__init__(theme.rect(left, top + SCORE_HEIGHT, wide, high - SCORE_HEIGHT))
        self._at = theme.point(left + wide / 2, FIGURES_Y)
        p, strings = theme.palette, Strings(setup.language)
        self._words = {
            band: caption(
                theme, strings.text(f"harmony.{band.key}"), 24, mix(p.muted, p.harmony, band / Band.HARMONY), 320
            )
            for band in Band
        }

    def bake(self, surface: pygame.Surface) -> None:
        """It has no ground of its own."""

    def read(self, state: StageState, now: float) -> Band:
        """The word's band."""
        return state.gauges.band

    def draw(self, surface: pygame.Surface, figures: Band) -> None:
        """Draw the word."""
        self._words[figures].draw(surface, self._at, 0.5)


def plates(theme: Theme, setup: StageSetup, layout: Layout) -> Sequence[LeaderPanel | ScorePlate | WordPlate]:
    """All that the panels show."""
    return (*(LeaderPanel(theme, setup, layout, lane) for lane in Lane), ScorePlate(theme), WordPlate(theme, setup))


def _panel(theme: Theme, surface: pygame.Surface, box: Box) -> None:
    p, s = theme.palette, theme.scale
    rect = theme.rect(*box)
    sheet = paint.Sheet(rect.width + 8 * s, rect.height + 8 * s)
    shape = paint.box(sheet.x, sheet.y, rect.width / 2, rect.height / 2, 14 * s)
    sheet.lay(mix(p.lane, p.raised, 0.8), paint.inside(shape), mix(p.lane, p.ground, 0.3))
    sheet.lay(p.stroke, paint.outline(shape, 1.2 * s) * (0.24 - 0.16 * (sheet.y / sheet.height + 0.5)))
    paint.centred(surface, sheet.surface(), rect.center)
