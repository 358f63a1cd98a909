"""Figures of reading MIDI and building charts, each beside mido's own reading of the same bytes."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import mido
import numpy as np

from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi

DATA = Path(__file__).parents[1] / "data"
NOTES = 100_000


def figures() -> list[tuple[str, str, str]]:
    """Rows of (what, measured, peer or limit): the songs of tests/data and a song of 100,000 notes.

    DRUMJAM_BENCH_MIDI may name a folder of more MIDI files to measure.
    """
    songs = [path.read_bytes() for path in sorted(DATA.glob("*.mid"))]
    rows = _against_mido(f"{len(songs)} songs of tests/data", songs)
    more = os.environ.get("DRUMJAM_BENCH_MIDI")
    if more:
        own = [path.read_bytes() for path in sorted(Path(more).glob("*.mid"))]
        rows += _against_mido(f"{len(own)} songs of {more}", own)
    for what, drums in (("drums", True), ("a band", False)):
        data = large_song(NOTES, drums=drums)
        reading = _best(lambda data=data: read_midi(data))
        rows.append((f"notes read a second, {NOTES:,} notes of {what}", f"{NOTES / reading:,.0f}", "500,000"))
        rows += _against_mido(f"{NOTES:,} notes of {what}", [data])
    return rows


def large_song(notes: int, *, drums: bool) -> bytes:
    """A file of so many notes in eighths and sixteenths at 120 bpm, seeded: all drums, or a third of them."""
    rng = np.random.default_rng(1)
    keys = (36, 38, 42, 46, 49, 41, 45, 51)
    body = bytearray()
    for i in range(notes):
        drum = drums or i % 3 == 0
        status = 9 if drum else i % 8
        key = keys[rng.integers(8)] if drum else int(rng.integers(40, 80))
        delta = int(rng.integers(0, 3)) * 60 if drums else int(i % 3 == 0) * 120
        body += bytes((delta, 0x90 | status, key, int(rng.integers(40, 127)), 20, 0x80 | status, key, 64))
    body += b"\x00\xff\x2f\x00"
    return b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x01\xe0MTrk" + len(body).to_bytes(4, "big") + bytes(body)


def _against_mido(what: str, files: list[bytes]) -> list[tuple[str, str, str]]:
    ours = _best(lambda: [build_chart(read_midi(data)) for data in files])
    peer = _best(lambda: [mido.MidiFile(file=io.BytesIO(data), clip=True) for data in files])
    return [(f"read and build four levels, {what}", f"{ours:.3f} s", f"{peer:.3f} s (mido, reading alone)")]


def _best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return min(runs)
