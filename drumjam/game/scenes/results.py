"""Results: what the two made of it, in equal parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import pygame

from drumjam.game.course import KEYS, band_place, course, word_of
from drumjam.game.faces import face
from drumjam.game.figures import Figures, figures_of, told
from drumjam.game.histogram import draw_histogram
from drumjam.game.homeward import along_the_road, chosen_on, goal_mark
from drumjam.game.inputs.source import InputEvent
from drumjam.game.keeping import Kept
from drumjam.game.menu import Box, Item
from drumjam.game.offer import OfferStrip
from drumjam.game.page import Page
from drumjam.game.preparing import Prepared
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import harmony_ring, milliseconds, number, percent
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.rules.chart import Lane
from drumjam.rules.judgement import Grade

CARDS: tuple[Box, Box] = ((32, 108, 272, 488), (976, 108, 272, 488))
CURVE_CARD: Box = (320, 108, 640, 290)
CURVE: Box = (344, 172, 592, 176)
HISTOGRAM: Box = (320, 412, 640, 184)
BARS: Box = (32, 610, 384, 64)
PRACTISE: Box = (204, 614, 208, 56)
REPORT: Box = (432, 614, 180, 56)
SAVE: Box = (626, 614, 210, 56)
AGAIN: Box = (850, 614, 170, 56)
NEXT: Box = (1034, 614, 214, 56)
COUNTING = 1.1
"""Seconds in which the score counts up and the curve is drawn."""

STILL_DRUMMING = 0.8
"""Seconds for which keys do nothing after the play."""

NOTHING = "–"
"""Said of what nobody can know: how even no strikes at all were."""


class ResultsScene(Page):
    """Score, grades, harmony, who was first."""

    takes_files = False

    def __init__(self, world: World, prepared: Prepared, kept: Kept) -> None:
        super().__init__(world, "next")
        self.prepared = prepared
        self.kept = kept
        self.figures: Figures = figures_of(prepared.session, world.strings, prepared.plan.kinds)
        self._since: float | None = None
        self.offer = OfferStrip(self, kept.replay.inputs)
        self._curve: tuple[Theme, pygame.Surface, pygame.Surface] | None = None
        if prepared.plan.mode is Mode.TWO:
            world.evening.append(kept.result.mean)
        if world.shelf is not None:
            world.shelf.refresh(prepared.plan.song)

    def items(self) -> Sequence[Item]:
        """What can be done next."""
        bars = [Item("practise", PRACTISE, self.goer(self._practise))] if self.figures.practise is not None else []
        return [
            *bars,
            Item("report", REPORT, self.goer(self._report)),
            Item("save", SAVE, self._save),
            Item("again", AGAIN, self.goer(self.again)),
            Item("next", NEXT, self.goer(self._next)),
            *self.offer.items(),
            self.back_item(),
        ]

    def back(self) -> None:
        """To the songs, this one chosen."""
        self.next = chosen_on(self.world, self.prepared.plan)

    def press(self, event: InputEvent) -> None:
        """Keys count once the drumming has ended: pads choose here, and hands go on for a moment."""
        if self._since is None or event.t_ns / 1e9 <= self._since + STILL_DRUMMING:
            return
        if not self.offer.takes(event):
            super().press(event)

    def update(self, now: float) -> Scene | None:
        """Begin to count; say once what could not be written."""
        if self._since is None:
            self._since = now
            if self.kept.problem:
                self.world.say(self.world.strings.text("replay.failed"), now)
        self.offer.update(now)
        return super().update(now)

    def _report(self) -> Scene:
        from drumjam.game.scenes.report import ReportScene

        return ReportScene(self.world, self)

    def _practise(self) -> Scene:
        """The bars that cost most, for those who played them."""
        from drumjam.game.scenes.practice import PracticeScene

        def back_to(_: World) -> Scene:
            self.next = self
            return self

        led = self.prepared.plan.led
        if led:
            self.world.change("practice", leader=next(iter(led)).id if len(led) == 1 else "both")
        return PracticeScene(self.world, self.prepared.plan.song, self.figures.practise, back_to)

    def _save(self) -> None:
        words, file = self.world.strings, self.kept.file
        told = words.text("replay.saved", name=file.name) if file else words.text("replay.failed")
        self.world.say(told, perf_counter())

    def again(self) -> Scene:
        """The same play once more."""
        from drumjam.game.scenes.loading import LoadingScene

        plan = replace(self.prepared.plan, seed=self.world.draw_seed(), save_replay=None)  # that file holds this play
        return LoadingScene(self.world, plan)

    def _next(self) -> Scene:
        """People sign sticks and get a souvenir; who has only watched goes on to the next song."""
        plan = self.prepared.plan
        if not plan.led or plan.mode is Mode.PRACTICE:
            return self.onward()
        from drumjam.game.scenes.sticks import SticksScene

        return SticksScene(self.world, self)

    def onward(self) -> Scene:
        """The songs, the next one chosen; in the story, the road."""
        if self.prepared.plan.card:
            return along_the_road(self.world, self.prepared.plan)
        from drumjam.game.scenes.select import SelectScene

        entries = self.world.shelf.entries if self.world.shelf else []
        ids = [entry.song.id for entry in entries]
        here = self.prepared.plan.song.id
        after = ids[(ids.index(here) + 1) % len(ids)] if here in ids else here
        return SelectScene(self.world, after)

    def foot(self, canvas: pygame.Surface) -> None:
        """The keys of the page; an offer stands before them."""
        if self.offer.open is None:
            super().foot(canvas)

    # -- the picture ------------------------------------------------------------------------------

    def _grown(self, now: float) -> float:
        """How far the counting is, 0 to 1."""
        if self.world.settings.screen.reduced_motion or self._since is None:
            return 1.0
        t = min(max((now - self._since) / COUNTING, 0.0), 1.0)
        return 1 - (1 - t) ** 3

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Head, both leaders, harmony, asynchronies, bars, buttons."""
        self._draw_head(canvas, now)
        for lane in Lane:
            self._draw_leader(canvas, lane, now)
        self._draw_curve(canvas, now)
        draw_histogram(self.world.theme, canvas, self.world.strings, self.figures.pair, HISTOGRAM, self._grown(now))
        self._draw_bars(canvas, now)
        words = self.world.strings.text
        for key, text in (("report", "report"), ("save", "replay.save"), ("again", "again"), ("next", "next")):
            self.button(canvas, key, words(text), now, 22)
        self.offer.draw(canvas, now, lambda key, label: self.button(canvas, key, label, now, 18))

    def _draw_head(self, canvas: pygame.Surface, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        plan = self.prepared.plan
        title = self.head(canvas, plan.song.titles.get(words.language) or plan.song.title, now, 540, 50)
        right = (title.right - theme.offset[0]) / theme.scale + 20
        marks = [words.text(f"level.{level.id}") for level in dict.fromkeys(plan.levels)]
        marks += [words.text(f"set.{key}") for key, on in (("wide", plan.windows > 1), ("one_key", plan.assist)) if on]
        marks += goal_mark(plan, self.kept.result.mean, words)
        for text in marks:
            width = theme.width(text, 18) + 28
            pill = replace(theme.look(Kind.PILL), stroke=p.harmony, stroke_top=255, stroke_bottom=255)
            theme.panel(canvas, (right, 38, width, 30), Kind.PILL, 15, pill)
            theme.text(canvas, text, (right + width / 2, 53), 18, p.harmony, align="center")
            right += width + 10
        theme.text(canvas, told(self.figures.report.advice, words), (96, 88), 18, p.muted, width=720, room=24)
        shown = round(self.kept.result.score * self._grown(now))
        theme.text(canvas, number(shown), (1248, 44), 52, font="display", align="right", room=60)
        note = words.text("new_best") if self.kept.best else "" if self.kept.counts else words.text("not_counted")
        colour = p.harmony if self.kept.best else p.muted
        drawn = theme.text(canvas, note, (1248, 88), 18, colour, align="right", width=300, room=24)
        left = (drawn.left - theme.offset[0]) / theme.scale - (12 if note else 0)
        theme.text(canvas, words.text("score"), (left, 88), 18, p.muted, align="right", room=24)

    def _draw_leader(self, canvas: pygame.Surface, lane: Lane, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, y, w, _ = box = CARDS[lane]
        player, colour = self.kept.result.players[lane], p.leaders[lane]
        theme.panel(canvas, box, Kind.PANEL, 20, theme.tinted(Kind.PANEL, colour, 0.30))
        middle = x + w / 2
        face(self.world.theme, canvas, lane, (middle, y + 68), 54)
        theme.text(canvas, words.leader(lane), (middle, y + 144), 26, align="center", width=w - 32, room=36)
        kind = player.kind.partition(":")[0]
        kind = kind if player.kind == "human" or kind == "partner" else "autoplay"
        theme.text(
            canvas, words.text(f"kind.{kind}"), (middle, y + 174), 18, p.muted, align="center", width=w - 32, room=24
        )
        shown = percent(player.accuracy * self._grown(now))
        theme.text(canvas, shown, (middle, y + 214), 38, colour, "display", align="center", room=50)
        most = max(sum(player.grades.values()), 1)
        for i, grade in enumerate(Grade):
            top, count = y + 258 + 36 * i, player.grades[grade.id]
            theme.text(canvas, words.text(f"grade.{grade.id}"), (x + 20, top), 19, width=150, room=24)
            theme.text(canvas, str(count), (x + w - 20, top), 19, font="display", align="right", room=24)
            tint = (p.harmony, p.text, p.muted, p.missed)[grade]
            theme.bar(canvas, (x + 20, top + 13, w - 40, 6), count / most * self._grown(now), tint)
        hits = sum(player.grades[grade.id] for grade in Grade if grade is not Grade.MISS)
        rows = (
            ("combo.longest", str(player.max_combo)),
            ("error.mean", milliseconds(player.mean_error_ms / 1e3) if hits else NOTHING),
            ("steadiness", f"{player.unstable_rate / 10:.1f} ms" if hits else NOTHING),
        )
        for i, (key, value) in enumerate(rows):
            top = y + 410 + 27 * i
            drawn = theme.text(canvas, value, (x + w - 20, top), 18, align="right", room=25)
            width = w - 52 - drawn.width / theme.scale
            theme.text(canvas, words.text(key), (x + 20, top), 18, p.muted, width=width, room=25)

    def _draw_curve(self, canvas: pygame.Surface, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        result = self.kept.result
        x, y, w, _ = CURVE_CARD
        theme.panel(canvas, CURVE_CARD, Kind.PANEL, 20)
        harmony_ring(theme, canvas, (x + 42, y + 34), 17, result.final)
        right = x + w - 24
        for key, value, tint in (("at_end", result.final, p.harmony), ("mean", result.mean, p.text)):
            drawn = theme.text(canvas, str(round(value * 100)), (right, y + 34), 26, tint, "display", "right", room=34)
            right = (drawn.left - theme.offset[0]) / theme.scale - 10
            drawn = theme.text(canvas, words.text(key), (right, y + 35), 18, p.muted, align="right", room=25)
            right = (drawn.left - theme.offset[0]) / theme.scale - 24
        theme.text(canvas, words.text(word_of(result.final)), (x + 70, y + 34), 26, p.harmony, width=right - x - 70)
        self._draw_course(canvas, now)
        cx, cy, cw, ch = CURVE
        for i, key in enumerate(KEYS):
            height = (0.15, 0.425, 0.675, 0.90)[i]
            at, align = band_place(i, cx, cw)
            theme.text(canvas, words.text(key), (at, cy + ch * (1 - height)), 18, p.text, align=align, outline=1.5)
        for part in self.figures.parts:
            width, middle = (part.end - part.start) * cw, cx + (part.start + part.end) / 2 * cw
            if theme.width(part.name, 14) <= width - 6:
                theme.text(canvas, part.name, (middle, cy + ch + 22), 18, p.muted, align="center", width=width - 6)

    def _draw_course(self, canvas: pygame.Surface, now: float) -> None:
        theme = self.world.theme
        rect = theme.rect(*CURVE)
        if self._curve is None or self._curve[0] is not theme:
            parts = self.figures.parts
            plain = course(theme, rect.size, (), parts)
            self._curve = (theme, plain, course(theme, rect.size, self.figures.points, parts))
        _, plain, whole = self._curve
        canvas.blit(plain, rect)
        canvas.blit(whole, rect, (0, 0, round(rect.width * self._grown(now)), rect.height))

    def _draw_bars(self, canvas: pygame.Surface, now: float) -> None:
        """The bars that went best, and those to practise, which are chosen here."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, y, w, h = BARS
        theme.panel(canvas, BARS, Kind.CARD, 16)
        if self.figures.practise is not None:
            light = self.menu.light("practise", now)
            theme.panel(canvas, PRACTISE, Kind.BUTTON, 14)
            if light > 0:
                theme.panel(canvas, PRACTISE, Kind.CHOSEN, 14, alpha=round(light * 15) * 17)
            theme.chevron(canvas, (PRACTISE[0] + PRACTISE[2] - 20, y + h / 2), 8, 1, p.harmony)
        for i, (key, bars) in enumerate((("bars.best", self.figures.best), ("bars.practise", self.figures.practise))):
            left = x + 18 + i * (PRACTISE[0] - x)
            theme.text(canvas, words.text(key), (left, y + 18), 18, p.muted, width=w / 2 - 52, room=26)
            told = words.text("bars.none") if bars is None else f"{bars[0]}–{bars[1]}"
            theme.text(canvas, told, (left, y + 45), 20, p.text if i else p.harmony, room=28)
