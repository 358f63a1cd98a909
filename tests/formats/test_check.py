"""Checking charts: each thing that cannot be played, or cannot be right, is named with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drumjam.formats.check import faults
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Section, Source
from drumjam.rules.tempo import Meter
from tests.charts import BEAT, small_chart

DATA = Path(__file__).parents[1] / "data"
GOOD = small_chart()


def with_notes(*notes: Note, levels: tuple[Level, ...] = tuple(Level), chart: Chart = GOOD) -> Chart:
    """A chart with more notes."""
    more = {}
    for level in levels:
        taken = {(note.tick, note.lane, note.pad) for note in chart.levels[level]}
        new = [note for note in notes if (note.tick, note.lane, note.pad) not in taken]
        more[level] = tuple(sorted([*chart.levels[level], *new]))
    return replace(chart, levels={**chart.levels, **more})


def drum(tick: int, pad: Pad = Pad.DRUM, key: int = 38, roll: int | None = None) -> Note:
    """A stroke of Lee's."""
    return Note(tick, Lane.LEE, pad, key, 96, roll)


def song(bars: int = 40) -> Chart:
    """A whole song that keeps every promise: leaders in turn, then a hocket, a lead, and together at the end."""
    notes = []
    for beat in range(bars * 4):
        quarter = beat // bars
        if quarter == 3 or beat in (0, bars):
            lanes = tuple(Lane)
        elif quarter == 0:
            lanes = (Lane(beat // 4 % 2),)
        elif quarter == 1:
            lanes = (Lane(beat % 2),)
        else:
            lanes = tuple(Lane) if beat % 4 == 0 else (Lane(beat % 2),)
        notes += [Note(beat * BEAT, lane, Pad.DRUM, 38, 100) for lane in lanes]
    keep = {Level.EXPERT: (0, 1, 2, 3), Level.HARD: (0, 1, 2), Level.MEDIUM: (0, 1), Level.EASY: (0, 1)}
    ends = {
        note
        for lane in Lane
        for note in [n for n in notes if n.lane is lane][:: sum(n.lane is lane for n in notes) - 1]
    }
    levels = {
        level: tuple(
            note
            for note in notes
            if note in ends or (note.tick // BEAT % 4 in steps and (level > Level.EASY or note.tick // BEAT % 8 != 1))
        )
        for level, steps in keep.items()
    }
    quarters = (Device.TRADING, Device.HOCKET, Device.LEAD, Device.UNISON)
    sections = tuple(Section(i * bars * BEAT, "ABCD"[i], device) for i, device in enumerate(quarters))
    return replace(GOOD, levels=levels, sections=sections, end=bars * 4 * BEAT)


SONG = song()


def without(chart: Chart, lane: Lane, first: int, stop: int) -> Chart:
    """A chart in which a leader rests from one bar up to another."""

    def rests(note: Note) -> bool:
        return note.lane is lane and first <= note.tick // (4 * BEAT) < stop

    return replace(chart, levels={x: tuple(n for n in chart.levels[x] if not rests(n)) for x in Level})


def with_devices(*devices: Device) -> Chart:
    """The song with other devices."""
    return replace(SONG, sections=tuple(replace(s, device=d) for s, d in zip(SONG.sections, devices, strict=True)))


def only(chart: Chart, lane: Lane, tick: int) -> Chart:
    """A chart in which one lane has nothing on a tick."""
    cut = {x: tuple(n for n in chart.levels[x] if (n.lane, n.tick) != (lane, tick)) for x in Level}
    return replace(chart, levels=cut)


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        (replace(GOOD, levels=dict.fromkeys(Level, ())), "check.empty"),
        (replace(GOOD, levels={**GOOD.levels, Level.EASY: ()}), "check.level-empty"),
        (replace(GOOD, levels={x: GOOD.lane(x, Lane.LEE) for x in Level}), "check.lane-empty"),
        (replace(GOOD, sections=()), "check.section"),
        (replace(GOOD, sections=(Section(5, "A", GOOD.sections[0].device),)), "check.section"),
        (replace(GOOD, sections=(*GOOD.sections, Section(10**6, "B", Device.LEAD))), "check.section-end"),
        (replace(GOOD, end=BEAT), "check.end"),
        (with_notes(drum(15 * BEAT, Pad.CYMBAL, 49, 17 * BEAT)), "check.end"),
        (replace(GOOD, ratings={**GOOD.ratings, Level.EASY: 5.0}), "check.rating"),
        (with_notes(drum(7 * BEAT), levels=(Level.EASY,)), "check.nesting"),
        (replace(GOOD, levels={**GOOD.levels, Level.HARD: GOOD.levels[Level.EXPERT]}), "check.same"),
        (with_notes(drum(20)), "check.gap"),
        (with_notes(*(drum(BEAT + i * 96) for i in range(10)), levels=(Level.EXPERT,)), "check.dense"),
        (with_notes(drum(0, Pad.CYMBAL, 49)), "check.chord"),
        (with_notes(drum(360, Pad.CYMBAL, 49), drum(360), levels=(Level.MEDIUM,)), "check.chord"),
        (with_notes(drum(2 * BEAT, Pad.CYMBAL, 38)), "check.pad"),
        (with_notes(drum(2 * BEAT, Pad.CYMBAL, 33)), "check.key"),
        (with_notes(drum(7 * BEAT, roll=8 * BEAT), levels=(Level.MEDIUM,)), "check.roll"),
        (with_notes(drum(5 * BEAT, roll=7 * BEAT), levels=(Level.EXPERT,)), "check.roll-over"),
        (with_notes(drum(5 * BEAT, key=50, roll=9 * BEAT), levels=(Level.EXPERT,)), "check.roll-over"),
        (with_notes(*(drum(i * BEAT) for i in range(160)), chart=SONG), "check.balance"),
        (without(SONG, Lane.LEE, 20, 30), "check.rest"),
        (with_notes(*(Note(i * BEAT, x, Pad.DRUM, 38) for i in range(160) for x in Lane), chart=SONG), "check.unison"),
        (without(SONG, Lane.LEE, 33, 39), "check.together"),
        (only(SONG, Lane.LEE, 0), "check.unison-first"),
        (only(SONG, Lane.LEE, 159 * BEAT), "check.unison-last"),
        (replace(SONG, levels={**SONG.levels, Level.EASY: SONG.levels[Level.EASY][2:]}), "check.first"),
        (replace(SONG, levels={**SONG.levels, Level.EASY: SONG.levels[Level.EASY][:-2]}), "check.last"),
        (replace(SONG, sections=(*SONG.sections[:3], Section(121 * BEAT, "D", Device.UNISON))), "check.section-line"),
        (with_devices(Device.LEAD, Device.LEAD, Device.LEAD, Device.UNISON), "check.device"),
        (with_devices(Device.LEAD, Device.LEAD, Device.UNISON, Device.UNISON), "check.devices"),
        (with_devices(Device.TRADING, Device.LEAD, Device.HOCKET, Device.UNISON), "check.hocket"),
        (with_devices(Device.TRADING, Device.ECHO, Device.LEAD, Device.UNISON), "check.turn"),
    ],
)
def test_a_fault_is_named(chart: Chart, code: str) -> None:
    """Its code is among those said, and it was not said of the good charts."""
    assert code in {fault.code for fault in faults(chart)}
    assert faults(GOOD) == []
    assert faults(SONG) == []


def test_a_fault_says_where_it_is() -> None:
    """Level, lane, bar and beat; of many places the first, and how many there are."""
    waltz = replace(GOOD, meters=(Meter(0, 3, 4),))
    found = [fault.text for fault in faults(with_notes(drum(3 * BEAT + 260), drum(3 * BEAT + 280), chart=waltz))]
    assert "expert, lee, bar 2, beat 1.54: 21 ms to the next stroke, 70 at least" in found
    assert (
        "easy, lee, bar 2, beat 1.54: 21 ms to the next stroke, 240 at least; 2 such places, the shortest 21 ms"
        in found
    )


def test_many_places_are_one_fault() -> None:
    """A chart with a hundred narrow gaps has a line for each lane and pad, not a hundred."""
    crowd = with_notes(*(drum(BEAT + i * 20) for i in range(100)), levels=(Level.EXPERT,))
    gaps = [fault for fault in faults(crowd) if fault.code == "check.gap"]
    assert len(gaps) == 2
    assert all("such places" in fault.text for fault in gaps)


def test_two_written_parts_are_not_asked_to_be_fair() -> None:
    """Balance, rests, unisons and devices are the composer's own affair."""
    written = replace(without(SONG, Lane.LEE, 1, 30), source=Source.TWO_PARTS)
    assert faults(written) == []
    assert faults(replace(written, source=Source.DRUMS)) != []


@pytest.mark.parametrize("file", sorted(DATA.glob("*.mid")), ids=lambda file: file.stem)
def test_what_the_builder_makes_has_no_fault(file: Path) -> None:
    """Every chart built from the test songs passes."""
    assert [fault.text for fault in faults(build_chart(read_midi(file.read_bytes())))] == []
