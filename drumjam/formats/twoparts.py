"""A chart as a MIDI file of two parts: the tracks `Lee` and `Takaichi`, which the game reads back as they are.

Track 0 holds title, credits, tempo, metre and a marker for each section. A roll is a stroke with a held note of key
126 (on the drum) or 127 (on the cymbal).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drumjam.formats.exported import Exported, ExportError, cut_rolls, last_tick, one_line, write_files
from drumjam.formats.miditracks import Event, midi_bytes, note_events, note_track, section_marker, track
from drumjam.midi.kit import pad_of
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad

ROLL_KEYS = {Pad.DRUM: 126, Pad.CYMBAL: 127}
USUAL_KEYS = {Pad.DRUM: 38, Pad.CYMBAL: 42}
"""What sounds where a note's own key belongs to the other pad or to none."""

LONGEST_NAME = 100
"""Letters of a section's name; the reader keeps 200 of a whole marker."""

FINEST, SLOWEST, LONGEST_REST, MOST_COUNTED = 2**15 - 1, 2**24 - 1, 2**28 - 1, 2**8 - 1
"""What MIDI has room for: ticks of a beat, microseconds of a beat, ticks of a rest, a metre's numerator."""


def export_midi(chart: Chart, folder: Path, name: str = "song") -> Exported:
    """Write NAME.mid with the expert notes of both leaders.

    Raises ExportError for a chart without expert notes or with more than MIDI has room for, WriteError.
    """
    expert, remarks = cut_rolls(chart.levels[Level.EXPERT])
    if not expert:
        raise ExportError("expert has no notes to export", mend="choose a song with something to play")
    lanes = [[note for note in expert if note.lane == lane] for lane in Lane]
    for lane in Lane:
        if not lanes[lane]:
            told = f"{lane.id} has no notes: read back, the file is one part that both leaders share"
            remarks = (*remarks, told)
    return Exported(write_files(folder, {f"{name}.mid": _midi(chart, lanes)}), remarks=remarks)


def _midi(chart: Chart, lanes: Sequence[Sequence[Note]]) -> bytes:
    per_beat = chart.tempo.ticks_per_beat
    _check(per_beat <= FINEST, f"{per_beat} ticks a beat are more than {FINEST}")
    slowest = max(us for _, us in chart.tempo.changes)
    _check(slowest <= SLOWEST, f"{slowest} microseconds a beat are more than {SLOWEST}")
    most = max(meter.numerator for meter in chart.meters)
    _check(most <= MOST_COUNTED, f"a metre of {most} is more than {MOST_COUNTED}")
    parts = [note_track(lane.name.title(), [], _strokes(lanes[lane], per_beat)) for lane in Lane]
    tracks = [track(one_line(chart.title), _conductor(chart)), *parts]
    rest = max(message.time for part in tracks for message in part)
    _check(rest <= LONGEST_REST, f"a rest of {rest} ticks is more than {LONGEST_REST}")
    return midi_bytes(per_beat, tracks)


def _check(fits: bool, what: str) -> None:
    if not fits:
        raise ExportError(f"{what}, which MIDI has no room for")


def _conductor(chart: Chart) -> list[Event]:
    """Credits, tempo, metre, sections, and where the song ends."""
    from mido import MetaMessage

    events: list[Event] = [(0, MetaMessage("text", text=one_line(line))) for line in chart.credits]
    events += [(tick, MetaMessage("set_tempo", tempo=us)) for tick, us in chart.tempo.changes]
    for meter in chart.meters:
        signature = MetaMessage("time_signature", numerator=meter.numerator, denominator=meter.denominator)
        events.append((meter.tick, signature))
    for section in chart.sections:
        name = one_line(section.name).replace("|", "/")[:LONGEST_NAME]
        events.append((section.tick, section_marker(name, section.device)))
    events.sort(key=lambda event: event[0])
    end = max(chart.end, last_tick(chart), events[-1][0])
    return [*events, (end, MetaMessage("end_of_track"))]


def _strokes(notes: Sequence[Note], per_beat: int) -> Iterator[Event]:
    """One leader's strokes, each a quarter of a beat long if its key is not struck before, and the rolls."""
    following: dict[int, int] = {}
    for note in reversed(notes):
        key = _key(note)
        end = note.tick + max(per_beat // 4, 1)
        yield from note_events(note.tick, min(end, following.get(key, end)), key, note.velocity)
        following[key] = note.tick
        if note.roll_until is not None:
            yield from note_events(note.tick, note.roll_until, ROLL_KEYS[note.pad], note.velocity)


def _key(note: Note) -> int:
    return note.key if pad_of(note.key) == note.pad else USUAL_KEYS[note.pad]
