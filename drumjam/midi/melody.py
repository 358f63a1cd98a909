"""Songs without drums: a rhythm for two is taken from the tune and from the bass."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import BAR_LINE, HALF_PULSE, PULSE, Bars, strengths
from drumjam.midi.channels import Channels
from drumjam.midi.percussion import Percussion
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Remark
from drumjam.rules.ticks import distinct

GROUND_KEY, BEAT_KEY, OFF_BEAT_KEY, PHRASE_KEY = 36, 38, 42, 49
DRUM_PROGRAMS = {113: 67, 115: 76, 116: 41, 117: 47, 118: 38}
"""Programs (from 0) of instruments that are struck, and the percussion key each is charted as."""
MOST_ONSETS = 8.0
MOST_PARTS = 1_000
_TUNE_NAME = re.compile(r"melod|lead|voca|voice|sing|tune|solo|멜로디|보컬|メロ|ボーカル|旋律", re.IGNORECASE)
_BASS_NAME = re.compile(r"bass|left|low|베이스|ベース|低音", re.IGNORECASE)

Rhythm = tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.uint8]]
"""Ticks, percussion keys and velocities of a drum part's strokes, in any order."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The notes of one track on one channel: row numbers, and its name."""

    rows: NDArray[np.int64]
    track: int
    channel: int
    name: str


def rhythm_of(midi: MidiFile, percussion: Percussion, bars: Bars) -> tuple[Rhythm, Remark]:
    """Ticks, percussion keys and velocities drawn from a file without drums, and a warning that says from what."""
    parts = _parts(midi, percussion)
    channels = Channels(midi.events)
    programs = [channels.program(part.channel, int(midi.notes.tick[part.rows[0]])) for part in parts]
    struck = [(part, program) for part, program in zip(parts, programs, strict=True) if program in DRUM_PROGRAMS]
    if struck:
        columns = [_struck(midi, part, DRUM_PROGRAMS[program]) for part, program in struck]
        names = ", ".join(_called(part) for part, _ in struck)
        text = f"no drum part: {names} is played on the drums"
        tick, key, velocity = (np.concatenate(column) for column in zip(*columns, strict=True))
        return (tick, key, velocity), Remark("chart.struck", text, (("parts", names),))
    tune = max(parts, key=lambda part: (_tune_score(midi, part), -part.track, -part.channel))
    others = [part for part in parts if part is not tune] or [tune]
    ground = max(others, key=lambda part: (_ground_score(midi, part), -part.track, -part.channel))
    tune_tick, tune_key, tune_velocity = _tune(midi, tune, bars)
    ground_tick, ground_velocity = _line(midi, ground, highest=False)
    if ground is tune:
        strength = strengths(bars, ground_tick, [meter.denominator for meter in midi.meters])
        strong = strength <= (PULSE - 1 if np.any(strength < PULSE) else PULSE)
        ground_tick, ground_velocity = ground_tick[strong], ground_velocity[strong]
    ground_tick, ground_velocity = _slowed(midi, bars, ground_tick, ground_velocity)
    second = "" if ground is tune else f" and {_called(ground)}"
    text = f"no drum part: the rhythm is taken from {_called(tune)}{second}"
    remark = Remark("chart.melody", text, (("tune", _called(tune)), ("ground", _called(ground))))
    key = np.concatenate((tune_key, np.full(len(ground_tick), GROUND_KEY, np.uint8)))
    return (np.concatenate((tune_tick, ground_tick)), key, np.concatenate((tune_velocity, ground_velocity))), remark


def _called(part: _Part) -> str:
    return f"track {part.track + 1} ({part.name})" if part.name else f"track {part.track + 1}"


def _parts(midi: MidiFile, percussion: Percussion) -> list[_Part]:
    """The parts that are not drums, all if there are no others; of too many those with most notes."""
    notes = midi.notes
    rows = np.flatnonzero(~percussion.sounding)
    if not len(rows):
        rows = np.arange(len(notes))
    pair = notes.track[rows].astype(np.int64) * 16 + notes.channel[rows]
    order = np.argsort(pair, kind="stable")
    heads = np.flatnonzero(np.diff(pair[order], prepend=-1))
    names = midi.track_names()
    found = []
    most = np.sort(np.argsort(-np.diff(heads, append=len(order)), kind="stable")[:MOST_PARTS])
    for start, stop in zip(heads[most].tolist(), np.append(heads, len(order))[most + 1].tolist(), strict=True):
        own = rows[order[start:stop]]
        track = int(notes.track[own[0]])
        found.append(_Part(own, track, int(notes.channel[own[0]]), names.get(track, "")))
    return found


def _struck(midi: MidiFile, part: _Part, key: int) -> Rhythm:
    notes = midi.notes
    return notes.tick[part.rows], np.full(len(part.rows), key, np.uint8), notes.velocity[part.rows]


def _tune_score(midi: MidiFile, part: _Part) -> float:
    """How much a part is the tune: in tempo, through the song, by name, in single notes, and not low."""
    name = 2.0 if _TUNE_NAME.search(part.name) else -2.0 if _BASS_NAME.search(part.name) else 0.0
    return name + _line_score(midi, part) + float(np.median(midi.notes.key[part.rows])) / 64


def _ground_score(midi: MidiFile, part: _Part) -> float:
    """How much a part is the bass: the same, but low."""
    name = 2.0 if _BASS_NAME.search(part.name) else 0.0
    return name + _line_score(midi, part) - float(np.median(midi.notes.key[part.rows])) / 32


def _line_score(midi: MidiFile, part: _Part) -> float:
    onsets = distinct(midi.notes.tick[part.rows])
    times = np.atleast_1d(midi.tempo.seconds(onsets))
    length = float(midi.tempo.seconds(int(midi.notes.tick[-1]))) or 1.0
    span = float(times[-1] - times[0])
    score = 2.0 if 2 * span >= length else 0.0
    rate = len(onsets) / span if span > 0 else 0.0
    score += 2.0 if 1 <= rate <= 6 else 0.0
    return score + len(onsets) / len(part.rows)


def _line(midi: MidiFile, part: _Part, *, highest: bool) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Tick and velocity of a part's highest or lowest note at each onset."""
    notes = midi.notes
    key = notes.key[part.rows].astype(np.int64)
    order = np.lexsort((-key if highest else key, notes.tick[part.rows]))
    rows = part.rows[order]
    tick = notes.tick[rows]
    first = np.append(True, tick[1:] != tick[:-1])
    return tick[first], notes.velocity[rows][first]


def _tune(midi: MidiFile, part: _Part, bars: Bars) -> Rhythm:
    """The highest line: snare on the beat, hat off it, a crash where a phrase begins on a bar line."""
    tick, velocity = _line(midi, part, highest=True)
    tick, velocity = _slowed(midi, bars, tick, velocity)
    strength = strengths(bars, tick, [meter.denominator for meter in midi.meters])
    key = np.where(strength <= PULSE, BEAT_KEY, OFF_BEAT_KEY).astype(np.uint8)
    key[(strength == BAR_LINE) & (_rest_before(midi, part, tick) >= midi.ticks_per_beat)] = PHRASE_KEY
    return tick, key, velocity


def _rest_before(midi: MidiFile, part: _Part, tick: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ticks of silence in a part before each of its onsets; the first onset follows none."""
    events = midi.events
    kind = events.status & 0xF0
    ends = (kind == 0x80) | ((kind == 0x90) & (events.b == 0))
    own = ends & (events.track == part.track) & (events.status & 0x0F == part.channel)
    offs = np.append(-1, events.tick[own])
    last_off = offs[np.searchsorted(offs, tick, "right") - 1]
    before = np.append(tick[:1], tick[:-1])
    return np.where(last_off > before, tick - last_off, 0)


def _slowed(
    midi: MidiFile, bars: Bars, tick: NDArray[np.int64], velocity: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The line without its quickest notes, if it has more than eight onsets a second."""
    span = float(midi.tempo.seconds(int(tick[-1])) - midi.tempo.seconds(int(tick[0]))) if len(tick) else 0.0
    if len(tick) <= 1 or len(tick) <= MOST_ONSETS * span:
        return tick, velocity
    strong = strengths(bars, tick, [meter.denominator for meter in midi.meters]) <= HALF_PULSE
    return (tick[strong], velocity[strong]) if strong.any() else (tick, velocity)
