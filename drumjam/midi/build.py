"""build_chart: from a MIDI file to a chart with four levels for two leaders."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import Bars, find_bars, regroup, strengths
from drumjam.midi.charted import ChartedPart
from drumjam.midi.duet import arrange
from drumjam.midi.grid import Grid, notes_of
from drumjam.midi.hands import LIMITS, crowded
from drumjam.midi.kit import CRASHES, FAMILY, Family, members
from drumjam.midi.levels import make_levels, survey
from drumjam.midi.melody import rhythm_of
from drumjam.midi.percussion import Percussion, charted_keys, find_percussion
from drumjam.midi.rating import rate
from drumjam.midi.smf import MidiFile
from drumjam.midi.strokes import Strokes, gather
from drumjam.midi.structure import find_form
from drumjam.midi.twoparts import find_leaders, parts_grid, read_parts, read_sections
from drumjam.rules.chart import Chart, ChartError, Device, Lane, Level, Remark, Section, Source

FEW_STROKES = 8
"""A part with fewer instants is too short for a duet: that is said."""


@dataclass(frozen=True, slots=True)
class _Duet:
    """Both leaders' expert strokes and what there is to say about them.

    wanted, whole  masks over the grid's ticks, as in `cutter.Terrain`
    depth          of the grid's ticks, as in `ChartedPart`; all 0 where nobody has charted levels before
    """

    source: Source
    grid: Grid
    sections: tuple[Section, ...]
    wanted: NDArray[np.bool_]
    whole: NDArray[np.bool_]
    warnings: tuple[Remark, ...]
    depth: NDArray[np.int64]


def build_chart(midi: MidiFile) -> Chart:
    """A chart of four levels for both leaders; titled as the file says, "" where it says nothing.

    Raises ChartError if the file holds nothing that could be struck.
    """
    percussion = find_percussion(midi)
    leaders = find_leaders(midi, percussion)
    bars = find_bars(midi.meters, midi.ticks_per_beat, int(midi.notes.tick[-1]))
    bars = regroup(bars, *_accents(midi, percussion))
    if leaders:
        duet = _as_written(midi, read_parts(midi, percussion, leaders), percussion.remarks)
    else:
        duet = _from_song(midi, percussion, bars)
    return _chart(midi, duet, bars)


def arrange_strokes(midi: MidiFile, part: ChartedPart, warnings: tuple[Remark, ...] = ()) -> Chart:
    """A chart of four levels from a drum part that was charted for another game.

    midi      its title, time, markers and length; its notes do not count
    warnings  what is to be said before all else

    A part that is shared out between two players is taken as it is; else it is arranged as any drum part. What its
    charter kept in lower levels is kept first. Raises ChartError if it holds nothing that could be struck.
    """
    if not len(part.tick):
        raise ChartError("the chart holds nothing to strike", midi.title, "choose one with drums")
    bars = find_bars(midi.meters, midi.ticks_per_beat, int(part.tick.max()))
    bars = regroup(bars, part.tick, _weights(part.key, part.velocity))
    if part.shared_out:
        row, cell = part.cells()
        columns = (part.tick[row], cell, part.key[row], part.velocity[row], part.until[row])
        duet = _as_written(midi, parts_grid(midi.tempo, *columns), (*warnings, *_unmarked(part)))
    else:
        strokes = gather(midi.tempo, part.tick, part.key, part.velocity, part.until)
        duet = _arranged(midi, bars, strokes, Source.CHART, warnings)
    return _chart(midi, replace(duet, depth=part.depth_at(duet.grid.tick)), bars)


def _unmarked(part: ChartedPart) -> list[Remark]:
    """A warning about the strokes of two parts that belong to neither."""
    left = int((~part.lanes.any(axis=1)).sum())
    if not left:
        return []
    text = f"{left} strokes are marked for neither player and stay in the backing"
    return [Remark("chart.unmarked", text, (("strokes", left),))]


def _chart(midi: MidiFile, duet: _Duet, bars: Bars) -> Chart:
    """The chart of what both leaders play on expert: its four levels and how hard they are."""
    if not len(duet.grid.tick):
        raise ChartError("the file holds nothing to strike", midi.title, "choose one with drums or a tune")
    levels = notes_of(duet.grid, _levels(midi, duet, bars))
    start = int(duet.grid.tick[0])
    return Chart(
        title=midi.title,
        source=duet.source,
        tempo=midi.tempo,
        meters=midi.meters,
        levels=levels,
        sections=duet.sections,
        ratings={level: round(rate(levels[level], midi.tempo, start), 4) for level in Level},
        end=midi.end,
        warnings=duet.warnings,
    )


def _accents(midi: MidiFile, percussion: Percussion) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Where the strokes of a file stand and how heavy they are."""
    rows = np.flatnonzero(percussion.charted)
    if len(rows):
        return midi.notes.tick[rows], _weights(midi.notes.key[rows], midi.notes.velocity[rows])
    return midi.notes.tick, midi.notes.velocity.astype(np.float64)


def _weights(key: NDArray[np.uint8], velocity: NDArray[np.uint8]) -> NDArray[np.float64]:
    """How heavy strokes are: kicks, snares and crashes twice their loudness."""
    return velocity * (1.0 + members((Family.KICK, Family.SNARE, *CRASHES))[FAMILY[key]])


def _levels(midi: MidiFile, duet: _Duet, bars: Bars) -> dict[Level, NDArray[np.bool_]]:
    """Masks over the cells of what both leaders play on expert, for the four levels."""
    strength = strengths(bars, duet.grid.tick, [meter.denominator for meter in midi.meters])
    terrain = survey(duet.grid, bars, strength, duet.wanted, duet.whole, duet.depth)
    return make_levels(duet.grid, duet.grid.struck, terrain, balanced=duet.source is not Source.TWO_PARTS)


def _as_written(midi: MidiFile, grid: Grid, warnings: tuple[Remark, ...]) -> _Duet:
    """Two parts that somebody has written, untouched."""
    sections, drifts = read_sections(midi)
    lines = np.array([section.tick for section in sections], np.int64)
    wanted = np.isin(grid.tick, lines)
    whole = np.zeros(len(grid.tick), np.bool_)
    if drifts:
        place = np.searchsorted(lines, grid.tick, "right") - 1
        whole = (place >= 0) & np.isin(lines, drifts)[place]
    if len(grid.tick) and (not sections or sections[0].tick > int(grid.tick[0])):
        sections = [Section(0, "A", Device.PARTS), *sections]
    depth = np.zeros(len(grid.tick), np.int64)
    return _Duet(Source.TWO_PARTS, grid, tuple(sections), wanted, whole, (*warnings, *_unplayable(grid)), depth)


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


def _from_song(midi: MidiFile, percussion: Percussion, bars: Bars) -> _Duet:
    """Two parts made from one: from the drums, or where there are none from the tune."""
    source, strokes, said = _strokes(midi, percussion, bars)
    return _arranged(midi, bars, strokes, source, said)


def _strokes(midi: MidiFile, percussion: Percussion, bars: Bars) -> tuple[Source, Strokes, tuple[Remark, ...]]:
    """What there is to strike, where it comes from, and what there is to say about it."""
    rows, key = charted_keys(midi, percussion)
    if len(rows):
        strokes = gather(midi.tempo, midi.notes.tick[rows], key, midi.notes.velocity[rows])
        return Source.DRUMS, strokes, percussion.remarks
    rhythm, said = rhythm_of(midi, percussion, bars)
    return Source.MELODY, gather(midi.tempo, *rhythm), (*percussion.remarks, said)


def _arranged(midi: MidiFile, bars: Bars, strokes: Strokes, source: Source, said: tuple[Remark, ...]) -> _Duet:
    """Two parts made from the strokes of one."""
    warnings = list(said)
    strength = strengths(bars, strokes.tick, [meter.denominator for meter in midi.meters])
    form = find_form(strokes, bars, strength, midi.ticks_per_beat)
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
    whole, depth = np.zeros(len(grid.tick), np.bool_), np.zeros(len(grid.tick), np.int64)
    return _Duet(source, grid, sections, wanted, whole, tuple(warnings), depth)
