"""Report: how the two played together, in plain sentences, section by section, and who adapted to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from drumjam.game.faces import face
from drumjam.game.figures import told
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.pictures import keep_and_say, picture_name
from drumjam.game.plan import how
from drumjam.game.theme import Align, Kind, Theme, mix
from drumjam.game.widgets import line_height, milliseconds, paragraph
from drumjam.game.world import World
from drumjam.rules.chart import Lane
from drumjam.rules.pair import LEADS_FROM
from drumjam.rules.report import Passage

if TYPE_CHECKING:
    from drumjam.game.scenes.results import ResultsScene

STORY: Box = (32, 112, 616, 372)
NEXT_TIME: Box = (32, 500, 616, 100)
SECTIONS: Box = (664, 112, 584, 300)
LISTENED: Box = (664, 428, 584, 172)
SAVE: Box = (708, 614, 260, 56)
BACK: Box = (988, 614, 260, 56)
ROWS, NAMES = 7, 210
"""Sections shown at most, and the width of a name."""

PICTURE = (1920, 1080)
"""Size in pixels of the picture that is kept on request."""


class ReportScene(Page):
    """All sentences and figures about the pair; `results` is the page to go back to."""

    takes_files = False

    def __init__(self, world: World, results: ResultsScene) -> None:
        super().__init__(world, "return")
        self.results = results
        self.report = results.figures.report

    def items(self) -> Sequence[Item]:
        """Keep it as a picture, or go back."""
        return [Item("picture", SAVE, self._save), Item("return", BACK, self.back), self.back_item()]

    def back(self) -> None:
        """To the results."""
        self.results.next = self.results
        self.next = self.results

    def _save(self) -> None:
        """Keep the page as a picture, and say where."""
        name = picture_name(self.results.kept.played, self.results.prepared.plan.song.id)
        keep_and_say(self.world, name, self.picture())

    def picture(self) -> pygame.Surface:
        """The page without its buttons."""
        before, canvas = self.world.theme, pygame.Surface(PICTURE)
        self.world.theme = Theme(PICTURE, before.palette, before.text_percent)
        try:
            self.world.theme.backdrop(canvas)
            self._paint_report(canvas)
            line = (32, 612, 1216, 92)
            paragraph(self.world.theme, canvas, self.world.strings.text("unofficial"), line, 18, middle=True)
        finally:
            self.world.theme = before
        return canvas

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The way back, the report, two buttons."""
        words = self.world.strings.text
        self.head(canvas, "", now)
        self._paint_report(canvas)
        self.button(canvas, "picture", words("picture.save"), now, 22)
        self.button(canvas, "return", words("back"), now, 22)

    def _paint_report(self, canvas: pygame.Surface) -> None:
        theme, words = self.world.theme, self.world.strings
        plan = self.results.prepared.plan
        theme.text(canvas, words.text("report.title"), (96, 46), 34, width=700, room=50)
        title = plan.song.titles.get(words.language) or plan.song.title
        played = self.results.kept.played
        date = words.date(played.year, played.month, played.day)
        line = " · ".join((title, how(plan, words), date))
        theme.text(canvas, line, (96, 86), 19, theme.palette.muted, width=800, room=27)
        self._paint_score(canvas)
        self._paint_story(canvas)
        self._paint_sections(canvas)
        self._paint_listened(canvas)

    def _paint_score(self, canvas: pygame.Surface) -> None:
        theme, p = self.world.theme, self.world.theme.palette
        final = f"{round(100 * self.results.kept.result.final)}"
        drawn = theme.text(canvas, final, (1248, 58), 56, p.harmony, "display", "right", room=64)
        left = (drawn.left - theme.offset[0]) / theme.scale - 14
        theme.text(canvas, self.world.strings.text("harmony"), (left, 62), 24, p.muted, align="right", width=240)

    def _paint_story(self, canvas: pygame.Surface) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        theme.panel(canvas, STORY, Kind.PANEL, 20)
        x, y, w, h = STORY
        sentences = [told(one, words) for one in self.report.story]
        size, gap = 25.0, 18.0
        while size > 14 and self._height(sentences, w - 84, size, gap) > h - 36:
            size, gap = size - 1, max(gap - 1, 6)
        top = y + max((h - self._height(sentences, w - 84, size, gap)) / 2, 18)
        for sentence in sentences:
            step = line_height(theme, size)
            theme.disc(canvas, (x + 32, top + step / 2), 5, p.harmony)
            for line in theme.lines(sentence, w - 84, size):
                theme.text(canvas, line, (x + 54, top + step / 2), size)
                top += step
            top += gap
        x, y, w, h = NEXT_TIME
        theme.panel(canvas, NEXT_TIME, Kind.PANEL, 20, theme.tinted(Kind.PANEL, p.harmony, 0.22))
        theme.text(canvas, words.text("report.next"), (x + 24, y + 26), 20, p.harmony, width=w - 48, room=28)
        told_next = told(self.report.advice, words)
        paragraph(theme, canvas, told_next, (x + 24, y + 44, w - 48, h - 50), 20, middle=True, colour=p.text)

    def _height(self, sentences: Sequence[str], width: float, size: float, gap: float) -> float:
        theme = self.world.theme
        lines = sum(len(theme.lines(sentence, width, size)) for sentence in sentences)
        return lines * line_height(theme, size) + gap * (len(sentences) - 1)

    def _paint_sections(self, canvas: pygame.Surface) -> None:
        """A row a section: its name, its harmony, who was first in it."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        theme.panel(canvas, SECTIONS, Kind.PANEL, 20)
        x, y, w, h = SECTIONS
        theme.text(canvas, words.text("report.sections"), (x + 24, y + 28), 22, width=NAMES - 12, room=32)
        theme.text(canvas, words.text("harmony"), (x + 24 + NAMES, y + 29), 18, p.muted, width=130, room=26)
        at = (x + w - 70, y + 29)
        theme.text(canvas, words.text("first.who"), at, 18, p.muted, align="right", width=160, room=26)
        shown = self._shown()
        step = min((h - 66) / max(len(shown), 1), 42)
        for place, one in enumerate(shown):
            top = y + 56 + (place + 0.5) * step
            theme.text(canvas, self._name(one), (x + 24, top), 19, width=NAMES - 12, room=27)
            groove = (x + 24 + NAMES, top - 6, w - NAMES - 302, 12)
            theme.panel(canvas, groove, Kind.SUNKEN, 6)
            theme.bar(canvas, groove, one.harmony, p.harmony)
            if one.compared and abs(one.lead) >= LEADS_FROM:
                lane = Lane.LEE if one.lead > 0 else Lane.TAKAICHI
                first = f"{words.leader(lane)} {milliseconds(abs(one.lead)).lstrip('+')}"
                theme.text(canvas, first, (x + w - 70, top), 18, p.leaders[lane], align="right", width=190, room=26)
            elif one.compared:
                at = (x + w - 70, top)
                theme.text(canvas, words.text("together"), at, 18, p.harmony, align="right", width=190, room=26)
            number = f"{round(100 * one.harmony)}"
            theme.text(canvas, number, (x + w - 24, top), 20, font="display", align="right", width=44, room=28)

    def _shown(self) -> Sequence[Passage]:
        """The sections that are shown, in order: those with the most to tell."""
        passages = self.report.passages
        most = sorted(range(len(passages)), key=lambda place: (-passages[place].compared, place))[:ROWS]
        return [passages[place] for place in sorted(most)]

    def _name(self, one: Passage) -> str:
        words = self.world.strings
        device, name = words.text(f"device.{one.device}"), words.section(one.name)
        return device if name.casefold() in ("", device.casefold()) else f"{name} · {device}"

    def _paint_listened(self, canvas: pygame.Surface) -> None:
        """Both faces; an arrow from who adapted towards the other, as wide as what was taken over."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        theme.panel(canvas, LISTENED, Kind.PANEL, 20)
        x, y, w, _ = LISTENED
        theme.text(
            canvas, words.text("report.listening"), (x + w / 2, y + 28), 22, align="center", width=w - 48, room=32
        )
        ends: tuple[tuple[float, Align], ...] = ((x + 74, "left"), (x + w - 74, "right"))
        for lane, (at, align) in zip(Lane, ends, strict=True):
            face(theme, canvas, lane, (at, y + 98), 42)
            player = self.results.kept.result.players[lane]
            edge = x + 24 if align == "left" else x + w - 24
            figures = f"{words.leader(lane)}  {milliseconds(player.mean_error_ms / 1e3)}"
            theme.text(canvas, figures, (edge, y + 155), 18, p.leaders[lane], align=align, width=w / 2 - 40, room=25)
        for lane in Lane:
            share = self.report.pair.adapted[lane]
            line = y + (82 if lane is Lane.LEE else 118)
            start, stop = (x + 136, x + w - 136) if lane is Lane.LEE else (x + w - 136, x + 136)
            colour = mix(p.lane, p.muted, 0.35) if share is None else p.leaders[lane]
            theme.line(canvas, (start, line), (stop, line), 2 if share is None else 3 + 8 * min(share, 1.0), colour)
            if share is not None:
                theme.chevron(canvas, (stop, line), 11, 1 if lane is Lane.LEE else -1, colour)
                text = f"{100 * share:.0f}%"
                theme.text(canvas, text, (x + w / 2, line), 19, p.text, "display", "center", outline=3, room=28)
