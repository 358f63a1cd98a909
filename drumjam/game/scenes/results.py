"""Results: what the two made of it, in equal parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import pygame

from drumjam.game.course import KEYS, band_place, course, word_of
from drumjam.game.figures import Figures, figures_of, told
from drumjam.game.histogram import draw_histogram
from drumjam.game.homeward import along_the_road, chosen_on, goal_mark
from drumjam.game.inputs.source import InputEvent
from drumjam.game.keeping import Kept
from drumjam.game.menu import Box, Item
from drumjam.game.offer import OfferStrip
from drumjam.game.page import Page
from drumjam.game.places import swap_places
from drumjam.game.plan import Plan
from drumjam.game.playercard import draw_player
from drumjam.game.preparing import Prepared
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind, Theme
from drumjam.game.widgets import harmony_ring, number
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.rules.chart import Lane
from drumjam.rules.form import Form
from drumjam.rules.judgement import BY_RULE

CARDS: tuple[Box, Box] = ((32, 108, 272, 488), (976, 108, 272, 488))
CURVE_CARD: Box = (320, 108, 640, 290)
CURVE: Box = (344, 172, 592, 176)
MARKS_END = 1010
"""Beside the title stand levels and assists, up to the score."""

HISTOGRAM: Box = (320, 412, 640, 184)
BARS: Box = (32, 610, 384, 64)
PRACTISE: Box = (204, 614, 208, 56)
BUTTONS: dict[str, Box] = {
    "report": (432, 614, 180, 56),
    "save": (626, 614, 210, 56),
    "again": (850, 614, 170, 56),
    "next": (1034, 614, 214, 56),
}
FOR_TWO: dict[str, Box] = {
    "report": (432, 614, 132, 56),
    "save": (576, 614, 168, 56),
    "again": (756, 614, 130, 56),
    "again.swapped": (898, 614, 216, 56),
    "next": (1126, 614, 122, 56),
}
"""What stands below the results: of one person's play, and of two people's."""

COUNTING = 1.1
"""Seconds in which the score counts up and the curve is drawn."""

STILL_DRUMMING = 0.8
"""Seconds for which keys do nothing after the play."""


class ResultsScene(Page):
    """Score, grades, harmony, who was first."""

    takes_files = False

    def __init__(self, world: World, prepared: Prepared, kept: Kept) -> None:
        super().__init__(world, "next")
        self.prepared = prepared
        self.kept = kept
        self.figures: Figures = figures_of(prepared.session, world.strings, prepared.plan.kinds, prepared.setup.held)
        self._since: float | None = None
        self.offer = OfferStrip(self, kept.replay.inputs)
        self._curve: tuple[Theme, pygame.Surface, pygame.Surface] | None = None
        if prepared.plan.mode is Mode.TWO:
            world.evening.append(kept.result.mean)
        if world.shelf is not None:
            world.shelf.refresh(prepared.plan.song)

    @property
    def buttons(self) -> dict[str, Box]:
        """What stands below, and where."""
        return FOR_TWO if self.prepared.plan.mode is Mode.TWO else BUTTONS

    def items(self) -> Sequence[Item]:
        """What can be done next."""
        bars = [Item("practise", PRACTISE, self.goer(self._practise))] if self.figures.practise is not None else []
        acts = {
            "report": self.goer(self._report),
            "save": self._save,
            "again": self.goer(self.again),
            "again.swapped": self.goer(self._swapped),
            "next": self.goer(self._next),
        }
        return [
            *bars,
            *(Item(key, box, acts[key]) for key, box in self.buttons.items()),
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

        return LoadingScene(self.world, self._anew(self.prepared.plan))

    def _swapped(self) -> Scene:
        """The same play once more, the leaders exchanged; people stay where they sit."""
        from drumjam.game.scenes.loading import LoadingScene

        swap_places(self.world)
        return LoadingScene(self.world, self._anew(self.prepared.plan.swapped()))

    def _anew(self, plan: Plan) -> Plan:
        """The plan of another play like this one, with the assists that are set now."""
        settings = self.world.settings
        plan = plan.assisted(settings.play, settings.assists)
        return replace(plan, seed=self.world.draw_seed(), save_replay=None)  # that file holds this play

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
            draw_player(self.world, canvas, self._card(lane), lane, self.kept.result.players[lane], self._grown(now))
        self._draw_curve(canvas, now)
        draw_histogram(self.world.theme, canvas, self.world.strings, self.figures.pair, HISTOGRAM, self._grown(now))
        self._draw_bars(canvas, now)
        words = self.world.strings.text
        for key in self.buttons:
            self.button(canvas, key, words("replay.save" if key == "save" else key), now, 22)
        self.offer.draw(canvas, now, lambda key, label: self.button(canvas, key, label, now, 18))

    def _card(self, lane: Lane) -> Box:
        """Where a leader's card stands: on the side where the leader sat."""
        return CARDS[0 if lane is self.world.left else 1]

    def _draw_head(self, canvas: pygame.Surface, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        plan = self.prepared.plan
        title = self.head(canvas, plan.song.titles.get(words.language) or plan.song.title, now, 540, 50)
        right = (title.right - theme.offset[0]) / theme.scale + 20
        marks = [words.text(f"level.{level.id}") for level in dict.fromkeys(plan.levels)]
        others = (
            (f"form.{plan.form}", plan.form is not Form.TOGETHER),
            ("set.wide", plan.windows != BY_RULE),
            ("set.one_key", bool(plan.one_key)),
        )
        marks += [words.text(key) for key, on in others if on] + goal_mark(plan, self.kept.result.mean, words)
        size = 18.0
        while size > 10 and right + sum(theme.width(text, size) + 38 for text in marks) > MARKS_END:
            size -= 0.5
        for text in marks:
            width = theme.width(text, size) + 28
            pill = replace(theme.look(Kind.PILL), stroke=p.harmony, stroke_top=255, stroke_bottom=255)
            theme.panel(canvas, (right, 38, width, 30), Kind.PILL, 15, pill)
            theme.text(canvas, text, (right + width / 2, 53), size, p.harmony, align="center")
            right += width + 10
        theme.text(canvas, told(self.figures.report.advice, words), (96, 88), 18, p.muted, width=720, room=24)
        shown = round(self.kept.result.score * self._grown(now))
        theme.text(canvas, number(shown), (1248, 44), 52, font="display", align="right", room=60)
        note = words.text("new_best") if self.kept.best else "" if self.kept.counts else words.text("not_counted")
        colour = p.harmony if self.kept.best else p.muted
        drawn = theme.text(canvas, note, (1248, 88), 18, colour, align="right", width=300, room=24)
        left = (drawn.left - theme.offset[0]) / theme.scale - (12 if note else 0)
        theme.text(canvas, words.text("score"), (left, 88), 18, p.muted, align="right", room=24)

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
