"""Head of a sheet: the song, its level, how evenly it is shared, and what the signs mean."""

from __future__ import annotations

from dataclasses import replace

import pygame

from drumjam.game.palette import Colour
from drumjam.game.panels import Look
from drumjam.game.sheet.layout import MARGIN, RIGHT
from drumjam.game.sheet.stamps import Stamp, Stamps
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme, mix
from drumjam.game.widgets import duration
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.outline import Outline
from drumjam.rules.touch import Touch

TITLE_Y, ABOUT_Y = 64, 116
CARDS_Y, CARD_HEIGHT = 150, 122
BALANCE, TOGETHER, LEGEND = (MARGIN, 560), (616, 400), (1032, 528)
"""Left edge and width of each card."""


class Head:
    """Paints the head of one sheet.

    theme          colours and letters, at scale 1
    words          the language
    outline        the chart
    title, artist  of the song
    """

    def __init__(self, theme: Theme, words: Strings, outline: Outline, title: str, artist: str) -> None:
        self.theme = theme
        self.words = words
        self.outline = outline
        self.title = title
        self.artist = artist

    def draw(self, canvas: pygame.Surface) -> None:
        """Title and level above, three cards below."""
        self._draw_title(canvas)
        self._draw_balance(canvas)
        self._draw_together(canvas)
        self._draw_legend(canvas)

    def _draw_title(self, canvas: pygame.Surface) -> None:
        theme, p, outline = self.theme, self.theme.palette, self.outline
        rating = theme.text(canvas, f"{outline.rating:.1f}", (RIGHT, TITLE_Y), 60, font="display", align="right")
        theme.text(canvas, "rating, of 10", (RIGHT, ABOUT_Y), 20, p.muted, align="right")
        right = rating.left - 28.0
        pill = replace(theme.look(Kind.PILL), stroke=p.harmony, stroke_top=255, stroke_bottom=255)
        for text, colour in reversed(self._levels()):
            width = theme.width(text, 22) + 36
            theme.panel(canvas, (right - width, TITLE_Y - 20, width, 40), Kind.PILL, 20, pill)
            theme.text(canvas, text, (right - width / 2, TITLE_Y), 22, colour, align="center")
            right -= width + 12
        theme.text(canvas, self.title, (MARGIN, TITLE_Y), 54, font="display", width=right - MARGIN - 24)
        theme.text(canvas, "  ·  ".join(self._about()), (MARGIN, ABOUT_Y), 22, p.muted, width=RIGHT - MARGIN - 180)

    def _levels(self) -> list[tuple[str, Colour]]:
        p, levels = self.theme.palette, self.outline.levels
        names = [self.words.text(f"level.{level.id}") for level in levels]
        if levels[0] == levels[1]:
            return [(names[0], p.harmony)]
        return [(f"{self.words.leader(lane)}: {names[lane]}", p.leaders[lane]) for lane in Lane]

    def _about(self) -> list[str]:
        chart = self.outline.chart
        tempi = sorted({round(60e6 / us) for _, us in chart.tempo.changes})
        bpm = f"{tempi[0]}" if len(tempi) == 1 else f"{tempi[0]}–{tempi[-1]}"
        meters = list(dict.fromkeys(f"{meter.numerator}/{meter.denominator}" for meter in chart.meters))
        shown = ", ".join(meters[:3]) + (" …" if len(meters) > 3 else "")
        artist = [self.artist] if self.artist else []
        bars = len(self.outline.bars)
        return [*artist, duration(self.outline.seconds), f"{bars} bars", f"{bpm} bpm", shown, f"from {chart.source}"]

    def _card(self, canvas: pygame.Surface, place: tuple[int, int]) -> tuple[int, int]:
        """A card; the point inside its upper left corner."""
        self.theme.panel(canvas, (place[0], CARDS_Y, place[1], CARD_HEIGHT), Kind.CARD, 18)
        return place[0] + 24, CARDS_Y

    def _draw_balance(self, canvas: pygame.Surface) -> None:
        theme, p, counts = self.theme, self.theme.palette, self.outline.counts
        x, y = self._card(canvas, BALANCE)
        w, whole = BALANCE[1] - 48, max(sum(counts), 1)
        share = counts[0] / whole if sum(counts) else 0.5
        for lane in Lane:
            at, align = (x + lane * w, "right" if lane else "left")
            words = f"{self.words.leader(lane)}  {counts[lane]}"
            theme.text(canvas, words, (at, y + 32), 26, p.leaders[lane], align=align)  # type: ignore[arg-type]
            rate = counts[lane] / self.outline.seconds if self.outline.seconds else 0.0
            theme.text(canvas, f"{rate:.1f} a second", (at, y + 96), 18, p.muted, align=align)  # type: ignore[arg-type]
        middle = round(w * share)
        for left, right, colour in ((0, middle - 2, p.lee), (middle + 2, w, p.takaichi)):
            if right - left > 2:
                theme.panel(canvas, (x + left, y + 54, right - left, 18), radius=6, look=shaded(colour, theme))
        text = f"{share * 100:.0f} : {100 - share * 100:.0f}"
        theme.text(canvas, text, (x + w / 2, y + 32), 22, font="display", align="center")
        theme.text(canvas, "notes", (x + w / 2, y + 96), 18, p.muted, align="center")
        theme.line(canvas, (x + w / 2, y + 48), (x + w / 2, y + 78), 2, p.text)

    def _draw_together(self, canvas: pygame.Surface) -> None:
        theme, p, outline = self.theme, self.theme.palette, self.outline
        x, y = self._card(canvas, TOGETHER)
        w = TOGETHER[1] - 48
        theme.text(canvas, "Struck together", (x, y + 32), 24, p.harmony)
        shown = f"{outline.unison_share * 100:.0f} %"
        theme.text(canvas, shown, (x + w, y + 32), 30, p.harmony, "display", "right")
        theme.panel(canvas, (x, y + 54, w, 18), Kind.SUNKEN, 6)
        if outline.unison_share:
            filled = (x, y + 54, max(w * outline.unison_share, 8), 18)
            theme.panel(canvas, filled, radius=6, look=shaded(p.harmony, theme))
        text = f"{len(outline.together)} of {outline.moments} moments"
        theme.text(canvas, text, (x, y + 96), 18, p.muted)

    def _draw_legend(self, canvas: pygame.Surface) -> None:
        theme, p = self.theme, self.theme.palette
        x, y = self._card(canvas, LEGEND)
        stamps = Stamps(p)
        signs = (
            ("drum", Stamp(Pad.DRUM, Touch.PLAIN, False, p.lee, 22)),
            ("cymbal", Stamp(Pad.CYMBAL, Touch.PLAIN, False, p.lee, 22)),
            ("together", Stamp(Pad.DRUM, Touch.PLAIN, True, p.lee, 22)),
            ("accent", Stamp(Pad.DRUM, Touch.ACCENT, False, p.takaichi, 22)),
            ("soft", Stamp(Pad.DRUM, Touch.SOFT, False, p.takaichi, 22)),
            ("roll", Stamp(Pad.DRUM, Touch.PLAIN, False, p.takaichi, 22)),
        )
        for i, (word, stamp) in enumerate(signs):
            at = x + 14 + i % 3 * 168, y + 38 + i // 3 * 48
            after = at[0] + 24
            if word == "roll":
                theme.panel(canvas, (at[0], at[1] - 7, 44, 14), radius=7, look=roll_look(stamp.colour, theme))
                after += 30
            stamps.put(canvas, stamp, at)
            theme.text(canvas, word, (after, at[1]), 20)


def shaded(colour: Colour, theme: Theme) -> Look:
    """A solid bar of a colour, lighter above."""
    p = theme.palette
    return Look(mix(colour, p.stroke, 0.2), mix(colour, p.shade, 0.1), 255, p.stroke, 0, 0)


def roll_look(colour: Colour, theme: Theme) -> Look:
    """The bar of a roll behind its head."""
    p = theme.palette
    return Look(mix(p.lane, colour, 0.55), mix(p.lane, colour, 0.4), 255, mix(colour, p.stroke, 0.3), 255, 255, 1.4)
