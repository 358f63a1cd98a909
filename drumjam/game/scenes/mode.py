"""Mode: solo with a partner, both hands, two players, or watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from drumjam.game.faces import face
from drumjam.game.inputs.keys import Slot, key_label
from drumjam.game.lessonway import draw_lesson_button, lesson_item
from drumjam.game.menu import Box, Item
from drumjam.game.options.edit import Edit
from drumjam.game.page import Page
from drumjam.game.rows import CONTROL, Row, draw_row
from drumjam.game.scene import Scene
from drumjam.game.stage.pose import Mood
from drumjam.game.theme import Kind
from drumjam.game.widgets import key_cap, paragraph
from drumjam.game.world import World
from drumjam.library.settings import Mode, Temper
from drumjam.rules.chart import Lane


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to play.

    key      its name on the page
    mode     what it sets
    leader   whose kit a single player leads, or ""
    words    its wording among the strings
    box      its card
    faces    the leaders that people play
    """

    key: str
    mode: Mode
    leader: str
    words: str
    box: Box
    faces: tuple[Lane, ...]


CHOICES = (
    Choice("solo.lee", Mode.SOLO, "lee", "mode.solo", (32, 104, 600, 272), (Lane.LEE,)),
    Choice("solo.takaichi", Mode.SOLO, "takaichi", "mode.solo", (648, 104, 600, 272), (Lane.TAKAICHI,)),
    Choice("both", Mode.BOTH_HANDS, "", "mode.both", (32, 452, 395, 220), tuple(Lane)),
    Choice("two", Mode.TWO, "", "mode.two", (443, 452, 395, 220), tuple(Lane)),
    Choice("watch", Mode.WATCH, "", "mode.watch", (854, 452, 394, 220), ()),
)

PARTNER: Box = (32, 388, 1216, 52)
"""Between the cards: how much the partner follows."""

LESSON: Box = (868, 30, 380, 44)


class ModeScene(Page):
    """Who plays."""

    def __init__(self, world: World) -> None:
        chosen = world.settings.play
        match = [c for c in CHOICES if c.mode is chosen.mode and c.leader in ("", chosen.leader)]
        super().__init__(world, match[0].key if match else CHOICES[0].key)

    def items(self) -> Sequence[Item]:
        """A card for each way to play, the first lesson, and the way back."""
        cards = [Item(choice.key, choice.box, self._chooser(choice)) for choice in CHOICES]
        lesson = lesson_item(self, LESSON, ModeScene)
        return [*cards[:2], self._partner().item(PARTNER), *cards[2:], lesson, self.back_item()]

    def _partner(self) -> Row:
        """How the computer's leader plays."""
        temper = self.world.settings.play.partner
        return Edit(self.world).choice(
            "partner", self.world.strings.text(f"temper.{temper}"), "play", "partner", list(Temper)
        )

    def back(self) -> None:
        """To the title."""
        from drumjam.game.scenes.title import TitleScene

        self.next = TitleScene(self.world)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Five cards; the first lesson is golden for who never played."""
        self.head(canvas, self.world.strings.text("mode"), now, 750)
        draw_lesson_button(self, canvas, now)
        for choice in CHOICES:
            self._card(canvas, choice, now)
        theme, words, (x, y, w, h) = self.world.theme, self.world.strings.text, PARTNER
        theme.panel(canvas, PARTNER, Kind.PANEL, 16)
        draw_row(theme, canvas, self._partner(), PARTNER, self.menu.light("partner", now))
        told = (x + 190, y + 4, w - CONTROL - 220, h - 8)
        paragraph(theme, canvas, words(f"temper.{self.world.settings.play.partner}.help"), told, 19, middle=True)

    def _card(self, canvas: pygame.Surface, choice: Choice, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        light = self.menu.light(choice.key, now)
        x, y, w, h = box = self.lifted(choice.box, choice.key, now)
        look = theme.tinted(Kind.PANEL, p.leaders[choice.faces[0]], 0.28) if len(choice.faces) == 1 else None
        theme.panel(canvas, box, Kind.PANEL, 20, look)
        if light > 0:
            theme.panel(canvas, box, Kind.CHOSEN, 20, alpha=round(light * 15) * 17)
        if len(choice.faces) == 1:
            lane = choice.faces[0]
            mood = Mood.JOY if light > 0.5 else Mood.HAPPY
            face(theme, canvas, lane, (x + 134, y + h / 2), 100, mood)
            left, width = x + 260, w - 288
            theme.text(canvas, words.leader(lane), (left, y + 58), 34, p.leaders[lane], width=width)
            theme.text(canvas, words.text(choice.words), (left, y + 104), 24, width=width)
            help_box = (left, y + 126, width, h - 126 - 60)
            paragraph(theme, canvas, words.text(f"{choice.words}.help"), help_box, 19)
            self._keys(canvas, tuple(Slot), (left, y + h - 34))
            return
        top = y + 62
        if choice.faces:
            for lane in choice.faces:
                mood = Mood.JOY if light > 0.5 else Mood.HAPPY
                face(theme, canvas, lane, (x + 62 + 62 * lane, top), 44, mood)
        else:
            self._notes(canvas, (x + 92, top), now)
        left = x + 180
        theme.text(canvas, words.text(choice.words), (left, y + 46), 26, width=w - 200)
        if choice.faces:
            self._keys(canvas, (Slot.LEE_CYMBAL, Slot.LEE_DRUM), (left, y + 90))
            self._keys(canvas, (Slot.TAKAICHI_DRUM, Slot.TAKAICHI_CYMBAL), (left + 100, y + 90))
        help_box = (x + 28, y + 126, w - 56, h - 140)
        paragraph(theme, canvas, words.text(f"{choice.words}.help"), help_box, 19)

    def _keys(self, canvas: pygame.Surface, slots: Sequence[Slot], at: tuple[float, float]) -> None:
        x, y = at
        for slot in slots:
            for code in self.world.bindings.codes(slot):
                x += key_cap(self.world.theme, canvas, key_label(code), (x, y), 30) + 8

    def _notes(self, canvas: pygame.Surface, at: tuple[float, float], now: float) -> None:
        """Two notes that meet: nobody has to do anything."""
        theme, p = self.world.theme, self.world.theme.palette
        theme.ring(canvas, at, 44, 3, p.harmony)
        theme.disc(canvas, (at[0] - 18, at[1]), 15, p.lee)
        theme.disc(canvas, (at[0] + 18, at[1]), 15, p.takaichi)

    def _chooser(self, choice: Choice) -> Callable[[], None]:
        def choose() -> None:
            leader = choice.leader or self.world.settings.play.leader
            self.world.change("play", mode=choice.mode, leader=leader)
            self.next = self._after(choice.mode)

        return choose

    def _after(self, mode: Mode) -> Scene:
        from drumjam.game.scenes.join import JoinScene
        from drumjam.game.scenes.select import SelectScene

        return JoinScene(self.world) if mode is Mode.TWO else SelectScene(self.world)
