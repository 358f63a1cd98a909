"""info: what is in a MIDI file, as `drumjam midi info` tells it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import MidiFile


def info(midi: MidiFile, name: str = "") -> dict[str, Any]:
    """Title, time, notes, drum parts and repairs of a file; times in seconds, channels and tracks from 1 up.

    name  the file's name; its stem is the title where the file gives none
    """
    percussion = find_percussion(midi)
    return {
        "title": midi.title or PurePath(name).stem,
        "format": midi.format,
        "ticks_per_beat": midi.ticks_per_beat,
        "duration": midi.tempo.seconds(midi.end),
        "notes": len(midi.notes) + midi.left_out,
        "drum_notes": int(percussion.sounding.sum()),
        "last_onset": midi.tempo.seconds(int(midi.notes.tick[-1])),
        "tempo": [
            {"tick": tick, "time": midi.tempo.seconds(tick), "bpm": 60e6 / us} for tick, us in midi.tempo.changes
        ],
        "meter": [
            {"tick": meter.tick, "numerator": meter.numerator, "denominator": meter.denominator}
            for meter in midi.meters
        ],
        "drum_parts": [
            {
                "track": part.track + 1,
                "name": part.name,
                "channel": part.channel + 1,
                "why": part.why,
                "notes": part.notes,
            }
            for part in percussion.parts
        ],
        "repairs": [remark.text for remark in midi.repairs],
    }
