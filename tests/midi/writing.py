"""Small MIDI files, written byte by byte, and the files of tests/data."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from drumjam.midi.build import build_chart
from drumjam.midi.smf import MidiFile, read_midi
from drumjam.rules.chart import Chart

DATA = Path(__file__).parents[1] / "data"
SONGS = sorted(path.name for path in DATA.glob("*.mid"))
END = b"\x00\xff\x2f\x00"


def manifest(folder: Path) -> list[dict[str, str]]:
    """The rows of a folder's MANIFEST.tsv."""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@cache
def song(name: str) -> MidiFile:
    """A file of tests/data, read."""
    return read_midi((DATA / name).read_bytes(), name)


@cache
def chart(name: str) -> Chart:
    """The chart of a file of tests/data."""
    return build_chart(song(name))


def number(value: int) -> bytes:
    """A variable-length number."""
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(0x80 | value & 0x7F)
    return bytes(reversed(parts))


def meta(kind: int, data: bytes, delta: int = 0) -> bytes:
    """A meta event."""
    return number(delta) + bytes((0xFF, kind)) + number(len(data)) + data


def track(body: bytes, end: bytes = END) -> bytes:
    """A track chunk of a right length."""
    return b"MTrk" + (len(body) + len(end)).to_bytes(4, "big") + body + end


def midi(*tracks: bytes, kind: int = 1, division: int = 480, count: int | None = None) -> bytes:
    """A file of these track chunks."""
    head = kind.to_bytes(2, "big") + (len(tracks) if count is None else count).to_bytes(2, "big")
    return b"MThd\x00\x00\x00\x06" + head + division.to_bytes(2, "big") + b"".join(tracks)


def strokes(notes: list[tuple[int, int]] | list[tuple[int, int, int]], channel: int = 9, name: bytes = b"") -> bytes:
    """The body of a track of (tick, key) or (tick, key, velocity), each note 10 ticks long."""
    events = []
    for tick, key, *velocity in notes:
        events.append((tick, 1, bytes((0x90 | channel, key, *(velocity or [96])))))
        events.append((tick + 10, 0, bytes((0x80 | channel, key, 64))))
    body, now = meta(3, name) if name else b"", 0
    for tick, _, event in sorted(events, key=lambda event: event[:2]):
        body += number(tick - now) + event
        now = tick
    return body


def groove(bars: int, step: int = 240, keys: tuple[int, ...] = (36, 42, 38, 42)) -> list[tuple[int, int]]:
    """Even strokes for some bars of 4/4 at 480 ticks a beat."""
    return [(tick, keys[tick // step % len(keys)]) for tick in range(0, bars * 1920, step)]
