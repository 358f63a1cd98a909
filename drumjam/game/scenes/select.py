"""Song select: the list, how hard, how fast, and files dropped on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import pygame

from drumjam.game.faces import face
from drumjam.game.greeting import greets
from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Box, Item, Reach
from drumjam.game.page import Page
from drumjam.game.plan import level_of, planned
from drumjam.game.preview import Preview
from drumjam.game.scene import Scene
from drumjam.game.search import Search
from drumjam.game.shelf import Entry, Problem, Shelf
from drumjam.game.songviews import SongViews
from drumjam.game.theme import Kind
from drumjam.game.widgets import stepper
from drumjam.game.world import World
from drumjam.rules.chart import Lane, Level

LIST: Box = (32, 96, 680, 496)
ROWS, ROW_H, STEP = 5, 92, 100
DROP: Box = (32, 604, 680, 64)
CARD: Box = (736, 96, 512, 572)
COVER: Box = (752, 112, 480, 140)
SEARCH: Box = (452, 30, 260, 44)
LEVELS_Y, LEVEL_STEP = 380, 39
SCROLL: Box = (1012, 532, 220, 36)
SPEED: Box = (1012, 574, 220, 36)
PLAY: Box = (752, 618, 480, 42)
SPEEDS = tuple(round(0.5 + 0.05 * i, 2) for i in range(21))
SCROLLS = tuple(round(0.5 + 0.1 * i, 1) for i in range(16))
SCROLLING = 0.09
"""Seconds in which the list glides most of the way."""


class SelectScene(Page):
    """The list of songs."""

    def __init__(self, world: World, song: str = "") -> None:
        super().__init__(world, f"song.{song or world.settings.play.song}")
        if world.shelf is None:
            world.shelf = Shelf()
        self.shelf: Shelf = world.shelf
        self.search = Search()
        self.preview = Preview()
        self.top = 0
        self.glide = 0.0
        self.wish = song or world.settings.play.song
        self._then: float | None = None
        self._untouched = True
        self.views = SongViews(world)

    # -- what is there ----------------------------------------------------------------------------

    @property
    def shown(self) -> list[Entry]:
        """The songs that match what is searched for."""
        language = self.world.strings.language
        entries = self.shelf.entries
        return [e for e in entries if self.search.matches(e.title(language), e.song.title, e.song.artist)]

    @property
    def entry(self) -> Entry | None:
        """The song that is chosen: in focus, or last in focus."""
        shown = self.shown
        return next((e for e in shown if e.song.id == self.wish), shown[0] if shown else None)

    @property
    def level(self) -> Level:
        """The level that is chosen."""
        return level_of(self.world.settings.play.lee_level)

    def items(self) -> Sequence[Item]:
        """Rows, search, levels, speeds, Play, the way back."""
        items = []
        for i, entry in enumerate(self.shown):
            box = (LIST[0], LIST[1] + (i - self.top) * STEP, LIST[2], ROW_H)
            reach = Reach.ALL if self.top <= i < self.top + ROWS else Reach.KEYS
            items.append(Item(f"song.{entry.song.id}", box, self._row(entry), self._change_level, reach))
        if self.entry is not None:
            for level in Level:
                box = (752, LEVELS_Y + LEVEL_STEP * level - 18, 480, 36)
                items.append(Item(f"level.{level.id}", box, self._set_level(level)))
            items.append(Item("scroll", SCROLL, None, self._step("screen", "scroll_speed", SCROLLS)))
            items.append(Item("speed", SPEED, None, self._step("play", "speed", SPEEDS)))
            items.append(Item("play", PLAY, self._play))
        return [*items, Item("search", SEARCH, self._search), self.back_item()]

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        return (
            ("↑ ↓", words("hint.move")),
            ("← →", words("level")),
            ("Enter", words("play")),
            ("Ctrl+F", words("search")),
            ("Esc", words("hint.back")),
        )

    # -- what happens -----------------------------------------------------------------------------

    def back(self) -> None:
        """To the choice of mode."""
        from drumjam.game.scenes.mode import ModeScene

        self.next = ModeScene(self.world)

    def press(self, event: InputEvent) -> None:
        """While the search is open, keys are letters; else they move through the page."""
        self._untouched = self._untouched and not event.down
        control = pygame.key.get_mods() & pygame.KMOD_CTRL
        if self.search.field.typing:
            if self.search.press(event) and self.shown:
                self.menu.go(f"song.{self.shown[0].song.id}", event.t_ns / 1e9)
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
        x, y = self.world.mouse
        if LIST[0] <= x < LIST[0] + LIST[2] and LIST[1] <= y < LIST[1] + LIST[3]:
            self.top = min(max(self.top - step, 0), max(len(self.shown) - ROWS, 0))
        else:
            super().wheel(step)

    def update(self, now: float) -> Scene | None:
        """Take in songs that have become known, keep the focus in sight, let the list glide."""
        if self.world.dropped:
            self.shelf.add(self.world.dropped)
            self.world.dropped.clear()
        for one in self.shelf.take():
            self._tell(one, now)
        after = super().update(now)
        if self._untouched and self.entry is not None:
            self.menu.focus = f"song.{self.entry.song.id}"
            self._show(self.entry.song.id)
        elif self.menu.focus.startswith("song."):
            self._see(self.menu.focus.removeprefix("song."))
        passed = 0.0 if self._then is None else now - self._then
        still = self.world.settings.screen.reduced_motion
        self.glide = self.top if still else self.glide + (self.top - self.glide) * min(passed / SCROLLING, 1.0)
        self._then = now
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
        at = next((i for i, entry in enumerate(self.shown) if entry.song.id == song_id), None)
        if at is not None:
            self.top = min(max(self.top, at - ROWS + 1), at)

    def _tell(self, one: Entry | Problem, now: float) -> None:
        words = self.world.strings
        if isinstance(one, Problem):
            self.world.say(one.told(words), now)
        elif not one.song.built_in and self.shelf.adding:
            greeted = greets(one.song.title)
            self.world.say(words.text("welcome") if greeted else words.text("added", name=one.song.title), now)
            self.search.clear()
            self.menu.set(self.items())
            self.menu.go(f"song.{one.song.id}", now)
            self._see(one.song.id)

    def _row(self, entry: Entry) -> Callable[[], None]:
        def choose() -> None:
            if self.entry is entry:
                self._play()
            self._see(entry.song.id)

        return choose

    def _play(self) -> None:
        entry = self.entry
        if entry is None:
            return
        from drumjam.game.scenes.loading import LoadingScene

        self.world.change("play", song=entry.song.id)
        world, settings = self.world, self.world.settings
        plan = planned(entry.song, settings.play, world.asked(), world.draw_seed(), settings.assists)
        self.next = LoadingScene(self.world, plan)

    def _change_level(self, step: int) -> None:
        self._set_level(Level(min(max(self.level + step, 0), max(Level))))()

    def _set_level(self, level: Level) -> Callable[[], None]:
        def choose() -> None:
            self.world.change("play", lee_level=level.id, takaichi_level=level.id)

        return choose

    def _step(self, part: str, name: str, values: Sequence[float]) -> Callable[[int], None]:
        def change(step: int) -> None:
            now = getattr(getattr(self.world.settings, part), name)
            nearest = min(range(len(values)), key=lambda i: abs(values[i] - now))
            self.world.change(part, **{name: values[(nearest + step) % len(values)]})

        return change

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
        self._draw_list(canvas, now)
        self.views.drop(canvas, DROP, self.shelf.busy, now)
        if self.entry is not None:
            self._draw_card(canvas, self.entry, now)
        self.views.mode(canvas, (766, 52))

    def _draw_list(self, canvas: pygame.Surface, now: float) -> None:
        theme = self.world.theme
        clip = canvas.get_clip()
        x, y, w, h = LIST
        canvas.set_clip(theme.rect(x - 24, y - 10, w + 40, h + 10))
        for i, entry in enumerate(self.shown):
            top = y + (i - self.glide) * STEP
            if y - STEP < top < y + h + 8:
                box = (x, top, w, ROW_H)
                self.views.row(canvas, entry, box, self.level, chosen=entry is self.entry)
        canvas.set_clip(clip)
        if not self.shown:
            key = "loading" if self.shelf.reading else "search.none" if self.search.query else "no_songs"
            theme.text(
                canvas, self.world.strings.text(key), (x + w / 2, y + 120), 24, theme.palette.muted, align="center"
            )
        elif len(self.shown) > ROWS:
            tall = h * ROWS / len(self.shown)
            at = y + (h - tall) * self.glide / max(len(self.shown) - ROWS, 1)
            theme.panel(canvas, (x + w + 7, at, 6, tall), Kind.PILL, 3)

    def _draw_card(self, canvas: pygame.Surface, entry: Entry, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        theme.panel(canvas, CARD, Kind.PANEL, 20)
        canvas.blit(self.views.cover(entry, COVER[2:]), theme.point(*COVER[:2]))
        if self.preview.sounding == entry.song.id:
            self.views.listening(canvas, (COVER[0] + 12, COVER[1] + COVER[3] - 42), now)
        theme.text(canvas, entry.title(self.world.strings.language), (760, 282), 32, width=464, room=44)
        artist = words("own_song") if entry.song.built_in else entry.song.artist
        theme.text(canvas, artist, (760, 317), 18, p.muted, width=464, room=24)
        theme.text(canvas, words("level"), (760, 345), 18, p.muted, width=120, room=26)
        theme.text(canvas, words("notes"), (1046, 345), 18, p.muted, align="right", width=120, room=26)
        for lane in Lane:
            face(self.world.theme, canvas, lane, (1104 + 84 * lane, 343), 16)
        for level in Level:
            light = self.menu.light(f"level.{level.id}", now)
            y = LEVELS_Y + LEVEL_STEP * level
            self.views.level(canvas, entry, level, y, here=level is self.level, light=light)
        scroll, speed = self.world.settings.screen.scroll_speed, self.world.settings.play.speed
        for key, box, text in (("scroll", SCROLL, f"{scroll:.1f}×"), ("speed", SPEED, f"{round(speed * 100)}%")):
            theme.text(canvas, words(key), (764, box[1] + box[3] / 2), 18, p.muted, width=240)
            stepper(theme, canvas, box, text, self.menu.light(key, now))
        self.button(canvas, "play", words("play"), now, 26, base=Kind.PRIMARY)
