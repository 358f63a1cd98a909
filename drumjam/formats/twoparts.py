"""A chart as a MIDI file of two parts: the tracks `Lee` and `Takaichi`, which the game reads back as they are.

Track 0 holds title, credits, tempo, metre and a marker for each section. A roll is a stroke with a held note of key
126 (on the drum) or 127 (on the cymbal).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drumjam.formats.exported import Exported, ExportError, cut_rolls, last_tick, one_line, write_files
from drumjam.formats.miditracks import Event, conductor, midi_bytes, note_events, note_track, section_marker, track
from drumjam.midi.kit import pad_of
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad

ROLL_KEYS = {Pad.DRUM: 126, Pad.CYMBAL: 127}
USUAL_KEYS = {Pad.DRUM: 38, Pad.CYMBAL: 42}
"""What sounds where a note's own key belongs to the other pad or to none."""

LONGEST_NAME = 100
"""Letters of a section's name; the reader keeps 200 of a whole marker."""


def export_midi(chart: Chart, folder: Path, name: str = "song") -> Exported:
    """Write NAME.mid with the expert notes of both leaders.

    Raises ExportError for a chart without expert notes or with more than MIDI has room for, WriteError.
    """
    expert, remarks = cut_rolls(chart.levels[Level.EXPERT])
    if not expert:
        raise ExportError("expert has no notes to export", mend="choose a song with something to play")
    for lane in Lane:
        if not any(note.lane == lane for note in expert):
            told = f"{lane.id} has no notes: read back, the file is one part that both leaders share"
            remarks = (*remarks, told)
    return Exported(write_files(folder, {f"{name}.mid": two_parts(chart)}), remarks=remarks)


def two_parts(chart: Chart) -> bytes:
    """The bytes of a MIDI file with the expert notes of both leaders.

    Raises ExportError for a chart with more than MIDI has room for.
    """
    expert, _ = cut_rolls(chart.levels[Level.EXPERT])
    lanes = [[note for note in expert if note.lane == lane] for lane in Lane]
    per_beat = chart.tempo.ticks_per_beat
    parts = [note_track(lane.name.title(), [], _strokes(lanes[lane], per_beat)) for lane in Lane]
    first = conductor(chart.tempo, chart.meters, _texts(chart), max(chart.end, last_tick(chart)))
    return midi_bytes(per_beat, [track(one_line(chart.title), first), *parts])


def _texts(chart: Chart) -> Iterator[Event]:
    """Credits, and the sections with what the leaders do in them."""
    from mido import MetaMessage

    for line in chart.credits:
        yield 0, MetaMessage("text", text=one_line(line))
    for section in chart.sections:
        name = one_line(section.name).replace("|", "/")[:LONGEST_NAME]
        yield section.tick, section_marker(name, section.device)


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
