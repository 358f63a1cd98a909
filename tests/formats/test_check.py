"""Checking charts: each thing that cannot be played, or cannot be right, is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drumjam.formats.check import faults
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Section
from tests.charts import BEAT, small_chart

GOOD = small_chart()


def with_notes(*notes: Note, levels: tuple[Level, ...] = tuple(Level)) -> Chart:
    """The good chart with more notes."""
    more = {}
    for level in levels:
        taken = {(note.tick, note.lane, note.pad) for note in GOOD.levels[level]}
        new = [note for note in notes if (note.tick, note.lane, note.pad) not in taken]
        more[level] = tuple(sorted([*GOOD.levels[level], *new]))
    return replace(GOOD, levels={**GOOD.levels, **more})


def drum(tick: int, pad: Pad = Pad.DRUM, key: int = 38) -> Note:
    """A stroke of Lee's."""
    return Note(tick, Lane.LEE, pad, key)


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        (replace(GOOD, levels=dict.fromkeys(Level, ())), "check.empty"),
        (replace(GOOD, levels={**GOOD.levels, Level.EASY: ()}), "check.level-empty"),
        (replace(GOOD, levels={x: GOOD.lane(x, Lane.LEE) for x in Level}), "check.lane-empty"),
        (replace(GOOD, sections=()), "check.section"),
        (replace(GOOD, sections=(Section(5, "A", GOOD.sections[0].device),)), "check.section"),
        (replace(GOOD, end=BEAT), "check.end"),
        (with_notes(drum(7 * BEAT), levels=(Level.EASY,)), "check.nesting"),
        (replace(GOOD, levels={**GOOD.levels, Level.HARD: GOOD.levels[Level.EXPERT]}), "check.same"),
        (with_notes(drum(20)), "check.gap"),
        (with_notes(*(drum(BEAT + i * 96) for i in range(10)), levels=(Level.EXPERT,)), "check.dense"),
        (with_notes(drum(0, Pad.CYMBAL, 49)), "check.chord"),
        (with_notes(drum(2 * BEAT, Pad.CYMBAL, 38)), "check.pad"),
    ],
)
def test_a_fault_is_named(chart: Chart, code: str) -> None:
    """Its code is among those said, and it was not said of the good chart."""
    assert code in {fault.code for fault in faults(chart)}
    assert faults(GOOD) == []
