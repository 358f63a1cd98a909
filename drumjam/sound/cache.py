"""Backings kept in a store, so that a song played again begins at once, and at another level nearly so."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import soundfile

from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Chart, Lane, Level
from drumjam.sound.division import Division, divide
from drumjam.sound.files import Depth, write_sound
from drumjam.sound.keysounds import KEY_CEILING, DrumLevel, Keysounds, Kits
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import (
    CEILING,
    DRUM_CEILING,
    FULL,
    SONGS_OWN,
    Stems,
    keysound_makers,
    mix_stems,
    render_tones,
)
from drumjam.sound.store import Kept, Store
from drumjam.sound.synth import Progress, Stereo

RENDERER = 3
"""Raised whenever the same song would sound otherwise than before."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Backing:
    """A backing that can be played.

    path       WAV, 16 bit; deleted with this object if the store could not take it
    keysounds  the drums that strikes play to it
    kits       the drums of leaders who play other ones
    rate       frames a second of all of them
    shares     amplitude factor of each note's stroke, in the order of the chart's notes
    """

    path: Path
    keysounds: Keysounds
    kits: Kits
    rate: int
    shares: tuple[float, ...]


def make_backing(
    store: Store,
    midi: MidiFile,
    chart: Chart,
    levels: tuple[Level, Level],
    font: SoundFont,
    *,
    rate: int = 48_000,
    speed: float = 1.0,
    lead_in: float = 0.0,
    kits: Mapping[Lane, int] = SONGS_OWN,
    bare: bool = False,
    progress: Progress | None = None,
) -> Backing:
    """The backing of a song as a file: the one in the store, or a new one.

    A damaged file is made again; a store that cannot be written to is no error.

    lead_in  seconds of silence in front, >= 0
    bare     whether strokes that neither lane has are left out

    The rest is as for `render_stems`.
    """
    if not lead_in >= 0:
        raise ValueError(f"lead-in of {lead_in} s is below 0")
    own = (chart.source, chart.tempo.changes, chart.duet(*levels), lead_in, *([bare] if bare else []))
    name = _hashed(_song_name(midi, font, rate, speed), own, CEILING, DRUM_CEILING, FULL, KEY_CEILING)
    division = divide(midi, chart, levels, font, speed, bare=bare)
    kept, spare = store.find(name), None
    if kept is None:
        stems = keep_stems(store, midi, division, font, rate=rate, speed=speed, progress=progress)
        silence = round(lead_in * rate)
        kept = store.keep(name, stems.backing, rate, asdict(stems.level), silence)
        if kept is None:
            spare = _spare_file()
            write_sound(spare, stems.backing, rate, Depth.GAME, silence)
            kept = Kept(spare, asdict(stems.level))
    level, (own_drums, others) = DrumLevel(**kept.about), keysound_makers(division, font, rate, kits)
    drums, made = own_drums.make(level), {lane: maker.make(level) for lane, maker in others.items()}
    shares = tuple(stroke.share for stroke in division.strokes)
    backing = Backing(kept.path, drums, made, rate, shares)
    if spare is not None:
        weakref.finalize(backing, spare.unlink, missing_ok=True)
    return backing


def keep_stems(
    store: Store,
    midi: MidiFile,
    division: Division,
    font: SoundFont,
    *,
    rate: int,
    speed: float = 1.0,
    progress: Progress | None = None,
) -> Stems:
    """The stems of a song, its tones from the store, where they are kept for its other levels.

    They are nearly all the work. Read back even when they were just made: a level sounds the same whether it was
    the song's first one or not.
    """
    name = _hashed(_song_name(midi, font, rate, speed), division.length)
    tones = _read(store.find(name))
    if tones is None:
        made = render_tones(division, font, rate, progress)
        peak = float(np.abs(made).max(initial=0)) or 1.0
        made /= np.float32(peak)
        tones = _read(store.keep(name, made, rate, {"peak": peak}))
        if tones is None:
            tones = np.multiply(made, np.float32(peak), out=made)
    return mix_stems(division, tones, font, rate, progress=progress)


def _read(kept: Kept | None) -> Stereo | None:
    """Tones as loud as they were before they were kept; None where they are not, or another game took them away."""
    if kept is None:
        return None
    try:
        whole, _ = soundfile.read(kept.path, dtype="int16", always_2d=True)
    except (OSError, soundfile.SoundFileError):
        return None
    tones: Stereo = np.multiply(whole, kept.about["peak"] / 32_767, dtype=np.float32)
    return tones


def _spare_file() -> Path:
    handle, spare = tempfile.mkstemp(prefix="drumjam-", suffix=".wav")
    os.close(handle)
    return Path(spare)


def _song_name(midi: MidiFile, font: SoundFont, rate: int, speed: float) -> str:
    """Says all that a song's tones depend on."""
    told = sha256()
    events = midi.events
    for column in (events.tick, events.track, events.status, events.a, events.b, find_percussion(midi).sounding):
        told.update(column.tobytes())
    names = [text.text for text in midi.texts if text.kind == 3]
    rest = (RENDERER, midi.tempo.ticks_per_beat, midi.tempo.changes, names, midi.sysex, rate, speed, font.digest)
    told.update(repr(rest).encode())
    return told.hexdigest()


def _hashed(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:40]
