"""Systems: the rows of a sheet. Both leaders' bars one above the other, what they strike together tied in gold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby, pairwise

import pygame

from drumjam.game.palette import Colour, mix
from drumjam.game.panels import Look
from drumjam.game.sheet.devices import device_colour
from drumjam.game.sheet.layout import LEFT, RIGHT, Layout, Piece, Row
from drumjam.game.sheet.stamps import SMALLEST, Stamp, Stamps
from drumjam.game.strings import Strings
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane, Note, Pad, Section
from drumjam.rules.outline import Outline
from drumjam.rules.touch import touch

ROOM = 0.9
"""Part of their distance that notes of one pad may fill."""

NARROW = 26
"""Pixels below which bars or pulses are not told one by one."""


class Systems:
    """Paints the rows of one sheet.

    theme    colours and letters, at scale 1
    words    the language
    outline  what is painted
    layout   where
    """

    def __init__(self, theme: Theme, words: Strings, outline: Outline, layout: Layout) -> None:
        self.theme = theme
        self.words = words
        self.outline = outline
        self.layout = layout
        self.stamps = Stamps(theme.palette)
        self._sizes = self._note_sizes()

    def draw(self, canvas: pygame.Surface) -> None:
        """All rows."""
        for row in self.layout.rows:
            if row.rests:
                self._rests(canvas, row, row.rests)
            else:
                self._bands(canvas, row)
                self._lanes(canvas, row)
                self._bars(canvas, row)
                self._notes(canvas, row)

    def _note_sizes(self) -> dict[Note, int]:
        """How large each note is drawn: all of a leader's bar alike, smaller where two on a pad are near."""
        full, sizes = self.layout.shape.note, dict[Note, int]()
        nearest: dict[tuple[int, Lane], int] = {}
        bar_of = {note: bar.number for bar in self.outline.bars for note in bar.notes}
        for lane in Lane:
            for pad in Pad:
                own = [note for note in self.outline.lane(lane) if note.pad is pad]
                for before, note in pairwise(own):
                    for key in {(bar_of[before], lane), (bar_of[note], lane)}:
                        nearest[key] = min(nearest.get(key, note.tick), note.tick - before.tick)
        for note, bar in bar_of.items():
            room = nearest.get((bar, note.lane), 0) * self.layout.per_tick * ROOM
            sizes[note] = max(min(int(room), full), round(full * SMALLEST)) if (bar, note.lane) in nearest else full
        return sizes

    def _rests(self, canvas: pygame.Surface, row: Row, bars: tuple[int, int]) -> None:
        p, shape = self.theme.palette, self.layout.shape
        y = row.y + shape.rest / 2 - 4
        text = f"bars {bars[0]}–{bars[1]}: rest"
        self.theme.text(canvas, text, (LEFT + 14, y), 18, p.muted)
        start = LEFT + 28 + self.theme.width(text, 18)
        self.theme.line(canvas, (start, y), (RIGHT - 14, y), 2, mix(p.ground, p.muted, 0.3))

    def _bands(self, canvas: pygame.Surface, row: Row) -> None:
        """The sections over a row, each named with how the leaders share it, in that device's colour."""
        sections, high = self.outline.chart.sections, self.layout.shape.band
        start, stop = row.pieces[0].tick, row.pieces[-1].stop
        for section, after in zip(sections, [*sections[1:], None], strict=False):
            first, last = max(section.tick, start), min(after.tick if after else stop, stop)
            if first < last:
                left = self.layout.edge(row, first)
                right = self.layout.end(row) if last == stop else self.layout.edge(row, last) - 4
                self._band(canvas, section, (left, row.y, right - left, high - 4), begins=section.tick >= start)

    def _band(
        self, canvas: pygame.Surface, section: Section, box: tuple[float, float, float, float], *, begins: bool
    ) -> None:
        theme, p = self.theme, self.theme.palette
        x, y, w, h = box
        colour = device_colour(section.device, p)
        theme.panel(canvas, box, radius=6, look=_flat(mix(p.ground, colour, 0.3 if begins else 0.16)))
        if begins:
            theme.panel(canvas, (x, y, min(6, w), h), radius=3, look=_flat(colour))
        if w < NARROW:
            return
        size, middle = min(18, h - 5), y + h / 2
        name = self.words.section(section.name)
        ink = p.text if begins else p.muted
        width = min(theme.width(name, size), (w - 30) * 0.6)
        theme.text(canvas, name, (x + 14, middle), size, ink, width=width)
        rest = w - width - 36
        if rest > NARROW:
            device = self.words.text(f"device.{section.device}")
            theme.text(
                canvas,
                device,
                (x + 24 + width, middle),
                size,
                colour if begins else mix(p.ground, colour, 0.7),
                width=rest,
            )

    def _lanes(self, canvas: pygame.Surface, row: Row) -> None:
        """Both lanes' grounds, lighter in the bars that a leader plays; names beside them."""
        theme, p, layout = self.theme, self.theme.palette, self.layout
        end = layout.end(row)
        for lane in Lane:
            y, high, colour = layout.lane_y(row, lane), layout.shape.lane, p.leaders[lane]
            theme.panel(canvas, (LEFT, y, end - LEFT, high), radius=10, look=_flat(mix(p.sunken, p.lane, 0.5)))
            for plays, run in groupby(row.pieces, key=partial(_plays, lane)):
                group = list(run)
                if plays:
                    left, stop = layout.edge(row, group[0].tick), group[-1].stop
                    right = end if stop == row.pieces[-1].stop else layout.edge(row, stop)
                    theme.panel(canvas, (left, y, right - left, high), radius=10, look=_flat(mix(p.lane, colour, 0.14)))
            for pad in Pad:
                line = layout.pad_y(row, lane, pad)
                theme.line(canvas, (LEFT + 4, line), (end - 4, line), 1, mix(p.lane, colour, 0.3))
                at = (LEFT - 16, line)
                self.stamps.put(canvas, Stamp(pad, touch(1), False, colour, 11), at)
            theme.text(canvas, self.words.leader(lane), (LEFT - 32, y + high / 2), 22, colour, align="right", width=100)

    def _bars(self, canvas: pygame.Surface, row: Row) -> None:
        """Bar lines and numbers; pulses fainter."""
        theme, p, layout = self.theme, self.theme.palette, self.layout
        top, shape = layout.lane_y(row, Lane.LEE), layout.shape
        bottom = layout.lane_y(row, Lane.TAKAICHI) + shape.lane
        numbered = -1e9
        for piece in row.pieces:
            x, bar = layout.edge(row, piece.tick), piece.bar
            pulse = bar.meter.pulse_ticks(self.outline.chart.tempo.ticks_per_beat)
            if pulse * layout.per_tick >= NARROW:
                for tick in range(bar.tick + pulse, bar.stop, pulse):
                    if piece.tick < tick < piece.stop:
                        for lane in Lane:
                            y = layout.lane_y(row, lane)
                            a, b = (layout.x(row, tick), y + 1), (layout.x(row, tick), y + shape.lane - 2)
                            theme.line(canvas, a, b, 1, mix(p.lane, p.stroke, 0.08))
            if piece.tick != bar.tick:
                continue
            if x > LEFT:
                theme.line(canvas, (x, top), (x, bottom), 1, mix(p.lane, p.stroke, 0.3))
            if x - numbered >= NARROW:
                theme.text(
                    canvas, str(bar.number), (x + 5, top - shape.numbers / 2), min(16, shape.numbers - 3), p.muted
                )
                numbered = x

    def _notes(self, canvas: pygame.Surface, row: Row) -> None:
        """Rolls below, then the golden ties, then the notes."""
        notes = [note for piece in row.pieces for note in piece.notes]
        for note in (*row.pieces[0].bar.held, *notes):
            if note.roll_until is not None:
                self._roll(canvas, row, note, note.roll_until)
        self._ties(canvas, row, notes)
        for note in reversed(notes):
            at = self.layout.x(row, note.tick), self.layout.pad_y(row, note.lane, note.pad)
            colour = self.theme.palette.leaders[note.lane]
            ring = note.tick in self.outline.together
            self.stamps.put(canvas, Stamp(note.pad, touch(note.velocity), ring, colour, self._sizes[note]), at)

    def _roll(self, canvas: pygame.Surface, row: Row, note: Note, until: int) -> None:
        p, layout = self.theme.palette, self.layout
        start, stop = row.pieces[0].tick, row.pieces[-1].stop
        left, right = layout.x(row, max(note.tick, start)), layout.x(row, min(until, stop))
        high = layout.shape.note * 0.6
        y, colour = layout.pad_y(row, note.lane, note.pad), p.leaders[note.lane]
        look = Look(mix(p.lane, colour, 0.55), mix(p.lane, colour, 0.4), 255, mix(colour, p.stroke, 0.3), 255, 255, 1.4)
        self.theme.panel(canvas, (left, y - high / 2, max(right - left, high), high), radius=high / 2, look=look)

    def _ties(self, canvas: pygame.Surface, row: Row, notes: Sequence[Note]) -> None:
        """A golden line from Lee's note to Takaichi's where both strike."""
        p, layout = self.theme.palette, self.layout
        ends: dict[int, list[int]] = {}
        for note in notes:
            if note.tick in self.outline.together:
                ends.setdefault(note.tick, []).append(layout.pad_y(row, note.lane, note.pad))
        for tick, ys in ends.items():
            x = layout.x(row, tick)
            self.theme.line(canvas, (x, min(ys)), (x, max(ys)), 2, mix(p.lane, p.harmony, 0.75))


def _plays(lane: Lane, piece: Piece) -> bool:
    """Whether a leader has anything to play in a bar."""
    return any(note.lane is lane for note in (*piece.bar.notes, *piece.bar.held))


def _flat(colour: Colour) -> Look:
    """One colour, no edge."""
    return Look(colour, colour, 255, colour, 0, 0)
