"""read_midi: the bytes of a standard MIDI file become columns of events, however damaged they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.chunks import read_tracks
from drumjam.midi.header import Header, read_header
from drumjam.midi.repairs import MidiError, Repairs
from drumjam.midi.text import choose_charset, clean
from drumjam.midi.track import MOST_NOTES, Columns
from drumjam.midi.unwrap import unwrap
from drumjam.rules.chart import Remark
from drumjam.rules.tempo import Meter, TempoMap

__all__ = ["Events", "MidiError", "MidiFile", "Notes", "Sysex", "Text", "read_midi"]

LONGEST_SONG = 6 * 3600


@dataclass(frozen=True, slots=True)
class Events:
    """All channel events, by tick, then track, then place in the file: columns of equal length.

    tick    int64, from the start of the song
    track   int32, from 0
    status  uint8, 80 to EF hex: kind in the high four bits, channel (0-15) in the low four
    a, b    uint8, the data bytes, 0-127; b is 0 where a message has only one
    """

    tick: NDArray[np.int64]
    track: NDArray[np.int32]
    status: NDArray[np.uint8]
    a: NDArray[np.uint8]
    b: NDArray[np.uint8]

    def __len__(self) -> int:
        """How many events."""
        return len(self.tick)


@dataclass(frozen=True, slots=True)
class Notes:
    """All note-ons with a velocity above 0, in the order of the events: columns of equal length.

    tick int64; channel uint8 0-15; key uint8 0-127; velocity uint8 1-127; track int32 from 0
    """

    tick: NDArray[np.int64]
    channel: NDArray[np.uint8]
    key: NDArray[np.uint8]
    velocity: NDArray[np.uint8]
    track: NDArray[np.int32]

    def __len__(self) -> int:
        """How many notes."""
        return len(self.tick)


@dataclass(frozen=True, slots=True)
class Text:
    """A text meta event; kind 1 text, 2 copyright, 3 track name, 4 instrument, 5 lyric, 6 marker, 7 cue."""

    tick: int
    track: int
    kind: int
    text: str


@dataclass(frozen=True, slots=True)
class Sysex:
    """A system exclusive message: what follows its F0, with the closing F7, packets joined."""

    tick: int
    track: int
    data: bytes


@dataclass(frozen=True, slots=True)
class MidiFile:
    """A MIDI file on one time line.

    format          as in the header; patterns of format 2 stand one after the other
    ticks_per_beat  ticks in a quarter note (in half a second, for SMPTE time)
    tempo, meters   of all tracks together; `meters` rise from tick 0
    tracks          how many track chunks there are
    events, notes   columns, sorted by tick, then track, then place in the file
    texts, sysex    by tick, then track
    end             last tick of any event
    repairs         what had to be mended to read the file
    title           the song's name in the file, or ""
    left_out        notes later than six hours, which are in no column
    """

    format: int
    ticks_per_beat: int
    tempo: TempoMap
    meters: tuple[Meter, ...]
    tracks: int
    events: Events
    notes: Notes
    texts: tuple[Text, ...]
    sysex: tuple[Sysex, ...]
    end: int
    repairs: tuple[Remark, ...]
    title: str
    left_out: int = 0

    def track_names(self) -> dict[int, str]:
        """The names of all tracks that have one."""
        return {text.track: text.text for text in reversed(self.texts) if text.kind == 3}


def read_midi(data: bytes, name: str = "") -> MidiFile:
    """Read a MIDI file of format 0, 1 or 2, mending what can be mended; `name` stands in messages only.

    Raises MidiError, and nothing else, for what holds no notes, or none in its first six hours, or cannot be read.
    """
    try:
        return _read(data)
    except MidiError as error:
        raise error.at(name) if name else error from None


def _read(data: bytes) -> MidiFile:
    repairs = Repairs()
    data = unwrap(data, repairs)
    header = read_header(data, repairs)
    columns = Columns()
    lengths = read_tracks(data, header, columns, repairs)
    tempo = _tempo_map(header, columns)
    events, left_out = _events(columns, lengths, tempo, repairs)
    is_note = (events.status & 0xF0 == 0x90) & (events.b > 0)
    if not is_note.any() and left_out:
        told = "all notes lie later than six hours"
        raise MidiError(told, mend="choose a song that begins sooner", code="midi.all-late")
    if not is_note.any():
        raise MidiError("the file holds no notes", mend="choose one with notes in it", code="midi.no-notes")
    if int(is_note.sum()) > MOST_NOTES:
        raise MidiError(f"the file holds more than {MOST_NOTES:,} notes", mend="split the song into smaller files")
    on = np.flatnonzero(is_note)
    channel = (events.status[on] & 0x0F).astype(np.uint8)
    notes = Notes(events.tick[on], channel, events.a[on], events.b[on], events.track[on])
    charset = choose_charset([raw for _, _, _, raw in columns.texts])
    texts = tuple(
        Text(tick, track, kind, clean(raw, charset))
        for tick, track, kind, raw in sorted(columns.texts, key=lambda text: text[:2])
    )
    return MidiFile(
        format=header.format,
        ticks_per_beat=header.ticks_per_beat,
        tempo=tempo,
        meters=_meters(columns),
        tracks=len(lengths),
        events=events,
        notes=notes,
        texts=texts,
        sysex=tuple(Sysex(*message) for message in sorted(columns.sysex, key=lambda message: message[:2])),
        end=int(min(columns.last_tick, tempo.ticks(float(LONGEST_SONG)))),
        repairs=repairs.remarks(),
        title=_title(texts),
        left_out=left_out,
    )


def _tempo_map(header: Header, columns: Columns) -> TempoMap:
    """The tempo map of all tracks: on one tick the later event in the file counts."""
    if header.us_per_beat is not None:
        return TempoMap(header.ticks_per_beat, [(0, header.us_per_beat)])
    changes = dict(zip(columns.tempo_ticks, columns.tempo_us, strict=True))
    return TempoMap(header.ticks_per_beat, sorted(changes.items()))


def _meters(columns: Columns) -> tuple[Meter, ...]:
    """The metre map of all tracks: on one tick the later event counts, repeated metres are one."""
    meters = [Meter(0)]
    for tick, (numerator, denominator) in sorted({tick: tuple(meter) for tick, *meter in columns.meters}.items()):
        if tick == 0:
            meters = [Meter(0, numerator, denominator)]
        else:
            meters.append(Meter(tick, numerator, denominator))
    return tuple(meters)


def _events(columns: Columns, lengths: list[int], tempo: TempoMap, repairs: Repairs) -> tuple[Events, int]:
    """The columns as sorted arrays, data bytes clipped; and how many notes are left out, later than six hours."""
    tick = np.array(columns.ticks, np.int64)
    words = np.array(columns.words, np.uint32)
    track = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    order = np.argsort(tick, kind="stable") if np.any(tick[1:] < tick[:-1]) else slice(None)
    tick, words, track = tick[order], words[order], track[order]
    status, a, b = ((words >> shift & 0xFF).astype(np.uint8) for shift in (16, 8, 0))
    over = int(np.sum((a > 127) | (b > 127)))
    if over:
        a, b = np.minimum(a, 127), np.minimum(b, 127)
        repairs.say("data-byte", f"{over} events with a data byte over 127, clipped to 127", count=over)
    keep = int(np.searchsorted(tick, tempo.ticks(float(LONGEST_SONG)), "right"))
    late = int(np.sum((status[keep:] & 0xF0 == 0x90) & (b[keep:] > 0)))
    if late:
        repairs.say("late", f"{late} notes later than six hours, left out", count=late)
    return Events(tick[:keep], track[:keep], status[:keep], a[:keep], b[:keep]), late


def _title(texts: tuple[Text, ...]) -> str:
    """The song's name: a karaoke title, or the name of the first track."""
    for text in texts:
        if text.kind == 1 and text.text.startswith("@T"):
            return text.text[2:].strip()
    return next((text.text for text in texts if text.kind == 3 and text.track == 0), "")
