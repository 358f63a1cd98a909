"""One MTrk chunk after another, walked byte by byte into flat arrays."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import Enum

from drumjam.midi.repairs import MidiError

MOST_NOTES = 2_000_000
MOST_EVENTS = 6_000_000
MOST_TEXTS = 1_000
MOST_SUNG = 500
MOST_TEXT_BYTES = 4_096
MOST_SYSEX = 10_000
MOST_TEMPOS = 200_000
MOST_METERS = 10_000
_SKIPPED = {0xF1: 1, 0xF2: 2, 0xF3: 1, 0xF4: 0, 0xF5: 0}


class Ending(Enum):
    """Why a track ends where it ends."""

    END_OF_TRACK = "end of track"
    END_OF_CHUNK = "end of chunk"
    CUT = "the file ends inside an event"
    CROSSED = "an event runs into the next track"
    NO_STATUS = "a data byte with no status to run on"
    BAD_NUMBER = "a number of more than four bytes"
    PAST_END = "a length past the end of the track"


class _TrackEndError(Exception):
    """Stops the walk inside a damaged track."""

    def __init__(self, ending: Ending) -> None:
        self.ending = ending


@dataclass(slots=True)
class Columns:
    """What all tracks hold, in the order of the file.

    ticks, words   of each channel event: its tick, and status << 16 | first byte << 8 | second byte
    tempo_ticks, tempo_us  tempo changes: tick, microseconds per beat (>= 1)
    meters         tick, numerator, denominator of each metre
    texts          tick, track, kind (1 to 7), raw bytes
    sysex          tick, track, what follows the F0, packets joined
    """

    ticks: array[int] = field(default_factory=lambda: array("q"))
    words: array[int] = field(default_factory=lambda: array("I"))
    tempo_ticks: array[int] = field(default_factory=lambda: array("q"))
    tempo_us: array[int] = field(default_factory=lambda: array("I"))
    meters: list[tuple[int, int, int]] = field(default_factory=list)
    texts: list[tuple[int, int, int, bytes]] = field(default_factory=list)
    sysex: list[tuple[int, int, bytes]] = field(default_factory=list)
    last_tick: int = 0
    _sung: int = 0
    _packet: bytearray | None = None

    def walk(self, data: bytes, start: int, end: int, tick: int, track: int) -> tuple[int, Ending]:
        """Read the events of one track from byte `start`, at most to byte `end`, from `tick` on.

        Returns the byte after the last event read and why the walk ended. Raises MidiError for more
        events than a song can have, and nothing else whatever the bytes are.
        """
        self._packet = None
        status = prefix = 0
        double = True
        position, ending = start, Ending.END_OF_CHUNK
        add_tick, add_word = self.ticks.append, self.words.append
        try:
            while position < end:
                byte = data[position]
                position += 1
                if byte < 0x80:
                    tick += byte
                elif data[position] < 0x80:
                    tick += (byte & 0x7F) << 7 | data[position]
                    position += 1
                else:
                    delta, position = read_number(data, position - 1)
                    tick += delta
                byte = data[position]
                if byte >= 0x80:
                    position += 1
                    if byte >= 0xF0:
                        position, over = self._other(data, byte, position, end, tick, track)
                        if over:
                            ending = Ending.END_OF_TRACK
                            break
                        continue
                    status, prefix, double = byte, byte << 16, not 0xC0 <= byte < 0xE0
                elif not status:
                    raise _TrackEndError(Ending.NO_STATUS)
                if double:
                    add_word(prefix | data[position] << 8 | data[position + 1])
                    position += 2
                else:
                    add_word(prefix | data[position] << 8)
                    position += 1
                add_tick(tick)
        except IndexError:
            ending = Ending.CUT
        except _TrackEndError as end_of_walk:
            ending = end_of_walk.ending
        if position > end > start and ending is Ending.END_OF_CHUNK:
            ending = Ending.CROSSED
            del self.ticks[-1], self.words[-1]
        if len(self.ticks) > MOST_EVENTS:
            raise MidiError(f"more than {MOST_EVENTS:,} events", f"track {track + 1}", "split the song")
        self.last_tick = max(self.last_tick, tick)
        return min(position, end), ending

    def _other(self, data: bytes, status: int, position: int, end: int, tick: int, track: int) -> tuple[int, bool]:
        """Read a meta event, SysEx or stray system message; the byte after it, and whether the track is over."""
        if 0xF0 < status < 0xFF and status != 0xF7:
            return min(
                position + _SKIPPED.get(status, 0), end
            ), False  # stray system messages, seen in files of old tools
        kind = -1
        if status == 0xFF:
            kind = data[position]
            position += 1
        length, position = read_number(data, position)
        after = position + length
        if kind == 0x2F:
            return min(after, end), True
        if after > end:
            raise _TrackEndError(Ending.PAST_END if end < len(data) else Ending.CUT)
        if kind >= 0:
            self._meta(kind, data, position, length, tick, track)
        else:
            self._sysex(status, data[position:after], tick, track)
        return after, False

    def _meta(self, kind: int, data: bytes, position: int, length: int, tick: int, track: int) -> None:
        if kind == 0x51 and length >= 3:
            us = int.from_bytes(data[position : position + 3], "big")
            if us and len(self.tempo_ticks) < MOST_TEMPOS:
                self.tempo_ticks.append(tick)
                self.tempo_us.append(us)
        elif kind == 0x58 and length >= 2:
            numerator, exponent = data[position], data[position + 1]
            if numerator and 0 < exponent <= 7 and len(self.meters) < MOST_METERS:
                self.meters.append((tick, numerator, 1 << exponent))
        elif 1 <= kind <= 7 and length and len(self.texts) < MOST_TEXTS:
            if kind in (1, 5):
                self._sung += 1
                if self._sung > MOST_SUNG:
                    return
            raw = data[position : position + min(length, MOST_TEXT_BYTES)]
            self.texts.append((tick, track, kind, raw))

    def _sysex(self, status: int, packet: bytes, tick: int, track: int) -> None:
        """Join packets (F0 ... F7 ... F7) to one message; other F7 events are escapes and carry none."""
        if status == 0xF0:
            self._packet = bytearray(packet)
        elif self._packet is not None:
            self._packet += packet
        else:
            return
        if packet.endswith(b"\xf7"):
            if len(self.sysex) < MOST_SYSEX:
                self.sysex.append((tick, track, bytes(self._packet)))
            self._packet = None


def read_number(data: bytes, position: int) -> tuple[int, int]:
    """A variable-length number of up to five bytes and 0FFFFFFF, and the byte after it."""
    value = 0
    for _ in range(5):
        byte = data[position]
        position += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            if value > 0x0FFFFFFF:
                break
            return value, position
    raise _TrackEndError(Ending.BAD_NUMBER)
