"""Charts for small songs."""

from __future__ import annotations

from collections.abc import Sequence

from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Source

EXPERT = (Level.EXPERT, Level.EXPERT)
LEE, TAKAICHI = Lane.LEE, Lane.TAKAICHI


def beat(at: float, lane: Lane, key: int = 38, velocity: int = 100, pad: Pad = Pad.DRUM) -> Note:
    """A note at a beat of 480 ticks."""
    return Note(round(at * 480), lane, pad, key, velocity)


def chart(midi: MidiFile, notes: Sequence[Note], source: Source = Source.DRUMS, easy: Sequence[Note] = ()) -> Chart:
    """A chart with these notes in expert, and others in the levels below."""
    levels = {level: tuple(sorted(easy)) for level in Level} | {Level.EXPERT: tuple(sorted(notes))}
    return Chart("song", source, midi.tempo, levels)
