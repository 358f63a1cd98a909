"""Figures about the pair, after a session: who was first, how close, where, and who adapted to whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from drumjam.rules.chart import Lane, Pad
from drumjam.rules.harmony import START
from drumjam.rules.judgement import grade
from drumjam.rules.session import Session
from drumjam.rules.targets import Target

LEADS_FROM = 0.005
"""A mean asynchrony below this, in seconds, means that nobody was first."""

BIN = 0.010
"""Width of a bin of the histogram in seconds."""

BINS = 21
"""Bins are centred on -100 ... 100 ms; the outer ones take the rest."""

STRETCH_BEATS = 8.0
"""Length in beats of the best and the weakest stretch."""

MOST_STARTS = 100_000
"""Beats at which every stretch is looked at; of a longer song only those next to a change of harmony."""

ADAPTED_FROM = 0.15
"""A leader adapted if at least this share of the other's error was taken over ..."""

ADAPTED_ENTRIES = 30
"""... in at least this many strokes, and by more than two standard errors."""

HEARD_BEATS = 4.0
"""How old, in beats, the other's last hit may be to be answered."""


@dataclass(frozen=True, slots=True)
class PairFigures:
    """What the two made of it together; times in seconds.

    compared   how many asynchronies there were
    lead       mean asynchrony: positive where Lee was earlier
    spread     standard deviation of the asynchronies
    histogram  asynchronies in BINS bins of BIN, Lee later on the left (negative) to Lee earlier on the right
    offset     how late both were together
    best, weakest  first beat of the stretch of STRETCH_BEATS with most and with least harmony; None without a curve
    hardest    first beat of the stretch that cost most accuracy, both leaders' together; None if none was lost
    adapted    per lane: share of the other's error taken over at the next stroke, or None if it did not adapt
    """

    compared: int
    lead: float
    spread: float
    histogram: tuple[int, ...]
    offset: float
    best: float | None
    weakest: float | None
    hardest: float | None
    adapted: tuple[float | None, float | None]

    @property
    def apart(self) -> float:
        """How far apart two strokes lay as a rule, in seconds: root mean square, whoever was first."""
        return sqrt(self.lead**2 + self.spread**2)

    @property
    def first(self) -> Lane | None:
        """The leader who was first, or None where they were together."""
        if abs(self.lead) < LEADS_FROM:
            return None
        return Lane.LEE if self.lead > 0 else Lane.TAKAICHI


def pair_figures(session: Session) -> PairFigures:
    """The figures of a finished session."""
    values = np.array([one.value for one in session.harmony.heard])
    bins = np.clip(np.rint(values / BIN) + BINS // 2, 0, BINS - 1).astype(np.int64)
    best, weakest = _stretches(session.harmony.curve)
    return PairFigures(
        compared=len(values),
        lead=float(values.mean()) if len(values) else 0.0,
        spread=float(values.std()) if len(values) else 0.0,
        histogram=tuple(np.bincount(bins, minlength=BINS).tolist()),
        offset=session.harmony.offset,
        best=best,
        weakest=weakest,
        hardest=_hardest(session),
        adapted=(adaptation(session, Lane.LEE), adaptation(session, Lane.TAKAICHI)),
    )


def adaptation(session: Session, lane: Lane) -> float | None:
    """The share of the other's error that a leader takes over at the next stroke; None where there is no such sign.

    Least squares of e(n) = c + phi e(n-1) + a h, with h the other's newest error on an earlier tick: the leader's
    own habit is in phi, so that two who drum alone are told apart from two who listen.
    """
    per_beat = session.chart.tempo.ticks_per_beat
    others = [t for t in session.lanes[lane.other].targets if len(t.taken) == len(t.notes)]
    rows: list[tuple[float, float, float]] = []
    before: float | None = None
    j = 0
    for target in session.lanes[lane].targets:
        error = _mean(target.taken.values()) if len(target.taken) == len(target.notes) else None
        while j < len(others) and others[j].tick < target.tick:
            j += 1
        if error is not None and before is not None and j > 0:
            other = others[j - 1]
            if target.tick - other.tick <= HEARD_BEATS * per_beat:
                rows.append((before, _mean(other.taken.values()), error))
        before = error
    if len(rows) < ADAPTED_ENTRIES:
        return None
    own, heard, errors = np.array(rows).T
    inputs = np.column_stack([np.ones_like(own), own, heard])
    share, doubt = _share(inputs, errors)
    return share if share >= ADAPTED_FROM and share > 2 * doubt else None


def _share(inputs: np.ndarray, errors: np.ndarray) -> tuple[float, float]:
    """The last coefficient of a least-squares fit, and its standard error."""
    coefficients, _, rank, _ = np.linalg.lstsq(inputs, errors, rcond=None)
    if rank < inputs.shape[1]:
        return 0.0, inf
    rest = errors - inputs @ coefficients
    variance = float(rest @ rest) / (len(errors) - inputs.shape[1])
    return float(coefficients[-1]), sqrt(variance * float(np.linalg.inv(inputs.T @ inputs)[-1, -1]))


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values)


def _hardest(session: Session) -> float | None:
    """First beat of the stretch whose notes lost most points."""
    per_beat = session.chart.tempo.ticks_per_beat
    targets = [target for lane in session.lanes for target in lane.targets]
    lost = [sum(1 - _points(target, pad) for pad in target.notes) for target in targets]
    if not any(lost):
        return None
    order = np.argsort([target.tick for target in targets], kind="stable")
    beats = np.array([target.tick for target in targets])[order] / per_beat
    sums = np.concatenate([[0.0], np.cumsum(np.array(lost)[order])])
    ends = np.searchsorted(beats, beats + STRETCH_BEATS, "left")
    return float(beats[int(np.argmax(sums[ends] - sums[:-1]))])


def _points(target: Target, pad: Pad) -> float:
    return grade(1e6 * target.taken[pad], target.windows).points if pad in target.taken else 0.0


def _stretches(curve: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """First beats of the stretches in which harmony stood highest and lowest."""
    if not curve:
        return None, None
    beats = np.array([beat for beat, _ in curve])
    heights = np.array([height for _, height in curve])
    order = np.argsort(beats, kind="stable")  # a miss is told after the strike that followed it
    beats, heights = beats[order], heights[order]
    starts = _starts(beats)
    area = np.concatenate([[0.0], np.cumsum(np.diff(beats) * heights[:-1])])

    def until(at: np.ndarray) -> np.ndarray:
        k = np.clip(np.searchsorted(beats, at, "right") - 1, 0, len(beats) - 1)
        height: np.ndarray = np.where(at < beats[0], (at - beats[0]) * START, area[k] + (at - beats[k]) * heights[k])
        return height

    means = (until(np.minimum(starts + STRETCH_BEATS, beats[-1])) - until(starts)) / STRETCH_BEATS
    return float(starts[int(np.argmax(means))]), float(starts[int(np.argmin(means))])


def _starts(beats: np.ndarray) -> np.ndarray:
    """Where stretches may begin, one beat after the other, for a curve that changes at these rising beats."""
    last = np.ceil(max(beats[-1] - beats[0] - STRETCH_BEATS, 0.0))
    if last < MOST_STARTS:
        return np.asarray(beats[0] + np.arange(last + 1))
    # Between two changes at either end of a stretch its mean runs straight: it is highest and lowest beside them.
    changes = np.concatenate([beats, beats - STRETCH_BEATS]) - beats[0]
    return np.asarray(beats[0] + np.unique(np.clip(np.concatenate([np.floor(changes), np.ceil(changes)]), 0.0, last)))
