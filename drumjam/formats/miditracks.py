"""MIDI tracks: events at their ticks become the tracks and the bytes of a file. Same events, same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from drumjam.midi.percussion import DRUM_CHANNEL

if TYPE_CHECKING:  # writing MIDI is rare: mido is imported where it is done
    import mido

Event = tuple[int, "mido.Message"]
"""A tick and the message that stands there."""


def midi_bytes(ticks_per_beat: int, tracks: Sequence[mido.MidiTrack]) -> bytes:
    """The bytes of a MIDI file of format 1, its texts in UTF-8."""
    import mido

    file = mido.MidiFile(type=1, ticks_per_beat=ticks_per_beat, charset="utf-8", tracks=tracks)
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def track(name: str, events: Iterable[Event]) -> mido.MidiTrack:
    """A named track of events, which come in the order of their ticks."""
    import mido

    made = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    now = 0
    for tick, message in events:
        made.append(message.copy(time=tick - now))
        now = tick
    return made


def note_track(name: str, setup: Iterable[mido.Message], notes: Iterable[Event]) -> mido.MidiTrack:
    """A track of notes in any order: on one tick ends come before begins, low pitches before high ones."""
    rank = {"note_off": 0, "note_on": 1}
    ordered = sorted(notes, key=lambda event: (event[0], rank[event[1].type], event[1].note))
    return track(name, [*((0, message) for message in setup), *ordered])


def note_events(tick: int, end: int, key: int, velocity: int, channel: int = DRUM_CHANNEL) -> tuple[Event, Event]:
    """A note's begin and end; channels count from 0."""
    import mido

    begin = mido.Message("note_on", channel=channel, note=key, velocity=velocity)
    return (tick, begin), (end, mido.Message("note_off", channel=channel, note=key, velocity=64))


def section_marker(name: str, device: str) -> mido.MetaMessage:
    """The marker that names a section and how the leaders share it."""
    import mido

    return mido.MetaMessage("marker", text=f"section: {name} | device: {device}")
