"""BarStrip: a song bar by bar, to choose some of it. Lee's strokes above, Takaichi's below, gold where both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from drumjam.game.figures import section_name
from drumjam.game.menu import Box
from drumjam.game.palette import mix
from drumjam.game.panels import Look
from drumjam.game.sheet.devices import device_colour
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.rules.chart import Lane, Note, Section
from drumjam.rules.outline import Bar, Outline, by_section

COLUMNS = 420
"""Columns at most: in longer songs a bar is one, in shorter ones each pulse."""

RIBBON, NUMBERS, FLAG = 28, 26, 24
"""Heights of the sections' ribbon, of the line of bar numbers, and of the A and B above the bars."""

LABEL_ROOM = 56
GRIP = 12
"""Logical pixels beside an end of the loop where the mouse gets hold of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as whole bars, counted from 1, both included."""

    section: Section | None
    first: int
    last: int


class BarStrip:
    """Paints the strip of one song at its levels; says which bar lies where.

    outline   what both leaders play
    passages  its sections
    box       where it stands, in logical pixels
    """

    def __init__(self, outline: Outline, box: Box) -> None:
        self.outline = outline
        self.box = box
        self.passages = [Passage(section, bars[0].number, bars[-1].number) for section, bars in by_section(outline)]
        self._columns = _columns(outline)
        self._painted: tuple[Theme, pygame.Surface] | None = None

    @property
    def count(self) -> int:
        """Bars of the song."""
        return len(self.outline.bars)

    @property
    def plot(self) -> Box:
        """Where the bars stand."""
        x, y, w, h = self.box
        return (x, y + FLAG, w, h - FLAG - RIBBON - NUMBERS)

    def edge(self, bar: int) -> float:
        """The logical x at which a bar begins; one past the last gives the end."""
        x, _, w, _ = self.box
        return x + w * (bar - 1) / max(self.count, 1)

    def bar_at(self, share: float) -> int:
        """The bar at a share of 0 to 1 of the strip's width."""
        return min(max(int(share * self.count), 0), self.count - 1) + 1

    def grip(self, share: float, bars: tuple[int, int]) -> int | None:
        """The bar that stays where it is when the mouse takes hold of an end of the loop; None away from both ends."""
        x = self.box[0] + share * self.box[2]
        away = [(abs(x - self.edge(bars[0])), bars[1]), (abs(x - self.edge(bars[1] + 1)), bars[0])]
        near, other = min(away)
        return other if near <= GRIP else None

    def passage_at(self, at: tuple[float, float]) -> Passage | None:
        """The section whose ribbon a logical point lies on."""
        _, y, _, h = self.box
        if not y + h - RIBBON - NUMBERS <= at[1] < y + h - NUMBERS:
            return None
        return next((one for one in self.passages if self.edge(one.first) <= at[0] < self.edge(one.last + 1)), None)

    def draw(self, theme: Theme, canvas: pygame.Surface, words: Strings, bars: tuple[int, int], light: float) -> None:
        """The strip with its loop, first and last bar; `light` is how far it is in focus, 0 to 1."""
        p, (px, py, pw, ph) = theme.palette, self.plot
        theme.panel(canvas, self.plot, Kind.SUNKEN, 10)
        left, right = self.edge(bars[0]), self.edge(bars[1] + 1)
        inside = Look(mix(p.sunken, p.harmony, 0.26), mix(p.sunken, p.harmony, 0.14), 255, p.harmony, 0, 0)
        theme.panel(canvas, (left, py, right - left, ph), radius=6, look=inside)
        canvas.blit(self._picture(theme), theme.point(px, py))
        for a, b in ((px, left), (right, px + pw)):
            if b - a > 1:
                theme.veil(canvas, 120, (a, py, b - a, ph))
        self._draw_ribbon(theme, canvas, words, bars)
        self._draw_numbers(theme, canvas)
        self._draw_ends(theme, canvas, (left, right), light)

    def _draw_ends(self, theme: Theme, canvas: pygame.Surface, ends: tuple[float, float], light: float) -> None:
        """The loop's two ends, with A and B on them."""
        p, (_, py, _, ph) = theme.palette, self.plot
        theme.line(canvas, (ends[0], py - 3), (ends[1], py - 3), 4, p.harmony)
        for at, name, side in zip(ends, "AB", (-1, 0), strict=True):
            theme.line(canvas, (at, py - 3), (at, py + ph), 3, p.harmony)
            flag = (at + side * 30, py - FLAG - 2, 30, FLAG)
            theme.panel(canvas, flag, Kind.PRIMARY, 6)
            if light > 0.3:
                theme.panel(canvas, flag, Kind.PRIMARY, 6, theme.ring_look(p.text))
            middle = (flag[0] + 15, flag[1] + FLAG / 2)
            theme.text(canvas, name, middle, 18, p.on_harmony, "display", "center", width=24, room=FLAG)

    def _draw_ribbon(self, theme: Theme, canvas: pygame.Surface, words: Strings, bars: tuple[int, int]) -> None:
        p, (_, y, _, h) = theme.palette, self.box
        top = y + h - RIBBON - NUMBERS + 4
        for one in self.passages:
            left, right = self.edge(one.first), self.edge(one.last + 1)
            colour = device_colour(one.section.device, p) if one.section else p.muted
            strength = 0.42 if bars[0] <= one.last and one.first <= bars[1] else 0.22
            look = Look(mix(p.lane, colour, strength), mix(p.lane, colour, strength * 0.8), 255, colour, 40, 0)
            theme.panel(canvas, (left + 1, top, max(right - left - 2, 1), RIBBON - 6), radius=5, look=look)
            name = section_name(one.section, words) if one.section else ""
            if theme.width(name, 16) <= right - left - 10:
                at = ((left + right) / 2, top + (RIBBON - 6) / 2)
                theme.text(canvas, name, at, 16, align="center", room=RIBBON - 4)

    def _draw_numbers(self, theme: Theme, canvas: pygame.Surface) -> None:
        """Numbers of bars, every so many as there is room for."""
        _, y, w, h = self.box
        every = next((n for n in (1, 2, 4, 8, 16, 32, 64) if w / max(self.count, 1) * n >= LABEL_ROOM), 128)
        for bar in range(1, self.count + 1, every):
            at = (self.edge(bar) + 2, y + h - NUMBERS / 2 + 3)
            theme.text(canvas, str(bar), at, 18, theme.palette.muted, room=NUMBERS)

    def _picture(self, theme: Theme) -> pygame.Surface:
        """The strokes, painted once for each window."""
        if self._painted is None or self._painted[0] is not theme:
            self._painted = (theme, self._paint(theme))
        return self._painted[1]

    def _paint(self, theme: Theme) -> pygame.Surface:
        p, (_, _, w, h) = theme.palette, self.plot
        size = (theme.px(w), theme.px(h))
        made = pygame.Surface(size, pygame.SRCALPHA)
        for i in range(1, self.count):
            x = round(size[0] * i / self.count)
            strength = 46 if self.count <= 64 or i % 4 == 0 else 14
            made.fill((*p.stroke, strength), (x, 0, 1, size[1]))
        middle, reach = size[1] // 2, size[1] * 0.46
        most = max((max(one.strokes) for one in self._columns), default=0) or 1
        for one in self._columns:
            left, right = round(one.start * size[0]), round(one.stop * size[0])
            gap = max(round((right - left) * 0.14), 1) if right - left > 3 else 0
            for lane, side in ((Lane.LEE, -1), (Lane.TAKAICHI, 1)):
                tall = round(reach * one.strokes[lane] / most)
                if tall:
                    top = middle - tall if side < 0 else middle
                    bar = pygame.Rect(left + gap, top, max(right - left - 2 * gap, 1), tall)
                    pygame.draw.rect(made, p.leaders[lane], bar, border_radius=min(bar.width // 3, theme.px(5)))
            if one.together:
                thick = max(theme.px(2), 1)
                made.fill(p.harmony, (left, middle - thick, max(right - left, 1), 2 * thick))
        return made


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of the strip.

    start, stop  shares of its width
    strokes      Lee's and Takaichi's, a second
    together     whether any of them are struck by both
    """

    start: float
    stop: float
    strokes: tuple[float, float]
    together: bool


def _columns(outline: Outline) -> list[Column]:
    """Bars of equal width; each in as many columns as it has pulses, or as one where the song is long."""
    bars, seconds = outline.bars, outline.chart.tempo.seconds
    fine = sum(bar.meter.pulses for bar in bars) <= COLUMNS
    found: list[Column] = []
    for i, bar in enumerate(bars):
        parts = bar.meter.pulses if fine else 1
        ticks = [round(bar.tick + (bar.stop - bar.tick) * part / parts) for part in range(parts + 1)]
        for part, (start, stop) in enumerate(pairwise(ticks)):
            own = _within(bar, start if part else 0, stop if part < parts - 1 else None)
            time = max(seconds(stop) - seconds(start), 1e-3)
            counts = [sum(note.lane is lane for note in own) / time for lane in Lane]
            both = any(note.tick in outline.together for note in own)
            edges = ((i + part / parts) / len(bars), (i + (part + 1) / parts) / len(bars))
            found.append(Column(*edges, (counts[0], counts[1]), both))
    return found


def _within(bar: Bar, start: int, stop: int | None) -> Sequence[Note]:
    return [note for note in bar.notes if note.tick >= start and (stop is None or note.tick < stop)]
