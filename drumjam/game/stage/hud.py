"""Hud: the bar above the stage and the three panels below it."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from drumjam.game.palette import Colour, mix
from drumjam.game.stage import paint
from drumjam.game.stage.comments import Band
from drumjam.game.stage.glyphs import Glyphs
from drumjam.game.stage.layout import (
    ERROR_RANGE,
    ERROR_WIDTH,
    MIDDLE_PANEL,
    PAUSE_BUTTON,
    SIDE_PANELS,
    WIDTH,
    Box,
    Layout,
)
from drumjam.game.stage.pose import Mood, mood_of
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.signs import portrait
from drumjam.game.stage.state import ERRORS_SHOWN, StageState
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.rules.chart import Device, Lane

PROGRESS_Y = 42.5
NAME_Y, FIGURES_Y = 661.0, 692.0
TOP_Y = 22.0
ERROR_MARKS = (-0.050, -0.025, 0.025, 0.050)
TICK_SHADES = 4
PORTRAIT = 60
NAME_WIDTH, LISTENING_ROOM = 176, 330
"""The width of a name at most; from where it begins to where what is said beside it ends."""

LISTENING_STEPS, LISTENING_MOST = 5, 0.4
"""In how many steps the word for listening lights up, and the share taken over at which it is brightest."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of text, set once: its picture, and how far below its upper edge the middle of its capitals is."""

    picture: pygame.Surface
    rise: int


class Hud:
    """Draws the song's name and place above, each leader's figures and the score below.

    What never changes is baked; numbers are set from glyphs.
    """

    def __init__(self, theme: Theme, setup: StageSetup, layout: Layout) -> None:
        self.theme = theme
        self.setup = setup
        self.layout = layout
        self.strings = Strings(setup.language)
        p = theme.palette
        self._combo = [Glyphs(theme, 23, colour, "display", sample="8888", width=72, most=30) for colour in p.leaders]
        self._cross = Glyphs(theme, 20, p.muted, sample="×", width=18, most=24)
        self._percent = Glyphs(theme, 19, p.text, sample="100.0%", width=74, most=26)
        self._score = Glyphs(theme, 28, p.text, "display", sample="1,000,000", width=300, most=33)
        self._bar = Glyphs(theme, 20, p.text, sample="888 / 888", width=130, most=28)
        self._bar_word = self._caption(self.strings.text("bar"), 20, p.text, 80)
        self._band_words = {
            band: self._caption(
                self.strings.text(f"harmony.{band.key}"), 24, mix(p.muted, p.harmony, band / Band.HARMONY), 320
            )
            for band in Band
        }
        self._faces = {
            (lane, mood): paint.packed(portrait(lane, mood, theme.px(PORTRAIT), p.leaders[lane]).copy())
            for lane in Lane
            for mood in Mood
        }
        told, steps = self.strings.text("listening"), range(LISTENING_STEPS)
        room = LISTENING_ROOM - max(min(theme.width(name, 22), NAME_WIDTH) for name in setup.names)
        self._listening = [
            self._caption(told, 18, mix(p.lane, p.harmony, 0.65 + 0.35 * i / steps[-1]), room) for i in steps
        ]
        self._sections: dict[tuple[str, Device], Caption] = {}
        self._progress = self._paint_progress()
        self._knob = self._paint_knob()
        self._ticks = [self._paint_tick((i + 1) / TICK_SHADES) for i in range(TICK_SHADES)]
        self._mean = self._paint_mean()
        self._after_level = 0.0

    # -- the still part ---------------------------------------------------------------------------

    def bake(self, surface: pygame.Surface) -> None:
        """Draw what never moves: the bar above, panels, names, the error bars' grooves."""
        self._bake_top(surface)
        for lane in Lane:
            side = self.layout.sides[lane]
            box = SIDE_PANELS[side]
            self._panel(surface, box)
            inner = _mirror(84, side, box)
            self.theme.text(
                surface, self.setup.names[lane], (inner, NAME_Y), 22,
                align="left" if side == 0 else "right", width=NAME_WIDTH,
            )  # fmt: skip
            self._bake_errors(surface, lane)
        self._panel(surface, MIDDLE_PANEL)

    def _bake_top(self, surface: pygame.Surface) -> None:
        theme, p = self.theme, self.theme.palette
        surface.fill(mix(p.ground, p.sunken, 0.5), theme.rect(0, 0, WIDTH, 44))
        surface.fill(p.shade, theme.rect(0, 44, WIDTH, 4))
        x = 24.0
        drawn = theme.text(surface, self.setup.title, (x, TOP_Y), 22, width=420)
        x += drawn.width / theme.scale + 16
        wide = theme.width(self.setup.level, 18) + 26
        look = theme.tinted(Kind.PILL, p.harmony, 0.8)
        theme.panel(surface, (x, TOP_Y - 14, wide, 28), Kind.PILL, 14, look)
        theme.text(surface, self.setup.level, (x + wide / 2, TOP_Y), 18, p.harmony, align="center")
        self._after_level = x + wide + 16
        bx, by, bw, bh = PAUSE_BUTTON
        theme.panel(surface, (bx, by, bw, bh), Kind.KEY, 8)
        theme.text(surface, "Esc", (bx + bw / 2, by + bh / 2), 18, p.muted, align="center", width=bw - 8)
        surface.fill(mix(p.raised, p.muted, 0.15), theme.rect(0, PROGRESS_Y - 1.5, WIDTH, 3))

    def _panel(self, surface: pygame.Surface, box: Box) -> None:
        p, s = self.theme.palette, self.theme.scale
        rect = self.theme.rect(*box)
        sheet = paint.Sheet(rect.width + 8 * s, rect.height + 8 * s)
        shape = paint.box(sheet.x, sheet.y, rect.width / 2, rect.height / 2, 14 * s)
        sheet.lay(mix(p.lane, p.raised, 0.8), paint.inside(shape), mix(p.lane, p.ground, 0.3))
        sheet.lay(p.stroke, paint.outline(shape, 1.2 * s) * (0.24 - 0.16 * (sheet.y / sheet.height + 0.5)))
        made = sheet.surface()
        surface.blit(made, (rect.centerx - made.get_width() // 2, rect.centery - made.get_height() // 2))

    def _bake_errors(self, surface: pygame.Surface, lane: Lane) -> None:
        """The groove of an error bar: early on the left, marks at 25 and 50 ms."""
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet((ERROR_WIDTH + 6) * s, 26 * s)
        groove = paint.box(sheet.x, sheet.y, (ERROR_WIDTH / 2 + 2) * s, 6 * s, 6 * s)
        sheet.lay(p.sunken, paint.inside(groove))
        perfect = paint.box(sheet.x, sheet.y, ERROR_WIDTH / 2 * 0.25 * s, 5 * s, 2 * s)
        sheet.lay(p.leaders[lane], paint.inside(perfect) * 0.28)
        sheet.lay(p.stroke, paint.outline(groove, 1 * s) * 0.16)
        for error in ERROR_MARKS:
            x = error / ERROR_RANGE * ERROR_WIDTH / 2 * s
            mark = paint.segment(sheet.x, sheet.y, (x, -7 * s), (x, 7 * s))
            sheet.lay(p.muted, paint.inside(mark - 0.6 * s) * 0.6)
        middle = paint.segment(sheet.x, sheet.y, (0, -10 * s), (0, 10 * s))
        sheet.lay(p.text, paint.inside(middle - 0.8 * s) * 0.9)
        self._centred(surface, sheet.surface(), (self._error_x(lane), FIGURES_Y))

    def _error_x(self, lane: Lane) -> float:
        side = self.layout.sides[lane]
        return _mirror(348, side, SIDE_PANELS[side])

    # -- the moving part --------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw section, bar, progress, figures and the harmony word."""
        self._top(surface, state, now)
        for lane in Lane:
            self._side(surface, state, lane, now)
        x = MIDDLE_PANEL[0] + MIDDLE_PANEL[2] / 2
        self._score.draw(surface, f"{round(state.gauges.score):,}", (x, NAME_Y + 1), "center")
        word = self._band_words[state.gauges.band]
        self._centred(surface, word.picture, (x, FIGURES_Y), word.rise)

    def _top(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        theme, part = self.theme, state.part
        section = part.section_at(now)
        if section is not None:
            said = self._section(section.name, section.device)
            x, y = theme.point(self._after_level, TOP_Y)
            surface.blit(said.picture, (x, y - said.rise))
        self._bar.draw(surface, f"{part.bar_at(now) + 1} / {part.bar_count()}", (1178, TOP_Y), "right")
        wide = self._bar.width(f"{part.bar_count()} / {part.bar_count()}")
        x, y = theme.point(1178 - 8, TOP_Y)
        surface.blit(self._bar_word.picture, (x - wide - self._bar_word.picture.get_width(), y - self._bar_word.rise))
        share = min(max((now - part.start) / max(part.end - part.start, 1e-6), 0.0), 1.0)
        x, y = theme.point(0, PROGRESS_Y - 1.5)
        surface.blit(self._progress, (x, y), (0, 0, theme.px(WIDTH * share), self._progress.get_height()))
        self._centred(surface, self._knob, (WIDTH * share, PROGRESS_Y))

    def _side(self, surface: pygame.Surface, state: StageState, lane: Lane, now: float) -> None:
        side = self.layout.sides[lane]
        box = SIDE_PANELS[side]
        mood = mood_of(lane, state.gauges.light, state.part.beat_at(now))
        self._centred(surface, self._faces[lane, mood], (_mirror(42, side, box), box[1] + box[3] / 2))
        tally = state.session.tallies[lane]
        near: str = "left" if side == 0 else "right"
        combo = str(tally.combo)
        x = _mirror(86, side, box)
        if near == "left":
            self._cross.draw(surface, "×", (x, FIGURES_Y), "left")
            self._combo[lane].draw(surface, combo, (x + 22, FIGURES_Y), "left")
        else:
            self._combo[lane].draw(surface, combo, (x, FIGURES_Y), "right")
            wide = self._combo[lane].width(combo) / self.theme.scale
            self._cross.draw(surface, "×", (x - wide - 8, FIGURES_Y), "right")
        percent = f"{100 * tally.accuracy:.1f}%"
        self._percent.draw(
            surface, percent, (_mirror(258, side, box), FIGURES_Y), "right" if near == "left" else "left"
        )
        self._errors(surface, state, lane)
        self._listens(surface, state.listening[lane], side)

    def _listens(self, surface: pygame.Surface, share: float, side: int) -> None:
        """That the computer's leader listens, the brighter the more it takes over of what it hears."""
        step = min(int(share / LISTENING_MOST * LISTENING_STEPS), LISTENING_STEPS) - 1
        if step < 0:
            return
        said = self._listening[step]
        x, y = self.theme.point(_mirror(424, side, SIDE_PANELS[side]), NAME_Y)
        wide = said.picture.get_width()
        surface.blit(said.picture, (x - (0 if side else wide), y - said.rise))

    def _errors(self, surface: pygame.Surface, state: StageState, lane: Lane) -> None:
        errors = state.errors[lane]
        middle = self._error_x(lane)
        across, high = self._ticks[0].get_size()
        ticks: list[tuple[pygame.Surface, tuple[int, int]]] = []
        for i, error in enumerate(errors):
            age = (len(errors) - 1 - i) / ERRORS_SHOWN
            place = min(max(error / ERROR_RANGE, -1.0), 1.0) * ERROR_WIDTH / 2
            x, y = self.theme.point(middle + place, FIGURES_Y)
            shade = self._ticks[int((1 - age) * (TICK_SHADES - 1) + 0.5)]
            ticks.append((shade, (x - across // 2, y - high // 2)))
        surface.blits(ticks, False)
        if errors:
            mean = sum(errors) / len(errors)
            place = min(max(mean / ERROR_RANGE, -1.0), 1.0) * ERROR_WIDTH / 2
            self._centred(surface, self._mean, (middle + place, FIGURES_Y))

    def _section(self, name: str, device: Device) -> Caption:
        """What is said of a section: its name and how the leaders share it."""
        if (name, device) not in self._sections:
            shared = self.strings.text(f"device.{device.value}")
            called = self.strings.section(name)
            text = shared if called.casefold() in ("", shared.casefold()) else f"{called} · {shared}"
            room = max(980 - self._after_level, 60)
            self._sections[name, device] = self._caption(text, 19, self.theme.palette.muted, room)
        return self._sections[name, device]

    def _caption(self, text: str, size: float, colour: Colour, width: float) -> Caption:
        """A line of text no wider than a logical width."""
        theme = self.theme
        pixels = min(theme.size(size), theme.px(28))
        text, pixels = theme.lettering.fit(text, theme.px(width), pixels, min(pixels, theme.px(14)))
        picture = paint.packed(theme.lettering.label(text, pixels, colour).copy())
        return Caption(picture, theme.lettering.ascent(text, pixels, "text") - round(0.375 * pixels))

    def _paint_progress(self) -> pygame.Surface:
        """The line of how far the song has come, whole: from the left leader's colour to the right one's."""
        p, theme = self.theme.palette, self.theme
        left, right = (p.leaders[self.layout.lane_of_side(side)] for side in (0, 1))
        strip = pygame.Surface((theme.px(WIDTH), max(theme.px(3), 1))).convert()
        for x in range(strip.get_width()):
            strip.fill(mix(left, right, x / strip.get_width()), (x, 0, 1, strip.get_height()))
        return strip

    # -- painting ---------------------------------------------------------------------------------

    def _paint_knob(self) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(16 * s, 16 * s)
        ball = paint.disc(sheet.x, sheet.y, 4.2 * s)
        sheet.lay(p.stroke, paint.glow(ball, 3.5 * s) * 0.35)
        sheet.lay(p.stroke, paint.inside(ball))
        return paint.packed(sheet.surface())

    def _paint_tick(self, share: float) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(6 * s, 18 * s)
        line = paint.box(sheet.x, sheet.y, 1.3 * s, 7 * s, 1.2 * s)
        sheet.lay(mix(p.muted, p.text, share), paint.inside(line))
        return paint.packed(sheet.surface(0.3 + 0.7 * share))

    def _paint_mean(self) -> pygame.Surface:
        """The mean of the errors shown: a gold wedge above the bar."""
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(14 * s, 34 * s)
        wedge = (abs(sheet.x) * 0.8 + (sheet.y + 9 * s) * 0.6).clip(-99, 99)
        sheet.lay(p.harmony, paint.inside(wedge) * paint.inside(-(sheet.y + 15.5 * s)))
        return paint.packed(sheet.surface())

    def _centred(
        self, surface: pygame.Surface, picture: pygame.Surface, at: tuple[float, float], rise: int | None = None
    ) -> None:
        """Put a picture's centre, or the line `rise` pixels below its upper edge, at a logical point."""
        x, y = self.theme.point(*at)
        surface.blit(picture, (x - picture.get_width() // 2, y - (picture.get_height() // 2 if rise is None else rise)))


def _mirror(inset: float, side: int, box: Box) -> float:
    """A distance from a panel's outer edge, on the left or on the right."""
    return box[0] + inset if side == 0 else box[0] + box[2] - inset
