"""Figures about the pair: every one follows from the strikes."""

from __future__ import annotations

from math import sin

import pytest

from drumjam.rules import pair
from drumjam.rules.chart import Lane
from drumjam.rules.pair import BINS, pair_figures
from drumjam.rules.simulate import simulate
from tests.rules.plays import EXPERT, LEE, TAKAICHI, drums, play, strike

UNISON = drums(range(4, 132), range(4, 132))


def test_the_earlier_leader_is_named_and_the_histogram_leans_to_it() -> None:
    """Lee 30 ms early: a positive lead, the mass of the histogram in its bin."""
    figures = pair_figures(simulate(UNISON, EXPERT, ("human:mean=-30", "perfect")))
    assert figures.first is Lane.LEE
    assert figures.lead == pytest.approx(0.030, abs=1e-6)
    assert figures.histogram[BINS // 2 + 3] == sum(figures.histogram) == 128
    assert figures.offset == pytest.approx(-0.015, abs=1e-6)


def test_below_five_milliseconds_nobody_is_first() -> None:
    """Equal players are together."""
    assert pair_figures(simulate(UNISON, EXPERT, ("human:mean=4", "perfect"))).first is None


def test_spread_is_the_deviation_of_the_asynchronies() -> None:
    """Two players of 12 ms: 17 ms."""
    spreads = [pair_figures(simulate(UNISON, EXPERT, ("human:sd=12", "human:sd=12"), s)).spread for s in range(10)]
    assert sum(spreads) / len(spreads) == pytest.approx(0.017, abs=0.0015)


def test_the_partner_is_found_to_adapt_and_strangers_are_not() -> None:
    """Least squares tells a listener from two who drum alone."""
    found = [pair_figures(simulate(UNISON, EXPERT, ("human:sd=20", "partner"), s)).adapted for s in range(8)]
    alone = [pair_figures(simulate(UNISON, EXPERT, ("human:sd=20", "human:sd=20"), s)).adapted for s in range(40)]
    assert sum(adapted[TAKAICHI] is not None for adapted in found) >= 7
    assert sum(share is not None for pair in alone for share in pair) <= 4


def test_best_and_weakest_stretch_are_found_where_they_are() -> None:
    """A leader who stops in the middle makes the end weak; a silent play has figures too."""
    chart = drums(range(4, 68), [*range(4, 40)])
    session = simulate(chart, EXPERT, ("human:sd=5,drift=0", "human:sd=5"))
    figures = pair_figures(session)
    assert figures.weakest == pytest.approx(4.0)
    assert figures.best > 20
    assert figures.hardest is None
    silent = pair_figures(simulate(UNISON, EXPERT, ("silent", "silent")))
    assert (silent.compared, silent.first, silent.adapted) == (0, None, (None, None))


def test_the_hardest_stretch_is_where_most_points_were_lost() -> None:
    """Eight beats in which Lee plays nothing, whatever is lost elsewhere by the way."""
    chart = drums(range(4, 68), range(4, 68))
    kept = [strike(beat / 2, LEE) for beat in range(4, 68) if not 30 <= beat < 38]
    session, _ = play(chart, kept + [strike(beat / 2 + 0.03, TAKAICHI) for beat in range(4, 68)])
    assert pair_figures(session).hardest == 30.0


def test_an_endless_song_has_a_best_and_a_weakest_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of years of beats are not looked at one by one, and the same stretches are found."""
    curve = [(0.5 + 2.75 * i, 0.5 + 0.4 * sin(i * i / 50)) for i in range(60)]
    few = pair._stretches(curve)
    monkeypatch.setattr(pair, "MOST_STARTS", 1)
    assert pair._stretches(curve) == few
    assert pair._stretches([*curve, (curve[-1][0] + 3, 0.5), (1e15, 0.5)]) == few
