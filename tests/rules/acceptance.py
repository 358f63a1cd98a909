"""The published figures of model drummers on the mixed two-part chart, and how to reckon them again.

The chart has 128 beats at 120 bpm in eighths: unison, call and response, hocket, unison, 16 beats each, twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Level
from drumjam.rules.harmony import START
from drumjam.rules.simulate import simulate

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of drummers and what is expected of it.

    stretches  (from beat, to beat) whose mean harmony is asked for; after them come final and mean
    expected   one figure a stretch, then final, then mean
    """

    lee: str
    takaichi: str
    expected: tuple[float, ...]
    tolerance: float = 0.035
    stretches: tuple[tuple[float, float], ...] = ((68, 132),)
    seeds: int = 6

    @property
    def names(self) -> list[str]:
        """What each figure is."""
        return [*(f"beats {a:g}-{b:g}" for a, b in self.stretches), "final", "mean"]


def _partner(lee: str, *expected: float, who: str = "partner") -> Row:
    return Row(lee, who, expected, 0.03, ((4, 20), (20, 52), (52, 84), (100, 131.5)), 8)


GOOD = "human:sd=12"
STEADY, OWN = "partner:temper=steady", "partner:temper=own"
ROWS = (
    Row("perfect", "perfect", (0.996, 1.000, 0.896), 0.01),
    Row("human:sd=6", "human:sd=6", (0.977, 0.981, 0.879)),
    Row(GOOD, GOOD, (0.926, 0.927, 0.833), 0.018),
    Row("human:sd=12,mean=60", "human:sd=12,mean=60", (0.924, 0.927, 0.832), 0.018),
    Row("human:sd=12,mean=-40", "human:sd=12,mean=-40", (0.925, 0.928, 0.833), 0.018),
    Row("human:sd=20", "human:sd=20", (0.820, 0.825, 0.743)),
    Row(GOOD, "human:sd=12,mean=30", (0.762, 0.762, 0.689)),
    Row("human:sd=12,miss=0.1", "human:sd=12,miss=0.1", (0.742, 0.747, 0.674)),
    Row("human:sd=12,extra=0.25", "human:sd=12,extra=0.25", (0.783, 0.777, 0.718), 0.06),
    Row(GOOD, "human:sd=40", (0.697, 0.698, 0.632)),
    Row(GOOD, "human:sd=12,miss=0.3", (0.649, 0.654, 0.590)),
    Row("human:sd=40", "human:sd=40", (0.551, 0.547, 0.509)),
    Row(GOOD, "human:sd=12,mean=60", (0.425, 0.427, 0.393)),
    Row("human:sd=60", "human:sd=60", (0.316, 0.308, 0.302)),
    Row(GOOD, "human:sd=12,drift=0.02", (0.291, 0.371, 0.269), 0.08),
    Row("human:sd=12,drift=0.02", "human:sd=12,drift=0.02", (0.269, 0.317, 0.266), 0.08),
    Row(GOOD, "masher:hz=10", (0.160, 0.179, 0.166), 0.09),
    Row(GOOD, "random", (0.152, 0.157, 0.154), 0.06),
    Row("random", "random", (0.036, 0.039, 0.045)),
    Row("masher:hz=10", "masher:hz=10", (0.126, 0.149, 0.138)),
    Row("masher:hz=20", "masher:hz=20", (0.073, 0.086, 0.090)),
    Row(GOOD, "masher:hz=20", (0.041, 0.046, 0.047)),
    Row(GOOD, "human:sd=12,mean=125", (0.002, 0.001, 0.011), 0.03),
    Row(GOOD, "silent", (0.001, 0.000, 0.018), 0.03),
    _partner(GOOD, 0.42, 0.75, 0.90, 0.94, 0.94, 0.81),
    _partner("human:sd=20", 0.40, 0.71, 0.84, 0.89, 0.88, 0.76),
    _partner("human:sd=20,mean=-40", 0.34, 0.69, 0.83, 0.87, 0.87, 0.75),
    _partner("human:sd=40", 0.34, 0.58, 0.66, 0.71, 0.69, 0.61),
    _partner("silent", 0.09, 0.02, 0.00, 0.00, 0.00, 0.02),
    _partner("masher:hz=20", 0.10, 0.12, 0.14, 0.14, 0.16, 0.14),
    Row("partner", "partner", (0.96, 0.82), 0.03, ()),
    _partner(GOOD, 0.41, 0.73, 0.89, 0.94, 0.94, 0.80, who=STEADY),
    _partner("human:sd=20,mean=-40", 0.31, 0.63, 0.79, 0.84, 0.84, 0.71, who=STEADY),
    _partner(GOOD, 0.39, 0.70, 0.86, 0.92, 0.92, 0.78, who=OWN),
    _partner("human:sd=20,mean=-40", 0.26, 0.49, 0.60, 0.64, 0.64, 0.54, who=OWN),
)


def mixed_chart() -> Chart:
    """The chart of the tables."""
    return two_part_chart("harmony_mixed")


def two_part_chart(name: str) -> Chart:
    """The chart of one of the two-part test files."""
    return build_chart(read_midi((DATA / f"{name}.mid").read_bytes()))


def outcome(chart: Chart, row: Row, seed: int) -> list[float]:
    """The figures of one play: mean harmony in each stretch, final, mean."""
    harmony = simulate(chart, (Level.EXPERT, Level.EXPERT), (row.lee, row.takaichi), seed).harmony
    return [*(beat_mean(harmony.curve, *stretch) for stretch in row.stretches), harmony.value, harmony.mean]


def beat_mean(curve: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Mean of the harmony curve, as steps, over a stretch of beats."""
    inside = [(beat, h) for beat, h in curve if start < beat < end]
    before = [h for beat, h in curve if beat <= start]
    edges = np.array([start, *(beat for beat, _ in inside), end])
    heights = np.array([before[-1] if before else START, *(h for _, h in inside)])
    return float((np.diff(edges) * heights).sum() / (end - start))
