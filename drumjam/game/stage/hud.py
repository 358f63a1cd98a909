"""Hud: the bar above the stage and the three panels below it."""

from __future__ import annotations

import pygame

from drumjam.game.palette import mix
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
from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.state import ERRORS_SHOWN, StageState
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.rules.chart import Lane

PROGRESS_Y = 42.5
NAME_Y, FIGURES_Y = 661.0, 692.0
TOP_Y = 22.0
ERROR_MARKS = (-0.050, -0.025, 0.025, 0.050)
TICK_SHADES = 4


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
        self._combo = [Glyphs(theme, 23, colour, "display") for colour in p.leaders]
        self._cross = Glyphs(theme, 20, p.muted)
        self._percent = Glyphs(theme, 19, p.text)
        self._score = Glyphs(theme, 28, p.text, "display")
        self._bar = Glyphs(theme, 20, p.text)
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
                align="left" if side == 0 else "right", width=250,
            )  # fmt: skip
            self._bake_errors(surface, lane)
        self._panel(surface, MIDDLE_PANEL)

    def _bake_top(self, surface: pygame.Surface) -> None:
        theme, p = self.theme, self.theme.palette
        bar = theme.rect(0, 0, WIDTH, 44)
        surface.fill(mix(p.ground, p.sunken, 0.5), bar)
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
            self._side(surface, state, lane)
        x = MIDDLE_PANEL[0] + MIDDLE_PANEL[2] / 2
        self._score.draw(surface, f"{round(state.score):,}", (x, NAME_Y + 1), "center")
        p = self.theme.palette
        colour = mix(p.muted, p.harmony, (0.0, 0.35, 0.7, 1.0)[state.band])
        word = self.strings.text(f"harmony.{state.band.key}")
        self.theme.text(
            surface, word, (x, FIGURES_Y), 25 if state.band is Band.HARMONY else 24, colour,
            align="center", width=MIDDLE_PANEL[2] - 32,
        )  # fmt: skip

    def _top(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        theme, part, p = self.theme, state.part, self.theme.palette
        section = part.section_at(now)
        if section is not None:
            device = self.strings.text(f"device.{section.device.value}")
            theme.text(
                surface, f"{section.name} · {device}" if section.name else device, (self._after_level, TOP_Y), 19,
                p.muted, width=max(980 - self._after_level, 60),
            )  # fmt: skip
        self._bar.draw(surface, f"{part.bar_at(now) + 1} / {part.bar_count()}", (1178, TOP_Y), "right")
        wide = self._bar.width(f"{part.bar_count()} / {part.bar_count()}") / theme.scale
        theme.text(surface, self.strings.text("bar"), (1178 - wide - 8, TOP_Y), 20, align="right")
        share = min(max((now - part.start) / max(part.end - part.start, 1e-6), 0.0), 1.0)
        done = theme.rect(0, PROGRESS_Y - 1.5, WIDTH * share, 3)
        left, right = (p.leaders[self.layout.lane_of_side(side)] for side in (0, 1))
        step = max(done.width // 24, 1)
        for k, start in enumerate(range(0, done.width, step)):
            piece = pygame.Rect(done.x + start, done.y, min(step, done.width - start), done.height)
            surface.fill(mix(left, right, k / 24), piece)
        self._centred(surface, self._knob, (WIDTH * share, PROGRESS_Y))

    def _side(self, surface: pygame.Surface, state: StageState, lane: Lane) -> None:
        side = self.layout.sides[lane]
        box = SIDE_PANELS[side]
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

    def _errors(self, surface: pygame.Surface, state: StageState, lane: Lane) -> None:
        errors = state.errors[lane]
        middle = self._error_x(lane)
        for i, error in enumerate(errors):
            age = (len(errors) - 1 - i) / ERRORS_SHOWN
            place = min(max(error / ERROR_RANGE, -1.0), 1.0) * ERROR_WIDTH / 2
            self._centred(surface, self._ticks[int((1 - age) * (TICK_SHADES - 1) + 0.5)], (middle + place, FIGURES_Y))
        if errors:
            mean = sum(errors) / len(errors)
            place = min(max(mean / ERROR_RANGE, -1.0), 1.0) * ERROR_WIDTH / 2
            self._centred(surface, self._mean, (middle + place, FIGURES_Y))

    # -- painting ---------------------------------------------------------------------------------

    def _paint_knob(self) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(16 * s, 16 * s)
        ball = paint.disc(sheet.x, sheet.y, 4.2 * s)
        sheet.lay(p.stroke, paint.glow(ball, 3.5 * s) * 0.35)
        sheet.lay(p.stroke, paint.inside(ball))
        return sheet.surface()

    def _paint_tick(self, share: float) -> pygame.Surface:
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(6 * s, 18 * s)
        line = paint.box(sheet.x, sheet.y, 1.3 * s, 7 * s, 1.2 * s)
        sheet.lay(mix(p.muted, p.text, share), paint.inside(line))
        return sheet.surface(0.3 + 0.7 * share)

    def _paint_mean(self) -> pygame.Surface:
        """The mean of the errors shown: a gold wedge above the bar."""
        p, s = self.theme.palette, self.theme.scale
        sheet = paint.Sheet(14 * s, 34 * s)
        wedge = (abs(sheet.x) * 0.8 + (sheet.y + 9 * s) * 0.6).clip(-99, 99)
        sheet.lay(p.harmony, paint.inside(wedge) * paint.inside(-(sheet.y + 15.5 * s)))
        return sheet.surface()

    def _centred(self, surface: pygame.Surface, picture: pygame.Surface, at: tuple[float, float]) -> None:
        x, y = self.theme.point(*at)
        surface.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))


def _mirror(inset: float, side: int, box: Box) -> float:
    """A distance from a panel's outer edge, on the left or on the right."""
    return box[0] + inset if side == 0 else box[0] + box[2] - inset
