"""Gauges: how evenly pictures are drawn and input is looked for."""

from __future__ import annotations

import pytest

from drumjam.game.gauges import KEPT, Gauge, Gauges
from drumjam.game.scene import Pace


def test_a_gauge_tells_the_usual_and_the_worst() -> None:
    """Of a hundred intervals one is long: it is the worst, and the usual one stays as it is."""
    gauge, now = Gauge(), 0.0
    assert gauge.figures() is None
    for i in range(101):
        gauge.mark(now)
        now += 0.05 if i == 50 else 0.016
    figures = gauge.figures()
    assert figures is not None
    assert (figures.median, figures.worst) == (pytest.approx(0.016), pytest.approx(0.05))


def test_a_halt_is_no_interval() -> None:
    """Neither a second of standstill, nor the change from a page to a play and back."""
    gauges = Gauges()
    for pace, begin in ((Pace.CALM, 0.0), (Pace.PLAY, 0.3), (Pace.CALM, 0.6), (Pace.CALM, 9.0)):
        for i in range(15):
            gauges.frame(begin + i * 0.016, pace)
            gauges.poll(begin + i * 0.016, pace)
    calm = gauges.frames[Pace.CALM].figures()
    assert calm is not None
    assert calm.worst == pytest.approx(0.016)
    assert gauges.polls[Pace.PLAY].figures() is None


def test_a_gauge_forgets_what_is_long_ago() -> None:
    """So that it tells of the machine as it is now, and does not grow."""
    gauge, now = Gauge(), 0.0
    for i in range(2 * KEPT + 2):
        gauge.mark(now)
        now += 0.5 if i < KEPT else 0.016
    figures = gauge.figures()
    assert figures is not None
    assert figures.worst == pytest.approx(0.016)
