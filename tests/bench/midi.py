"""Figures of reading MIDI and building charts, each beside mido's own reading of the same bytes."""

from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path

import mido
import numpy as np

from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.errors import DrumjamError
from tests.midi.measures import REAL
from tests.midi.writing import DATA

NOTES, MANY_NOTES = 100_000, 1_000_000
SLOW, FAST = 500_000, 120_000
"""Microseconds of a beat: a million notes of a song within six hours are quick ones."""


def figures() -> list[tuple[str, str, str]]:
    """Rows of (what, measured, peer or limit): songs, and songs of 100,000 and of a million notes.

    Other people's songs beside the checkout are measured too; DRUMJAM_BENCH_MIDI may name one more folder.
    """
    paths = sorted(DATA.glob("*.mid"))
    rows = _against_mido(f"{len(paths)} songs of tests/data", [path.read_bytes() for path in paths])
    for folder in (REAL, *map(Path, filter(None, [os.environ.get("DRUMJAM_BENCH_MIDI")]))):
        more = sorted(folder.glob("*.mid"))
        if more:
            paths += more
            rows += _against_mido(f"{len(more)} songs of {folder.name}/", [path.read_bytes() for path in more])
    rows.append(_against_auto_chart_engine(paths))
    for what, drums in (("drums", True), ("a band", False)):
        data = large_song(NOTES, drums=drums)
        reading = _best(lambda data=data: read_midi(data))
        rows.append((f"notes read a second, {NOTES:,} notes of {what}", f"{NOTES / reading:,.0f}", "500,000"))
        rows += _against_mido(f"{NOTES:,} notes of {what}", [data])
    for count, us_per_beat in ((NOTES, SLOW), (MANY_NOTES, FAST)):
        for what, drums in (("drums", True), ("a band", False)):
            seconds, memory = _alone(count, us_per_beat, drums)
            rows.append(
                (f"read and build four levels, {count:,} notes of {what}", f"{seconds:.2f} s", "10 s a million")
            )
            rows.append(
                (f"memory of that, {count:,} notes of {what}", f"{memory:.0f} bytes a note", "250 bytes a note")
            )
    return rows


def _against_auto_chart_engine(paths: list[Path]) -> tuple[str, str, str]:
    """Notes of whole files charted a second: four levels for two here, one level for one there."""
    data = [path.read_bytes() for path in paths]
    notes = sum(len(read_midi(song).notes) for song in data)
    ours = _best(lambda: [build_chart(read_midi(song)) for song in data])
    what = f"notes charted a second, {len(paths)} songs"
    if importlib.util.find_spec("ace") is None:
        return what, f"{notes / ours:,.0f}", "auto-chart-engine (one level): not installed"
    charter = importlib.import_module("ace.charter").Charter()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        for place, path in enumerate(paths):
            key = charter.split_midi(in_file_dir=str(path), out_dir=folder)
            out = Path(folder, str(place))
            out.mkdir()
            charter.generate_chart_file(in_file_key=key, out_dir=folder, ch_out_dir=out.name)
    theirs = time.perf_counter() - start
    return what, f"{notes / ours:,.0f}", f"{notes / theirs:,.0f} (auto-chart-engine, one level)"


def _alone(notes: int, us_per_beat: int, drums: bool) -> tuple[float, float]:
    """Seconds and bytes a note, above those of an interpreter that has read a small song, in an own process."""
    reading, building, _, memory = measured_alone(large_song(notes, drums=drums, us_per_beat=us_per_beat))
    return reading + building, memory / notes


def measured_alone(data: bytes) -> tuple[float, float, float, float]:
    """Seconds of reading and of building a file, and bytes of memory for reading and for both, in an own process."""
    command = [sys.executable, "-c", "from tests.bench.midi import measure; measure()"]
    told = subprocess.run(command, cwd=Path(__file__).parents[2], input=data, capture_output=True, check=True).stdout
    reading, building, to_read, to_build = map(float, told.split())
    return reading, building, to_read, to_build


def measure() -> None:
    """Print the figures of a file that comes by standard input; for a process of its own."""
    build_chart(read_midi(large_song(100, drums=True)))
    data = sys.stdin.buffer.read()
    before, start = peak_kib(), time.process_time()
    midi = read_midi(data)
    read, reading = time.process_time(), peak_kib()
    with suppress(DrumjamError):
        build_chart(midi)
    print(read - start, time.process_time() - read, (reading - before) * 1024, (peak_kib() - before) * 1024)


def peak_kib() -> float:
    """The most memory this process has held; not a number where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((float(line.split()[1]) for line in lines if line.startswith("VmHWM")), float("nan"))


def large_song(notes: int, *, drums: bool, us_per_beat: int = SLOW) -> bytes:
    """A file of so many notes in eighths and sixteenths, seeded: all drums, or a third of them."""
    rng = np.random.default_rng(1)
    keys = (36, 38, 42, 46, 49, 41, 45, 51)
    body = bytearray(b"\x00\xff\x51\x03" + us_per_beat.to_bytes(3, "big"))
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
