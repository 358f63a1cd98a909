"""Stops: what stands beside a card of the story. Its pieces with their goals, the road so far, the arc of a play."""

from __future__ import annotations

from collections.abc import Mapping

import pygame

from drumjam.game.course import BANDS, WORDS
from drumjam.game.cover import cover
from drumjam.game.menu import Box
from drumjam.game.road import CARDS, Card, Road, Stop
from drumjam.game.shelf import stripes_of
from drumjam.game.theme import Theme, mix
from drumjam.game.widgets import harmony_ring, line_height, ring_number
from drumjam.game.world import World
from drumjam.library.songs import Song

SONGS: Box = (748, 232, 500, 444)
"""The panel beside the card."""

INSET, ROW_INSET, PITCH, BUTTON = 28, 16, 144, 44
COVER: Box = (776, 390, 444, 112)
"""The picture of a card's only piece."""

OWN = 0.15
"""How full the ring of each one's own beat is drawn, whose band begins at nothing."""


class Stops:
    """Paints the panel's contents; `songs` are the pieces by id, those that are there."""

    def __init__(self, world: World, road: Road, songs: Mapping[str, Song]) -> None:
        self.world = world
        self.road = road
        self.songs = songs
        self._covers: dict[tuple[str, Theme], pygame.Surface] = {}

    def title(self, song: str) -> str:
        """What a piece is called in the reader's language; its id where it is not there."""
        known = self.songs.get(song)
        return (known.titles.get(self.world.strings.language) or known.title) if known else song

    def draw_cover(self, canvas: pygame.Surface, stop: Stop) -> None:
        """The course of a piece, below it, where it is the only one."""
        theme, known = self.world.theme, self.songs.get(stop.song)
        if known is None:
            return
        key = stop.song, theme
        if key not in self._covers:
            size = theme.px(COVER[2]), theme.px(COVER[3])
            self._covers = {key: cover(size, theme.px(12), stop.song, stripes_of(known.chart), theme.palette)}
        canvas.blit(self._covers[key], theme.point(*COVER[:2]))

    def draw_stop(self, canvas: pygame.Surface, card: Card, stop: Stop, place: int) -> None:
        """A piece: title, goal, what it teaches, the best harmony so far; the button is the page's."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        x, y, w, _ = SONGS
        top, wide = y + 16 + place * PITCH, w - 2 * INSET
        best, reached = self.road.best.get(stop.song), self.road.reached(stop)
        theme.text(canvas, self.title(stop.song), (x + INSET, top + 13), 24, width=wide - 110, room=34)
        if best is not None:
            ring_number(theme, canvas, (x + w - 96, top + 12), best, 22)
        goal = words.text(f"story.goal.{stop.song}", number=round(100 * stop.goal))
        tick = 24 if reached else 0
        if reached:
            theme.disc(canvas, (x + INSET + 8, top + 43), 7, p.harmony)
            theme.disc(canvas, (x + INSET + 8, top + 43), 3, p.sunken)
        theme.text(
            canvas, goal, (x + INSET + tick, top + 44), 18, p.harmony if reached else p.text, width=wide - tick, room=26
        )
        waits = self.road.waits_for(card, stop)
        if waits:
            told = words.text("story.closed", title=self.title(waits))
        else:
            told = words.text("story.learn", devices=" · ".join(words.text(key).lower() for key in stop.teaches))
        theme.text(canvas, told, (x + INSET, top + 68), 18, p.muted, width=wide, room=26)

    def draw_road(self, canvas: pygame.Surface) -> None:
        """All pieces with their best harmonies: the road so far."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        x, y, w, _ = SONGS
        theme.text(canvas, words("story.road"), (x + INSET, y + 34), 24, width=w - 2 * INSET, room=36)
        for place, stop in enumerate(stop for card in CARDS for stop in card.stops):
            at = y + 84 + 46 * place
            theme.text(canvas, self.title(stop.song), (x + INSET, at), 20, width=w - 2 * INSET - 100, room=32)
            best = self.road.best.get(stop.song)
            if best is not None:
                ring_number(theme, canvas, (x + w - 90, at), best, 22)
            if self.road.reached(stop):
                theme.ring(canvas, (x + w - 90, at), 19, 2, p.harmony)

    def draw_arc(self, canvas: pygame.Surface) -> None:
        """What harmony is called as it grows, from each one's own beat on."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        x, y, w, _ = SONGS
        theme.text(canvas, words("story.arc"), (x + INSET, y + 38), 24, width=w - 2 * INSET, room=36)
        edges = (0.0, *BANDS)
        for place, (edge, key) in enumerate(zip(edges, WORDS, strict=True)):
            at = y + 100 + 66 * place
            if place:
                theme.line(canvas, (x + 60, at - 66 + 26), (x + 60, at - 26), 3, mix(p.lane, p.muted, 0.5))
            harmony_ring(theme, canvas, (x + 60, at), 20, edge or OWN)
            theme.text(canvas, words(key), (x + 100, at), 22, width=w - 200, room=34)
            told = f"{round(100 * edge)}"
            theme.text(canvas, told, (x + w - INSET, at), 24, p.harmony, "display", "right", room=34)

    def draw_closed(self, canvas: pygame.Surface, song: str) -> None:
        """A card that waits for a piece: two rings that have not met, and which piece it is."""
        theme, p = self.world.theme, self.world.theme.palette
        x, y, w, h = SONGS
        for side, colour in ((-1, p.lee), (1, p.takaichi)):
            theme.ring(canvas, (x + w / 2 + side * 104, y + h / 2 - 64), 78, 12, mix(p.sunken, colour, 0.4))
        theme.disc(canvas, (x + w / 2, y + h / 2 - 64), 12, mix(p.sunken, p.harmony, 0.4))
        told = self.world.strings.text("story.closed", title=self.title(song))
        self._middle(theme, canvas, told, (x + INSET, y + h - 152, w - 2 * INSET, 72))

    def _middle(self, theme: Theme, canvas: pygame.Surface, text: str, box: Box) -> None:
        x, y, w, h = box
        size = next((s for s in range(22, 12, -1) if len(theme.lines(text, w, s)) * line_height(theme, s) <= h), 12)
        lines = theme.lines(text, w, size)
        for place, line in enumerate(lines):
            at = (x + w / 2, y + h / 2 + (place - (len(lines) - 1) / 2) * line_height(theme, size))
            theme.text(canvas, line, at, size, theme.palette.muted, align="center", width=w)


def button_box(place: int) -> Box:
    """Where the button of a piece is, counted from above."""
    x, y, w, _ = SONGS
    return (x + INSET, y + 16 + place * PITCH + 86, w - 2 * INSET, BUTTON)


def foot_box(place: int, inset: float = INSET) -> Box:
    """A button at the panel's foot, 0 the lowest; a row, whose own edge is clear, has a smaller inset."""
    x, y, w, h = SONGS
    return (x + inset, y + h - 60 - 52 * place, w - 2 * inset, BUTTON)
