"""build_chart: from a MIDI file to a chart with four levels for two leaders."""

from __future__ import annotations

from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import find_bars, strengths
from drumjam.midi.grid import Grid
from drumjam.midi.levels import make_levels, survey
from drumjam.midi.percussion import find_percussion
from drumjam.midi.rating import rate
from drumjam.midi.smf import MidiFile
from drumjam.midi.twoparts import find_leaders, read_parts, read_sections
from drumjam.rules.chart import Chart, ChartError, Device, Level, Remark, Section, Source


def build_chart(midi: MidiFile, name: str = "") -> Chart:
    """A chart of four levels for both leaders.

    name  the file's name; its stem is the title where the file gives none

    Raises ChartError if the file holds nothing that could be struck.
    """
    percussion = find_percussion(midi)
    leaders = find_leaders(midi, percussion)
    if leaders:
        grid = read_parts(midi, percussion, leaders)
        sections, drifts = read_sections(midi)
        whole = _inside(grid.tick, sections, drifts)
        return _chart(midi, name, Source.TWO_PARTS, grid, sections, whole, percussion.remarks)
    raise ChartError("the file holds nothing to strike", name)


def _inside(ticks: NDArray[np.int64], sections: list[Section], starts: list[int]) -> NDArray[np.bool_]:
    """Which ticks lie in the sections that begin at `starts`."""
    lines = np.array([section.tick for section in sections], np.int64)
    place = np.searchsorted(lines, ticks, "right") - 1
    chosen = np.isin(lines, starts)
    return (place >= 0) & chosen[place] if len(lines) else np.zeros(len(ticks), np.bool_)


def _chart(
    midi: MidiFile,
    name: str,
    source: Source,
    grid: Grid,
    sections: list[Section],
    whole: NDArray[np.bool_],
    warnings: tuple[Remark, ...],
) -> Chart:
    if not len(grid.tick):
        raise ChartError("the file holds nothing to strike", name)
    bars = find_bars(midi.meters, midi.ticks_per_beat, int(grid.tick[-1]))
    strength = strengths(bars, grid.tick, [meter.denominator for meter in midi.meters])
    wanted = np.isin(grid.tick, [section.tick for section in sections])
    terrain = survey(grid, bars, strength, wanted, whole)
    masks = make_levels(grid, grid.struck, terrain, balanced=source is not Source.TWO_PARTS)
    levels = {level: grid.notes(masks[level], rolls=level >= Level.HARD) for level in Level}
    start = int(grid.tick[0])
    if not sections or sections[0].tick > start:
        sections = [Section(0, "A", Device.PARTS), *sections]
    return Chart(
        title=midi.title or PurePath(name).stem or "untitled",
        source=source,
        tempo=midi.tempo,
        meters=midi.meters,
        levels=levels,
        sections=tuple(sections),
        ratings={level: rate(levels[level], midi.tempo, start) for level in Level},
        end=midi.end,
        warnings=warnings,
    )
