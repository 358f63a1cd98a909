"""A chart as songs for Clone Hero: a folder for each leader, with `notes.mid` and `song.ini`.

Its drums are pro: every note is a kick, a red gem, or a tom or cymbal in yellow, blue or green.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from drumjam.formats.exported import last_tick, one_line, write_files
from drumjam.formats.gemfolder import NOTES_NAMES
from drumjam.formats.gems import Colour
from drumjam.formats.miditracks import Event, conductor, midi_bytes, note_events, note_track, track
from drumjam.formats.notesmid import DRUM_TRACKS, DYNAMICS, FIRST_KEYS, ROLL_KEYS, TOM_KEYS
from drumjam.formats.songini import INI_NAME
from drumjam.midi.kit import FAMILY, Family, pad_of
from drumjam.rules.chart import Chart, Lane, Level, Note, Notes, Pad
from drumjam.rules.touch import Touch, touch

if TYPE_CHECKING:  # writing MIDI is rare: mido is imported where it is done
    import mido

VELOCITIES = {Touch.PLAIN: 100, Touch.ACCENT: 127, Touch.SOFT: 1}
EXPERT_ROLLS, HARD_ROLLS = 100, 45
"""Velocities of a roll that is one on expert only, and on hard too."""

HARDEST = 6
"""How hard song.ini can say that a part is, from 0."""

_COLOURS = {
    Family.KICK: Colour.KICK,
    Family.HIGH_TOM: Colour.YELLOW,
    Family.MID_TOM: Colour.YELLOW,
    Family.TIMBALE: Colour.YELLOW,
    Family.WOOD: Colour.YELLOW,
    Family.LOW_TOM: Colour.BLUE,
    Family.HAND_DRUM: Colour.BLUE,
    Family.FLOOR_TOM: Colour.GREEN,
    Family.SURDO: Colour.GREEN,
    Family.HAT: Colour.YELLOW,
    Family.SHAKEN: Colour.YELLOW,
    Family.RIDE: Colour.BLUE,
    Family.BELL_METAL: Colour.BLUE,
    Family.CRASH: Colour.GREEN,
    Family.CHINA: Colour.GREEN,
    Family.SPLASH: Colour.GREEN,
}
"""All other drums are red."""
_USUAL = {Pad.DRUM: Colour.RED, Pad.CYMBAL: Colour.YELLOW}
_BESIDE = {Colour.YELLOW: Colour.BLUE, Colour.BLUE: Colour.YELLOW, Colour.GREEN: Colour.BLUE}
"""Where a tom goes whose colour has a cymbal on the same tick: one colour cannot be both."""

_Place = tuple[int, Pad]


def export_clonehero(chart: Chart, folder: Path) -> list[Path]:
    """Write a song for each leader who has notes: `lee/` and `takaichi/`, each with its notes.mid and song.ini.

    Ticks, tempo and metres are the chart's own. Same chart, same bytes. Raises ExportError for a chart without notes
    or with more than MIDI has room for, WriteError.
    """
    last_tick(chart)
    files: dict[str, bytes] = {}
    for lane in Lane:
        if any(chart.lane(level, lane) for level in Level):
            files[f"{lane.id}/{NOTES_NAMES[0]}"] = _midi(chart, lane)
            files[f"{lane.id}/{INI_NAME}"] = _ini(chart, lane)
    return list(write_files(folder, files))


def _ini(chart: Chart, lane: Lane) -> bytes:
    rating = chart.ratings.get(Level.EXPERT, 0.0)
    lines = {
        "name": f"{one_line(chart.title) or 'drumjam'} ({lane.name.title()})",
        "artist": one_line(chart.artist),
        "charter": "drumjam",
        "pro_drums": "True",
        "diff_drums": round(rating / 10 * HARDEST),
        "song_length": round(1000 * chart.tempo.seconds(max(chart.end, last_tick(chart)))),
        "delay": 0,
    }
    text = "".join(f"{key} = {value}\n" for key, value in lines.items())
    return f"[song]\n{text}".encode("utf-8", "replace")


def _midi(chart: Chart, lane: Lane) -> bytes:
    first = conductor(chart.tempo, chart.meters, [], max(chart.end, last_tick(chart)))
    tracks = [
        track(one_line(chart.title), first),
        note_track(DRUM_TRACKS[0], _setup(), _drums(chart, lane)),
        track("EVENTS", _sections(chart)),
    ]
    return midi_bytes(chart.tempo.ticks_per_beat, tracks)


def _sections(chart: Chart) -> Iterator[Event]:
    from mido import MetaMessage

    for section in chart.sections:
        name = one_line(section.name).translate({ord(sign): None for sign in "[]"}) or section.device.value
        yield section.tick, MetaMessage("text", text=f"[section {name}]")
    end = max(chart.end, last_tick(chart), *(section.tick for section in chart.sections), 0)
    yield end, MetaMessage("text", text="[end]")


def _setup() -> list[mido.MetaMessage]:
    from mido import MetaMessage

    return [MetaMessage("text", text=f"[{DYNAMICS}]")]


def _drums(chart: Chart, lane: Lane) -> Iterator[Event]:
    """The gems of all levels, the marks that make some of them toms, and the rolls."""
    levels = {level: chart.lane(level, lane) for level in Level}
    colours = _colours(levels)
    toms = set()
    for level, notes in levels.items():
        for note in notes:
            colour = colours[note.tick, note.pad]
            velocity = VELOCITIES[touch(note.velocity)]
            yield from note_events(note.tick, note.tick + 1, FIRST_KEYS[level] + colour, velocity, channel=0)
            if note.pad is Pad.DRUM and colour in TOM_KEYS:
                toms.add((note.tick, TOM_KEYS[colour]))
    for tick, key in sorted(toms):
        yield from note_events(tick, tick + 1, key, VELOCITIES[Touch.PLAIN], channel=0)
    yield from _rolls(levels)


def _colours(levels: Mapping[Level, Notes]) -> dict[_Place, Colour]:
    """The colour of each tick and pad, the same at every level; never a tom and a cymbal of one colour on one tick."""
    colours = {(note.tick, note.pad): _colour(note) for notes in levels.values() for note in notes}
    for (tick, pad), colour in colours.items():
        if pad is Pad.DRUM and colour in TOM_KEYS and colours.get((tick, Pad.CYMBAL)) is colour:
            colours[tick, pad] = _BESIDE[colour]
    return colours


def _colour(note: Note) -> Colour:
    if pad_of(note.key) is not note.pad:
        return _USUAL[note.pad]
    return _COLOURS.get(Family(int(FAMILY[note.key])), Colour.RED)


def _rolls(levels: Mapping[Level, Notes]) -> Iterator[Event]:
    """The rolls of expert, each over before the next one; those that begin on both pads are one on two lanes."""
    ends: dict[int, list[int]] = {}
    for note in levels[Level.EXPERT]:
        if note.roll_until is not None:
            ends.setdefault(note.tick, []).append(note.roll_until)
    on_hard = {note.tick for note in levels[Level.HARD] if note.roll_until is not None}
    last = max(chain.from_iterable(ends.values()), default=0)
    for start, after in pairwise([*sorted(ends), last]):
        velocity = HARD_ROLLS if start in on_hard else EXPERT_ROLLS
        yield from note_events(
            start, min(after, max(ends[start])), ROLL_KEYS[len(ends[start]) - 1], velocity, channel=0
        )
