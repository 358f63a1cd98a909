"""Notes: what both leaders are asked to strike, one by one, or a level's at once as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import starmap
from typing import overload

import numpy as np
from numpy.typing import NDArray

Row = tuple[int, "Lane", "Pad", int, int, int | None]
"""The values of a Note, in their order."""


class Lane(IntEnum):
    """One drum lane per leader, left to right as on screen."""

    LEE = 0
    TAKAICHI = 1

    __hash__ = int.__hash__  # a key everywhere, and that of `Enum` is written in Python

    @property
    def id(self) -> str:
        """The lane's name in files and commands: `lee` or `takaichi`."""
        return self.name.lower()

    @property
    def other(self) -> Lane:
        """The other leader's lane."""
        return Lane(1 - self)


class Pad(IntEnum):
    """What a leader's two hands strike."""

    DRUM = 0
    CYMBAL = 1

    __hash__ = int.__hash__

    @property
    def id(self) -> str:
        """The pad's name in files: `drum` or `cymbal`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One stroke asked for.

    tick        MIDI position, exact, >= 0
    lane        whose stroke it is
    pad         drum or cymbal
    key         General MIDI percussion number that sounds, 27 to 87
    velocity    MIDI loudness, 1 to 127
    roll_until  tick of the roll's last stroke (> tick), or None for a single stroke
    """

    tick: int
    lane: Lane
    pad: Pad
    key: int
    velocity: int = 96
    roll_until: int | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NoteColumns(Sequence[Note]):
    """Notes that take a few bytes each: columns of equal length, from which a Note is made when it is asked for.

    tick                      (n,) int64
    lane, pad, key, velocity  (n,) uint8 or wider
    until                     (n,) int64, tick of a roll's last stroke, -1 for a single stroke
    """

    tick: NDArray[np.int64]
    lane: NDArray[np.integer]
    pad: NDArray[np.integer]
    key: NDArray[np.integer]
    velocity: NDArray[np.integer]
    until: NDArray[np.int64]

    @classmethod
    def of(cls, notes: Sequence[Note]) -> NoteColumns:
        """Any notes as columns."""
        if isinstance(notes, cls):
            return notes
        size = len(notes)
        return cls(
            np.fromiter((note.tick for note in notes), np.int64, size),
            np.fromiter((note.lane for note in notes), np.int64, size),
            np.fromiter((note.pad for note in notes), np.int64, size),
            np.fromiter((note.key for note in notes), np.int64, size),
            np.fromiter((note.velocity for note in notes), np.int64, size),
            np.fromiter((-1 if note.roll_until is None else max(0, note.roll_until) for note in notes), np.int64, size),
        )

    def __len__(self) -> int:
        """How many notes."""
        return len(self.tick)

    @overload
    def __getitem__(self, place: int) -> Note: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Note, ...]: ...
    def __getitem__(self, place: int | slice) -> Note | tuple[Note, ...]:
        """One note, or some."""
        if isinstance(place, slice):
            return tuple(starmap(Note, self._rows(place)))
        place = range(len(self))[place]
        return Note(*next(self._rows(slice(place, place + 1))))

    def __iter__(self) -> Iterator[Note]:
        """All notes in order."""
        return starmap(Note, self.rows())

    def __eq__(self, other: object) -> bool:
        """Equal to any sequence of the same notes."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __repr__(self) -> str:
        """Names every note, like a tuple of them."""
        return f"NoteColumns({tuple(self)!r})"

    def rows(self) -> Iterator[Row]:
        """The values of every note; a part of the columns at a time, since values take more memory than columns."""
        for start in range(0, len(self), 10_000):
            yield from self._rows(slice(start, start + 10_000))

    def _rows(self, part: slice) -> Iterator[Row]:
        lanes, pads = tuple(Lane), tuple(Pad)
        until = (None if tick < 0 else tick for tick in self.until[part].tolist())
        return zip(
            self.tick[part].tolist(),
            map(lanes.__getitem__, self.lane[part].tolist()),
            map(pads.__getitem__, self.pad[part].tolist()),
            self.key[part].tolist(),
            self.velocity[part].tolist(),
            until,
            strict=True,
        )


def rows_of(notes: Sequence[Note]) -> Iterator[Row]:
    """The values of some notes, without making a Note of what is none yet."""
    if isinstance(notes, NoteColumns):
        return notes.rows()
    return ((note.tick, note.lane, note.pad, note.key, note.velocity, note.roll_until) for note in notes)
