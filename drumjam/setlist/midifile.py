"""A piece as a MIDI file: the same piece, the same bytes.

Track 0 holds the title, the credits, the tempo, the metre and a marker for each section; the drum tracks `Lee` and
`Takaichi` come next, then one track a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

import mido

from drumjam.formats.miditracks import Event, midi_bytes, note_events, note_track, section_marker, track
from drumjam.midi.percussion import DRUM_CHANNEL
from drumjam.rules.chart import Lane
from drumjam.setlist.notation import ScoreError, Sound
from drumjam.setlist.score import Part, Piece, Section

TICKS_PER_BEAT = 480
DRUM_TICKS = 120
ROLL_KEY = 126
MOST_PARTS = 8
COPYRIGHT = "Copyright 2026 the drumjam authors, MIT licence"
SHORT = Fraction(9, 20)
"""How much of its length a note marked short sounds."""


def to_midi(piece: Piece) -> bytes:
    """The piece as a MIDI file (format 1): the same piece, the same bytes. ScoreError if it does not add up."""
    if len(piece.parts) > MOST_PARTS:
        raise ScoreError(f"{piece.id} has {len(piece.parts)} parts: at most {MOST_PARTS} keep the drums in front")
    tracks = [_conductor(piece)]
    for lane in Lane:
        kit = [
            mido.Message("program_change", channel=DRUM_CHANNEL, program=piece.kit),
            mido.Message("control_change", channel=DRUM_CHANNEL, control=7, value=piece.volume),
            mido.Message("control_change", channel=DRUM_CHANNEL, control=91, value=piece.room),
        ]
        notes = chain(_drum_notes(piece.lane(lane)), _rolls(piece))
        tracks.append(note_track(lane.name.title(), kit, notes))
    for number, part in enumerate(piece.parts):
        channel = number if number < DRUM_CHANNEL else number + 1
        setup = [
            mido.Message("program_change", channel=channel, program=part.program),
            mido.Message("control_change", channel=channel, control=7, value=part.volume),
            mido.Message("control_change", channel=channel, control=10, value=part.pan),
            mido.Message("control_change", channel=channel, control=91, value=part.room),
        ]
        tracks.append(note_track(part.name, setup, _part_notes(piece, part, channel)))
    return midi_bytes(TICKS_PER_BEAT, tracks)


def _conductor(piece: Piece) -> mido.MidiTrack:
    """Track 0: title, credits, markers, metre and tempo."""
    events: list[Event] = [(0, mido.MetaMessage("copyright", text=COPYRIGHT))]
    events += [(0, mido.MetaMessage("text", text=line)) for credit in piece.credits for line in credit.values()]
    metre = (0, 0)
    for start, section in piece.starts():
        tick = _tick(start)
        events.append((tick, section_marker(section.name, section.device)))
        if section.metre != metre:
            metre = section.metre
            events.append((tick, mido.MetaMessage("time_signature", numerator=metre[0], denominator=metre[1])))
        events += _tempi(section, tick)
    kept, tempo = [], 0
    for tick, message in events:
        if message.type == "set_tempo" and message.tempo == tempo:
            continue
        tempo = message.tempo if message.type == "set_tempo" else tempo
        kept.append((tick, message))
    kept.append((_tick(piece.length), mido.MetaMessage("end_of_track")))
    return track(piece.titles["en"], kept)


def _tempi(section: Section, tick: int) -> Iterator[Event]:
    """One tempo, or one a pulse where it moves."""
    first, last = section.bpm if isinstance(section.bpm, tuple) else (section.bpm, section.bpm)
    count = section.bars * section.pulses
    for pulse in range(count if first != last else 1):
        bpm = float(section.pulse) * (first + (last - first) * pulse / count)
        yield tick + _tick(pulse * section.pulse), mido.MetaMessage("set_tempo", tempo=round(60e6 / bpm))


def _drum_notes(sounds: list[Sound]) -> Iterator[Event]:
    for sound in sounds:
        tick = _tick(sound.beat)
        for key in sound.keys:
            yield from note_events(tick, tick + DRUM_TICKS, key, sound.velocity)


def _rolls(piece: Piece) -> Iterator[Event]:
    """Rolls of both leaders on the drum, as held notes of the key that means one in a file of two parts."""
    for start, section in piece.starts():
        for pulse, length in section.rolls:
            begin, end = (_tick(start + at * section.pulse) for at in (pulse, pulse + length))
            yield from note_events(begin, end, ROLL_KEY, 100)


def _part_notes(piece: Piece, part: Part, channel: int) -> Iterator[Event]:
    """A part's notes; a note ends at the latest where its pitch is played again, and with the piece."""
    following = dict.fromkeys(range(128), _tick(piece.length))
    for sound in reversed(piece.part(part)):
        tick = _tick(sound.beat)
        end = _tick(sound.beat + sound.length * (SHORT if sound.short else part.ring))
        for key in sound.keys:
            off = max(tick + 1, min(end, following[key]))
            yield from note_events(tick, off, key, sound.velocity, channel)
            following[key] = tick


def _tick(beat: Fraction) -> int:
    return round(beat * TICKS_PER_BEAT)
