"""Making songs: what becomes of a MIDI file, and of a chart of another game."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drumjam.formats.dotchart import read_dotchart
from drumjam.formats.gemfolder import ENDING
from drumjam.formats.gems import GemError
from drumjam.formats.gemsong import take_dotchart, take_midi
from drumjam.formats.songini import read_ini
from drumjam.library.songs import read_file, read_midi_file
from drumjam.midi.build import build_chart
from drumjam.midi.smf import MidiFile, read_midi
from drumjam.rules.chart import Chart, ChartError, Remark


@dataclass(frozen=True, slots=True)
class Made:
    """What a file becomes.

    chart    its notes for two
    data     the bytes of the file
    repairs  what had to be mended to read it
    sound    the MIDI file that sounds for a chart of another game; None where the file sounds itself
    """

    chart: Chart
    data: bytes
    repairs: tuple[Remark, ...]
    sound: bytes | None = None


def make(path: Path) -> Made:
    """Make a chart of a file.

    Raises SongError where it cannot be opened, MidiError, DotChartError, GemError or ChartError for what it holds.
    """
    try:
        if path.suffix.lower() == ENDING:
            data = read_file(path)
            taken = take_dotchart(read_dotchart(data, str(path), read_ini(path.parent)))
        else:
            midi, data = read_midi_file(path)
            found = take_midi(midi, read_ini(path.parent))
            if found is None:
                return Made(build_chart(midi), data, midi.repairs)
            taken = found
    except (ChartError, GemError) as error:
        raise error.at(str(path)) from None
    return Made(taken.chart, data, taken.repairs, taken.midi)


def midi_of(path: Path) -> MidiFile:
    """A MIDI file as it is, or what a .chart sounds like. Raises what `make` raises."""
    if path.suffix.lower() != ENDING:
        return read_midi_file(path)[0]
    sound = make(path).sound
    return read_midi(sound or b"", str(path))
