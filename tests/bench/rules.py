"""What judging costs: strikes a second, work a frame in a long chart, the meter's verdicts."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from drumjam.rules.chart import Chart, Level
from drumjam.rules.harmony import HarmonyMeter, entries_of
from drumjam.rules.session import Session
from drumjam.rules.simulate import simulate
from tests.rules.acceptance import mixed_chart
from tests.rules.plays import EXPERT, drums

FRAME = 1 / 60


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    short, long = (_per_frame(count) for count in (1_000, 100_000))
    mixed = mixed_chart()
    return [
        ("strikes judged, settled and folded into harmony", f"{_strikes_a_second(mixed):,.0f} a second", "O(1) each"),
        ("a frame of 10 notes a second, chart of 1,000 notes", f"{short:.1f} us", ""),
        ("the same, chart of 100,000 notes", f"{long:.1f} us", f"no more than {short:.1f} us and noise"),
        ("harmony, a verdict, song of 1,000 entries", f"{_per_verdict(1_000):.2f} us", "under 5 us"),
        ("harmony, a verdict, song of 100,000 entries", f"{_per_verdict(100_000):.2f} us", "under 5 us"),
        ("a duet of 128 beats with the partner, simulated", f"{_simulation(mixed):.0f} ms", ""),
    ]


def _grid(count: int) -> Chart:
    """A unison chart of `count` notes, five ticks a second for each leader."""
    beats = [4 + n * 0.4 for n in range(count // 2)]
    return drums(beats, beats)


def _strikes_a_second(chart: Chart) -> float:
    strikes = sorted(simulate(chart, EXPERT, ("human:sd=12", "human:sd=12"), 1).strikes)
    best = 0.0
    for _ in range(5):
        session = Session(chart, EXPERT)
        start = perf_counter()
        for strike in strikes:
            session.settle(strike.time_us - 1)
            session.strike(strike)
        session.finish()
        best = max(best, len(strikes) / (perf_counter() - start))
    return best


def _per_frame(count: int) -> float:
    """Microseconds a frame over twenty seconds of play from the middle of the chart."""
    session = Session(_grid(count), EXPERT)
    middle = float(session.times[count // 2])
    session.settle(middle * 1e6)
    frames = np.arange(middle, middle + 20, FRAME).tolist()
    start = perf_counter()
    for now in frames:
        session.advance(now)
        assert 0 <= session.score <= 1_000_000
    return (perf_counter() - start) / len(frames) * 1e6


def _per_verdict(count: int) -> float:
    entries = entries_of(_grid(count).levels[Level.EXPERT], 480)
    meter = HarmonyMeter(entries, 480)
    start = perf_counter()
    for index in range(len(entries)):
        meter.entry(index, 0.01)
    return (perf_counter() - start) / len(entries) * 1e6


def _simulation(chart: Chart) -> float:
    start = perf_counter()
    simulate(chart, EXPERT, ("human:sd=12", "partner"), 1)
    return (perf_counter() - start) * 1e3
