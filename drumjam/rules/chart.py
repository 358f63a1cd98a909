"""Chart: the notes both leaders are asked to play, at four levels, with its promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import pairwise

from drumjam.rules.errors import DrumjamError
from drumjam.rules.notes import Lane, Note, NoteColumns, Pad
from drumjam.rules.tempo import Meter, TempoMap

__all__ = [
    "Chart",
    "ChartError",
    "Device",
    "Lane",
    "Level",
    "Note",
    "Notes",
    "Pad",
    "Remark",
    "Section",
    "Source",
    "chords",
    "unison_ticks",
]


class Level(IntEnum):
    """Four levels, each a strict part of the next."""

    EASY = 0
    MEDIUM = 1
    HARD = 2
    EXPERT = 3

    @property
    def id(self) -> str:
        """The level's name in files and commands."""
        return self.name.lower()

    @property
    def pads_matter(self) -> bool:
        """Whether a strike on the wrong pad is a stray; on easy either pad takes either note."""
        return self > Level.EASY


class Device(StrEnum):
    """How the two leaders share a section (what each does: `midi/arranger.py`)."""

    UNISON = "unison"
    TRADING = "trading"
    ECHO = "echo"
    LEAD = "lead"
    SWAP = "swap"
    HOCKET = "hocket"
    PARTS = "parts"


class Source(StrEnum):
    """Where a chart's notes come from."""

    DRUMS = "drums"
    TWO_PARTS = "two parts"
    CHART = "chart"
    MELODY = "melody"


class ChartError(DrumjamError):
    """A chart that breaks a promise: says where, which value, and what to do."""

    advice = "build it again from its MIDI file with `drumjam chart build FILE.mid`"


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A stretch of the chart, up to the next section.

    tick    where it begins
    name    a short name: "A", "B", "A2", or the composer's own
    device  how the two leaders share it
    """

    tick: int
    name: str
    device: Device


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a file or a chart: a sentence for people, a code and parameters for translation.

    code    stable, dotted words ("midi.track-length"); names the wording in every language
    text    the English sentence
    params  values that stand in the sentence
    """

    code: str
    text: str
    params: tuple[tuple[str, str | int | float], ...] = ()


Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A song's notes for both leaders at four levels; seconds follow from the tempo map.

    title, artist  one string each; artist may be empty
    titles         the title by language ("en", "ko", "ja"), for the game's own songs; else empty
    source         where the notes come from
    tempo, meters  the song's time; `meters` rise from tick 0
    sections       rising, the first at or before the first note
    levels         notes of each level, sorted by (tick, lane, pad); all four levels are present
    ratings        how hard, 0 to 10, of each level
    end            tick at which the song's last sound begins or a note ends: the length of the song
    warnings       what the builder wants to say
    credits        who made the song, what it draws on, and its licence: a line each

    Promises, checked when a chart is made (ChartError): four levels; notes sorted, keys 27 to 87, velocities
    1 to 127, ticks >= 0, never two notes on one (tick, lane, pad), rolls end after they begin; metres and
    sections rise. What makes a chart good is more than that: `midi/` promises it, `chart check` asks for it.
    """

    title: str
    source: Source
    tempo: TempoMap
    levels: Mapping[Level, Sequence[Note]]
    meters: tuple[Meter, ...] = (Meter(0),)
    sections: tuple[Section, ...] = ()
    artist: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[Level, float] = field(default_factory=dict)
    end: int = 0
    warnings: tuple[Remark, ...] = ()
    credits: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every promise; say which note breaks it."""
        for level in Level:
            if level not in self.levels:
                raise ChartError(f"level {level.id} is missing")
            _check_notes(level, self.levels[level])
        if not self.meters or self.meters[0].tick != 0:
            raise ChartError("the first metre must stand at tick 0")
        for what, ticks in (("metre", [m.tick for m in self.meters]), ("section", [s.tick for s in self.sections])):
            for before, tick in pairwise(ticks):
                if tick <= before:
                    raise ChartError(f"{what} at tick {tick}: it must come after the one at tick {before}")
        for meter in self.meters:
            power = meter.denominator > 0 and meter.denominator & (meter.denominator - 1) == 0
            if meter.numerator < 1 or not power:
                raise ChartError(f"metre {meter.numerator}/{meter.denominator} at tick {meter.tick} cannot be played")

    def lane(self, level: Level, lane: Lane) -> Notes:
        """One leader's notes at one level."""
        return tuple(note for note in self.levels[level] if note.lane == lane)

    def duet(self, lee: Level, takaichi: Level) -> Notes:
        """The notes two leaders play together, each at an own level, sorted by (tick, lane, pad)."""
        if lee == takaichi:
            return tuple(self.levels[lee])
        return tuple(sorted((*self.lane(lee, Lane.LEE), *self.lane(takaichi, Lane.TAKAICHI))))

    def section_at(self, tick: float) -> Section | None:
        """The section in force at a tick; None before the first."""
        return next((s for s in reversed(self.sections) if s.tick <= tick), None)

    def meter_at(self, tick: float) -> Meter:
        """The metre in force at a tick."""
        return next((m for m in reversed(self.meters) if m.tick <= tick), self.meters[0])


def unison_ticks(notes: Sequence[Note]) -> frozenset[int]:
    """Ticks on which both lanes have a note."""
    ticks: tuple[set[int], set[int]] = (set(), set())
    for note in notes:
        ticks[note.lane].add(note.tick)
    return frozenset(ticks[0] & ticks[1])


def chords(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """The notes of one lane in groups of one tick each, in order."""
    group: list[Note] = []
    for note in notes:
        if group and note.tick != group[0].tick:
            yield group
            group = []
        group.append(note)
    if group:
        yield group


def _check_notes(level: Level, notes: Sequence[Note]) -> None:
    columns = NoteColumns.of(notes)
    tick, until, cell = columns.tick, columns.until, 2 * columns.lane + columns.pad
    good = (tick >= 0) & (columns.key >= 27) & (columns.key <= 87) & (columns.velocity >= 1) & (columns.velocity <= 127)
    good &= (until < 0) | (until > tick)
    good[1:] &= (tick[1:] > tick[:-1]) | ((tick[1:] == tick[:-1]) & (cell[1:] > cell[:-1]))
    if not good.all():
        place = int(good.argmin())
        raise _broken(level, notes[place], notes[place - 1] if place else None)


def _broken(level: Level, note: Note, last: Note | None) -> ChartError:
    """What is wrong with a note that follows another, or is the first."""
    here = (note.tick, note.lane, note.pad)
    before = (last.tick, last.lane, last.pad) if last else (0, -1, 0)
    if note.tick < 0:
        what = "no note stands before tick 0"
    elif here == before:
        what = "it is there twice"
    elif here < before:
        what = "notes must be sorted by tick, lane, pad"
    elif not 27 <= note.key <= 87:
        what = f"key {note.key} is no percussion key from 27 to 87"
    elif not 1 <= note.velocity <= 127:
        what = f"velocity {note.velocity} is not from 1 to 127"
    else:
        what = f"its roll ends at tick {note.roll_until}, not after it begins"
    return ChartError(f"{level.id} note at tick {note.tick}, {note.lane.id}, {note.pad.id}: {what}")
