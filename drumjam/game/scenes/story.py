"""Story: seven cards along a road, short dated texts, and the pieces that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from time import perf_counter

import pygame

from drumjam.game.cardart import HEIGHT, WIDTH, CardArt, Place
from drumjam.game.inputs.source import InputEvent
from drumjam.game.lessonway import lesson_item
from drumjam.game.menu import Box, Item
from drumjam.game.options.edit import Edit
from drumjam.game.page import Page
from drumjam.game.plan import Plan, planned
from drumjam.game.road import BELL, CARDS, LESSON, Card, Stop, card_of, read_road
from drumjam.game.rows import Row, Shape, draw_row
from drumjam.game.scene import Command, Scene
from drumjam.game.stations import draw_road, station_box
from drumjam.game.stops import ROW_INSET, SONGS, Stops, button_box, foot_box
from drumjam.game.theme import Kind
from drumjam.game.widgets import paragraph
from drumjam.game.world import World
from drumjam.library.settings import LEVELS, Mode
from drumjam.library.songs import Song, resolve
from drumjam.rules.chart import Lane
from drumjam.rules.errors import DrumjamError
from drumjam.rules.form import Form
from drumjam.sound.clicks import Click

TEXT: Box = (32, 232, 700, 444)
INSET, ROUND = 12, 16
SHADE = 150
"""How dark the picture of a card is that is not open yet, 0 to 255."""

PLAYERS = ((Mode.SOLO, "lee"), (Mode.SOLO, "takaichi"), (Mode.BOTH_HANDS, ""), (Mode.TWO, ""))
"""Who may play the story: somebody has to drum."""


class StoryScene(Page):
    """The road and the card that is open on it."""

    takes_files = True

    def __init__(self, world: World, card: Card | None = None) -> None:
        self.road = read_road()
        self.card = card or (self.road.here if self.road.best else CARDS[0])
        self.stops = Stops(world, self.road, _pieces())
        self._art = CardArt(world.theme)
        self.rung: float | None = None
        super().__init__(world, f"card.{self.card.number}")

    def items(self) -> Sequence[Item]:
        """The cards along the road, what can be done on the open one, the way back."""
        cards = [Item(f"card.{card.number}", station_box(card), self._opener(card)) for card in CARDS]
        return [*cards, *self._actions(), self.back_item()]

    def _actions(self) -> list[Item]:
        """The pieces that are open on the card and who plays them; the bell; the way on."""
        waits = self.road.waits_for(self.card)
        if waits:
            return [Item("where", foot_box(0), self._goer_to(card_of(waits)))]
        if self.card is CARDS[-1]:
            ending = Item("ending", foot_box(0), self.goer(self._end))
            return [Item("songs", foot_box(1), self.goer(self.shelve)), ending]
        if not self.card.stops:
            card, onward = self.card, Item("next", foot_box(0), self._goer_to(CARDS[self.card.number]))
            lesson = lesson_item(self, foot_box(1), lambda world: StoryScene(world, card))
            return [onward, lesson] if card.number == LESSON else [onward]
        found = []
        for place, stop in enumerate(self.card.stops):
            if not self.road.waits_for(self.card, stop):
                found.append(Item(f"play.{stop.song}", button_box(place), self.goer(self._play(stop))))
        if self.card.number == BELL:
            found.append(Item("bell", foot_box(2), self._ring))
        return [*found, self._who().item(foot_box(1, ROW_INSET)), self._second()]

    def _second(self) -> Item:
        """Below who plays: the level; where there are two, the page on which each sets an own one."""
        if self._players[0] is Mode.TWO:
            return Item("places", foot_box(0), self.goer(self._join))
        return self._level().item(foot_box(0, ROW_INSET))

    # -- who plays --------------------------------------------------------------------------------

    @property
    def _players(self) -> tuple[Mode, str]:
        """The mode and, of a single player, the leader; who only watches elsewhere plays alone here."""
        play = self.world.settings.play
        mode = play.mode if any(mode is play.mode for mode, _ in PLAYERS) else Mode.SOLO
        return mode, str(play.leader) if mode is Mode.SOLO else ""

    def _who(self) -> Row:
        words = self.world.strings
        mode, leader = here = self._players
        value = words.leader(Lane.LEE if leader == Lane.LEE.id else Lane.TAKAICHI)
        if mode is not Mode.SOLO:
            value = words.text("mode.both" if mode is Mode.BOTH_HANDS else "mode.two")

        def change(step: int) -> None:
            mode, leader = PLAYERS[(PLAYERS.index(here) + step) % len(PLAYERS)]
            Edit(self.world).put("play", mode=mode, leader=leader or self.world.settings.play.leader)

        return Row("who", words.text("story.who"), value, 0.0, Shape.CHOICE, change)

    def _level(self) -> Row:
        words, level = self.world.strings.text, self.world.settings.play.lee_level
        edit = Edit(self.world)
        return edit.choice("level.lee", words(f"level.{level}"), "play", "lee_level", LEVELS, label=words("level"))

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """To the title."""
        from drumjam.game.scenes.title import TitleScene

        self.next = TitleScene(self.world, "story")

    def press(self, event: InputEvent) -> None:
        """An arrow that leads up from what is on a card leads to that card, whichever station lies above."""
        before = self.menu.focus
        super().press(event)
        after = self.menu.focus
        if self.world.command(event) is Command.UP and after.startswith("card.") and not before.startswith("card."):
            self.menu.go(f"card.{self.card.number}", event.t_ns / 1e9)

    def update(self, now: float) -> Scene | None:
        """The card in focus is the open one."""
        if self._art.theme is not self.world.theme:
            self._art = CardArt(self.world.theme)
        after = super().update(now)
        number = self.menu.focus.removeprefix("card.")
        if number.isdigit() and self.card.number != int(number):
            self.card = CARDS[int(number) - 1]
            self.rung = None
        return after

    def _opener(self, card: Card) -> Callable[[], None]:
        """Choosing a card goes on to what can be done on it."""

        def show() -> None:
            self.card = card
            stop, actions = self.road.opens_with(card), self._actions()
            wanted = f"play.{stop.song}" if stop else ""
            key = wanted if any(item.key == wanted for item in actions) else actions[0].key
            self.menu.set(self.items())
            self.menu.go(key, perf_counter())

        return show

    def _goer_to(self, card: Card) -> Callable[[], None]:
        return lambda: self.menu.go(f"card.{card.number}", perf_counter())

    def _play(self, stop: Stop) -> Callable[[], Scene | None]:
        def start() -> Scene | None:
            from drumjam.game.scenes.loading import LoadingScene

            try:
                return LoadingScene(self.world, self._plan(stop))
            except DrumjamError as error:
                self.world.say(str(error), perf_counter())
                return self

        return start

    def _plan(self, stop: Stop) -> Plan:
        """A play of a piece by those who were chosen here."""
        world, settings = self.world, self.world.settings
        chosen = replace(settings.play, mode=self._players[0])
        plan = planned(resolve(stop.song), chosen, world.asked(), world.draw_seed(), settings.assists)
        return replace(plan, card=self.card.number, form=Form.TOGETHER)

    def _ring(self) -> None:
        self.world.open_audio().click(Click.BELL)
        self.rung = perf_counter()

    def _join(self) -> Scene:
        from drumjam.game.scenes.join import JoinScene

        card = self.card
        return JoinScene(self.world, lambda world: StoryScene(world, card))

    def _end(self) -> Scene:
        from drumjam.game.scenes.ending import EndingScene

        return EndingScene(self.world)

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The road, the open card, and its pieces."""
        theme, words = self.world.theme, self.world.strings.text
        self.head(canvas, words("story.title"), now)
        draw_road(self.world, canvas, self.road.here, self.card, self.menu.light(f"card.{self.card.number}", now), now)
        waits = self.road.waits_for(self.card)
        self._paint_card(canvas, now, closed=bool(waits))
        theme.panel(canvas, SONGS, Kind.PANEL, 20)
        if waits:
            self.stops.draw_closed(canvas, waits)
        elif self.card is CARDS[0]:
            self.stops.draw_arc(canvas)
        elif not self.card.stops:
            self.stops.draw_road(canvas)
        for place, stop in enumerate(() if waits else self.card.stops):
            self.stops.draw_stop(canvas, self.card, stop, place)
            self.button(canvas, f"play.{stop.song}", words("story.play"), now, 22, Kind.PRIMARY)
            if len(self.card.stops) == 1:
                self.stops.draw_cover(canvas, stop)
        for key in ("story.bell", "story.where", "story.places", "lesson"):
            self.button(canvas, key.removeprefix("story."), words(key), now, 22)
        for key, label in (("next", "story.next"), ("songs", "select"), ("ending", "ending")):
            self.button(canvas, key, words(label), now, 22, Kind.BUTTON if key == "ending" else Kind.PRIMARY)
        self._paint_rows(canvas, now)

    def _paint_rows(self, canvas: pygame.Surface, now: float) -> None:
        """Who plays, and how hard."""
        for row in (self._who(), self._level()):
            item = next((item for item in self.menu.items if item.key == row.key), None)
            if item is not None:
                draw_row(self.world.theme, canvas, row, item.box, self.menu.light(row.key, now))

    def _paint_card(self, canvas: pygame.Surface, now: float, *, closed: bool) -> None:
        """Its picture, its text with date and source."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        theme.panel(canvas, TEXT, Kind.PANEL, 20)
        x, y, w, h = TEXT
        self._paint_picture(canvas, (x + INSET, y + INSET), now, closed=closed)
        number = self.card.number
        top = y + INSET + HEIGHT + 28
        theme.text(canvas, words.text(f"story.{number}.name"), (x + 28, top), 28, width=w - 252, room=40)
        date = words.text(f"story.{number}.date")
        theme.text(canvas, date, (x + w - 28, top), 20, p.harmony, align="right", width=188, room=28)
        text = words.text(f"story.{number}.{'neutral' if words.neutral_names else 'text'}")
        paragraph(
            theme, canvas, text, (x + 28, top + 26, w - 56, y + h - 54 - top - 22), 24, 11, middle=True, colour=p.text
        )
        source = words.text(f"story.{number}.source")
        theme.text(canvas, source, (x + 28, y + h - 26), 18, p.muted, width=w - 56, room=26)

    def _paint_picture(self, canvas: pygame.Surface, corner: tuple[float, float], now: float, *, closed: bool) -> None:
        theme, still = self.world.theme, self.world.settings.screen.reduced_motion or closed
        rung = None if self.rung is None or still else now - self.rung
        self._art.draw(self.card.number, Place(canvas, corner, 0.0 if still else now, rung))
        if closed:
            theme.panel(canvas, (*corner, WIDTH, HEIGHT), Kind.SUNKEN, ROUND, alpha=SHADE)


def _pieces() -> dict[str, Song]:
    """The story's songs by id, those that can be read."""
    found = {}
    for stop in (stop for card in CARDS for stop in card.stops):
        with suppress(DrumjamError):
            found[stop.song] = resolve(stop.song)
    return found
