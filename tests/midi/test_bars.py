"""Bars: how strong each place is."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.midi.bars import MOST_BARS, find_bars, regroup, strengths
from drumjam.rules.tempo import Meter


def places(meter, ticks, beat=12):
    """Strengths of some ticks in a song of one metre."""
    found = strengths(find_bars([meter], beat, max(ticks)), np.array(ticks), [meter.denominator])
    return "".join(map(str, found))


@pytest.mark.parametrize(
    ("meter", "step", "count", "expected"),
    [
        (Meter(0, 4, 4), 3, 16, "0434243414342434"),
        (Meter(0, 3, 4), 6, 6, "032323"),
        (Meter(0, 6, 8), 6, 6, "033133"),
        (Meter(0, 12, 8), 6, 12, "033233133233"),
        (Meter(0, 7, 8), 6, 7, "0323233"),
        (Meter(0, 5, 4), 12, 5, "02212"),
        (Meter(0, 4, 4), 4, 12, "033233133233"),
    ],
    ids=["4/4 in 16ths", "3/4", "6/8", "12/8", "7/8", "5/4", "4/4 in triplets"],
)
def test_places_of_the_bar_have_their_strength(meter, step, count, expected):
    """0 bar line, 1 half bar, 2 pulse, 3 half or third of a pulse, 4 a quarter of it."""
    assert places(meter, [step * i for i in range(count)]) == expected


@pytest.mark.parametrize(
    ("starts", "expected"),
    [((0, 2, 4), "0323233"), ((0, 2, 5), "0323323"), ((0, 3, 5), "0332323"), (range(7), "0323233")],
    ids=["2+2+3", "2+3+2", "3+2+2", "no accent"],
)
def test_odd_metres_are_counted_as_they_are_accented(starts, expected):
    """Seven eighths fall into the groups on which the heavy strokes stand; without any into 2+2+3."""
    ticks = np.arange(0, 42 * 4, 6)
    weights = np.where(np.isin(ticks // 6 % 7, list(starts)), 200.0, 80.0)
    bars = regroup(find_bars([Meter(0, 7, 8)], 12, 42 * 4 - 1), ticks, weights)
    assert "".join(map(str, strengths(bars, ticks[:7], [8]))) == expected


def test_a_human_hand_is_on_the_beat():
    """A stroke a little early or late has the strength of the place it means, also before a bar line."""
    assert places(Meter(0, 4, 4), [0, 478, 962, 1437, 1915, 1920 + 485], beat=480) == "021202"


def test_a_metre_change_begins_a_bar():
    """Bars follow the metre map."""
    bars = find_bars([Meter(0, 4, 4), Meter(1000, 3, 4)], 480, 3000)
    assert bars.line.tolist() == [0, 1000, 2440, 3880]


def test_absurd_metres_give_a_bounded_number_of_bars():
    """A metre of one tick a bar does not make millions of bars."""
    assert len(find_bars([Meter(0, 1, 128)], 1, 10**12)) <= MOST_BARS + 1


def test_many_absurd_metres_give_no_more_bars_than_one():
    """A thousand metres of one tick a bar share the bound, and each still begins a bar."""
    meters = [Meter(20_000 * place, 1, 128) for place in range(1000)]
    bars = find_bars(meters, 1, 20_000_000)
    assert len(bars) <= MOST_BARS + len(meters)
    assert set(range(0, 20_000_000, 20_000)) <= set(bars.line.tolist())
    assert (np.diff(bars.line) > 0).all()


def test_each_odd_metre_is_counted_by_its_own_accents():
    """Two metres in seven, one accented 3+2+2 and one 2+3+2, with a metre in four between them."""
    meters = [Meter(0, 7, 8), Meter(7 * 24, 4, 4), Meter(11 * 24, 7, 8)]
    bars = find_bars(meters, 48, 18 * 24 - 1)
    ticks = np.array([0, 3, 5, 11, 13, 16]) * 24
    counted = regroup(bars, ticks, np.full(len(ticks), 9.0))
    groups = {int(counted.meter[place]): int(counted.group[place]) for place in range(len(counted))}
    assert (groups[0], groups[1], groups[2]) == (5, 0, 4)
