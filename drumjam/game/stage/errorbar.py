"""ErrorBar: a leader's latest errors as ticks around the middle, early on the left, and their mean."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from drumjam.game.palette import mix
from drumjam.game.stage import paint
from drumjam.game.stage.layout import ERROR_RANGE, ERROR_WIDTH, Point
from drumjam.game.stage.state import ERRORS_SHOWN
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane

MARKS = (-0.050, -0.025, 0.025, 0.050)
TICK_SHADES = 4


class ErrorBar:
    """Draws one leader's bar.

    lane    whose
    middle  the logical point where an error of nothing stands
    """

    def __init__(self, theme: Theme, lane: Lane, middle: Point) -> None:
        self._theme = theme
        self._lane = lane
        self._middle = middle
        self._ticks = [self._paint_tick((i + 1) / TICK_SHADES) for i in range(TICK_SHADES)]
        self._mean = self._paint_mean()

    def bake(self, surface: pygame.Surface) -> None:
        """Draw the groove, with marks at 25 and 50 ms."""
        p, s = self._theme.palette, self._theme.scale
        sheet = paint.Sheet((ERROR_WIDTH + 6) * s, 26 * s)
        groove = paint.box(sheet.x, sheet.y, (ERROR_WIDTH / 2 + 2) * s, 6 * s, 6 * s)
        sheet.lay(p.sunken, paint.inside(groove))
        perfect = paint.box(sheet.x, sheet.y, ERROR_WIDTH / 2 * 0.25 * s, 5 * s, 2 * s)
        sheet.lay(p.leaders[self._lane], paint.inside(perfect) * 0.28)
        sheet.lay(p.stroke, paint.outline(groove, 1 * s) * 0.16)
        for error in MARKS:
            x = _place(error) * s
            mark = paint.segment(sheet.x, sheet.y, (x, -7 * s), (x, 7 * s))
            sheet.lay(p.muted, paint.inside(mark - 0.6 * s) * 0.6)
        middle = paint.segment(sheet.x, sheet.y, (0, -10 * s), (0, 10 * s))
        sheet.lay(p.text, paint.inside(middle - 0.8 * s) * 0.9)
        paint.centred(surface, sheet.surface(), self._theme.point(*self._middle))

    def draw(self, surface: pygame.Surface, errors: Sequence[float]) -> None:
        """Draw errors in seconds, oldest first, the newest the brightest; and their mean."""
        if not errors:
            return
        x, y = self._middle
        for place, error in enumerate(errors):
            age = (len(errors) - 1 - place) / ERRORS_SHOWN
            shade = self._ticks[int((1 - age) * (TICK_SHADES - 1) + 0.5)]
            paint.centred(surface, shade, self._theme.point(x + _place(error), y))
        paint.centred(surface, self._mean, self._theme.point(x + _place(sum(errors) / len(errors)), y))

    def _paint_tick(self, share: float) -> pygame.Surface:
        p, s = self._theme.palette, self._theme.scale
        sheet = paint.Sheet(6 * s, 18 * s)
        line = paint.box(sheet.x, sheet.y, 1.3 * s, 7 * s, 1.2 * s)
        sheet.lay(mix(p.muted, p.text, share), paint.inside(line))
        return sheet.surface(0.3 + 0.7 * share)

    def _paint_mean(self) -> pygame.Surface:
        """A gold wedge above the bar."""
        p, s = self._theme.palette, self._theme.scale
        sheet = paint.Sheet(14 * s, 34 * s)
        wedge = (abs(sheet.x) * 0.8 + (sheet.y + 9 * s) * 0.6).clip(-99, 99)
        sheet.lay(p.harmony, paint.inside(wedge) * paint.inside(-(sheet.y + 15.5 * s)))
        return sheet.surface()


def _place(error: float) -> float:
    """Logical pixels from the middle."""
    return min(max(error / ERROR_RANGE, -1.0), 1.0) * ERROR_WIDTH / 2
