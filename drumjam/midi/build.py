"""build_chart: from a MIDI file to a chart with four levels for two leaders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import Bars, find_bars, regroup, strengths
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
from drumjam.midi.twoparts import find_leaders, read_parts, read_sections
from drumjam.rules.chart import Chart, ChartError, Device, Lane, Level, Remark, Section, Source

FEW_STROKES = 8
"""A part with fewer instants is too short for a duet: that is said."""


@dataclass(frozen=True, slots=True)
class _Duet:
    """Both leaders' expert strokes and what there is to say about them.

    wanted, whole  masks over the grid's ticks, as in `cutter.Terrain`
    """

    source: Source
    grid: Grid
    sections: tuple[Section, ...]
    wanted: NDArray[np.bool_]
    whole: NDArray[np.bool_]
    warnings: tuple[Remark, ...]


def build_chart(midi: MidiFile) -> Chart:
    """A chart of four levels for both leaders; titled as the file says, "" where it says nothing.

    Raises ChartError if the file holds nothing that could be struck.
    """
    percussion = find_percussion(midi)
    leaders = find_leaders(midi, percussion)
    bars = find_bars(midi.meters, midi.ticks_per_beat, int(midi.notes.tick[-1]))
    bars = regroup(bars, *_accents(midi, percussion))
    duet = _as_written(midi, percussion, leaders) if leaders else _arranged(midi, percussion, bars)
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
    """Where the strokes of a file stand and how heavy they are: kicks, snares and crashes twice their loudness."""
    rows = np.flatnonzero(percussion.charted)
    heavy = members((Family.KICK, Family.SNARE, *CRASHES))[FAMILY[midi.notes.key[rows]]]
    if not len(rows):
        rows = np.arange(len(midi.notes))
        heavy = np.zeros(len(rows), np.bool_)
    return midi.notes.tick[rows], midi.notes.velocity[rows] * (1.0 + heavy)


def _levels(midi: MidiFile, duet: _Duet, bars: Bars) -> dict[Level, NDArray[np.bool_]]:
    """Masks over the cells of what both leaders play on expert, for the four levels."""
    strength = strengths(bars, duet.grid.tick, [meter.denominator for meter in midi.meters])
    terrain = survey(duet.grid, bars, strength, duet.wanted, duet.whole)
    return make_levels(duet.grid, duet.grid.struck, terrain, balanced=duet.source is not Source.TWO_PARTS)


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


def _strokes(midi: MidiFile, percussion: Percussion, bars: Bars) -> tuple[Source, Strokes, list[Remark]]:
    """What there is to strike, where it comes from, and what there is to say about it."""
    rows, key = charted_keys(midi, percussion)
    if len(rows):
        strokes = gather(midi.tempo, midi.notes.tick[rows], key, midi.notes.velocity[rows])
        return Source.DRUMS, strokes, list(percussion.remarks)
    rhythm, said = rhythm_of(midi, percussion, bars)
    return Source.MELODY, gather(midi.tempo, *rhythm), [*percussion.remarks, said]


def _arranged(midi: MidiFile, percussion: Percussion, bars: Bars) -> _Duet:
    """Two parts made from one: from the drums, or where there are none from the tune."""
    source, strokes, warnings = _strokes(midi, percussion, bars)
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
    return _Duet(source, grid, sections, wanted, np.zeros(len(grid.tick), np.bool_), tuple(warnings))
