"""What sound costs, how loud the songs come out, and how near the renderer is to FluidSynth with the same font."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import soundfile

from drumjam.formats.songfolder import open_song
from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Level
from drumjam.sound.loudness import loudness
from drumjam.sound.schedule import schedule
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import render_stems
from drumjam.sound.synth import Synth, channel_part

ROOT = Path(__file__).parents[2]
FONT = ROOT / "assets" / "drumjam_gm.sf3"
EXPERT = (Level.EXPERT, Level.EXPERT)
BANDS, FRAME = 48, 2048

Rows = list[tuple[str, str, str]]


def figures() -> Rows:
    """Rows of what, measured, limit or peer."""
    start = perf_counter()
    font = SoundFont.open(FONT)
    rows = [("font opened", f"{1000 * (perf_counter() - start):.1f} ms", "under 100 ms")]
    for folder in sorted((ROOT / "charts").iterdir()):
        rows += _song(folder, font)
    rows.append(("peak memory of a process that renders a song", f"{_memory():.0f} MB", "under 350 MB"))
    return rows + list(_against_fluidsynth(font))


def _song(folder: Path, font: SoundFont) -> Rows:
    chart, midi = open_song(folder).chart, read_midi((folder / "song.mid").read_bytes())
    start = perf_counter()
    stems = render_stems(midi, chart, EXPERT, font)
    took, length = perf_counter() - start, len(stems.backing) / stems.rate
    start = perf_counter()
    struck = perf_counter() - start
    size = sum(sound.nbytes for sound in keysounds.values()) / 1e6
    level = loudness(stems.backing, stems.drums, rate=stems.rate)
    stems.fit_for_files()
    filed = loudness(stems.backing, stems.drums, rate=stems.rate)
    peak = float(np.abs(stems.backing + stems.drums).max())
    name = folder.name
    return [
        (f"{name}: both stems, {length:.0f} s of song", f"{took:.2f} s, {length / took:.0f} x real time", "60 x"),
        (
            f"{name}: keysounds, {len(keysounds)} of them",
            f"{struck:.2f} s, {size:.0f} MB",
            "47 keys x 8: 0.19 s, 73 MB",
        ),
        (f"{name}: loudness in the game, in files", f"{level:.2f}, {filed:.2f} LUFS", "-16 +- 0.5"),
        (f"{name}: peak of the mix in files", f"{peak:.3f}", "below 1"),
    ]


def _memory() -> float:
    """MB that a fresh process needs for the longest song's stems."""
    code = (
        "import resource, sys; from pathlib import Path; from tests.bench.sound import *;"
        "song = Path(sys.argv[1]); midi = read_midi((song / 'song.mid').read_bytes());"
        "render_stems(midi, open_song(song).chart, EXPERT, SoundFont.open(FONT));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    folder = max((ROOT / "charts").iterdir(), key=lambda folder: open_song(folder).chart.end)
    run = [sys.executable, "-c", code, str(folder)]
    return float(subprocess.run(run, cwd=ROOT, capture_output=True, check=True, text=True).stdout)


def _against_fluidsynth(font: SoundFont) -> Iterator[tuple[str, str, str]]:
    if shutil.which("fluidsynth") is None:
        yield "spectrum beside FluidSynth", "fluidsynth is not installed", "1.7 dB r.m.s., 3 dB at most"
        return
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((ROOT / "tests" / "data").glob("*.mid")):
            theirs, ours = _fluidsynth(path, Path(folder)), _render(path, font)
            if len(theirs):
                found.append(_compare(theirs, ours))
    off, most, likeness, level = np.array(found).T
    yield f"spectrum beside FluidSynth, {len(found)} files, worst", f"{off.max():.2f} dB r.m.s.", "1.7 dB"
    yield "the same, farthest band", f"{most.max():.1f} dB", "3 dB"
    yield "likeness of log-mel pictures, worst", f"{likeness.min():.3f}", "0.94"
    yield "level, lowest and highest", f"{level.min():+.2f}, {level.max():+.2f} dB", "-2 to +2 dB"


def _fluidsynth(path: Path, folder: Path) -> np.ndarray:
    """The file by FluidSynth, without reverb and chorus, at the renderer's own level."""
    out = folder / "out.wav"
    options = [
        "-q",
        "-ni",
        "-R",
        "0",
        "-C",
        "0",
        "-g",
        "0.5",
        "-r",
        "44100",
        "-O",
        "float",
        "-T",
        "wav",
        "-F",
        str(out),
    ]
    subprocess.run(["fluidsynth", *options, str(FONT), str(path)], check=True, capture_output=True)
    return soundfile.read(out, dtype="float32")[0].mean(axis=1) / 0.5


def _render(path: Path, font: SoundFont) -> np.ndarray:
    """The file by the renderer, all its notes."""
    midi = read_midi(path.read_bytes())
    every = np.ones(len(midi.notes), np.bool_)
    parts = [channel_part(font, line, every) for line in schedule(midi, find_percussion(midi).sounding)]
    return Synth(font, 44_100).render(parts, round((midi.tempo.seconds(midi.end) + 3) * 44_100)).mean(axis=1)


def _compare(theirs: np.ndarray, ours: np.ndarray) -> tuple[float, float, float, float]:
    """Spectra level matched, r.m.s. and at most, in dB; correlation of log-mel pictures; level in dB."""
    length = min(len(theirs), len(ours))
    level = 10 * np.log10((ours[:length] ** 2).mean() / (theirs[:length] ** 2).mean())
    pictures = [_mel(sound[:length]) for sound in (theirs, ours)]
    spectra = [10 * np.log10(picture.mean(axis=0) + 1e-12) for picture in pictures]
    heard = spectra[0] > spectra[0].max() - 60
    apart = (spectra[1] - spectra[0])[heard]
    apart = apart - apart.mean()
    logs = [10 * np.log10(picture + 1e-7 * picture.max()).ravel() for picture in pictures]
    likeness = float(np.corrcoef(*logs)[0, 1])
    return float(np.sqrt((apart**2).mean())), float(np.abs(apart).max()), likeness, float(level)


def _mel(sound: np.ndarray) -> np.ndarray:
    """Power in mel bands from 40 Hz to 16 kHz, for each frame of time."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, FRAME)[:: FRAME // 2]
    power = np.abs(np.fft.rfft(frames * np.hanning(FRAME))) ** 2
    edges = 700 * (10 ** (np.linspace(*(2595 * np.log10(1 + np.array([40, 16_000]) / 700)), BANDS + 2) / 2595) - 1)
    at = np.fft.rfftfreq(FRAME, 1 / 44_100)[:, None]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    return power @ np.clip(np.minimum((at - low) / (middle - low), (high - at) / (high - middle)), 0, None)
