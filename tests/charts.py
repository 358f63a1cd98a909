"""Charts for tests: small ones made by hand, and a hypothesis strategy for any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Remark, Section, Source
from drumjam.rules.tempo import Meter, TempoMap

BEAT = 480

OWN_SONGS = sorted(file.parent for file in (Path(__file__).parents[1] / "charts").glob("*/chart.json"))
"""The folders of the game's own songs."""

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
"""Any small JSON value, and what JSON has no place for."""


def small_chart(title: str = "Small", bars: int = 4) -> Chart:
    """Quarter notes in turn, a unison on each downbeat, 120 bpm; lower levels hold fewer of them."""
    notes = []
    for beat in range(bars * 4):
        lanes = Lane if beat % 4 == 0 else (Lane(beat % 2),)
        notes += [Note(beat * BEAT, lane, Pad.DRUM, 38, 100) for lane in lanes]
    expert = tuple(notes)
    steps = {Level.EASY: 4, Level.MEDIUM: 3, Level.HARD: 2, Level.EXPERT: 1}
    levels = {level: tuple(n for n in expert if n.tick // BEAT % 4 < 5 - steps[level]) for level in Level}
    return Chart(
        title=title,
        source=Source.DRUMS,
        tempo=TempoMap(BEAT),
        levels=levels,
        sections=(Section(0, "A", Device.TRADING),),
        ratings={level: float(level + 1) for level in Level},
        end=(bars * 4 - 1) * BEAT,
    )


def chart_of_notes(*notes: Note, **changes: Any) -> Chart:
    """A chart with these notes, in any order, at every level."""
    return replace(small_chart(), levels=dict.fromkeys(Level, tuple(sorted(notes))), **changes)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ticks = st.integers(0, 2**40)
lanes, pads = st.sampled_from(Lane), st.sampled_from(Pad)
rising = st.lists(ticks, max_size=4, unique=True).map(sorted)


@st.composite
def notes(draw: st.DrawFn) -> tuple[Note, ...]:
    """Any notes a chart may hold."""
    places = draw(st.lists(st.tuples(ticks, lanes, pads), max_size=6, unique=True))
    rolls = st.none() | st.integers(1, 10_000)
    made = []
    for tick, lane, pad in sorted(places):
        roll = draw(rolls)
        until = None if roll is None else tick + roll
        made.append(Note(tick, lane, pad, draw(st.integers(27, 87)), draw(st.integers(1, 127)), until))
    return tuple(made)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Any chart that keeps its promises."""
    meters = [Meter(0), *(Meter(tick + 1, draw(st.integers(1, 15)), 8) for tick in draw(rising))]
    changes = [(0, 400_000), *((tick + 1, draw(st.integers(1, 2**24))) for tick in draw(rising))]
    params = st.dictionaries(texts, texts | st.integers(-99, 99) | st.floats(-9, 9), max_size=2)
    warnings = st.builds(Remark, texts, texts, params.map(lambda d: tuple(d.items())))
    return Chart(
        title=draw(texts),
        source=draw(st.sampled_from(Source)),
        tempo=TempoMap(draw(st.integers(1, 9999)), changes),
        levels={level: draw(notes()) for level in Level},
        meters=tuple(meters),
        sections=tuple(Section(tick, draw(texts), draw(st.sampled_from(Device))) for tick in draw(rising)),
        artist=draw(texts),
        titles=draw(st.dictionaries(st.sampled_from(["en", "ko", "ja"]), texts)),
        ratings={level: draw(st.integers(0, 100)) / 10 for level in Level},
        end=draw(ticks),
        warnings=tuple(draw(st.lists(warnings, max_size=2))),
        credits=tuple(draw(st.lists(texts, max_size=2))),
    )


KEYS = {Pad.DRUM: (36, 37, 38, 76), Pad.CYMBAL: (42, 49, 51, 56)}
"""Percussion keys that belong to a pad, clicks among them."""


@st.composite
def short_charts(draw: st.DrawFn, finest: int = 1) -> Chart:
    """Charts of a few bars, expert for both leaders: any metre and tempo changing anywhere, rolls across other notes.

    finest  ticks of a beat at least
    """
    per_beat = draw(st.sampled_from([beat for beat in (1, 7, 24, 96, 480, 960) if beat >= finest]))
    spots = st.integers(0, 24 * per_beat)
    signatures = st.tuples(st.integers(1, 13), st.sampled_from([2, 4, 8, 16]))
    meters = draw(st.dictionaries(spots, signatures, max_size=3))
    tempi = draw(st.dictionaries(spots, st.integers(100_000, 2_000_000), max_size=4))
    sections = draw(st.dictionaries(spots, st.tuples(texts, st.sampled_from(Device)), max_size=3))
    return Chart(
        title=draw(texts),
        source=Source.DRUMS,
        tempo=TempoMap(per_beat, sorted(tempi.items())),
        levels={level: draw(_short_notes(per_beat, both=level == Level.EXPERT)) for level in Level},
        meters=tuple(Meter(tick, *meter) for tick, meter in sorted({0: (4, 4), **meters}.items())),
        sections=tuple(Section(tick, *section) for tick, section in sorted(sections.items())),
        artist=draw(texts),
        titles=draw(st.dictionaries(st.sampled_from(["en", "ko", "ja"]), texts)),
        ratings={level: draw(st.integers(0, 100)) / 10 for level in Level},
        end=draw(spots),
        credits=tuple(draw(st.lists(texts, max_size=2))),
    )


@st.composite
def _short_notes(draw: st.DrawFn, per_beat: int, both: bool) -> tuple[Note, ...]:
    """Notes within 24 beats, some of them rolls of up to three; at least one for each leader, if `both`."""
    places = draw(st.sets(st.tuples(st.integers(0, 24 * per_beat), lanes, pads), max_size=12))
    first = {(draw(st.integers(0, 4)), lane, draw(pads)) for lane in Lane if both}
    made = []
    for tick, lane, pad in sorted(places | first):
        roll = draw(st.none() | st.integers(1, 3 * per_beat))
        key = draw(st.sampled_from(KEYS[pad]))
        made.append(Note(tick, lane, pad, key, draw(st.integers(1, 127)), None if roll is None else tick + roll))
    return tuple(made)
