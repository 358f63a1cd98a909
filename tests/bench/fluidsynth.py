"""How near the renderer is to FluidSynth with the same font: songs, every program, every drum."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import mido
import numpy as np
import soundfile
from numpy.typing import NDArray

from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import read_midi
from drumjam.sound.schedule import schedule
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import Synth, channel_part

ROOT = Path(__file__).parents[2]
FONT = ROOT / "assets" / "drumjam_gm.sf3"
RATE = 44_100
BANDS, FRAME = 48, 2048
GAP, HELD = 3.0, 1.5
"""Seconds from one single note to the next, and for how many of them it is held."""

KEYS, DRUMS = (48, 72), range(35, 82)
WEAK = (38, 81, 84, 90, 95, 104, 114)
"""Programs that live on filter sweeps and LFOs, which the renderer leaves out."""

Rows = list[tuple[str, str, str]]
Mono = NDArray[np.float32]


def figures() -> Rows:
    """Rows of what, measured, limit."""
    if shutil.which("fluidsynth") is None:
        return [("renderer beside FluidSynth", "fluidsynth is not installed", "")]
    font = SoundFont.open(FONT)
    return _songs(font) + _single_notes(font)


def _songs(font: SoundFont) -> Rows:
    found, most = [], 0.0
    for path in sorted((ROOT / "tests" / "data").glob("*.mid")):
        theirs, ours = _fluidsynth(path.read_bytes()), _render(path.read_bytes(), font)
        if len(theirs):
            found.append(_compare(theirs, ours))
            most = max(most, 0.5 * float(np.abs(ours).max()))
    off, farthest, likeness, level = np.array(found).T
    return [
        (f"spectrum beside FluidSynth, {len(found)} files, worst", f"{off.max():.2f} dB r.m.s.", "1.7 dB"),
        ("the same, farthest band", f"{farthest.max():.1f} dB", "3 dB"),
        ("likeness of log-mel pictures, worst", f"{likeness.min():.3f}", "0.94"),
        ("level, lowest and highest", f"{level.min():+.2f}, {level.max():+.2f} dB", "-2 to +2 dB"),
        ("peak of any file at gain 0.5", f"{most:.2f}", "below 1"),
    ]


def _single_notes(font: SoundFont) -> Rows:
    programs = [(program, key) for program in range(128) for key in KEYS]
    level, likeness = _one_by_one(font, [(0, *note) for note in programs])
    drums, alike = _one_by_one(font, [(9, 0, key) for key in DRUMS])
    half, worst = np.percentile(likeness, (50, 5))
    weak = sorted({program for (program, _), like in zip(programs, likeness, strict=True) if like < 0.87})
    return [
        (
            f"{len(programs)} single notes: level, median, sd",
            f"{np.median(level):+.1f}, {level.std():.1f} dB",
            "-1.1, 1.3 dB",
        ),
        ("the same: likeness of spectra, median, 5th of 100", f"{half:.3f}, {worst:.3f}", "0.98, 0.87"),
        ("the same: programs below 0.87", ", ".join(map(str, weak)) or "none", f"known: {', '.join(map(str, WEAK))}"),
        (f"{len(DRUMS)} drums: level, median", f"{np.median(drums):+.1f} dB", ""),
        ("the same: likeness of spectra, median", f"{np.median(alike):.3f}", "0.98"),
    ]


def _one_by_one(font: SoundFont, notes: list[tuple[int, int, int]]) -> tuple[Mono, Mono]:
    """Notes of (channel, program, key), one after the other: level in dB and likeness of the spectrum of each."""
    data = _file(notes)
    theirs, ours = _fluidsynth(data), _render(data, font)
    found = []
    for number in range(len(notes)):
        place = slice(round(number * GAP * RATE), round((number + 1) * GAP * RATE))
        found.append(_compare(theirs[place], ours[place], spectrum_alone=True)[2:])
    likeness, level = np.array(found).T
    return level, likeness


def _file(notes: list[tuple[int, int, int]]) -> bytes:
    """A MIDI file of single notes; a beat is a second."""
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=1_000_000)])
    for channel, program, key in notes:
        track.append(mido.Message("program_change", channel=channel, program=program))
        track.append(mido.Message("note_on", channel=channel, note=key, velocity=100))
        track.append(mido.Message("note_off", channel=channel, note=key, time=round(HELD * 480)))
        track.append(mido.Message("control_change", channel=channel, control=64, time=round((GAP - HELD) * 480)))
    file, out = mido.MidiFile(ticks_per_beat=480), io.BytesIO()
    file.tracks.append(track)
    file.save(file=out)
    return out.getvalue()


def _fluidsynth(data: bytes) -> Mono:
    """A file by FluidSynth, without reverb and chorus, at the renderer's own level, left and right together."""
    options = ["-q", "-ni", "-R", "0", "-C", "0", "-g", "0.5", "-O", "float", "-T", "wav"]
    with tempfile.TemporaryDirectory() as folder:
        song, out = Path(folder) / "song.mid", Path(folder) / "out.wav"
        song.write_bytes(data)
        command = ["fluidsynth", *options, "-r", str(RATE), "-F", str(out), str(FONT), str(song)]
        subprocess.run(command, check=True, capture_output=True)
        sound: Mono = soundfile.read(out, dtype="float32")[0].mean(axis=1) / 0.5
    return sound


def _render(data: bytes, font: SoundFont) -> Mono:
    """A file by the renderer, all its notes, left and right together."""
    midi = read_midi(data)
    every = np.ones(len(midi.notes), np.bool_)
    parts = [channel_part(font, line, every) for line in schedule(midi, find_percussion(midi).sounding)]
    sound: Mono = Synth(font, RATE).render(parts, round((midi.tempo.seconds(midi.end) + 3) * RATE)).mean(axis=1)
    return sound


def _compare(theirs: Mono, ours: Mono, *, spectrum_alone: bool = False) -> tuple[float, float, float, float]:
    """Spectra level matched, r.m.s. and at most, in dB; correlation of log-mel pictures; level in dB.

    spectrum_alone  correlate the spectra over all of the time instead
    """
    length = min(len(theirs), len(ours))
    level = 10 * np.log10((ours[:length] ** 2).mean() / (theirs[:length] ** 2).mean())
    pictures = [_mel(sound[:length]) for sound in (theirs, ours)]
    spectra = [10 * np.log10(picture.mean(axis=0) + 1e-12) for picture in pictures]
    heard = spectra[0] > spectra[0].max() - 60
    apart = (spectra[1] - spectra[0])[heard]
    apart = apart - apart.mean()
    logs = [10 * np.log10(picture + 1e-7 * picture.max()).ravel() for picture in pictures]
    likeness = np.corrcoef(*([spectrum[heard] for spectrum in spectra] if spectrum_alone else logs))[0, 1]
    return float(np.sqrt((apart**2).mean())), float(np.abs(apart).max()), float(likeness), float(level)


def _mel(sound: np.ndarray) -> np.ndarray:
    """Power in mel bands from 40 Hz to 16 kHz, for each frame of time."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, FRAME)[:: FRAME // 2]
    power = np.abs(np.fft.rfft(frames * np.hanning(FRAME))) ** 2
    edges = 700 * (10 ** (np.linspace(*(2595 * np.log10(1 + np.array([40, 16_000]) / 700)), BANDS + 2) / 2595) - 1)
    at = np.fft.rfftfreq(FRAME, 1 / RATE)[:, None]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    return power @ np.clip(np.minimum((at - low) / (middle - low), (high - at) / (high - middle)), 0, None)
