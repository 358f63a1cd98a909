"""build_chart: from a MIDI file to a chart with four levels for two leaders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import Bars, find_bars, strengths
from drumjam.midi.duet import arrange
from drumjam.midi.grid import Grid, notes_of
from drumjam.midi.hands import LIMITS, crowded
from drumjam.midi.levels import make_levels, survey
from drumjam.midi.melody import Columns, rhythm_of
from drumjam.midi.percussion import Percussion, charted_keys, find_percussion
from drumjam.midi.rating import rate
from drumjam.midi.smf import MidiFile
from drumjam.midi.strokes import gather
from drumjam.midi.structure import find_form
from drumjam.midi.twoparts import find_leaders, read_parts, read_sections
from drumjam.rules.chart import Chart, ChartError, Device, Lane, Level, Remark, Section, Source
from drumjam.rules.tempo import Meter, TempoMap

FEW_STROKES = 8
"""A part with fewer instants is too short for a duet: that is said."""


@dataclass(frozen=True, slots=True)
class _Duet:
    """Both leaders' expert strokes and what there is to say about them."""

    source: Source
    grid: Grid
    sections: tuple[Section, ...]
    wanted: NDArray[np.bool_]
    whole: NDArray[np.bool_]
    warnings: tuple[Remark, ...]


def build_chart(midi: MidiFile, name: str = "") -> Chart:
    """A chart of four levels for both leaders.

    name  the file's name; its stem is the title where the file gives none

    Raises ChartError if the file holds nothing that could be struck.
    """
    title = midi.title or PurePath(name).stem or "untitled"
    percussion = find_percussion(midi)
    leaders = find_leaders(midi, percussion)
    bars = find_bars(midi.meters, midi.ticks_per_beat, int(midi.notes.tick[-1]))
    if leaders:
        duet = _as_written(midi, percussion, leaders)
        return _chart(duet, bars, title, midi.tempo, midi.meters, midi.end)
    rows, key = charted_keys(midi, percussion)
    columns = midi.notes.tick[rows], key, midi.notes.velocity[rows]
    source, warnings = Source.DRUMS, percussion.remarks
    if not len(rows):
        columns, said = rhythm_of(midi, percussion, bars)
        source, warnings = Source.MELODY, (*warnings, said)
    duet = _arranged(columns, bars, midi.tempo, midi.meters, source, warnings)
    return _chart(duet, bars, title, midi.tempo, midi.meters, midi.end)


def arrange_strokes(
    columns: Columns,
    *,
    tempo: TempoMap,
    meters: tuple[Meter, ...],
    title: str,
    source: Source = Source.CHART,
    warnings: tuple[Remark, ...] = (),
) -> Chart:
    """A chart for both leaders from one drum part of another game: ticks, percussion keys, velocities.

    Raises ChartError if there are no strokes.
    """
    if not len(columns[0]):
        raise ChartError("the chart holds nothing to strike", title, "choose one with drums")
    end = int(columns[0].max())
    bars = find_bars(meters, tempo.ticks_per_beat, end)
    return _chart(_arranged(columns, bars, tempo, meters, source, warnings), bars, title, tempo, meters, end)


def _chart(duet: _Duet, bars: Bars, title: str, tempo: TempoMap, meters: tuple[Meter, ...], end: int) -> Chart:
    """The four levels of what both leaders play on expert."""
    if not len(duet.grid.tick):
        raise ChartError("the file holds nothing to strike", title, "choose one with drums or a tune")
    strength = strengths(bars, duet.grid.tick, [meter.denominator for meter in meters])
    terrain = survey(duet.grid, bars, strength, duet.wanted, duet.whole)
    masks = make_levels(duet.grid, duet.grid.struck, terrain, balanced=duet.source is not Source.TWO_PARTS)
    levels = notes_of(duet.grid, masks)
    start = int(duet.grid.tick[0])
    return Chart(
        title=title,
        source=duet.source,
        tempo=tempo,
        meters=meters,
        levels=levels,
        sections=duet.sections,
        ratings={level: round(rate(levels[level], tempo, start), 4) for level in Level},
        end=end,
        warnings=duet.warnings,
    )


def _as_written(midi: MidiFile, percussion: Percussion, leaders: tuple[frozenset[int], frozenset[int]]) -> _Duet:
    """The two parts of the file, untouched."""
    grid = read_parts(midi, percussion, leaders)
    sections, drifts = read_sections(midi)
    lines = np.array([section.tick for section in sections], np.int64)
    wanted = np.isin(grid.tick, lines)
    whole = np.zeros(len(grid.tick), np.bool_)
    if drifts:
        place = np.searchsorted(lines, grid.tick, "right") - 1
        whole = (place >= 0) & np.isin(lines, drifts)[place]
    if len(grid.tick) and (not sections or sections[0].tick > int(grid.tick[0])):
        sections = [Section(0, "A", Device.PARTS), *sections]
    warnings = (*percussion.remarks, *_unplayable(grid))
    return _Duet(Source.TWO_PARTS, grid, tuple(sections), wanted, whole, warnings)


def _unplayable(grid: Grid) -> list[Remark]:
    """A warning for each leader whose own part asks more than two hands can do."""
    found = []
    for lane in Lane:
        close = crowded(grid.time, grid.struck[:, 2 * lane : 2 * lane + 2], LIMITS[Level.EXPERT])
        rows = np.flatnonzero(close[:, 0] | close[:, 1])
        if len(rows):
            first = int(grid.tick[rows[0]])
            text = f"{len(rows)} of {lane.id}'s strokes are closer than two hands can play, the first at tick {first}"
            found.append(Remark("chart.unplayable", text, (("lane", lane.id), ("strokes", len(rows)), ("tick", first))))
    return found


def _arranged(
    columns: Columns,
    bars: Bars,
    tempo: TempoMap,
    meters: tuple[Meter, ...],
    source: Source,
    said: tuple[Remark, ...],
) -> _Duet:
    """Two parts made from one."""
    warnings = list(said)
    strokes = gather(tempo, *columns)
    strength = strengths(bars, strokes.tick, [meter.denominator for meter in meters])
    form = find_form(strokes, bars, strength, tempo.ticks_per_beat)
    grid, plans, lost = arrange(strokes, form, bars)
    if lost:
        text = f"{lost} strokes are too fast for two and stay in the backing"
        warnings.append(Remark("chart.too-fast", text, (("strokes", lost),)))
    if len(strokes) < FEW_STROKES:
        text = f"only {len(strokes)} moments to strike: short for a duet"
        warnings.append(Remark("chart.short", text, (("moments", len(strokes)),)))
    lines = [int(bars.line[form.first + plan.stretch.first]) for plan in plans]
    sections = tuple(
        Section(line if place else min(line, int(grid.tick[0])), plan.stretch.name, plan.device)
        for place, (line, plan) in enumerate(zip(lines, plans, strict=True))
    )
    after_fill = np.append(False, (form.fill[:-1] >= 0) & (form.fill[1:] != form.fill[:-1]))
    crash = form.crash & form.downbeat
    wanted = np.isin(grid.tick, strokes.tick[(crash & np.isin(strokes.tick, lines)) | (after_fill & form.downbeat)])
    return _Duet(source, grid, sections, wanted, np.zeros(len(grid.tick), np.bool_), tuple(warnings))
