"""Song select: the list, how hard, how fast, and files dropped on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import pygame

from drumjam.game.cover import cover
from drumjam.game.greeting import greets
from drumjam.game.inputs.source import InputEvent
from drumjam.game.menu import Box, Item, Reach
from drumjam.game.page import Page
from drumjam.game.plan import level_of, planned
from drumjam.game.scene import Scene
from drumjam.game.shelf import Entry, Problem, Shelf
from drumjam.game.theme import Kind
from drumjam.game.widgets import duration, number, ring_number, stepper
from drumjam.game.world import World
from drumjam.rules.chart import Lane, Level

LIST: Box = (32, 96, 680, 496)
ROW_H, STEP = 92, 100
ROWS = 5
DROP: Box = (32, 604, 680, 64)
CARD: Box = (736, 96, 512, 572)
COVER: Box = (752, 112, 480, 168)
SEARCH: Box = (452, 30, 260, 44)
LEVELS_Y, LEVEL_STEP = 404, 40
SCROLL: Box = (752, 608, 140, 44)
SPEED: Box = (906, 608, 140, 44)
PLAY: Box = (1064, 604, 168, 52)
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
        self.query = ""
        self.typing = False
        self.top = 0
        self.glide = 0.0
        self.wish = song or world.settings.play.song
        self._then: float | None = None
        self._untouched = True
        self._covers: dict[tuple[str, tuple[int, int]], pygame.Surface] = {}

    # -- what is there ----------------------------------------------------------------------------

    @property
    def shown(self) -> list[Entry]:
        """The songs that match what is searched for."""
        wanted = self.query.casefold()
        language = self.world.strings.language
        return [e for e in self.shelf.entries if wanted in f"{e.title(language)} {e.song.artist}".casefold()]

    @property
    def entry(self) -> Entry | None:
        """The song that is chosen: in focus, or last in focus."""
        key = self.wish
        shown = self.shown
        return next((e for e in shown if e.song.id == key), shown[0] if shown else None)

    @property
    def level(self) -> Level:
        """The level that is chosen."""
        return level_of(self.world.settings.play.lee_level)

    def items(self) -> Sequence[Item]:
        """Rows, search, levels, speeds, Play, the way back."""
        items = []
        for i, entry in enumerate(self.shown):
            inside = self.top <= i < self.top + ROWS
            box = (LIST[0], LIST[1] + (i - self.top) * STEP, LIST[2], ROW_H)
            reach = Reach.ALL if inside else Reach.KEYS
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
        """While text is typed, keys are letters; else they move through the page."""
        self._untouched = False
        control = pygame.key.get_mods() & pygame.KMOD_CTRL
        if not self.typing:
            if event.down and control and event.code == pygame.KSCAN_F:
                self._search()
            elif not control:
                super().press(event)
            return
        if event.down and event.code in (pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE, pygame.KSCAN_DOWN):
            self._stop_typing()
            self.query = "" if event.code == pygame.KSCAN_ESCAPE else self.query
            if self.shown:
                self.menu.go(f"song.{self.shown[0].song.id}", event.t_ns / 1e9)
        elif event.down and event.code == pygame.KSCAN_BACKSPACE:
            self.query = self.query[:-1]

    def handle(self, event: pygame.event.Event) -> None:
        """Letters for the search, the wheel for the list, and all that a page handles."""
        if event.type == pygame.TEXTINPUT and self.typing:
            self.query = (self.query + event.text)[:40]
        else:
            super().handle(event)

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
        elif self.menu.focus.startswith("song."):
            self._see(self.menu.focus.removeprefix("song."))
        passed = 0.0 if self._then is None else now - self._then
        still = self.world.settings.screen.reduced_motion
        self.glide = self.top if still else self.glide + (self.top - self.glide) * min(passed / SCROLLING, 1.0)
        self._then = now
        return after

    def leave(self) -> None:
        """Letters go to nobody any more."""
        self._stop_typing()

    def _see(self, song_id: str) -> None:
        if song_id == self.wish:
            return
        self.wish = song_id
        at = next((i for i, entry in enumerate(self.shown) if entry.song.id == song_id), None)
        if at is not None:
            self.top = min(max(self.top, at - ROWS + 1), at)

    def _tell(self, one: Entry | Problem, now: float) -> None:
        words = self.world.strings
        if isinstance(one, Problem):
            known = {"midi.not-midi": "not_midi", "midi.no-notes": "no_notes"}.get(one.error.code)
            said = f"{one.name}: {words.text(known)}" if known else words.text("bad_file", name=one.name)
            self.world.say(said, now)
        elif not one.song.built_in and self.shelf.adding:
            greeted = greets(one.song.title)
            self.world.say(words.text("welcome") if greeted else words.text("added", name=one.song.title), now)
            self.query = ""
            self.menu.set(self.items())
            self.menu.go(f"song.{one.song.id}", now)
            self._see(one.song.id)

    def _row(self, entry: Entry) -> Callable[[], None]:
        def choose() -> None:
            self.wish = entry.song.id
            self._play()

        return choose

    def _play(self) -> None:
        entry = self.entry
        if entry is None:
            return
        from drumjam.game.scenes.loading import LoadingScene

        self.world.change("play", song=entry.song.id)
        plan = planned(entry.song, self.world.settings.play, self.world.asked(), self.world.draw_seed())
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
        self.typing = True
        self.menu.go("search", perf_counter())
        pygame.key.start_text_input()

    def _stop_typing(self) -> None:
        if self.typing:
            self.typing = False
            pygame.key.stop_text_input()

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """The list on the left, the chosen song on the right."""
        theme, words = self.world.theme, self.world.strings.text
        title = self.head(canvas, words("select"), now, 250)
        count = words("select.count", count=len(self.shelf.entries))
        right = (title.right - theme.offset[0]) / theme.scale
        theme.text(canvas, count, (right + 16, 54), 20, theme.palette.muted, width=max(430 - right, 40))
        self._draw_search(canvas, now)
        self._draw_list(canvas, now)
        self._draw_drop(canvas, now)
        if self.entry is not None:
            self._draw_card(canvas, self.entry, now)
        mode = self.world.settings.play.mode
        name = {"solo": "mode.solo", "both hands": "mode.both", "two": "mode.two", "watch": "mode.watch"}[mode]
        faces = [lane for lane in Lane if mode != "solo" or lane.id == self.world.settings.play.leader]
        for i, lane in enumerate(faces):
            self.face(canvas, lane, (766 + 34 * i, 52), 26)
        left = 766 + 34 * len(faces) + 8
        theme.text(canvas, words(name), (left, 52), 22, width=1248 - left)

    def _draw_search(self, canvas: pygame.Surface, now: float) -> None:
        theme, p = self.world.theme, self.world.theme.palette
        theme.panel(canvas, SEARCH, Kind.PILL, 22)
        if self.menu.light("search", now) > 0.4:
            theme.panel(canvas, SEARCH, Kind.PILL, 22, theme.ring_look())
        x, y = SEARCH[0] + 26, SEARCH[1] + 21
        theme.ring(canvas, (x, y - 2), 9, 2.5, p.muted)
        theme.line(canvas, (x + 6, y + 5), (x + 12, y + 11), 2.5, p.muted)
        caret = "|" if self.typing and now % 1.0 < 0.5 else ""
        shown = self.query + caret if self.query or self.typing else self.world.strings.text("search")
        theme.text(canvas, shown, (x + 24, y + 1), 20, p.text if self.query else p.muted, width=190)

    def _draw_list(self, canvas: pygame.Surface, now: float) -> None:
        theme = self.world.theme
        clip = canvas.get_clip()
        x, y, w, h = LIST
        canvas.set_clip(theme.rect(x - 24, y - 10, w + 40, h + 10))
        for i, entry in enumerate(self.shown):
            top = y + (i - self.glide) * STEP
            if y - STEP < top < y + h + 8:
                self._draw_row(canvas, entry, top, now)
        canvas.set_clip(clip)
        if not self.shown:
            key = "loading" if self.shelf.reading else "search.none" if self.query else "no_songs"
            theme.text(
                canvas, self.world.strings.text(key), (x + w / 2, y + 120), 24, theme.palette.muted, align="center"
            )
        elif len(self.shown) > ROWS:
            tall = h * ROWS / len(self.shown)
            at = y + (h - tall) * self.glide / max(len(self.shown) - ROWS, 1)
            theme.panel(canvas, (x + w + 7, at, 6, tall), Kind.PILL, 3)

    def _draw_row(self, canvas: pygame.Surface, entry: Entry, top: float, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, _, w, _ = LIST
        chosen = entry is self.entry
        theme.panel(canvas, (x, top, w, ROW_H), Kind.CHOSEN if chosen else Kind.CARD, 16)
        canvas.blit(self._cover(entry, (70, 70)), theme.point(x + 12, top + 11))
        theme.text(canvas, entry.title(words.language), (x + 98, top + 30), 24, width=330)
        facts = f"{duration(entry.seconds)}   ♩{_range(entry.bpm)}   {' · '.join(entry.meters)}"
        theme.text(canvas, facts, (x + 98, top + 64), 19, p.muted, width=330)
        for level in Level:
            box = (x + 440 + 58 * level, top + 14, 52, 32)
            now_on = chosen and level is self.level
            theme.panel(canvas, box, Kind.PRIMARY if now_on else Kind.PILL, 16)
            rating, colour = f"{entry.ratings[level]:.1f}", p.on_harmony if now_on else p.text
            theme.text(canvas, rating, (box[0] + 26, box[1] + 16), 18, colour, align="center", width=44)
        best = entry.bests.get(self.level.id)
        if best is None:
            theme.text(canvas, words.text("unplayed"), (x + w - 18, top + 66), 18, p.muted, align="right", width=230)
            return
        ring_number(theme, canvas, (x + w - 64, top + 66), best.harmony, 20)
        theme.text(canvas, number(best.score), (x + w - 92, top + 66), 20, font="display", align="right", width=150)

    def _draw_drop(self, canvas: pygame.Surface, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        x, y, w, h = DROP
        theme.dashed(canvas, DROP, 16, p.muted)
        middle = y + h / 2
        for a, b in (((x + 48, middle - 18), (x + 48, middle + 6)), ((x + 34, middle + 18), (x + 62, middle + 18))):
            theme.line(canvas, a, b, 3, p.harmony)
        for side in (-9, 9):
            theme.line(canvas, (x + 48 + side, middle - 3), (x + 48, middle + 7), 3, p.harmony)
        busy = self.shelf.busy
        text = words("adding", name=busy) if busy else words("drop")
        theme.text(canvas, text, (x + 86, middle), 21, p.harmony if busy else p.text, width=400)
        if busy:
            dots = int(now * 3) % 4
            theme.text(canvas, "· " * dots, (x + w - 70, middle), 21, p.harmony)
        else:
            theme.text(canvas, words("drop.folder"), (x + w - 20, middle), 18, p.muted, align="right", width=150)

    def _draw_card(self, canvas: pygame.Surface, entry: Entry, now: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        theme.panel(canvas, CARD, Kind.PANEL, 20)
        canvas.blit(self._cover(entry, COVER[2:]), theme.point(*COVER[:2]))
        theme.text(canvas, entry.title(self.world.strings.language), (760, 312), 32, width=464)
        artist = words("own_song") if entry.song.built_in else entry.song.artist
        theme.text(canvas, artist, (760, 345), 18, p.muted, width=464)
        theme.text(canvas, words("level"), (760, 374), 18, p.muted, width=120)
        theme.text(canvas, words("notes"), (1046, 374), 18, p.muted, align="right", width=120)
        for lane in Lane:
            self.face(canvas, lane, (1104 + 84 * lane, 374), 16)
        for level in Level:
            self._draw_level(canvas, entry, level, now)
        play = self.world.settings
        for key, box, text in (
            ("scroll", SCROLL, f"{play.screen.scroll_speed:.1f}×"),
            ("speed", SPEED, f"{round(play.play.speed * 100)}%"),
        ):
            theme.text(canvas, words(key), (box[0] + 4, box[1] - 20), 18, p.muted, width=box[2])
            stepper(theme, canvas, box, text, self.menu.light(key, now))
        self.button(canvas, "play", words("play"), now, 26)

    def _draw_level(self, canvas: pygame.Surface, entry: Entry, level: Level, now: float) -> None:
        theme, p = self.world.theme, self.world.theme.palette
        y, here = LEVELS_Y + LEVEL_STEP * level, level is self.level
        box = (748, y - 18, 488, 36)
        if here:
            theme.panel(canvas, box, Kind.CARD, 10, theme.ring_look())
        elif self.menu.light(f"level.{level.id}", now) > 0.3:
            theme.panel(canvas, box, Kind.CARD, 10)
        theme.text(canvas, self.world.strings.text(f"level.{level.id}"), (764, y), 20, width=134)
        colour = p.harmony if here else p.text
        theme.text(canvas, f"{entry.ratings[level]:.1f}", (946, y), 20, colour, align="right")
        theme.bar(canvas, (960, y - 4, 88, 8), entry.ratings[level] / 10, p.harmony if here else p.muted)
        for lane in Lane:
            theme.text(canvas, str(entry.counts[level][lane]), (1104 + 84 * lane, y), 20, align="center", width=70)

    def _cover(self, entry: Entry, size: tuple[float, float]) -> pygame.Surface:
        theme = self.world.theme
        pixels = (theme.px(size[0]), theme.px(size[1]))
        key = (entry.song.id, pixels)
        if key not in self._covers:
            self._covers[key] = cover(pixels, theme.px(12), entry.song.id, entry.stripes, theme.palette)
        return self._covers[key]


def _range(bpm: tuple[int, int]) -> str:
    return str(bpm[0]) if bpm[0] == bpm[1] else f"{bpm[0]}–{bpm[1]}"
