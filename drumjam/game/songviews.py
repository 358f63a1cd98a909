"""SongViews: how songs look in the list. Rows, covers, the place for dropped files."""

from __future__ import annotations

from collections.abc import Sequence
from math import sin

import pygame

from drumjam.game.cover import cover
from drumjam.game.faces import face
from drumjam.game.greeting import seeks
from drumjam.game.menu import Box, Menu
from drumjam.game.shelf import Entry
from drumjam.game.theme import Kind
from drumjam.game.widgets import duration, number, paragraph, ring_number
from drumjam.game.world import World
from drumjam.library.settings import Mode
from drumjam.rules.chart import Lane, Level
from drumjam.rules.form import Form

Levels = tuple[Level, Level]
"""Lee's and Takaichi's."""

LIST: Box = (32, 96, 680, 496)
ROWS, ROW_H, STEP = 5, 92, 100
"""Where the list stands; how many rows are in sight, how high one is, and how far it is to the next."""

NEAR = 10
"""How many rows are made for keys on each side of one: as many steps may come between two pictures."""

KEPT = 40
"""Covers that are kept: those on the page, and what one comes back to soon."""

NOTHING: Box = (32, 96, 680, 232)
"""Where it is said that no song is found."""

CARD: Box = (736, 96, 512, 572)
COVER: Box = (752, 112, 480, 140)
LEVELS_Y, LEVEL_STEP = 380, 39
MODE_WORDS = {Mode.BOTH_HANDS: "mode.both", Mode.TWO: "mode.two", Mode.WATCH: "mode.watch"}


def rows_near(count: int, *middles: int) -> Sequence[int]:
    """Of `count` rows those around the middles; also the first and the last, where keys come from other parts."""
    near = {row for middle in middles for row in range(middle - NEAR, middle + NEAR + 1)}
    return sorted(row for row in near | {0, count - 1} if 0 <= row < count)


class SongViews:
    """Paints songs; keeps the covers that it has painted last."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._covers: dict[tuple[object, ...], pygame.Surface] = {}

    def cover(self, entry: Entry, size: tuple[float, float]) -> pygame.Surface:
        """A song's cover at a logical size."""
        theme = self.world.theme
        pixels = (theme.px(size[0]), theme.px(size[1]))
        key = (entry.song.id, pixels, theme.palette)
        made = self._covers.pop(key, None)
        if made is None:
            made = cover(pixels, theme.px(12), entry.song.id, entry.stripes, theme.palette)
        self._covers[key] = made  # the one that was wanted last is the last to go
        while len(self._covers) > KEPT:
            del self._covers[next(iter(self._covers))]
        return made

    def mode(self, canvas: pygame.Surface, at: tuple[float, float]) -> None:
        """Who plays: the faces of those whom people lead, the mode's name; how a pair plays, or what it has reached."""
        theme, play, (x, y) = self.world.theme, self.world.settings.play, at
        faces = [lane for lane in Lane if play.mode is not Mode.SOLO or lane.id == play.leader]
        for lane in faces:
            face(theme, canvas, lane, (x, y), 26)
            x += 34
        words, evening = self.world.strings.text, self.world.evening
        tally = play.mode is Mode.TWO and bool(evening)
        name = words(MODE_WORDS.get(play.mode, "mode.solo"))
        if play.mode is Mode.TWO and play.form is not Form.TOGETHER:
            theme.text(canvas, f"{name} · {words(f'form.{play.form}')}", (x + 8, y - 20), 22, width=1240 - x, room=28)
            paragraph(theme, canvas, words(f"form.{play.form}.help"), (x + 8, y - 5, 1236 - x, 46), 18, middle=True)
            return
        theme.text(canvas, name, (x + 8, y - 12 if tally else y), 22, width=1240 - x, room=30 if tally else 52)
        if tally:
            told = words("evening", count=len(evening), best=round(100 * max(evening)))
            theme.text(canvas, told, (x + 8, y + 15), 18, theme.palette.harmony, width=1240 - x, room=26)

    def listening(self, canvas: pygame.Surface, at: tuple[float, float], now: float) -> None:
        """A sign that the song is being heard, its bars moving."""
        theme, p, text = self.world.theme, self.world.theme.palette, self.world.strings.text("preview")
        x, y = at
        width = theme.width(text, 18) + 62
        theme.panel(canvas, (x, y, width, 32), Kind.PILL, 16)
        still = self.world.settings.screen.reduced_motion
        for i in range(3):
            tall = 9 if still else 5 + 5 * abs(sin(now * 4.3 + 1.9 * i))
            theme.line(canvas, (x + 18 + 7 * i, y + 16 - tall), (x + 18 + 7 * i, y + 16 + tall), 3, p.harmony)
        theme.text(canvas, text, (x + 46, y + 16), 18, p.harmony)

    def list(
        self, canvas: pygame.Surface, shown: Sequence[Entry], chosen: Entry | None, levels: Levels, glide: float
    ) -> None:
        """The songs in sight and a bar beside them; `glide` is how many are above, a fraction while the list moves."""
        theme, (x, y, w, h) = self.world.theme, LIST
        clip = canvas.get_clip()
        canvas.set_clip(theme.rect(x - 24, y - 10, w + 40, h + 10))
        for i in range(max(int(glide) - 1, 0), min(int(glide) + ROWS + 2, len(shown))):
            top = y + (i - glide) * STEP
            if y - STEP < top < y + h + 8:
                self.row(canvas, shown[i], (x, top, w, ROW_H), levels, chosen=shown[i] is chosen)
        canvas.set_clip(clip)
        if len(shown) > ROWS:
            tall = h * ROWS / len(shown)
            at = y + (h - tall) * glide / max(len(shown) - ROWS, 1)
            theme.panel(canvas, (x + w + 7, at, 6, tall), Kind.PILL, 3)

    def row(self, canvas: pygame.Surface, entry: Entry, box: Box, levels: Levels, *, chosen: bool) -> None:
        """One row of the list; the best result is the one at these levels, if they are alike."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, top, w, _ = box
        theme.panel(canvas, box, Kind.CHOSEN if chosen else Kind.CARD, 16)
        canvas.blit(self.cover(entry, (70, 70)), theme.point(x + 12, top + 11))
        theme.text(canvas, entry.title(words.language), (x + 98, top + 30), 24, width=330)
        facts = f"{duration(entry.seconds)}   ♩{_range(entry.bpm)}   {' · '.join(entry.meters)}"
        theme.text(canvas, facts, (x + 98, top + 64), 19, p.muted, width=330)
        for one in Level:
            box = (x + 440 + 58 * one, top + 14, 52, 32)
            now_on = chosen and one in levels
            theme.panel(canvas, box, Kind.PRIMARY if now_on else Kind.PILL, 16)
            rating, colour = f"{entry.ratings[one]:.1f}", p.on_harmony if now_on else p.text
            theme.text(canvas, rating, (box[0] + 26, box[1] + 16), 18, colour, align="center", width=44)
        best = entry.bests.get(levels[0].id) if levels[0] is levels[1] else None
        if best is None:
            theme.text(canvas, words.text("unplayed"), (x + w - 18, top + 66), 18, p.muted, align="right", width=230)
            return
        ring_number(theme, canvas, (x + w - 64, top + 66), best.harmony, 20)
        theme.text(canvas, number(best.score), (x + w - 92, top + 66), 20, font="display", align="right", width=150)

    def nothing(self, canvas: pygame.Surface, query: str, *, reading: bool) -> None:
        """Why no song is in the list, and how one's own comes into it."""
        theme, p, words, (x, y, w, h) = self.world.theme, self.world.theme.palette, self.world.strings.text, NOTHING
        key = "loading" if reading else "search.songs" if seeks(query) else "search.none" if query else "no_songs"
        if reading or not query:
            theme.text(canvas, words(key), (x + w / 2, y + 120), 24, p.muted, align="center", width=w)
            return
        theme.panel(canvas, NOTHING, Kind.PANEL, 20)
        paragraph(theme, canvas, words(key), (x + 36, y + 20, w - 72, 100), 24, middle=True, colour=p.text)
        paragraph(theme, canvas, words("search.own"), (x + 36, y + 124, w - 72, h - 144), 21)

    def drop(self, canvas: pygame.Surface, box: Box, busy: str, now: float) -> None:
        """The place for dropped files; `busy` is the file that is being made into a song, or ""."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        x, y, w, h = box
        theme.dashed(canvas, box, 16, p.muted)
        middle = y + h / 2
        for a, b in (((x + 48, middle - 18), (x + 48, middle + 6)), ((x + 34, middle + 18), (x + 62, middle + 18))):
            theme.line(canvas, a, b, 3, p.harmony)
        for side in (-9, 9):
            theme.line(canvas, (x + 48 + side, middle - 3), (x + 48, middle + 7), 3, p.harmony)
        text = words("adding", name=busy) if busy else words("drop")
        theme.text(canvas, text, (x + 86, middle - 12), 21, p.harmony if busy else p.text, width=400, room=30)
        theme.text(canvas, words("drop.stays"), (x + 86, middle + 15), 17, p.muted, width=400, room=26)
        if busy:
            dots = int(now * 3) % 4
            theme.text(canvas, "· " * dots, (x + w - 70, middle), 21, p.harmony)
        else:
            theme.text(canvas, words("drop.folder"), (x + w - 20, middle), 18, p.muted, align="right", width=150)

    def level_box(self, level: Level) -> Box:
        """Where one level of the chosen song stands."""
        return (752, LEVELS_Y + LEVEL_STEP * level - 18, 480, 36)

    def card(
        self, canvas: pygame.Surface, entry: Entry, levels: Levels, menu: Menu, now: float, *, sounding: bool
    ) -> None:
        """The chosen song: its cover, its names, how hard its levels are; whether it is heard."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        theme.panel(canvas, CARD, Kind.PANEL, 20)
        canvas.blit(self.cover(entry, COVER[2:]), theme.point(*COVER[:2]))
        if sounding:
            self.listening(canvas, (COVER[0] + 12, COVER[1] + COVER[3] - 42), now)
        theme.text(canvas, entry.title(words.language), (760, 282), 32, width=464, room=44)
        artist = words.text("own_song") if entry.song.built_in else entry.song.artist
        theme.text(canvas, artist, (760, 317), 18, p.muted, width=464, room=24)
        theme.text(canvas, words.text("level"), (760, 345), 18, p.muted, width=120, room=26)
        theme.text(canvas, words.text("notes"), (1046, 345), 18, p.muted, align="right", width=120, room=26)
        for lane in Lane:
            face(theme, canvas, lane, (1104 + 84 * lane, 343), 16)
        for one in Level:
            light = menu.light(f"level.{one.id}", now)
            own = [lane for lane in Lane if levels[lane] is one]
            self.level(canvas, entry, one, LEVELS_Y + LEVEL_STEP * one, own, light=light)

    def level(
        self, canvas: pygame.Surface, entry: Entry, level: Level, y: float, own: Sequence[Lane], *, light: float
    ) -> None:
        """One level of the chosen song: how hard, how many notes for each leader; `own` are those who play it."""
        here = bool(own)
        theme, p = self.world.theme, self.world.theme.palette
        box = (748, y - 18, 488, 36)
        if here:
            theme.panel(canvas, box, Kind.CARD, 10, theme.ring_look())
        elif light > 0.3:
            theme.panel(canvas, box, Kind.CARD, 10)
        theme.text(canvas, self.world.strings.text(f"level.{level.id}"), (764, y), 20, width=134)
        colour = p.harmony if here else p.text
        theme.text(canvas, f"{entry.ratings[level]:.1f}", (946, y), 20, colour, align="right")
        theme.bar(canvas, (960, y - 4, 88, 8), entry.ratings[level] / 10, p.harmony if here else p.muted)
        for lane in Lane:
            shown = p.muted if here and lane not in own else p.text
            count = str(entry.counts[level][lane])
            theme.text(canvas, count, (1104 + 84 * lane, y), 20, shown, align="center", width=70)


def _range(bpm: tuple[int, int]) -> str:
    return str(bpm[0]) if bpm[0] == bpm[1] else f"{bpm[0]}–{bpm[1]}"
