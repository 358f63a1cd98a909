"""GemSong: a song that is charted in gems, as Clone Hero and Rock Band have them, made into a duet that sounds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from drumjam.formats.dotchart import DotChart, read_dotchart
from drumjam.formats.exported import one_line
from drumjam.formats.gems import KICK_KEY, VELOCITIES, Colour, Gem, GemTrack, covers, key_of
from drumjam.formats.miditracks import Event, midi_bytes, note_events, note_track, track
from drumjam.formats.notesmid import find_gems, is_guitar_chart
from drumjam.formats.songini import SongIni
from drumjam.midi.build import arrange_strokes
from drumjam.midi.charted import ChartedPart
from drumjam.midi.kit import pad_of
from drumjam.midi.percussion import DRUM_CHANNEL, find_percussion
from drumjam.midi.smf import MidiFile, Text, read_midi
from drumjam.rules.chart import Chart, Lane, Level, Pad, Remark
from drumjam.rules.errors import DrumjamError
from drumjam.rules.tempo import Meter, TempoMap

NOTES_NAMES = ("notes.mid", "notes.chart")
"""Names of the file with the notes in a song's folder, in any case, best first."""

ENDING = ".chart"
"""How the name of a chart as text ends; all other charts are MIDI files."""

_MARKER = 6
_PROGRAM = 0xC0


class GemError(DrumjamError):
    """A chart of another game that cannot be played on drums: says why, and what to choose."""

    advice = "choose a song with a drum part (PART DRUMS)"


@dataclass(frozen=True, slots=True)
class GemSong:
    """A charted song as a duet.

    chart    both leaders' notes
    midi     the bytes of a MIDI file with all its drums as they sound, and what other instruments the file has
    repairs  what had to be mended to read it
    """

    chart: Chart
    midi: bytes
    repairs: tuple[Remark, ...]


def notes_file(folder: Path) -> Path | None:
    """The file with the notes in the folder of a Clone Hero song; None where the folder holds none."""
    files = {file.name.lower(): file for file in sorted(folder.iterdir(), reverse=True)}
    found = [files[name] for name in NOTES_NAMES if name in files]
    found += [file for name, file in sorted(files.items()) if name.endswith(ENDING)]
    return next((file for file in found if file.is_file()), None)


def take_midi(midi: MidiFile, ini: SongIni) -> GemSong | None:
    """The duet of a MIDI file that is a chart of another game; None for any other MIDI file.

    Raises GemError for a chart without drums.
    """
    gems = find_gems(midi, five_lanes=ini.five_lanes, pro=ini.pro_drums)
    if gems is None:
        if is_guitar_chart(midi) and not any(part.charted for part in find_percussion(midi).parts):
            raise _no_drums()
        return None
    markers = [text for text in midi.texts if text.kind == _MARKER]
    said = replace(ini, name=ini.name or _plain_title(midi))
    return _duet(gems, said, midi.tempo, midi.meters, markers, list(_instruments(midi)), midi.repairs)


def take_dotchart(chart: DotChart) -> GemSong:
    """The duet of a .chart file. Raises GemError for one without drums."""
    if chart.track is None:
        raise _no_drums()
    return _duet(chart.track, chart.said, chart.tempo, chart.meters, [], [], chart.repairs)
