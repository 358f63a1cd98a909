"""What a chart is measured by: rates, shares, balance, unisons, rests; and the songs to measure."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import find_bars, strengths
from drumjam.midi.build import build_chart
from drumjam.midi.percussion import charted_keys, find_percussion
from drumjam.midi.smf import MidiFile, read_midi
from drumjam.midi.strokes import Strokes, gather
from drumjam.midi.structure import Form, find_form
from drumjam.rules.chart import Chart, Device, Lane, Level, Source, unison_ticks
from tests.midi.writing import DATA

REAL = DATA.parents[2] / "shared" / "midi" / "real"
"""Other people's MIDI files, beside the checkout where somebody has put them; never part of it."""

Ticks = NDArray[np.int64]


def songs() -> list[Path]:
    """The songs of tests/data, then those beside the checkout, if any."""
    return [*sorted(DATA.glob("*.mid")), *sorted(REAL.glob("*.mid"))]


@cache
def read(path: Path) -> MidiFile:
    """A song's file."""
    return read_midi(path.read_bytes(), path.name)


@cache
def built(path: Path) -> Chart:
    """A song's chart."""
    return build_chart(read(path))


@cache
def form_of(path: Path) -> tuple[Strokes, Form]:
    """The strokes of a song's drums, and their form."""
    midi = read(path)
    rows, keys = charted_keys(midi, find_percussion(midi))
    strokes = gather(midi.tempo, midi.notes.tick[rows], keys, midi.notes.velocity[rows])
    bars = find_bars(midi.meters, midi.ticks_per_beat, int(midi.notes.tick[-1]))
    strength = strengths(bars, strokes.tick, [meter.denominator for meter in midi.meters])
    return strokes, find_form(strokes, bars, strength, midi.ticks_per_beat)


def is_long(path: Path) -> bool:
    """Whether a song has drums of 16 bars and 80 moments at least: those that a fair duet is promised for."""
    if built(path).source is not Source.DRUMS:
        return False
    strokes, form = form_of(path)
    return form.bars >= 16 and len(strokes) >= 80


def struck(chart: Chart, level: Level, lane: Lane | None = None) -> Ticks:
    """Ticks with a note of one leader, or of either."""
    notes = chart.levels[level] if lane is None else chart.lane(level, lane)
    return np.unique(np.array([note.tick for note in notes], np.int64))


def length(chart: Chart) -> float:
    """Seconds from expert's first note to its last."""
    ticks = struck(chart, Level.EXPERT)
    return chart.tempo.seconds(int(ticks[-1])) - chart.tempo.seconds(int(ticks[0]))


def rates(chart: Chart, level: Level) -> tuple[float, float]:
    """Struck ticks a second of each leader."""
    lee, takaichi = (len(struck(chart, level, lane)) / length(chart) for lane in Lane)
    return lee, takaichi


def share(chart: Chart, level: Level) -> float:
    """The part of expert's struck ticks that a level keeps."""
    return len(struck(chart, level)) / len(struck(chart, Level.EXPERT))


def counts(chart: Chart, level: Level) -> tuple[int, int]:
    """Notes of each leader."""
    return len(chart.lane(level, Lane.LEE)), len(chart.lane(level, Lane.TAKAICHI))


def together(chart: Chart, level: Level) -> list[float]:
    """The part of struck ticks that are unison: of the song, and of each quarter of its bars that holds any."""
    ticks = struck(chart, level)
    shared = np.isin(ticks, list(unison_ticks(chart.levels[level])))
    expert = struck(chart, Level.EXPERT)
    bars = find_bars(chart.meters, chart.tempo.ticks_per_beat, int(expert[-1]))
    first, last = (int(bar) for bar in bars.of(expert[[0, -1]]))
    quarter = (bars.of(ticks) - first) * 4 // (last - first + 1)
    return [float(shared.mean()), *(float(shared[quarter == q].mean()) for q in range(4) if (quarter == q).any())]


def longest_rest(path: Path, level: Level, lane: Lane) -> int:
    """Most bars with drums in the file, one after the other, without a note of a leader."""
    ticks = form_of(path)[0].tick
    chart = built(path)
    bars = find_bars(chart.meters, chart.tempo.ticks_per_beat, int(ticks[-1]))
    sounding = np.unique(bars.of(ticks))
    playing = np.isin(sounding, bars.of(struck(chart, level, lane)))
    return int(np.diff(np.flatnonzero(np.concatenate(([True], playing, [True])))).max()) - 1


def bars_of_devices(path: Path) -> dict[Device, int]:
    """How many bars each device has."""
    form = form_of(path)[1]
    sections = built(path).sections
    found: dict[Device, int] = {}
    for section, stretch in zip(sections, form.sections, strict=True):
        found[section.device] = found.get(section.device, 0) + stretch.stop - stretch.first
    return found


def sections_of(chart: Chart) -> list[tuple[Device, int, int]]:
    """Device, first tick and end of every section."""
    ends = [*(section.tick for section in chart.sections), chart.end + 1]
    return [
        (section.device, start, stop) for section, (start, stop) in zip(chart.sections, pairwise(ends), strict=True)
    ]
