"""Calibration: the true offset of simulated tappers lies where it is said to lie, or it is said why nobody can know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.calibration import (
    BOUNCE,
    LEAST_TAPS,
    MOST_TAPS,
    WARM_UP,
    Estimate,
    Played,
    Refusal,
    estimate,
    phases,
    settle,
    steady,
    suggestion,
)
from tests.rules.tappers import PERIOD, tapper, until_sure

SEEDS = range(200)


def offset_of(seed: int) -> float:
    """A tapper's own offset, -80 to +180 ms."""
    return float(np.random.default_rng(seed + 10_000).uniform(-0.080, 0.180))


def found(told: Estimate | Refusal) -> Estimate:
    """The estimate that must be there."""
    assert isinstance(told, Estimate), told
    return told


def played(seed: int, offset: float, *, strikes: int = 60, speed: float = 1.0, taken: float = 0.0) -> Played:
    """A play of somebody whose strikes come late by `offset` seconds of the clock, of which `taken` are taken off."""
    rng = np.random.default_rng(seed)
    errors = (offset - taken + rng.normal(0, 0.012, strikes)) * speed
    return Played(tuple(errors.tolist()), speed, taken)


def test_the_true_offset_lies_in_the_interval_for_nine_tappers_in_ten() -> None:
    """200 tappers of 15 ms with wild taps and bounces: covered 90 %, refused less than 5 %, 4 ms off on average."""
    told = [(offset_of(seed), until_sure(tapper(seed, offset_of(seed)))) for seed in SEEDS]
    taken = [(true, one) for true, one in told if isinstance(one, Estimate)]
    covered = [abs(one.offset - true) <= one.interval for true, one in taken]
    assert sum(covered) >= 0.90 * len(SEEDS)
    assert len(told) - len(taken) < 0.05 * len(SEEDS)
    assert np.mean([abs(one.offset - true) for true, one in taken]) <= 0.004


@pytest.mark.parametrize("offset", [-0.080, 0.0, 0.180])
def test_late_and_early_tappers_are_told_apart(offset: float) -> None:
    """The sign is that of strike - beat, at the ends of the range and in its middle."""
    errors = [found(until_sure(tapper(seed, offset))).offset - offset for seed in range(40)]
    assert abs(np.mean(errors)) <= 0.002


def test_a_second_run_changes_an_offset_by_less_than_both_intervals() -> None:
    """Who calibrates again is told the same, within what was promised."""
    close = []
    for seed in SEEDS:
        first, again = (found(until_sure(tapper(seed + more, offset_of(seed)))) for more in (0, 1_000))
        close.append(abs(first.offset - again.offset) <= first.interval + again.interval)
    assert sum(close) >= 0.95 * len(SEEDS)


@pytest.mark.parametrize("halves", [0.4, 0.5, 0.6])
def test_taps_on_the_half_beat_too_are_refused(halves: float) -> None:
    """A tapper of eighths is in two places of the beat: neither is taken, nor their middle."""
    told = {settle(steady(tapper(seed, offset_of(seed), halves=halves)), PERIOD) for seed in range(40)}
    assert told == {Refusal.HALF_BEAT}


@pytest.mark.parametrize("offset", [0.222, 0.25, -0.230])
def test_taps_between_the_beats_are_refused(offset: float) -> None:
    """So far from every beat nobody can say whether a tap is late or early."""
    assert {settle(steady(tapper(seed, offset)), PERIOD) for seed in range(40)} == {Refusal.OFF_BEAT}


def test_random_taps_are_refused() -> None:
    """Taps all round the beat tell nothing."""
    assert {settle(steady(tapper(seed, 0.0, wild=1.0)), PERIOD) for seed in range(40)} == {Refusal.SCATTERED}


def test_two_devices_at_once_are_told_apart() -> None:
    """Each device's own taps give its own offset, however the two are interleaved."""
    pad, kit = 0.012, 0.055
    both = sorted([(t, "pad") for t in tapper(1, pad)] + [(t, "kit") for t in tapper(2, kit)])
    apart = {name: found(until_sure([t for t, device in both if device == name])) for name in ("pad", "kit")}
    assert apart["pad"].offset == pytest.approx(pad, abs=apart["pad"].interval)
    assert apart["kit"].offset == pytest.approx(kit, abs=apart["kit"].interval)


def test_the_first_taps_and_bounces_are_left_out() -> None:
    """Four taps only find the beat; what comes within 80 ms after a tap is no tap."""
    wrong = [i * PERIOD + 0.2 for i in range(WARM_UP)]
    right = [i * PERIOD + 0.03 for i in range(WARM_UP, 30)]
    bounces = [t + BOUNCE - 0.001 for t in right]
    assert steady([*wrong, *right, *bounces]) == right
    assert found(estimate([*wrong, *right, *bounces], PERIOD)).offset == pytest.approx(0.03)


def test_taps_that_lie_far_out_are_not_counted() -> None:
    """A few hasty taps on one side neither move the offset nor widen its interval."""
    steady_hand = [i * PERIOD + 0.030 + 0.004 * np.sin(7.0 * i) for i in range(24)]
    hasty = [(30 + i) * PERIOD - 0.060 for i in range(6)]
    told, plain = found(settle([*steady_hand, *hasty], PERIOD)), found(settle(steady_hand, PERIOD))
    assert (told.offset, told.interval) == pytest.approx((plain.offset, plain.interval))
    assert told.taps == plain.taps == len(steady_hand)


def test_too_few_taps_are_refused() -> None:
    """Sixteen are the least, after the first four."""
    taps = [i * PERIOD for i in range(WARM_UP + LEAST_TAPS)]
    assert estimate(taps[:-1], PERIOD) is Refusal.TOO_FEW
    assert found(estimate(taps, PERIOD)).taps == LEAST_TAPS
    assert settle([], PERIOD, least=0) is Refusal.TOO_FEW


def test_a_steady_tapper_is_done_sooner() -> None:
    """Sixteen taps are enough for a steady hand, nobody needs more than forty, and the progress says how many."""
    steady_hand = found(until_sure(tapper(3, 0.04, spread=0.004, wild=0.0)))
    shaky_hand = found(until_sure(tapper(3, 0.04, spread=0.030, wild=0.0)))
    assert steady_hand.taps <= LEAST_TAPS + 4
    assert shaky_hand.taps >= MOST_TAPS
    assert steady_hand.progress == shaky_hand.progress == 1.0
    halfway = found(estimate(tapper(3, 0.04, wild=0.0)[: WARM_UP + 20], PERIOD))
    assert 0.4 <= halfway.progress <= 0.7


@given(st.integers(0, 10_000), st.integers(-50, 50), st.floats(-0.09, 0.19))
def test_only_the_place_on_the_beat_counts(seed: int, beats: int, offset: float) -> None:
    """The same taps some whole beats later, or in another order, give the same answer."""
    taps = steady(tapper(seed, offset))
    moved = [tap + beats * PERIOD for tap in reversed(taps)]
    first, again = found(settle(taps, PERIOD)), found(settle(moved, PERIOD))
    assert (again.offset, again.taps) == (pytest.approx(first.offset), first.taps)


@given(st.floats(-1e3, 1e3))
def test_a_phase_is_at_most_half_a_period(tap: float) -> None:
    """Every tap belongs to its nearest beat."""
    phase = float(phases(tap, PERIOD))
    assert -PERIOD / 2 <= phase <= PERIOD / 2
    assert abs((tap - phase) / PERIOD - round((tap - phase) / PERIOD)) < 1e-9


def test_strikes_that_come_late_in_real_plays_suggest_an_offset() -> None:
    """Three plays of 60 hits, 22 ms late beyond what is set: the suggestion is the whole of it."""
    told = suggestion([played(seed, 0.034, taken=0.012) for seed in range(3)], 0.012)
    assert told is not None
    assert told.offset == pytest.approx(0.034, abs=told.interval)


@pytest.mark.parametrize(
    ("plays", "offset"),
    [
        ([played(1, 0.030, strikes=49)], 0.0),
        ([played(seed, 0.006) for seed in range(3)], 0.0),
        ([played(seed, 0.030) for seed in range(3)], 0.030),
        ([replace(played(1, 0.030), errors=tuple(np.random.default_rng(1).uniform(-0.1, 0.12, 90).tolist()))], 0.0),
        ([played(0, 0.0, strikes=500)] * 3 + [played(1, 0.090, strikes=5000)], 0.0),
        ([], 0.0),
    ],
    ids=["too few strikes", "hardly late", "already set", "not sure", "older plays", "no plays"],
)
def test_nothing_is_suggested_without_good_reason(plays: list[Played], offset: float) -> None:
    """Fewer than 50 hits, 8 ms or less, an interval of 4 ms or more, or plays before the last three: no suggestion."""
    assert suggestion(plays, offset) is None


def test_a_suggestion_that_was_taken_is_not_made_again() -> None:
    """Plays with another offset, or at another speed, tell the same device's lateness."""
    plays = [played(1, 0.030, speed=0.5), played(2, 0.030, taken=0.030), played(3, 0.030, speed=1.5, taken=-0.01)]
    told = suggestion(plays, 0.0)
    assert told is not None
    assert told.offset == pytest.approx(0.030, abs=told.interval)
    assert suggestion(plays, told.offset) is None
