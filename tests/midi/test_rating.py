"""Rating: known answers, and what may not change it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.midi.rating import rate, rate_lane
from drumjam.rules.chart import Lane, Note, Pad
from drumjam.rules.tempo import TempoMap
from tests.midi.writing import SONGS, chart

NOTES = st.lists(
    st.tuples(st.integers(0, 20_000), st.sampled_from(Lane), st.sampled_from(Pad)), min_size=1, max_size=60, unique=True
)


def minute(rate_hz):
    """Times of even strokes for 60 s."""
    return np.arange(60 * rate_hz) / rate_hz


@pytest.mark.parametrize(
    ("times", "pads", "expected"),
    [
        (minute(2), 0, 1.89),
        (minute(4), 0, 3.41),
        (minute(8), 0, 6.10),
        (minute(12), 0, 8.00),
        (minute(8), np.arange(480) % 2, 5.68),
        (np.repeat(minute(4), 2), np.arange(480) % 2, 4.72),
    ],
    ids=["2/s", "4/s", "8/s", "12/s", "pads in turn", "both at once"],
)
def test_known_answers(times, pads, expected):
    """A minute of even strokes rates as written down."""
    assert rate_lane(times, np.broadcast_to(pads, times.shape)) == pytest.approx(expected, abs=0.01)


def rated(cells, start=0):
    """The rating of (tick, lane, pad), a tick a millisecond."""
    return rate([Note(tick, lane, pad, 38) for tick, lane, pad in sorted(cells)], TempoMap(500), start)


@settings(max_examples=60)
@given(NOTES, st.data())
def test_a_part_of_a_chart_never_rates_higher(cells, data):
    """Leaving notes out makes no chart harder."""
    fewer = data.draw(st.lists(st.sampled_from(cells), unique=True))
    start = min(cells)[0]
    assert rated(fewer, start) <= rated(cells, start) + 1e-9


@settings(max_examples=40)
@given(NOTES, st.integers(0, 10_000))
def test_delay_leaders_and_pads_do_not_matter(cells, delay):
    """The same strokes later, by the other leader, or on the other pad are as hard."""
    start = min(cells)[0]
    expected = pytest.approx(rated(cells, start), abs=1e-9)
    assert rated([(tick + delay, lane, pad) for tick, lane, pad in cells], start + delay) == expected
    assert rated([(tick, lane.other, pad) for tick, lane, pad in cells], start) == expected
    assert rated([(tick, lane, Pad(1 - pad)) for tick, lane, pad in cells], start) == expected


def test_a_roll_counts_as_strokes_a_tenth_of_a_second_apart():
    """A roll of a second is as hard as eleven strokes."""
    roll = [Note(0, Lane.LEE, Pad.DRUM, 38, roll_until=1000)]
    strokes = [Note(100 * i, Lane.LEE, Pad.DRUM, 38) for i in range(11)]
    assert rate(roll, TempoMap(500), 0) == pytest.approx(rate(strokes, TempoMap(500), 0))


@pytest.mark.parametrize("name", SONGS)
def test_levels_grow_harder(name):
    """Easy, medium, hard and expert of every song rate in this order."""
    ratings = [chart(name).ratings[level] for level in sorted(chart(name).ratings)]
    assert ratings == sorted(ratings)
    assert 0 < ratings[0] <= ratings[3] < 10
