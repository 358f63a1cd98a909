"""Story: seven cards along a road, short dated texts, and the pieces that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sin
from time import perf_counter

import pygame

from drumjam.game.lessonway import lesson_item
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.plan import planned
from drumjam.game.road import BELL, CARDS, LESSON, Card, Stop, read_road
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind, mix
from drumjam.game.widgets import paragraph, ring_number
from drumjam.game.world import World
from drumjam.library.songs import resolve
from drumjam.rules.errors import DrumjamError
from drumjam.sound.clicks import Click

ROAD_Y, ROAD_LEFT, ROAD_STEP, DOT = 158, 112, 176, 30
TEXT: Box = (32, 252, 700, 424)
SONGS: Box = (748, 252, 500, 424)
ROW = 128
DIM = 0.35
"""The light of what is not open yet."""


class StoryScene(Page):
    """The road and the card that is open on it."""

    takes_files = True

    def __init__(self, world: World, card: Card | None = None) -> None:
        self.road = read_road()
        self.card = self.road.here if card is None else card
        self.titles = {stop.song: _titles(stop.song) for card in CARDS for stop in card.stops}
        super().__init__(world, f"card.{self.card.number}")

    def items(self) -> Sequence[Item]:
        """The cards along the road, what can be done on the open one, the way back."""
        cards = [Item(f"card.{card.number}", _dot(card), self._opener(card)) for card in CARDS]
        return [*cards, *self._actions(), self.back_item()]

    def _actions(self) -> list[Item]:
        """The pieces that are open on the card; the bell; the choice of songs."""
        if self.road.waits_for(self.card):
            return []
        if not self.card.stops:
            last = self.card is CARDS[-1]
            return [Item("songs", _button(0), self.goer(self.shelve))] if last else []
        found = [Item("bell", _button(len(self.card.stops)), self._ring)] if self.card.number == BELL else []
        if self.card.number == LESSON:
            card = self.card
            found.append(lesson_item(self, _button(len(card.stops)), lambda world: StoryScene(world, card)))
        for place, stop in enumerate(self.card.stops):
            if not self.road.waits_for(self.card, stop):
                found.append(Item(f"play.{stop.song}", _button(place), self.goer(self._play(stop))))
        return found

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """To the title."""
        from drumjam.game.scenes.title import TitleScene

        self.next = TitleScene(self.world, "story")

    def update(self, now: float) -> Scene | None:
        """The card in focus is the open one."""
        after = super().update(now)
        number = self.menu.focus.removeprefix("card.")
        if number.isdigit():
            self.card = CARDS[int(number) - 1]
        return after

    def _opener(self, card: Card) -> Callable[[], None]:
        """Choosing a card goes on to what can be done on it."""

        def show() -> None:
            self.card = card
            actions = self._actions()
            if actions:
                self.menu.set(self.items())
                self.menu.go(actions[-1].key, perf_counter())

        return show

    def _play(self, stop: Stop) -> Callable[[], Scene | None]:
        def start() -> Scene | None:
            from drumjam.game.scenes.loading import LoadingScene

            world, settings = self.world, self.world.settings
            try:
                song = resolve(stop.song)
            except DrumjamError as error:
                world.say(str(error), perf_counter())
                return self
            plan = planned(song, settings.play, world.asked(), world.draw_seed(), settings.assists)
            return LoadingScene(world, plan)

        return start

    def _ring(self) -> None:
        self.world.open_audio().click(Click.BELL)

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The road, the open card's text, and its pieces."""
        self.head(canvas, self.world.strings.text("story.title"), now)
        self._paint_road(canvas, now)
        self._paint_card(canvas)
        theme = self.world.theme
        theme.panel(canvas, SONGS, Kind.PANEL, 20)
        words = self.world.strings.text
        closed = self.road.waits_for(self.card)
        if closed:
            told = words("story.closed", title=self._title(closed))
            x, y, w, h = SONGS
            self._paint_rings(canvas, now, DIM)
            paragraph(theme, canvas, told, (x + 28, y + h - 112, w - 56, 88), 22, middle=True)
            return
        for place, stop in enumerate(self.card.stops):
            self._paint_stop(canvas, stop, place, now)
        self.button(canvas, "songs", words("select"), now, 22, Kind.PRIMARY)
        self.button(canvas, "bell", words("story.bell"), now, 22)
        self.button(canvas, "lesson", words("lesson"), now, 22)
        if not self.card.stops and self.card is not CARDS[-1]:
            self._paint_rings(canvas, now)

    def _paint_road(self, canvas: pygame.Surface, now: float) -> None:
        """The cards as stations, gold where one has been; the open one rises."""
        theme, p = self.world.theme, self.world.theme.palette
        here = self.road.here.number
        for card in CARDS[1:]:
            x = ROAD_LEFT + (card.number - 1) * ROAD_STEP
            colour = p.harmony if card.number <= here else mix(p.lane, p.muted, 0.5)
            theme.line(canvas, (x - ROAD_STEP + DOT, ROAD_Y), (x - DOT, ROAD_Y), 4, colour)
        still = self.world.settings.screen.reduced_motion
        for card in CARDS:
            x = ROAD_LEFT + (card.number - 1) * ROAD_STEP
            open_, light = card.number <= here, self.menu.light(f"card.{card.number}", now)
            y = ROAD_Y - (0 if still or card.number != here else 3 * abs(sin(3.2 * now)))
            theme.disc(canvas, (x, y), DOT, p.harmony if open_ else mix(p.lane, p.muted, 0.35))
            theme.disc(canvas, (x, y), DOT - 4, p.sunken if card is not self.card else mix(p.sunken, p.harmony, 0.35))
            if light > 0.2 or card is self.card:
                theme.ring(canvas, (x, y), DOT + 6, 3, p.text if light > 0.2 else p.harmony)
            number = str(card.number)
            theme.text(canvas, number, (x, y), 26, p.text if open_ else p.muted, "display", "center")
            name = self.world.strings.text(f"story.{card.number}.name")
            colour = p.text if card is self.card else p.muted
            box = (x - ROAD_STEP / 2 + 6, ROAD_Y + DOT + 8, ROAD_STEP - 12, 48)
            self._name(canvas, name, box, colour)

    def _name(self, canvas: pygame.Surface, name: str, box: Box, colour: tuple[int, int, int]) -> None:
        """A card's name in one line or two, in the middle of its box."""
        theme, (x, y, w, h) = self.world.theme, box
        size = next((s for s in (17, 16, 15, 14, 13, 12, 11, 10) if len(theme.lines(name, w, s)) <= 2), 9)
        lines = theme.lines(name, w, size)
        step = h / 2
        for place, line in enumerate(lines):
            at = (x + w / 2, y + (place + 0.5) * step)
            theme.text(canvas, line, at, size, colour, align="center", width=w)

    def _paint_card(self, canvas: pygame.Surface) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        theme.panel(canvas, TEXT, Kind.PANEL, 20)
        x, y, w, h = TEXT
        number = self.card.number
        theme.text(canvas, words.text(f"story.{number}.name"), (x + 28, y + 42), 30, width=w - 56, room=44)
        theme.text(canvas, words.text(f"story.{number}.date"), (x + 28, y + 82), 20, p.harmony, width=w - 56, room=28)
        text = words.text(f"story.{number}.{'neutral' if words.neutral_names else 'text'}")
        paragraph(theme, canvas, text, (x + 28, y + 108, w - 56, h - 176), 26, 14, middle=True, colour=p.text)
        source = words.text(f"story.{number}.source")
        theme.text(canvas, source, (x + 28, y + h - 30), 18, p.muted, width=w - 56, room=26)

    def _paint_stop(self, canvas: pygame.Surface, stop: Stop, place: int, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        x, y, w, _ = SONGS
        top = y + 24 + place * ROW
        best = self.road.best.get(stop.song)
        theme.text(canvas, self._title(stop.song), (x + 28, top + 14), 24, width=w - 150, room=36)
        reached = self.road.reached(stop)
        goal = words("story.reached" if reached else "story.goal", number=round(100 * stop.goal))
        colour = p.harmony if reached else p.muted
        theme.text(canvas, goal, (x + 28, top + 46), 18, colour, width=w - 150, room=26)
        if best is not None:
            ring_number(theme, canvas, (x + w - 96, top + 24), best, 28)
        waits = self.road.waits_for(self.card, stop)
        if waits:
            told = words("story.closed", title=self._title(waits))
            theme.text(canvas, told, (x + 28, top + 86), 18, p.muted, width=w - 56, room=26)
        self.button(canvas, f"play.{stop.song}", words("story.play"), now, 22, Kind.PRIMARY)

    def _paint_rings(self, canvas: pygame.Surface, now: float, light: float = 1.0) -> None:
        """Where nothing is played: two rings that meet, as on the drums, at a share of their light."""
        theme, p = self.world.theme, self.world.theme.palette
        x, y, w, h = SONGS
        still = self.world.settings.screen.reduced_motion
        apart = 46 + (0 if still else 8 * sin(1.4 * now))
        for side, colour in ((-1, p.lee), (1, p.takaichi)):
            theme.ring(canvas, (x + w / 2 + side * apart, y + h / 2), 78, 12, mix(p.sunken, colour, light))
        theme.disc(canvas, (x + w / 2, y + h / 2), 12, mix(p.sunken, p.harmony, light))

    def _title(self, song: str) -> str:
        return self.titles[song].get(self.world.strings.language) or song


def _dot(card: Card) -> Box:
    x = ROAD_LEFT + (card.number - 1) * ROAD_STEP
    return (x - ROAD_STEP / 2 + 8, ROAD_Y - DOT - 8, ROAD_STEP - 16, 2 * DOT + 66)


def _button(place: int) -> Box:
    x, y, w, _ = SONGS
    return (x + 28, y + 92 + place * ROW, w - 56, 46)


def _titles(song: str) -> dict[str, str]:
    """A built-in song's titles by language; none where it is not there."""
    try:
        return dict(resolve(song).titles)
    except DrumjamError:
        return {}
