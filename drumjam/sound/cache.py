"""Backings kept in a folder, so that a song played again begins at once."""

from __future__ import annotations

import json
import os
import tempfile
import weakref
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Chart, Level
from drumjam.sound.files import Depth, SoundFileError, write_sound
from drumjam.sound.kit import Kit
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import CEILING, DRUM_CEILING, render_stems
from drumjam.sound.synth import Progress

RENDERER = 1
"""Raised whenever the same song would sound otherwise than before."""

LIMIT = 512 << 20
"""Bytes kept at most; what was not played for longest goes first."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Backing:
    """A backing that can be played.

    path  WAV, 16 bit; deleted with this object if the folder could not take it
    kit   what the drums of this song are played with
    gain  amplitude factor for its keysounds
    """

    path: Path
    kit: Kit
    gain: float


def make_backing(
    folder: Path,
    midi: MidiFile,
    chart: Chart,
    levels: tuple[Level, Level],
    font: SoundFont,
    *,
    rate: int = 48_000,
    speed: float = 1.0,
    lead_in: float = 0.0,
    progress: Progress | None = None,
) -> Backing:
    """The backing of a song as a file in a folder: the one that is there, or a new one.

    A damaged file is made again; a folder that cannot be written is no error. The rest is as for `render_stems`.
    """
    name = _name(midi, chart, levels, font, rate, speed, lead_in)
    path, about = folder / f"{name}.wav", folder / f"{name}.json"
    known = _known(path, about)
    if known is not None:
        return known
    stems = render_stems(midi, chart, levels, font, rate=rate, speed=speed, lead_in=lead_in, progress=progress)
    try:
        write_sound(path, stems.backing, rate, Depth.GAME)
        told = {"program": stems.kit.program, "volume": stems.kit.gain, "gain": stems.gain, "sum": _sum(path)}
        about.write_text(json.dumps(told), encoding="utf-8")
        _make_room(folder, path)
    except (SoundFileError, OSError):
        handle, spare = tempfile.mkstemp(prefix="drumjam-", suffix=".wav")
        os.close(handle)
        write_sound(Path(spare), stems.backing, rate, Depth.GAME)
        backing = Backing(Path(spare), stems.kit, stems.gain)
        weakref.finalize(backing, Path(spare).unlink, missing_ok=True)
        return backing
    return Backing(path, stems.kit, stems.gain)


def _name(
    midi: MidiFile,
    chart: Chart,
    levels: tuple[Level, Level],
    font: SoundFont,
    rate: int,
    speed: float,
    lead_in: float,
) -> str:
    """A name that says all that the sound depends on."""
    told = sha256()
    for column in (midi.events.tick, midi.events.track, midi.events.status, midi.events.a, midi.events.b):
        told.update(column.tobytes())
    names = [text.text for text in midi.texts if text.kind == 3]
    rest = (RENDERER, CEILING, DRUM_CEILING, midi.tempo.ticks_per_beat, midi.tempo.changes, names, midi.sysex)
    own = (chart.source, chart.tempo.changes, chart.duet(*levels), rate, speed, lead_in, font.digest)
    told.update(repr((rest, own)).encode())
    return told.hexdigest()[:40]


def _known(path: Path, about: Path) -> Backing | None:
    """What is in the folder, if it is whole."""
    try:
        told = json.loads(about.read_bytes())
        if told["sum"] != _sum(path):
            return None
        os.utime(path)
        return Backing(path, Kit(int(told["program"]), float(told["volume"])), float(told["gain"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _sum(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


def _make_room(folder: Path, new: Path) -> None:
    """Delete the backings that were not played for longest until the rest fits; never the new one."""
    files = sorted(folder.glob("*.wav"), key=lambda file: file.stat().st_mtime, reverse=True)
    files = [new, *(file for file in files if file != new)]
    size = 0
    for file in files:
        size += file.stat().st_size
        if size > LIMIT and file != new:
            file.unlink(missing_ok=True)
            file.with_suffix(".json").unlink(missing_ok=True)
