"""Layout of a sheet: which bars stand in which row, and how high it all is. Numbers only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from drumjam.rules.chart import Lane, Notes, Pad, Section
from drumjam.rules.outline import Bar, Outline, is_long_rest, stretches

WIDTH = 1600
MARGIN = 40
LEFT, RIGHT = 164, WIDTH - MARGIN
HEAD, FOOT = 306, 452
"""Heights of what stands above and below the rows."""

TALLEST = 12_000
ROOMY = 22
"""Pixels from stroke to stroke that let each be seen by itself."""

CROWDED = 0.1
"""Part of the gaps that may be narrower."""

MOST_BARS, FEWEST_BARS = 8, 4


@dataclass(frozen=True, slots=True)
class Shape:
    """How high a row's parts are, in pixels.

    band     the section's strip, above it
    numbers  the line of bar numbers
    lane     one leader's two pads
    gap      between the leaders
    after    to the next row
    rest     a row that only tells of empty bars
    note     how large a drum is drawn where there is room
    inset    how far behind its bar line a bar's first stroke stands
    """

    band: int
    numbers: int
    lane: int
    gap: int
    after: int
    rest: int
    note: int
    inset: int

    @property
    def row(self) -> int:
        """The height of a whole row."""
        return self.band + self.numbers + 2 * self.lane + self.gap + self.after


FULL = Shape(30, 24, 68, 12, 30, 48, 22, 18)
DENSE = Shape(22, 18, 40, 6, 14, 30, 14, 10)


@dataclass(frozen=True, slots=True)
class Piece:
    """A bar, or a part of one that is too long for a row.

    tick, stop  where it begins and ends
    bar         the whole bar
    """

    tick: int
    stop: int
    bar: Bar

    @property
    def notes(self) -> Notes:
        """What is struck in it."""
        first = self.tick == self.bar.tick  # a stroke just before its bar line belongs here too
        last = self.stop == self.bar.stop
        return tuple(n for n in self.bar.notes if (first or n.tick >= self.tick) and (last or n.tick < self.stop))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet.

    y       its upper edge
    pieces  its bars; empty in a row that only tells of rests
    rests   the first and the last of the bars it tells of, or None
    """

    y: int
    pieces: tuple[Piece, ...]
    rests: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything on the sheet stands.

    shape     heights
    rows      from above
    per_tick  pixels in a tick
    height    of the whole picture
    """

    shape: Shape
    rows: tuple[Row, ...]
    per_tick: float
    height: int

    def edge(self, row: Row, tick: int) -> float:
        """Where a bar that begins on a tick has its bar line."""
        return LEFT + (tick - row.pieces[0].tick) * self.per_tick

    def end(self, row: Row) -> float:
        """Where a row ends: late strokes of its last bar stand within."""
        return self.edge(row, row.pieces[-1].stop) + self.shape.inset

    def x(self, row: Row, tick: int) -> float:
        """Where a stroke stands in its row."""
        return self.edge(row, tick) + self.shape.inset

    def lane_y(self, row: Row, lane: Lane) -> int:
        """The upper edge of a leader's lane."""
        shape = self.shape
        return row.y + shape.band + shape.numbers + lane * (shape.lane + shape.gap)

    def pad_y(self, row: Row, lane: Lane, pad: Pad) -> int:
        """The line of one pad: the cymbal's above the drum's, as on the stage."""
        return self.lane_y(row, lane) + round(self.shape.lane * (0.28 if pad is Pad.CYMBAL else 0.72))


def lay_out(outline: Outline) -> Layout:
    """Four or eight bars a row, each section on a row of its own; denser only where it would grow too tall."""
    bars, sections = outline.bars, outline.chart.sections
    if not bars:
        return Layout(FULL, (), 1.0, HEAD + FULL.rest + FOOT)
    usual = median_low([bar.stop - bar.tick for bar in bars])
    across = MOST_BARS if _roomy(outline, usual * MOST_BARS) else FEWEST_BARS
    for shape, wanted, breaks in _choices(across):
        capacity = wanted * usual
        rows = _rows(bars, sections if breaks else (), capacity, wanted, shape)
        height = HEAD + FOOT + sum(shape.rest if row.rests else shape.row for row in rows)
        if height <= TALLEST:
            break
    widest = max((row.pieces[-1].stop - row.pieces[0].tick for row in rows if row.pieces), default=capacity)
    per_tick = (RIGHT - LEFT - shape.inset) / max(widest, min(capacity, usual * FEWEST_BARS))
    return Layout(shape, tuple(rows), per_tick, height)


def _choices(across: int) -> Iterator[tuple[Shape, int, bool]]:
    """From the most legible way to set the rows to ever denser ones, without an end."""
    yield FULL, across, True
    yield FULL, MOST_BARS, True
    yield DENSE, MOST_BARS, True
    while True:
        yield DENSE, across, False
        across *= 2


def _roomy(outline: Outline, ticks: int) -> bool:
    """Whether strokes of one pad can be told apart if so many ticks stand in a row."""
    gaps: list[int] = []
    for lane in Lane:
        for pad in Pad:
            own = [note.tick for note in outline.lane(lane) if note.pad is pad]
            gaps += [after - tick for tick, after in pairwise(own)]
    narrow = sum(gap * (RIGHT - LEFT) < ROOMY * ticks for gap in gaps)
    return narrow <= CROWDED * len(gaps)


def _rows(bars: Sequence[Bar], sections: Sequence[Section], capacity: int, most: int, shape: Shape) -> list[Row]:
    """The bars in rows; with sections, each begins a row and long rests have one of their own."""
    starts = [section.tick for section in sections]
    rows: list[Row] = []
    y = HEAD
    for group in stretches(bars) if starts else [list(bars)]:
        if starts and is_long_rest(group):
            rows.append(Row(y, (), (group[0].number, group[-1].number)))
            y += shape.rest
            continue
        pieces: list[Piece] = []
        for piece in (piece for bar in group for piece in _cut(bar, capacity)):
            begins = bool(pieces) and bisect_right(starts, pieces[-1].tick) < bisect_right(starts, piece.tick)
            full = pieces and (len(pieces) >= most or piece.stop - pieces[0].tick > capacity)
            if begins or full:
                rows.append(Row(y, tuple(pieces)))
                y += shape.row
                pieces = []
            pieces.append(piece)
        rows.append(Row(y, tuple(pieces)))
        y += shape.row
    return rows


def _cut(bar: Bar, capacity: int) -> Iterator[Piece]:
    for tick in range(bar.tick, bar.stop, capacity):
        yield Piece(tick, min(tick + capacity, bar.stop), bar)
