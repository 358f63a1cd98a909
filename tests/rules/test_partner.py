"""The adaptive partner and the model drummers: golden strokes and acceptance figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from drumjam.rules.chart import Chart, Lane, Level, Pad
from drumjam.rules.clock import ManualClock
from drumjam.rules.drummers import DrummerError, make_drummer
from drumjam.rules.duet import Duet
from drumjam.rules.judgement import Fate, Grade, Judgement, Strike
from drumjam.rules.partner import ATTENTIVE, AdaptivePartner, Temper
from drumjam.rules.session import Session
from drumjam.rules.simulate import simulate
from tests.rules.acceptance import ROWS, Row, mixed_chart, outcome, two_part_chart
from tests.rules.plays import EXPERT, LEE, TAKAICHI, chart_of, drums, told

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "partner.json").read_text())


def own_errors(temper: Temper, human_ms: float) -> list[int]:
    """The errors in microseconds against a human with a constant error, heard before each entry but the first."""
    session = Session(drums(takaichi=range(4, 16)), EXPERT)
    partner = AdaptivePartner(session, TAKAICHI, GOLDEN["seed"], temper)
    errors = []
    for index, target in enumerate(session.lanes[TAKAICHI].targets):
        if index:
            partner.hear(Judgement(partner.next_us, LEE, Fate.HIT, 0, 0, Grade.PERFECT, human_ms / 1e3))
        (stroke,) = partner.plan()
        errors.append(round(stroke.time_us - target.time_us))
    return errors


def test_the_partner_without_noise_corrects_exactly_as_published() -> None:
    """Pure phase and period correction against a human 40 ms early."""
    assert own_errors(replace(ATTENTIVE, keeper=(0, 0), motor=0), -40) == GOLDEN["without_noise"]


def test_the_partner_with_its_noise_plays_exactly_as_published() -> None:
    """The default partner against an exact human, to a microsecond."""
    assert np.abs(np.array(own_errors(ATTENTIVE, 0)) - GOLDEN["with_noise"]).max() <= 1


@pytest.fixture(scope="module")
def mixed() -> Chart:
    """The chart of the acceptance tables."""
    return mixed_chart()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.lee} with {row.takaichi}")
def test_model_drummers_reach_the_published_figures(mixed: Chart, row: Row) -> None:
    """Means over a few seeds lie within tolerance plus four standard errors: a false alarm in 1 of 10,000 figures."""
    figures = np.array([outcome(mixed, row, seed) for seed in range(row.seeds)])
    doubt = 4 * figures.std(0, ddof=1) / np.sqrt(row.seeds)
    off = np.abs(figures.mean(0) - row.expected)
    assert np.all(off <= row.tolerance + doubt), dict(zip(row.names, figures.mean(0).round(3), strict=True))


@pytest.mark.parametrize("name", ["harmony_unison", "harmony_hocket", "harmony_call", "harmony_3_4"])
@pytest.mark.parametrize("who", ["perfect", "human:sd=6", "human:sd=12", "human:sd=12,mean=60"])
def test_how_two_parts_interlock_changes_no_figure(name: str, who: str) -> None:
    """Unison, hocket, call and three against four measure within .02 of the mixed chart; calls rest, hence .03 less."""
    expected = next(row.expected for row in ROWS if row.lee == row.takaichi == who)
    chart = two_part_chart(name)
    plays = np.array([(h.value, h.mean) for h in (simulate(chart, EXPERT, (who, who), s).harmony for s in range(6))])
    lower = np.array([0.0, 0.03 if name == "harmony_call" else 0.0])
    doubt = 4 * plays.std(0, ddof=1) / np.sqrt(len(plays))
    assert np.all(np.abs(plays.mean(0) - (np.array(expected[-2:]) - lower)) <= 0.02 + lower / 2 + doubt)


def test_the_published_order_of_pairs_holds(mixed: Chart) -> None:
    """From a flawless pair down to a silent one; a common offset changes nothing."""

    def final(lee: str, takaichi: str) -> float:
        return float(np.mean([simulate(mixed, EXPERT, (lee, takaichi), s).harmony.mean for s in range(4)]))

    good = "human:sd=12"
    heights = [
        final(*pair)
        for pair in [
            ("perfect", "perfect"), ("human:sd=6", "human:sd=6"), (good, good), ("human:sd=20", "human:sd=20"),
            (good, "human:sd=12,mean=30"), (good, "human:sd=40"), ("human:sd=40", "human:sd=40"),
            (good, "human:sd=12,mean=60"), ("human:sd=60", "human:sd=60"), (good, "random"),
            (good, "masher:hz=20"), (good, "silent"),
        ]
    ]  # fmt: skip
    assert heights == sorted(heights, reverse=True)
    assert final("human:sd=12,mean=60", "human:sd=12,mean=60") == pytest.approx(heights[2], abs=0.01)


def test_the_partner_never_misses_and_never_strays(mixed: Chart) -> None:
    """Whatever the other does."""
    for lee in ("masher:hz=20", "random", "silent", "human:sd=60"):
        tally = simulate(mixed, EXPERT, (lee, "partner"), 1).tallies[TAKAICHI]
        assert (tally.strays, tally.grades[Grade.MISS]) == (0, 0)


@pytest.mark.parametrize("fps", [7, 20, 60, 240])
def test_the_partner_plays_alike_at_any_frame_rate(mixed: Chart, fps: int) -> None:
    """Plans see what was judged up to their own instant, not what a frame happened to know."""
    human = simulate(mixed, EXPERT, ("human:sd=20", "silent"), 3).strikes
    session = Session(mixed, EXPERT)
    duet = Duet(session, {TAKAICHI: AdaptivePartner(session, TAKAICHI, 5)})
    clock, waiting = ManualClock(), sorted(human, reverse=True)
    while not session.finished:
        now = clock.move(1 / fps)
        while waiting and waiting[-1].time <= now:
            duet.strike(waiting.pop())
        duet.advance(now)
    reference = Session(mixed, EXPERT)
    twin = Duet(reference, {TAKAICHI: AdaptivePartner(reference, TAKAICHI, 5)})
    for one in sorted(human):
        twin.strike(one)
    twin.play_out()
    assert told(session) == told(reference)


def test_a_changed_strike_changes_only_what_is_planned_after_it(mixed: Chart) -> None:
    """The partner's noise belongs to the note, so that plays stay comparable."""
    strikes = simulate(mixed, EXPERT, ("human:sd=12", "silent"), 2).strikes
    changed_at = strikes[60].time_us
    plays = []
    for shift in (0, 30_000):
        session = Session(mixed, EXPERT)
        duet = Duet(session, {TAKAICHI: AdaptivePartner(session, TAKAICHI, 2)})
        for one in strikes:
            late = shift if one.time_us == changed_at else 0
            duet.strike(Strike(one.time_us + late, one.lane, one.pad))
        duet.play_out()
        plays.append([s for s in session.strikes if s.lane == TAKAICHI])
    first = next(i for i, (a, b) in enumerate(zip(*plays, strict=True)) if a != b)
    assert plays[0][first].time_us > changed_at


@pytest.mark.parametrize("human", ["human:sd=20", "human:sd=20,mean=-40", "human:sd=40"])
def test_moderate_adaptation_suits_people_best(mixed: Chart, human: str) -> None:
    """Deaf is worse than moderate, and copying every error outright is worse too, as the literature says."""
    deaf, moderate, copying = (
        np.array([with_gain(mixed, human, gain, seed).harmony.mean for seed in range(16)]) for gain in (0.0, 0.45, 1.0)
    )
    for other in (deaf, copying):
        better = moderate - other
        assert better.mean() > 2 * better.std(ddof=1) / np.sqrt(len(better))


def with_gain(chart: Chart, human: str, gain: float, seed: int) -> Session:
    """A human with a partner that corrects the same share from the first note to the last."""
    session = Session(chart, EXPERT)
    partner = AdaptivePartner(session, TAKAICHI, seed, replace(ATTENTIVE, adapt=(gain, gain)))
    Duet(session, {LEE: make_drummer(human, session, LEE, seed), TAKAICHI: partner}).play_out()
    return session


@pytest.mark.parametrize(("gain", "early_ms"), [(0.1, 30.0), (0.45, 30.0), (0.45, 0.0)])
def test_a_fixed_gain_gives_the_distance_that_theory_says(gain: float, early_ms: float) -> None:
    """One stroke a beat, no period correction: mean and spread of the distance, from the linear model.

    mean = early x pull / (pull + gain); variance = motor^2 + s^2 + (gain^2 (motor^2 + s^2) + keeper^2) / (1 - r^2)
    with r = 1 - pull - gain. Vorberg and Schulze 2002.
    """
    spread, motor, keeper, beats = 0.010, 0.006, 0.005, 4000
    temper = replace(ATTENTIVE, adapt=(gain, gain), period=0.0, keeper=(keeper, keeper), motor=motor)
    session = Session(drums(range(4, 4 + beats), range(4, 4 + beats)), EXPERT)
    human = f"human:sd={1e3 * spread},mean={-early_ms}"
    partner = AdaptivePartner(session, TAKAICHI, 1, temper)
    Duet(session, {LEE: make_drummer(human, session, LEE, 1), TAKAICHI: partner}).play_out()
    apart = np.array([one.value for one in session.harmony.heard])[50:]
    hand, left = motor**2 + spread**2, 1 - temper.pull - gain
    variance = hand + (gain**2 * hand + keeper**2) / (1 - left**2)
    assert apart.mean() == pytest.approx(early_ms / 1e3 * temper.pull / (temper.pull + gain), abs=0.0012)
    assert apart.std() == pytest.approx(np.sqrt(variance), rel=0.05)


def test_a_partner_that_takes_over_leaves_the_past_alone() -> None:
    """It begins with the first entry planned after the moment of taking over, at its first phase."""
    session = Session(drums(takaichi=range(4, 40)), EXPERT)
    partner = AdaptivePartner(session, TAKAICHI, 1, replace(ATTENTIVE, keeper=(0, 0), motor=0), after_us=5e6)
    (first,) = partner.plan()
    assert first.time == pytest.approx(5.5 + ATTENTIVE.start)


def test_a_chord_of_the_partner_sounds_together() -> None:
    """Both hands carry one error."""
    notes = [replace(n, pad=pad) for n in drums([4, 6]).levels[Level.EXPERT] for pad in Pad]
    strikes = simulate(chart_of(notes), EXPERT, ("partner", "silent")).strikes
    assert len({s.time_us for s in strikes}) == 2
    assert len(strikes) == 4


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("humn", "unknown drummer"),
        ("human:sd=fast", "NAME=NUMBER"),
        ("human:speed=3", "no 'speed'"),
        ("human:sd=-1", "from 0 to 1000"),
        ("human:sd=nan", "from 0 to 1000"),
        ("masher:hz=0", "from 0.1 to 100"),
        ("silent:loud=1", "takes no values"),
        ("partner:temper=wild", "no temper"),
    ],
)
def test_an_unknown_drummer_is_refused_with_what_may_be_written(who: str, says: str) -> None:
    """The sentence names the fault and lists the drummers there are."""
    with pytest.raises(DrummerError, match=says) as error:
        make_drummer(who, Session(drums([4]), EXPERT), Lane.LEE, 0)
    assert "masher:hz=20" in str(error.value)


@pytest.mark.parametrize("who", ["masher:hz=100", "human:extra=100"])
def test_a_song_of_years_is_refused_by_who_strikes_all_the_time(who: str) -> None:
    """A chart may be of any length, memory is not."""
    session = Session(drums([0, 2**40]), EXPERT)
    with pytest.raises(
        DrummerError, match=r"the song is too long for this drummer \(.* strokes\): take a shorter song"
    ):
        make_drummer(who, session, Lane.LEE, 0)
