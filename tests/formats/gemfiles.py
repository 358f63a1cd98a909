"""Small songs of Clone Hero and Rock Band, as MIDI and as text, and those of tests/data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from drumjam.midi.smf import MidiFile, read_midi
from drumjam.rules.chart import Level
from tests.midi.measures import REAL
from tests.midi.writing import meta, midi, number, track

OWN = Path(__file__).parents[1] / "data" / "clonehero"
OTHERS = REAL / "clonehero"
NO_OTHERS = "no other people's Clone Hero songs beside the checkout"

KICK, RED, YELLOW, BLUE, GREEN, FIFTH = range(96, 102)
"""Keys of expert's gems in a MIDI file."""

BEAT, BAR = 480, 1920


def expected() -> dict[Level, list[list[int]]]:
    """[tick, colour] of every gem of the song in tests/data, as its makers wrote them down."""
    found = json.loads((OWN / "expected.json").read_text(encoding="utf-8"))
    return {level: found[letter] for level, letter in zip(Level, "EMHX", strict=True)}


def part(
    gems: Iterable[tuple[int, ...]],
    held: Iterable[tuple[int, int, int]] = (),
    name: bytes = b"PART DRUMS",
    text: bytes = b"",
) -> bytes:
    """A track of gems (tick, key, velocity if it is not 100) and of keys held from one tick to another."""
    events = []
    for tick, key, *velocity in gems:
        events += [(tick, 2, bytes((0x90, key, *(velocity or [100])))), (tick + 1, 0, bytes((0x80, key, 0)))]
    for start, end, key in held:
        events += [(start, 1, bytes((0x90, key, 100))), (end, 0, bytes((0x80, key, 0)))]
    body, now = meta(3, name) + (meta(1, text) if text else b""), 0
    for tick, _, event in sorted(events):
        body += number(tick - now) + event
        now = tick
    return track(body)


def song(*tracks: bytes) -> MidiFile:
    """A MIDI file of these tracks after an empty one."""
    return read_midi(midi(track(b""), *tracks))


def dotchart(**sections: Iterable[str]) -> bytes:
    """A .chart of these sections."""
    lines = [f"[{name}]\n{{\n" + "".join(f"  {line}\n" for line in inside) + "}\n" for name, inside in sections.items()]
    return "".join(lines).encode()


def beat(
    bars: int, keys: tuple[int, ...] = (KICK, YELLOW, RED, YELLOW), step: int = BEAT // 2
) -> list[tuple[int, int]]:
    """Even gems for some bars of 4/4."""
    return [(tick, keys[tick // step % len(keys)]) for tick in range(0, bars * BAR, step)]


def damaged(number: int) -> bytes:
    """The .chart of tests/data with some of its lines wounded, always the same for a number."""
    rng = np.random.default_rng(number)
    lines = (OWN / "notes.chart").read_bytes().split(b"\n")
    for _ in range(int(rng.integers(1, 30))):
        at, size, kind = int(rng.integers(len(lines))), int(rng.integers(1, 50)), int(rng.integers(8))
        if kind == 0:
            del lines[at : at + size]
        elif kind == 1:
            lines[at:at] = lines[at : at + size]
        elif kind == 2:
            lines[at] = lines[at].replace(b"N", b"S")
        elif kind == 3:
            values = (
                int(rng.integers(0, 1 << int(rng.integers(1, 62)))),
                TELLING_KINDS[rng.integers(5)],
                rng.integers(70),
            )
            lines[at] = b"%d = %s %d %d" % (*values, int(rng.integers(0, 1 << int(rng.integers(1, 40)))))
        elif kind == 4:
            lines[at] = TELLING[rng.integers(len(TELLING))]
        elif kind == 5:
            lines[at] = lines[at][::-1]
        elif kind == 6:
            lines[at] = lines[at][: size % 9]
        else:
            lines[at], lines[-1] = lines[-1], lines[at]
        lines = lines or [b""]
    return b"\n".join(lines)


TELLING_KINDS = (b"N", b"S", b"B", b"TS", b"E")
TELLING = (
    b"[ExpertDrums]",
    b"[SyncTrack]",
    b"[Song]",
    b"[EasyDrums]",
    b"{",
    b"}",
    b"Resolution = 0",
    b"Resolution = 99999",
    b"0 = B 0",
    b"0 = B 1",
    b"0 = B 99999999999",
    b"0 = TS 0 99",
)
"""Lines that mean something wherever they stand."""
