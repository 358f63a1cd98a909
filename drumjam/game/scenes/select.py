"""Song select: the list, how hard, how fast, and files dropped on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from time import perf_counter

import pygame

from drumjam.game.greeting import greets
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.lessonway import draw_lesson_button, lesson_item
from drumjam.game.menu import Box, Item, Reach
from drumjam.game.options.edit import Edit
from drumjam.game.options.tabs import song_rows
from drumjam.game.page import Page
from drumjam.game.plan import chosen_levels, planned
from drumjam.game.preview import Preview
from drumjam.game.rows import draw_row
from drumjam.game.scene import Command, Scene
from drumjam.game.scroll import Scroll
from drumjam.game.search import Found, Search
from drumjam.game.shelf import Entry, Problem, Shelf
from drumjam.game.songviews import LIST, ROW_H, ROWS, STEP, SongViews, rows_near
from drumjam.game.theme import Kind
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.rules.chart import Level

DROP: Box = (32, 604, 680, 64)
SEARCH: Box = (452, 30, 260, 44)
STEPPERS: tuple[Box, Box] = ((752, 532, 480, 36), (752, 574, 480, 36))
PLAY: Box = (752, 618, 480, 42)
LESSON: Box = (968, 30, 280, 44)
BESIDE: tuple[Box, Box] = ((752, 618, 300, 42), (1064, 618, 168, 42))
"""Where Play and Practice stand side by side."""


class Aim(Enum):
    """What a song is chosen for."""

    PLAY = "play"
    PRACTICE = "practice"


class SelectScene(Page):
    """The list of songs, and what one is chosen for."""

    def __init__(self, world: World, song: str = "", aim: Aim = Aim.PLAY) -> None:
        super().__init__(world, f"song.{song or world.settings.play.song}")
        self.shelf = world.shelf = world.shelf or Shelf()
        self.aim = aim
        self.search = Search()
        self.preview = Preview(world.store(), world.font())
        self._font = world.settings.sound.font
        self.scroll = Scroll(ROWS)
        self.wish = song or world.settings.play.song
        self._untouched = True
        self._eager = False
        self.views = SongViews(world)

    # -- what is there ----------------------------------------------------------------------------

    @property
    def found(self) -> Found:
        """The songs that match what is searched for, and where each stands."""
        return self.search.found(self.shelf.entries, self.world.strings.language)

    @property
    def entry(self) -> Entry | None:
        """The song that is chosen: in focus, or last in focus."""
        found = self.found
        return found.entries[found.rows.get(self.wish, 0)] if found.entries else None

    @property
    def _awaits(self) -> bool:
        """Whether the song that was played last is still to come, and nobody has looked for another."""
        return self._untouched and bool(self.wish) and self.shelf.reading and not self.shelf.has(self.wish)

    @property
    def levels(self) -> tuple[Level, Level]:
        """Lee's level and Takaichi's; two players may have chosen different ones, else they are alike."""
        return chosen_levels(self.world.settings.play, self._mode)

    @property
    def _mode(self) -> Mode:
        """How the song is going to be played."""
        return self.world.settings.play.mode if self.aim is Aim.PLAY else Mode.PRACTICE

    def items(self) -> Sequence[Item]:
        """Rows near those in sight and in focus, search, levels, speeds, Play, the way back."""
        items, shown, rows = [], self.found.entries, self.found.rows
        here = (rows.get(song, 0) for song in (self.wish, self.menu.focus.removeprefix("song.")))
        for i in rows_near(len(shown), self.scroll.top + ROWS // 2, *here):
            box = (LIST[0], LIST[1] + (i - self.scroll.top) * STEP, LIST[2], ROW_H)
            reach = Reach.ALL if self.scroll.shows(i) else Reach.KEYS
            items.append(Item(f"song.{shown[i].song.id}", box, self._row(shown[i]), self._change_level, reach))
        if self.entry is not None:
            for level in Level:
                items.append(Item(f"level.{level.id}", self.views.level_box(level), self._set_level(level)))
            items += [
                row.item(box) for row, box in zip(song_rows(Edit(self.world), self._mode), STEPPERS, strict=False)
            ]
            items += [Item(aim.value, box, self._chooser(aim)) for aim, box in self._buttons()]
        if self.aim is Aim.PRACTICE:
            items.append(lesson_item(self, LESSON, lambda world: SelectScene(world, aim=Aim.PRACTICE)))
        return [*items, Item("search", SEARCH, self._search), self.back_item()]

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        return (
            ("↑ ↓", words("hint.move")),
            ("← →", words("level")),
            ("Enter", words(self.aim.value)),
            ("Ctrl+F", words("search")),
            ("Esc", words("hint.back")),
        )

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """To the players' places, to the choice of mode, or to the title."""
        from drumjam.game.scenes.join import JoinScene
        from drumjam.game.scenes.mode import ModeScene
        from drumjam.game.scenes.title import TitleScene

        title = TitleScene(self.world, "practice") if self.aim is Aim.PRACTICE else None
        self.next = title or (JoinScene if self._mode is Mode.TWO else ModeScene)(self.world)

    def press(self, event: InputEvent) -> None:
        """While the search is open, keys are letters; else they move through the page.

        Who chooses at once, while the list is still being read, means the song that was played last.
        """
        if self._awaits and self.world.command(event) is Command.CHOOSE:
            self._eager = True
            return
        self._untouched = self._untouched and not event.down
        control = pygame.key.get_mods() & pygame.KMOD_CTRL
        if event.device != KEYBOARD:
            super().press(event)
        elif self.search.field.typing and event.code != pygame.KSCAN_F1:
            if self.search.press(event) and self.found.entries:
                self.menu.go(f"song.{self.found.entries[0].song.id}", event.t_ns / 1e9)
        elif event.down and control and event.code == pygame.KSCAN_F:
            self._search()
        elif not control:
            super().press(event)

    def handle(self, event: pygame.event.Event) -> None:
        """Letters for the search, and all that a page handles."""
        if self.search.field.handle(event):
            return
        self._untouched = self._untouched and event.type not in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL)
        super().handle(event)

    def point(self, at: tuple[float, float], now: float) -> None:
        """The mouse chooses a song by a click: on its way to Play it passes over others."""
        item = self.menu.at(at)
        if item is not None and not item.key.startswith("song."):
            self._untouched = False
            super().point(at, now)

    def wheel(self, step: int) -> None:
        """Over the list the wheel moves through the songs."""
        if pygame.Rect(LIST).collidepoint(self.world.mouse):
            self.scroll.turn(-step, len(self.found.entries))
        else:
            super().wheel(step)

    def update(self, now: float) -> Scene | None:
        """Take in songs that have become known, keep the focus in sight, let the list glide."""
        if self.world.dropped:
            self.shelf.add(self.world.dropped)
            self.world.dropped.clear()
        if self._font != self.world.settings.sound.font:  # one was dropped on the window
            self._font = self.world.settings.sound.font
            self.preview.play_with(self.world.font(), self.world.audio)
        for one in self.shelf.take():
            self._tell(one, now)
        if self._eager and not self._awaits:
            self._eager = False
            self._chooser(self.aim)()
        after = super().update(now)
        if self._untouched and self.entry is not None:
            self.menu.focus = f"song.{self.entry.song.id}"
            self._show(self.entry.song.id)
        elif self.menu.focus.startswith("song."):
            self._see(self.menu.focus.removeprefix("song."))
        self.scroll.turn(0, len(self.found.entries))  # a search may leave fewer than are scrolled past
        self.scroll.pass_to(now, still=self.world.settings.screen.reduced_motion)
        self.preview.follow(self.entry.song if self.entry else None, self.world.audio, now)
        return after

    def leave(self) -> None:
        """Letters go to nobody any more, and the preview is over."""
        self.search.field.close()
        self.preview.stop(self.world.audio)

    def _see(self, song_id: str) -> None:
        if song_id != self.wish:
            self.wish = song_id
            self._show(song_id)

    def _show(self, song_id: str) -> None:
        """Scroll a song into sight."""
        at = self.found.rows.get(song_id)
        if at is not None:
            self.scroll.show(at)

    def _tell(self, one: Entry | Problem, now: float) -> None:
        words = self.world.strings
        if isinstance(one, Problem):
            self.world.say(one.told(words), now)
        elif one.dropped and not one.song.built_in:
            greeted = greets(one.song.title)
            self.world.say(words.text("welcome") if greeted else words.text("added", name=one.song.title), now)
            self.search.clear()
            self.menu.go(f"song.{one.song.id}", now)
            self._see(one.song.id)

    def _row(self, entry: Entry) -> Callable[[], None]:
        def choose() -> None:
            if self.entry is entry:
                self._chooser(self.aim)()
            self._see(entry.song.id)

        return choose

    def _buttons(self) -> Sequence[tuple[Aim, Box]]:
        """What can be done with the chosen song."""
        return tuple(zip(Aim, BESIDE, strict=True)) if self.aim is Aim.PLAY else ((Aim.PRACTICE, PLAY),)

    def _chooser(self, aim: Aim) -> Callable[[], None]:
        def choose() -> None:
            if self.entry is not None:
                self.world.change("play", song=self.entry.song.id)
                self.next = self._practice(self.entry) if aim is Aim.PRACTICE else self._play(self.entry)

        return choose

    def _practice(self, entry: Entry) -> Scene:
        from drumjam.game.scenes.practice import PracticeScene

        aim = self.aim
        return PracticeScene(self.world, entry.song, back_to=lambda world: SelectScene(world, entry.song.id, aim))

    def _play(self, entry: Entry) -> Scene:
        from drumjam.game.scenes.loading import LoadingScene

        world, settings = self.world, self.world.settings
        plan = planned(entry.song, settings.play, world.asked(), world.draw_seed(), settings.assists)
        return LoadingScene(self.world, plan)

    def _change_level(self, step: int) -> None:
        lee, takaichi = (Level(min(max(level + step, 0), max(Level))) for level in self.levels)
        self.world.change("play", lee_level=lee.id, takaichi_level=takaichi.id)

    def _set_level(self, level: Level) -> Callable[[], None]:
        def choose() -> None:
            self.world.change("play", lee_level=level.id, takaichi_level=level.id)

        return choose

    def _search(self) -> None:
        self.menu.go("search", perf_counter())
        self.search.field.open(self.world.theme.rect(*SEARCH))

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The list on the left, the chosen song on the right."""
        theme, words = self.world.theme, self.world.strings.text
        title = self.head(canvas, words("select"), now, 250)
        count = words("select.count", count=len(self.shelf.entries))
        right = (title.right - theme.offset[0]) / theme.scale
        theme.text(canvas, count, (right + 16, 54), 20, theme.palette.muted, width=max(430 - right, 40))
        self.search.draw(canvas, self.world, SEARCH, now, self.menu.light("search", now))
        self.views.list(canvas, self.found.entries, self.entry, self.levels, self.scroll.glide)
        if not self.found.entries:
            self.views.nothing(canvas, self.search.query, reading=self.shelf.reading)
        self.views.drop(canvas, DROP, self.shelf.busy, now)
        if self.entry is not None:
            self._draw_card(canvas, self.entry, now)
        if self.aim is Aim.PLAY:
            self.views.mode(canvas, (766, 52))
        else:
            theme.text(canvas, words("practice"), (766, 53), 26, theme.palette.harmony, width=190, room=40)
            draw_lesson_button(self, canvas, now)

    def _draw_card(self, canvas: pygame.Surface, entry: Entry, now: float) -> None:
        theme, words = self.world.theme, self.world.strings.text
        sounding = self.preview.sounding == entry.song.id
        self.views.card(canvas, entry, self.levels, self.menu, now, sounding=sounding)
        for row, box in zip(song_rows(Edit(self.world), self._mode), STEPPERS, strict=False):
            draw_row(theme, canvas, row, box, self.menu.light(row.key, now))
        for aim, _ in self._buttons():
            self.button(canvas, aim.value, words(aim.value), now, 26, Kind.PRIMARY if aim is self.aim else Kind.BUTTON)
