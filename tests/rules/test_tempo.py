"""Tempo maps: exact ticks to seconds and back; bar lines."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.tempo import MOST_BARS, Meter, TempoError, TempoMap, bar_lines

maps = st.builds(
    lambda per_beat, gaps, tempos: TempoMap(
        per_beat, [(sum(gaps[: i + 1]), us) for i, us in enumerate(tempos[: len(gaps)])]
    ),
    st.integers(1, 32767),
    st.lists(st.integers(1, 100_000), max_size=20),
    st.lists(st.integers(1, 2**24 - 1), min_size=20, max_size=20),
)


def exact(tempo: TempoMap, tick: int) -> Fraction:
    """Seconds of a tick, reckoned in fractions tempo by tempo."""
    total = Fraction(0)
    for (start, us), (end, _) in zip(tempo.changes, [*tempo.changes[1:], (tick, 0)], strict=True):
        total += (min(end, tick) - start) * Fraction(us, tempo.ticks_per_beat * 1_000_000) if start < tick else 0
    return total


@given(maps, st.integers(0, 10**7))
def test_seconds_are_exact(tempo: TempoMap, tick: int) -> None:
    """The float nearest to the fraction, for one tick and for arrays alike."""
    expected = float(exact(tempo, tick))
    assert tempo.seconds(tick) == pytest.approx(expected, rel=1e-15)
    assert tempo.seconds(np.array([tick]))[0] == pytest.approx(expected, rel=1e-15)


@given(maps, st.integers(0, 10**7))
def test_ticks_and_seconds_are_inverse(tempo: TempoMap, tick: int) -> None:
    """There and back to a thousandth of a tick, for one and for arrays."""
    seconds = tempo.seconds(tick)
    assert tempo.ticks(seconds) == pytest.approx(tick, abs=1e-3, rel=1e-9)
    assert tempo.ticks(np.array([seconds]))[0] == pytest.approx(tick, abs=1e-3, rel=1e-9)


def test_ticks_beyond_64_bits_of_microseconds_keep_their_time() -> None:
    """No overflow for ticks near 2^53 at the slowest tempo."""
    tempo = TempoMap(1, [(0, 2**24 - 1), (2**50, 1)])
    assert tempo.seconds(np.array([2**52]))[0] == pytest.approx(float(exact(tempo, 2**52)), rel=1e-12)


def test_without_a_tempo_a_beat_lasts_half_a_second() -> None:
    """120 bpm until the first change, also where the first change comes late."""
    assert TempoMap(480).seconds(480) == 0.5
    assert TempoMap(480, [(960, 250_000)]).seconds([480, 960, 1440]).tolist() == [0.5, 1.0, 1.25]
    assert TempoMap(480, [(960, 250_000)]).bpm(1000) == 240


@pytest.mark.parametrize(("per_beat", "changes"), [(0, []), (480, [(0, 0)]), (480, [(5, 1), (5, 2)]), (480, [(-1, 9)])])
def test_an_impossible_tempo_map_is_refused(per_beat: int, changes: list[tuple[int, int]]) -> None:
    """Each with a sentence."""
    with pytest.raises(TempoError):
        TempoMap(per_beat, changes)


def test_bar_lines_follow_the_metre_and_a_change_starts_a_bar() -> None:
    """3/4, then 6/8 in the middle of a bar."""
    lines = bar_lines([Meter(0, 3, 4), Meter(2000, 6, 8)], 480, 5000)
    assert lines.tolist() == [0, 1440, 2000, 3440, 4880, 6320]


def test_an_absurd_metre_takes_no_more_memory_than_a_long_song() -> None:
    """Bars of one tick over 2^40 ticks: some of their lines, not all."""
    lines = bar_lines([Meter(0, 1, 128)], 1, 2**40)
    assert len(lines) <= 2 * MOST_BARS
    assert lines[-1] >= 2**40 - lines[1]


def test_many_absurd_metres_take_no_more_memory_than_one() -> None:
    """A hundred of them share the bound of one; a song of usual metres keeps every line."""
    lines = bar_lines([Meter(10**6 * place, 1, 128) for place in range(100)], 1, 10**8)
    assert len(lines) <= 2 * MOST_BARS + 100
    usual = bar_lines([Meter(1920 * 100 * place, 4 - place % 2, 4) for place in range(9)], 480, 1920 * 900)
    assert len(usual) == sum(100 if place % 2 == 0 else 134 for place in range(9)) + 1


def test_pulses_are_dotted_in_compound_metres() -> None:
    """People clap three in 9/8 and four in 4/4."""
    assert (Meter(0, 9, 8).pulses, Meter(0, 9, 8).pulse_ticks(480)) == (3, 720)
    assert (Meter(0, 4, 4).pulses, Meter(0, 4, 4).pulse_ticks(480)) == (4, 480)


@pytest.mark.parametrize("meters", [[Meter(0)], [Meter(0, 3), Meter(4 * MOST_BARS, 4)], [Meter(0, 1, 4)]])
@pytest.mark.parametrize("bars", [MOST_BARS - 1, 4 * MOST_BARS // 3, 2 * MOST_BARS + 1, 10 * MOST_BARS - 1])
def test_the_last_line_stands_at_the_end_or_after_it(meters: list[Meter], bars: int) -> None:
    """Also where only every second, third, ... line is drawn."""
    lines = bar_lines(meters, 1, 4 * bars + 1)
    assert lines[-2] < 4 * bars + 1 <= lines[-1]
    assert len(lines) <= 2 * MOST_BARS + 4
