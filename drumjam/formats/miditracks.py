"""MIDI tracks: events at their ticks become the tracks and the bytes of a file. Same events, same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from drumjam.formats.exported import ExportError
from drumjam.midi.percussion import DRUM_CHANNEL
from drumjam.rules.tempo import Meter, TempoMap

if TYPE_CHECKING:  # writing MIDI is rare: mido is imported where it is done
    import mido

Event = tuple[int, "mido.Message"]
"""A tick and the message that stands there."""


FINEST, SLOWEST, LONGEST_REST, MOST_COUNTED = 2**15 - 1, 2**24 - 1, 2**28 - 1, 2**8 - 1
"""What MIDI has room for: ticks of a beat, microseconds of a beat, ticks of a rest, a metre's numerator."""


def midi_bytes(ticks_per_beat: int, tracks: Sequence[mido.MidiTrack]) -> bytes:
    """The bytes of a MIDI file of format 1, its texts in UTF-8.

    Raises ExportError for finer ticks or a longer rest than MIDI has room for.
    """
    import mido

    _check(ticks_per_beat <= FINEST, f"{ticks_per_beat} ticks a beat are more than {FINEST}")
    rest = max(message.time for part in tracks for message in part)
    _check(rest <= LONGEST_REST, f"a rest of {rest} ticks is more than {LONGEST_REST}")
    file = mido.MidiFile(type=1, ticks_per_beat=ticks_per_beat, charset="utf-8", tracks=tracks)
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def conductor(tempo: TempoMap, meters: Sequence[Meter], others: Iterable[Event], end: int) -> list[Event]:
    """What the first track holds beside its name: texts, tempo, metre and markers, in order, up to the song's end.

    Raises ExportError for a slower tempo or a longer metre than MIDI has room for.
    """
    from mido import MetaMessage

    slowest = max(us for _, us in tempo.changes)
    _check(slowest <= SLOWEST, f"{slowest} microseconds a beat are more than {SLOWEST}")
    most = max(meter.numerator for meter in meters)
    _check(most <= MOST_COUNTED, f"a metre of {most} is more than {MOST_COUNTED}")
    events = [*others, *((tick, MetaMessage("set_tempo", tempo=us)) for tick, us in tempo.changes)]
    for meter in meters:
        signature = MetaMessage("time_signature", numerator=meter.numerator, denominator=meter.denominator)
        events.append((meter.tick, signature))
    rank = {"text": 0, "set_tempo": 1, "time_signature": 2}
    events.sort(key=lambda event: (event[0], rank.get(event[1].type, len(rank))))
    return [*events, (max(end, events[-1][0]), MetaMessage("end_of_track"))]


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


def _check(fits: bool, what: str) -> None:
    if not fits:
        raise ExportError(f"{what}, which MIDI has no room for")
