"""Charts for tests: small ones made by hand, and a hypothesis strategy for any."""

from __future__ import annotations

from hypothesis import strategies as st

from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Remark, Section, Source
from drumjam.rules.tempo import Meter, TempoMap

BEAT = 480

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
