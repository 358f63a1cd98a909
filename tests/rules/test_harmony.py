"""The harmony meter: its golden vector, its exact properties, its closed form."""

from __future__ import annotations

import json
from dataclasses import replace
from math import exp, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.chart import Level
from drumjam.rules.harmony import MEMORY_BEATS, OFFSET_SPREAD, PAIR_SPREAD, START, mean_asynchrony
from drumjam.rules.session import Session
from drumjam.rules.simulate import simulate
from tests.rules.plays import EXPERT, LEE, TAKAICHI, drums, frames, play, small_charts, strike, strikes, told

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "harmony.json").read_text())


@pytest.fixture(scope="module")
def golden() -> Session:
    """The golden play: two leaders over six beats, with misses and a stray."""
    chart = drums(GOLDEN["lee_beats"], GOLDEN["takaichi_beats"])
    lanes = {"L": LEE, "T": TAKAICHI}
    return play(chart, [strike(us / 1e6, lanes[who]) for us, who in GOLDEN["strikes"]])[0]


def test_the_golden_play_moves_harmony_exactly_as_published(golden: Session) -> None:
    """Every change of H comes out to 1e-9, and mean, flawless mean and common offset with it."""
    assert [h for _, h in golden.harmony.curve] == pytest.approx(GOLDEN["curve"], abs=1e-9)
    assert golden.harmony.mean == pytest.approx(GOLDEN["mean"], abs=1e-9)
    assert golden.flawless == pytest.approx(GOLDEN["flawless"], abs=1e-6)
    assert golden.harmony.offset * 1e3 == pytest.approx(GOLDEN["offset_ms"], abs=1e-6)
    assert golden.harmony.presence == GOLDEN["presence"]


def test_the_golden_play_is_scored_exactly_as_published(golden: Session) -> None:
    """Accuracy, score, unstable rates and combos of the golden play."""
    players = golden.result().players
    assert [p.accuracy for p in players] == pytest.approx(GOLDEN["accuracy"], abs=1e-6)
    assert [p.unstable_rate for p in players] == pytest.approx(GOLDEN["unstable_rates"], abs=1e-6)
    assert [p.max_combo for p in players] == GOLDEN["max_combos"]
    assert golden.score == GOLDEN["score"]


def test_the_golden_play_hears_the_published_asynchronies(golden: Session) -> None:
    """Takaichi's error less Lee's at each comparison, in ms; weights of the moments as published."""
    assert [a.value * 1e3 for a in golden.harmony.heard] == pytest.approx(GOLDEN["asynchronies_ms"])
    weights = [e.weight for i, e in enumerate(golden.harmony.entries) if e.mate is None or e.mate > i]
    assert weights == GOLDEN["weights"]


@given(small_charts(), strikes)
def test_harmony_stays_between_nothing_and_one(chart, strikes) -> None:
    """Whatever is struck."""
    session, _ = play(chart, strikes)
    assert all(0 <= h <= 1 for _, h in session.harmony.curve)
    assert 0 <= session.harmony.mean <= 1


@given(small_charts(), strikes, frames)
def test_frames_and_order_of_feeding_leave_harmony_as_it_is(chart, strikes, frames) -> None:
    """The same curve, to the last digit."""
    calm = play(chart, strikes[::-1])[0].harmony.curve
    assert play(chart, sorted(strikes), frames)[0].harmony.curve == calm


@given(st.lists(st.integers(-20_000, 20_000), min_size=32, max_size=32), st.integers(-40_000, 40_000))
def test_a_common_lateness_leaves_harmony_as_it_is(errors, common) -> None:
    """One constant added to every strike of both changes no H, while each strike keeps its note."""
    chart = drums([4 + n for n in range(16)], [4 + n + n % 2 / 2 for n in range(16)])
    notes = Session(chart, EXPERT)
    struck = [
        replace(strike(float(t), n.lane), time_us=round(t * 1e6) + e)
        for t, n, e in zip(notes.times, notes.notes, errors, strict=True)
    ]
    late = [replace(s, time_us=s.time_us + common) for s in struck]
    here, there = play(chart, struck)[0].harmony.curve, play(chart, late)[0].harmony.curve
    assert [h for _, h in there] == pytest.approx([h for _, h in here], abs=1e-12)


def test_a_rest_leaves_harmony_as_it_is() -> None:
    """100 beats of rest change nothing; the moment after them weighs one beat."""
    near = play(drums([4, 5], [4, 5]), [strike(t, lane) for t in (2, 2.5) for lane in (LEE, TAKAICHI)])[0]
    far = play(drums([4, 105], [4, 105]), [strike(t, lane) for t in (2, 52.5) for lane in (LEE, TAKAICHI)])[0]
    assert near.harmony.value == far.harmony.value


def test_at_the_end_every_moment_has_counted() -> None:
    """Nothing is pending: the weights of all moments have entered the mean."""
    session = simulate(drums([4, 5, 6], [4.5, 5, 7]), EXPERT, ("silent", "human:sd=5"))
    assert session.harmony.weighted == pytest.approx(session.harmony.mean * 4.0)


@pytest.mark.parametrize(("s1", "s2", "d"), [(12, 12, 0), (20, 20, 0), (12, 12, 30), (25, 25, 20)])
def test_simulated_pairs_reach_the_closed_form(s1: int, s2: int, d: int) -> None:
    """E[H] = k(V, d) for Gaussian errors, and the way up is an exponential ramp of 16 beats."""
    chart = drums([4 + n for n in range(400)], [4 + n for n in range(400)])
    v = (s1**2 + s2**2) / 1e6
    k = PAIR_SPREAD / sqrt(PAIR_SPREAD**2 + v) * exp(-((d / 1e3) ** 2) / 2 / (PAIR_SPREAD**2 + v))
    expected = k * OFFSET_SPREAD / sqrt(OFFSET_SPREAD**2 + v / 4)
    curves = [
        np.array(simulate(chart, EXPERT, (f"human:sd={s1}", f"human:sd={s2},mean={d}"), seed).harmony.curve)[:, 1]
        for seed in range(6)
    ]
    settled = np.concatenate([curve[100:] for curve in curves])
    assert settled.mean() == pytest.approx(expected, abs=0.02)
    assert np.mean([c[15] for c in curves]) == pytest.approx(
        expected + (START - expected) * exp(-16 / MEMORY_BEATS), abs=0.05
    )


def test_who_leads_listens_to_unisons_in_unison_passages() -> None:
    """Eight unisons among the latest comparisons outvote held errors; Lee earlier is positive."""
    chart = drums(range(4, 20), range(4, 20))
    early = [strike(b / 2 - 0.01, LEE) for b in range(4, 20)] + [strike(b / 2, TAKAICHI) for b in range(4, 20)]
    session, _ = play(chart, early)
    assert mean_asynchrony(session.harmony.heard) == pytest.approx(0.010)
    assert mean_asynchrony([]) is None


def test_a_stray_costs_four_percent_of_harmony() -> None:
    """H falls by its own share, and the curve says where."""
    session, _ = play(drums([4, 8], [4, 8]), [strike(3.0)], levels=(Level.EXPERT, Level.EXPERT))
    assert session.harmony.curve[1] == (6.0, pytest.approx(session.harmony.curve[0][1] * 0.96))


def test_the_result_document_has_the_contracts_shape(golden: Session) -> None:
    """Names and nesting that other programs read."""
    document = told(golden)
    assert set(document) == {"song", "level", "seed", "score", "accuracy", "harmony", "players"}
    assert set(document["harmony"]) == {"final", "mean", "curve"}
    assert set(document["players"]["lee"]) == {
        "kind", "accuracy", "grades", "strays", "max_combo", "mean_error_ms", "unstable_rate",
    }  # fmt: skip
    assert json.loads(json.dumps(document)) == document
