"""What sound costs, and how loud the songs come out.

Times are the processor's own, so that other work on the machine does not count.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import process_time

import numpy as np

from drumjam.formats.songfolder import open_song
from drumjam.midi.smf import MidiFile, read_midi
from drumjam.rules.chart import Chart, Level
from drumjam.sound.cache import make_backing
from drumjam.sound.division import divide
from drumjam.sound.keysounds import KeysoundMaker
from drumjam.sound.loudness import loudness
from drumjam.sound.perform import perform
from drumjam.sound.room import Room
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import Stems, render_stems
from drumjam.sound.store import Store
from tests.charts import OWN_SONGS

ROOT = Path(__file__).parents[2]
FONT = ROOT / "assets" / "drumjam_gm.sf3"
EXPERT = (Level.EXPERT, Level.EXPERT)
RATE = 48_000

Rows = list[tuple[str, str, str]]


def figures() -> Rows:
    """Rows of what, measured, limit or peer."""
    start = process_time()
    font = SoundFont.open(FONT)
    rows = [("font opened", f"{1000 * (process_time() - start):.1f} ms", "under 100 ms")]
    for folder in OWN_SONGS:
        rows += _song(folder, font)
    rows.append(_room())
    rows.append(("peak memory of a process that renders a song", f"{_memory():.0f} MB", "under 350 MB"))
    return rows


def _song(folder: Path, font: SoundFont) -> Rows:
    chart, midi, name = open_song(folder).chart, read_midi((folder / "song.mid").read_bytes()), folder.name
    start = process_time()
    stems = render_stems(midi, chart, EXPERT, font)
    took, length = process_time() - start, len(stems.backing) / stems.rate
    level, mix = loudness(stems.backing, stems.drums, rate=stems.rate), stems.backing + stems.drums
    ends = max(float(np.abs(mix[0]).max()), float(np.abs(mix[-1]).max()))
    return [
        (f"{name}: both stems, {length:.0f} s of song", f"{took:.2f} s, {length / took:.0f} x real time", "60 x"),
        *_loading(name, midi, chart),
        (f"{name}: loudness", f"{level:.2f} LUFS", "-16 +- 0.5"),
        (f"{name}: peak of a perfect play, first and last frame", f"{np.abs(mix).max():.3f}, {ends:.4f}", "below 1"),
        (
            f"{name}: beyond full scale when people play (sd 12 ms)",
            _beyond(midi, chart, stems, font),
            "a perfect play: 0",
        ),
    ]


def _room() -> tuple[str, str, str]:
    """What the room costs of a song of two and a half minutes."""
    room, noise = Room(RATE), np.random.default_rng(1).normal(0, 0.1, 150 * RATE).astype(np.float32)
    start = process_time()
    room.answer(noise)
    return "the room's answer to 150 s", f"{process_time() - start:.2f} s", "1 s a song"


def _loading(name: str, midi: MidiFile, chart: Chart) -> Rows:
    """What a player waits for: the font opened, backing and keysounds made or found."""
    easy, took = (Level.EASY, Level.EASY), []
    with tempfile.TemporaryDirectory() as folder:
        for levels in (EXPERT, easy, easy):
            start = process_time()
            backing = make_backing(Store(Path(folder)), midi, chart, levels, SoundFont.open(FONT), lead_in=2.0)
            took.append(process_time() - start)
        kept = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
    size = sum(sound.nbytes for sound in backing.keysounds.values()) / 1e6
    return [
        (f"{name}: loaded for the first time", f"{took[0]:.2f} s", "3 s"),
        (f"{name}: another level of it, the same again", f"{took[1]:.2f}, {took[2]:.2f} s", "1 s, progress shown"),
        (f"{name}: both levels on disk; {len(backing.keysounds)} keysounds", f"{kept:.0f} MB; {size:.0f} MB", ""),
    ]


def _beyond(midi: MidiFile, chart: Chart, stems: Stems, font: SoundFont) -> str:
    """How long, and by how much, a play passes full scale in which each stroke is off by chance."""
    division = divide(midi, chart, EXPERT, font)
    rng = np.random.default_rng(1)
    late = [replace(stroke, start=max(stroke.start + rng.normal(0, 0.012), 0)) for stroke in division.strokes]
    maker = KeysoundMaker(font, {stroke.key for stroke in late}, division.kit, stems.rate)
    drums = perform(late, maker.make(stems.level), stems.rate, len(stems.backing))
    peaks = np.abs(stems.backing + drums).max(axis=1)
    return f"{(peaks > 1).sum() / stems.rate * 1e3:.1f} ms, {20 * np.log10(peaks.max()):+.1f} dB"


def _memory() -> float:
    """MB that a fresh process needs for the longest song's stems.

    Linux tells it itself: what `resource` tells is at least as much as the process had that started it.
    """
    code = (
        "import re, sys; from pathlib import Path; from tests.bench.sound import *;"
        "song = Path(sys.argv[1]); midi = read_midi((song / 'song.mid').read_bytes());"
        "render_stems(midi, open_song(song).chart, EXPERT, SoundFont.open(FONT));"
        "print(int(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024)"
    )
    folder = max(OWN_SONGS, key=lambda folder: open_song(folder).chart.end)
    run = [sys.executable, "-c", code, str(folder)]
    return float(subprocess.run(run, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
