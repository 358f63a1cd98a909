"""Foot of a sheet: how many strokes a second each leader has along the song, above its sections."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pygame
from numpy.typing import NDArray

from drumjam.game.palette import Colour, mix
from drumjam.game.panels import Look
from drumjam.game.sheet.devices import device_colour
from drumjam.game.sheet.layout import FOOT, MARGIN, RIGHT
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import duration
from drumjam.rules.chart import Lane
from drumjam.rules.outline import Outline

FINE = 2
"""How much larger the curves are drawn before they are made small, so that they are smooth."""

PLOT_LEFT, PLOT_TOP, PLOT_HEIGHT = 96, 78, 210
CARD_HEIGHT = 370
STRIP = 26
LABEL_ROOM = 90
STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600)
"""Seconds that may lie between two marks of the time."""

Floats = NDArray[np.float64]


class Foot:
    """Paints the foot of one sheet; `theme`, `words` and `outline` as in the head."""

    def __init__(self, theme: Theme, words: Strings, outline: Outline) -> None:
        self.theme = theme
        self.words = words
        self.outline = outline
        self.seconds = max(outline.seconds, 1.0)
        self.width = RIGHT - 24 - PLOT_LEFT

    def draw(self, canvas: pygame.Surface) -> None:
        """The card at the canvas' lower end, and the line that every picture of the game bears."""
        theme, p = self.theme, self.theme.palette
        top = canvas.get_height() - FOOT + 8
        theme.panel(canvas, (MARGIN, top, RIGHT - MARGIN, CARD_HEIGHT), Kind.CARD, 18)
        theme.text(canvas, "Strokes a second", (MARGIN + 24, top + 36), 26)
        right = RIGHT - 24.0
        for lane in reversed(Lane):
            name = self.words.leader(lane)
            theme.text(canvas, name, (right, top + 36), 22, p.leaders[lane], align="right")
            right -= theme.width(name, 22) + 14
            theme.line(canvas, (right - 26, top + 36), (right, top + 36), 4, p.leaders[lane])
            right -= 58
        self._draw_curves(canvas, top + PLOT_TOP)
        self._draw_sections(canvas, top + PLOT_TOP + PLOT_HEIGHT + 8)
        self._draw_times(canvas, top + PLOT_TOP + PLOT_HEIGHT + STRIP + 28)
        words = self.words.text("unofficial")
        middle = (MARGIN + RIGHT) / 2
        theme.text(canvas, words, (middle, canvas.get_height() - 36), 18, p.muted, align="center", width=RIGHT - MARGIN)

    def _x(self, seconds: float) -> float:
        return PLOT_LEFT + min(max(seconds / self.seconds, 0.0), 1.0) * self.width

    def _draw_curves(self, canvas: pygame.Surface, top: int) -> None:
        """Lee's curve upwards and Takaichi's downwards from one line, like their lanes."""
        theme, p = self.theme, self.theme.palette
        times = np.linspace(0.0, self.seconds, self.width // 2)
        heights = [self.outline.density(lane, times) for lane in Lane]
        most = max(2.0, *(float(height.max()) for height in heights))
        every = next((step for step in (1, 2, 5, 10, 20, 50) if most / step <= 3), 100)
        half = PLOT_HEIGHT // 2
        scale, middle = (half - 8) / most, top + half
        theme.panel(canvas, (PLOT_LEFT, top, self.width, PLOT_HEIGHT), Kind.SUNKEN, 8)
        for section in self.outline.chart.sections[1:]:
            x = self._x(self.outline.chart.tempo.seconds(section.tick))
            theme.line(canvas, (x, top), (x, top + PLOT_HEIGHT - 1), 1, mix(p.sunken, p.stroke, 0.18))
        for value in range(every, int(most) + 1, every):
            for lane, y in ((Lane.LEE, middle - value * scale), (Lane.TAKAICHI, middle + value * scale)):
                theme.line(canvas, (PLOT_LEFT, y), (PLOT_LEFT + self.width - 1, y), 1, mix(p.sunken, p.stroke, 0.1))
                theme.text(canvas, str(value), (PLOT_LEFT - 12, y), 18, p.leaders[lane], align="right")
        xs = times / self.seconds * self.width
        canvas.blit(self._curve(xs, half - heights[0] * scale, half, p.lee), (PLOT_LEFT, top))
        canvas.blit(self._curve(xs, half + heights[1] * scale, half, p.takaichi), (PLOT_LEFT, top))
        theme.line(canvas, (PLOT_LEFT, middle), (PLOT_LEFT + self.width - 1, middle), 2, mix(p.lane, p.muted, 0.5))
        theme.text(canvas, "0", (PLOT_LEFT - 12, middle), 18, p.muted, align="right")

    def _curve(self, xs: Floats, ys: Floats, base: int, colour: Colour) -> pygame.Surface:
        """One curve, with light between it and its base line, on clear ground."""
        fine = pygame.Surface((self.width * FINE, PLOT_HEIGHT * FINE), pygame.SRCALPHA)
        fine.fill((*colour, 0))
        ends = (self.width * FINE, base * FINE), (0, base * FINE)
        points = [(round(x * FINE), round(y * FINE)) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
        pygame.draw.polygon(fine, (*colour, 70), [*points, *ends])
        for a, b in pairwise(points):
            pygame.draw.line(fine, (*colour, 255), a, b, 3 * FINE)
            pygame.draw.circle(fine, (*colour, 255), b, 3 * FINE // 2)
        return pygame.transform.smoothscale(fine, (self.width, PLOT_HEIGHT))

    def _draw_sections(self, canvas: pygame.Surface, top: int) -> None:
        """A strip of every section in its device's colour, named where there is room."""
        theme, p, chart = self.theme, self.theme.palette, self.outline.chart
        starts = [self._x(chart.tempo.seconds(section.tick)) for section in chart.sections]
        for section, left, right in zip(chart.sections, starts, [*starts[1:], self._x(self.seconds)], strict=False):
            if right - left < 1:
                continue
            colour = device_colour(section.device, p)
            look = Look(mix(p.ground, colour, 0.4), mix(p.ground, colour, 0.32), 255, colour, 0, 0)
            theme.panel(canvas, (left + 1, top, max(right - left - 2, 1), STRIP), radius=5, look=look)
            room = right - left - 14
            name, device = self.words.section(section.name), self.words.text(f"device.{section.device}")
            texts = (f"{name} · {device}" if name else "", device, name)
            shown = next((text for text in texts if text and theme.width(text, 16) <= room), "")
            theme.text(canvas, shown, ((left + right) / 2, top + STRIP / 2), 16, align="center")

    def _draw_times(self, canvas: pygame.Surface, y: int) -> None:
        theme, p = self.theme, self.theme.palette
        most = self.width / LABEL_ROOM
        step = next((step for step in STEPS if self.seconds / step <= most), int(self.seconds / most) + 1)
        for at in range(0, int(self.seconds) + 1, step):
            x = self._x(at)
            if x > PLOT_LEFT + self.width - 20:
                break
            theme.text(canvas, duration(at), (x, y), 18, p.muted, align="center")
