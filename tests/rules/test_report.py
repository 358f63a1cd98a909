"""The report: every sentence follows from a figure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from drumjam.rules import drummers
from drumjam.rules.chart import Chart, Device, Lane, Pad, Section
from drumjam.rules.report import Report, _passages, report_of
from drumjam.rules.simulate import simulate
from drumjam.rules.story import bars_of
from drumjam.rules.targets import Target
from tests.rules.acceptance import mixed_chart
from tests.rules.plays import EXPERT, LEE, TAKAICHI, drums, play, strike

GOOD, EARLY = "human:sd=10", "human:sd=10,mean=-30"


@pytest.fixture(scope="module")
def mixed() -> Chart:
    """A chart for two of 32 bars."""
    return mixed_chart()


def told(chart: Chart, lee: str, takaichi: str, seed: int = 3) -> Report:
    """The report on a simulated play."""
    return report_of(simulate(chart, EXPERT, (lee, takaichi), seed), (lee, takaichi))


def codes(report: Report) -> list[str]:
    """What the story is made of."""
    return [one.code for one in report.story]


@pytest.mark.parametrize(
    ("lee", "takaichi", "said"),
    [
        (GOOD, GOOD, ["pair.close.one", "pair.level", "pair.one", "pair.kept"]),
        ("human:sd=20", "human:sd=20", ["pair.close.near", "pair.level"]),
        ("human:sd=45", "human:sd=45", ["pair.close.two"]),
        (EARLY, GOOD, ["pair.close.near", "pair.first", "pair.came"]),
        ("human:sd=10,mean=40", "human:sd=10,mean=40", ["pair.close.one", "pair.one", "pair.late"]),
        ("human:sd=20", "partner", ["pair.tuned"]),
        ("partner", "partner", ["pair.met"]),
        ("silent", GOOD, ["pair.none"]),
    ],
)
def test_the_story_says_what_was_heard(mixed: Chart, lee: str, takaichi: str, said: list[str]) -> None:
    """How close, who was first, since when, who listened, how late both were."""
    assert set(said) <= set(codes(told(mixed, lee, takaichi)))


def test_two_who_are_even_but_apart_are_not_called_one(mixed: Chart) -> None:
    """A steady distance of 60 ms is two drums to the ear, however small its spread."""
    report = told(mixed, "perfect", "human:mean=60")
    assert report.pair.spread == pytest.approx(0.0, abs=1e-6)
    assert "pair.close.two" in codes(report)
    assert dict(report.story[0].params)["ms"] == 60


def test_a_passage_in_which_one_was_first_is_named() -> None:
    """Even in unison, Lee early in the trades: the trades are told of, with whom and by how much."""
    chart = replace(
        drums(range(4, 68), range(4, 68)),
        sections=(Section(0, "A", Device.UNISON), Section(480 * 36, "B", Device.TRADING)),
    )
    strikes = [strike(beat / 2 - (0.030 if beat >= 36 else 0.0), LEE) for beat in range(4, 68)]
    session, _ = play(chart, strikes + [strike(beat / 2, TAKAICHI) for beat in range(4, 68)])
    report = report_of(session)
    (one,) = [one for one in report.story if one.code == "pair.device"]
    assert dict(one.params) == {"device": "trading", "lane": "lee", "ms": 30}
    assert [(p.compared, round(p.lead, 6)) for p in report.passages] == [(32, 0.0), (32, 0.03)]
    assert report.passages[0].harmony < report.passages[1].harmony


def test_where_the_beats_drifted_apart_is_told_once_they_had_met() -> None:
    """Two steady players, eight beats of chaos in the middle: those bars; never the awkward start."""
    chart = drums(range(4, 132), range(4, 132))
    wrong = [strike(beat / 2 + (0.09 if 84 <= beat < 92 else 0.0), LEE) for beat in range(4, 132)]
    session, _ = play(chart, wrong + [strike(beat / 2, TAKAICHI) for beat in range(4, 132)])
    (one,) = [one for one in report_of(session).story if one.code == "pair.fell"]
    first, last = map(int, str(dict(one.params)["bars"]).split("-"))
    assert first <= 84 // 4 + 1 <= last + 1
    assert "pair.fell" not in codes(told(chart, GOOD, GOOD))


@pytest.mark.parametrize(
    ("lee", "takaichi", "advice"),
    [
        ("human:sd=15,miss=0.3", "partner", "try.easier"),
        ("human:sd=10,extra=0.6", "human:sd=10,extra=0.6", "try.strays"),
        (EARLY, GOOD, "try.meet"),
        (EARLY, "perfect", "try.later"),
        ("perfect", EARLY, "try.sooner"),
        ("human:sd=45", "human:sd=45", "try.listen"),
        ("human:sd=10,mean=45", "human:sd=10,mean=45", "try.calibrate"),
        (GOOD, GOOD, "try.other"),
        ("silent", GOOD, "try.easier"),
    ],
)
def test_the_advice_is_the_one_thing_that_would_help_most(mixed: Chart, lee: str, takaichi: str, advice: str) -> None:
    """What went by first, then strays, then meeting, then listening, then timing, then more."""
    kinds = ("perfect" if lee == "perfect" else lee, takaichi)
    if advice == "try.sooner":  # the person is Lee, who is struck after
        kinds = ("human", "partner")
    report = report_of(simulate(mixed, EXPERT, (lee, takaichi), 3), kinds)
    assert report.advice.code == advice


def test_only_people_are_asked_to_move(mixed: Chart) -> None:
    """Beside a partner it is never the partner who should come later or sooner."""
    session = simulate(mixed, EXPERT, (EARLY, "perfect"), 1)
    assert report_of(session, ("human", "partner")).advice.params == (("lane", "lee"),)
    assert report_of(session, ("partner", "human")).advice.params == (("lane", "takaichi"),)


def test_exchanged_leaders_exchange_the_names_alone(mixed: Chart) -> None:
    """The same strikes on the other side tell the same story of the other leader."""
    session = simulate(drums(range(4, 68), range(4, 68)), EXPERT, (EARLY, GOOD), 2)
    mirrored, _ = play(session.chart, [replace(s, lane=s.lane.other) for s in session.strikes])
    one, other = report_of(session), report_of(mirrored)
    assert codes(one) == codes(other)
    assert one.pair.lead == pytest.approx(-other.pair.lead)
    assert one.pair.adapted == other.pair.adapted[::-1]
    names = [[dict(remark.params).get("lane") for remark in report.story] for report in (one, other)]
    swapped = [name and next(lane for lane in Lane if lane.id == name).other.id for name in names[1]]
    assert names[0] == swapped


def test_the_document_holds_all_figures_and_sentences(mixed: Chart) -> None:
    """It is JSON as it stands."""
    document = json.loads(json.dumps(told(mixed, GOOD, "partner").to_json(), allow_nan=False))
    assert document["compared"] == sum(document["histogram"]) == sum(s["compared"] for s in document["sections"])
    assert document["story"][-1]["code"].startswith("try.")
    assert set(document["adapted"]) == {"lee", "takaichi"}


def test_a_chart_without_notes_has_a_report_too() -> None:
    """Nothing to compare, nothing to practise."""
    session, _ = play(drums(), [])
    assert codes(report_of(session)) == ["pair.none"]
    assert report_of(session).passages == ()


def test_bars_are_counted_from_one() -> None:
    """Eight beats from beat 8 are the bars 3 and 4 of a song in four."""
    session, _ = play(drums(range(32)), [])
    assert bars_of(session, 8.0) == (3, 4)


def test_many_strokes_and_sections_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The favourite pad is looked for once for all strokes, the curve is put in order once for all sections."""
    looked: list[int] = []
    favourite = drummers._favourite

    def look(targets: Sequence[Target]) -> Pad:
        looked.append(1)
        return favourite(targets)

    monkeypatch.setattr(drummers, "_favourite", look)
    chart = replace(
        drums(range(4, 68), range(4, 68)),
        sections=tuple(Section(480 * beat, str(beat), Device.UNISON) for beat in range(0, 68, 4)),
    )
    session = simulate(chart, EXPERT, ("masher:hz=20", "random"), 1)
    assert len(looked) == 2

    class Curve(list[tuple[float, float]]):
        """A curve that counts how often it is read."""

        reads = 0

        def __iter__(self) -> Iterator[tuple[float, float]]:
            Curve.reads += 1
            return super().__iter__()

    session.harmony.curve = Curve(session.harmony.curve)
    assert len(_passages(session)) == 17
    assert Curve.reads == 1
