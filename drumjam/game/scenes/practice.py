"""Practice: which bars of a song are played over and over, by whom, and how fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

import pygame

from drumjam.game.barstrip import BarStrip
from drumjam.game.drill import drill_of
from drumjam.game.menu import Box, Item
from drumjam.game.options.edit import Edit
from drumjam.game.options.practice import BarRows, Bars, how_rows
from drumjam.game.page import Page
from drumjam.game.plan import chosen_levels, led_in_practice, practised
from drumjam.game.rows import Row, draw_row
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind
from drumjam.game.widgets import duration, paragraph
from drumjam.game.world import World
from drumjam.library.settings import Mode, OtherLane
from drumjam.library.songs import Song
from drumjam.rules.chart import Lane, Level
from drumjam.rules.outline import Outline
from drumjam.rules.practice import goal_of

STRIP_CARD: Box = (32, 96, 1216, 248)
STRIP: Box = (76, 110, 1128, 224)
LEFT: Box = (32, 356, 600, 240)
RIGHT: Box = (648, 356, 600, 240)
HELP: Box = (32, 608, 820, 64)
START: Box = (868, 608, 380, 64)
PITCH, ROW = 45, 42


class PracticeScene(Page):
    """The bars of one song, and how they are practised.

    song  what is practised
    bars  the first and the last bar of the loop, counted from 1
    """

    def __init__(
        self, world: World, song: Song, bars: Bars | None = None, back_to: Callable[[World], Scene] | None = None
    ) -> None:
        super().__init__(world, "start")
        self.song = song
        self.back_to = back_to
        self.edit = Edit(world)
        self.bars: Bars = bars or (1, 1_000_000)
        self._anchor: int | None = None
        self._strips: dict[tuple[Level, Level], BarStrip] = {}
        self._fit()

    @property
    def levels(self) -> tuple[Level, Level]:
        """Lee's level and Takaichi's; alike, as the page has one row for both."""
        return chosen_levels(self.world.settings.play, Mode.PRACTICE)

    @property
    def strip(self) -> BarStrip:
        """The song at its levels."""
        if self.levels not in self._strips:
            self._strips[self.levels] = BarStrip(Outline(self.song.chart, self.levels), STRIP)
        return self._strips[self.levels]

    def placed(self) -> list[tuple[Row, Box]]:
        """Every row with its place."""
        both = (LEFT, BarRows(self.edit, self.strip, self.bars, self._choose).rows()), (RIGHT, how_rows(self.edit))
        return [
            (row, (x + 14, y + 8 + i * PITCH, w - 28, ROW)) for (x, y, w, _), rows in both for i, row in enumerate(rows)
        ]

    def items(self) -> Sequence[Item]:
        """The strip, the rows, the start, the way back."""
        strip = Item("bars", STRIP, change=self._shift, slide=self._drag, groove=self.strip.plot)
        rows = [row.item(box) for row, box in self.placed()]
        return [strip, *rows, Item("start", START, self._start), self.back_item()]

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        return (
            ("↑ ↓", words("hint.move")),
            ("← →", words("hint.change")),
            ("Enter", words("practice.start")),
            ("Esc", words("hint.back")),
        )

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """Where the player came from; else to the songs."""
        from drumjam.game.scenes.select import Aim, SelectScene

        self.next = self.back_to(self.world) if self.back_to else SelectScene(self.world, self.song.id, Aim.PRACTICE)

    def handle(self, event: pygame.event.Event) -> None:
        """A click on a section chooses it; a drag over bars chooses those."""
        if event.type == pygame.MOUSEBUTTONUP:
            self._anchor = None
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == 1
        passage = self.strip.passage_at(self.world.theme.logical(event.pos)) if pressed else None
        if passage is not None:
            self.menu.go("bars", perf_counter())
            self._choose((passage.first, passage.last))
        else:
            super().handle(event)

    def update(self, now: float) -> Scene | None:
        """A level with fewer bars cuts the loop."""
        self._fit()
        return super().update(now)

    def _fit(self) -> None:
        count = max(self.strip.count, 1)
        self.bars = (min(self.bars[0], count), min(self.bars[1], count))

    def _choose(self, bars: Bars) -> None:
        self.bars = bars
        self._fit()

    def _shift(self, step: int) -> None:
        """The loop as it is, a bar later or earlier."""
        first, last = self.bars[0] + step, self.bars[1] + step
        if first >= 1 and last <= self.strip.count:
            self.bars = (first, last)

    def _drag(self, share: float) -> None:
        """The mouse goes over the bars; where it took hold of one end, the other stays."""
        bar = self.strip.bar_at(share)
        if self._anchor is None:
            held = self.strip.grip(share, self.bars)
            self._anchor = bar if held is None else held
            if held is not None:
                return
        self.bars = (min(self._anchor, bar), max(self._anchor, bar))

    def _start(self) -> None:
        from drumjam.game.scenes.passes import TuningScene

        chosen, world = self.world.settings.practice, self.world
        led = led_in_practice(chosen)
        lanes = led if chosen.other is OtherLane.SILENT else frozenset(Lane)
        if not self._notes(led):
            world.say(world.strings.text("practice.empty"), perf_counter())
            return
        goal = goal_of(chosen.speed) if chosen.speed_up else None
        drill = replace(drill_of(self.strip.outline, self.bars, lanes), goal=goal, click=chosen.click)
        world.change("play", song=self.song.id)
        plan = practised(self.song, drill, self.levels, chosen, world.draw_seed(), world.settings.assists)
        self.next = TuningScene(world, plan, self.back_to)

    def _notes(self, lanes: frozenset[Lane]) -> int:
        """How many notes the loop asks of some lanes."""
        bars = self.strip.outline.bars[self.bars[0] - 1 : self.bars[1]]
        return sum(note.lane in lanes for bar in bars for note in bar.notes)

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Head, strip, two columns of rows, what the one in focus does, the start."""
        theme, words = self.world.theme, self.world.strings
        self._draw_head(canvas, now)
        theme.panel(canvas, STRIP_CARD, Kind.PANEL, 20)
        self.strip.draw(theme, canvas, words, self.bars, self.menu.light("bars", now))
        for box in (LEFT, RIGHT):
            theme.panel(canvas, box, Kind.PANEL, 20)
        for row, box in self.placed():
            draw_row(theme, canvas, row, box, self.menu.light(row.key, now))
        focused = next((row for row, _ in self.placed() if row.key == self.menu.focus), None)
        x, y, w, h = HELP
        told = words.text(f"set.{focused.help}.help" if focused else "practice.help")
        paragraph(theme, canvas, told, (x + 16, y, w - 32, h), 20, middle=True)
        self.button(canvas, "start", words.text("practice.start"), now, 26, base=Kind.PRIMARY)

    def _draw_head(self, canvas: pygame.Surface, now: float) -> None:
        """The song's name; on the right how much of it is practised."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        title = self.song.titles.get(words.language) or self.song.title
        drawn = self.head(canvas, title, now, 560)
        right = (drawn.right - theme.offset[0]) / theme.scale + 20
        theme.text(canvas, words.text("practice"), (right, 55), 22, p.muted, width=200, room=32)
        seconds, bars = self.song.chart.tempo.seconds, self.strip.outline.bars
        if not bars:
            return
        long = seconds(bars[self.bars[1] - 1].stop) - seconds(bars[self.bars[0] - 1].tick)
        first, last = self.bars
        told = words.text("practice.bars", bars=f"{first}–{last}")
        if first == last:
            told = words.text("practice.bar", bars=first)
        length = duration(long / self.world.settings.practice.speed)
        theme.text(canvas, f"{told}  ·  {length}", (1248, 55), 24, p.harmony, align="right", width=380, room=40)
