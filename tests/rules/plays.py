"""Small charts, strikes and frames for tests of the rules, and ways to play them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Source
from drumjam.rules.judgement import Judgement, Strike
from drumjam.rules.session import Session
from drumjam.rules.tempo import TempoMap

LEE, TAKAICHI = Lane
EXPERT = (Level.EXPERT, Level.EXPERT)
BEAT = 480


def chart_of(notes: Iterable[Note], tempo: TempoMap | None = None) -> Chart:
    """A chart with the same notes at every level, 480 ticks a beat at 120 bpm unless told otherwise."""
    ordered = tuple(sorted(notes))
    return Chart("Test", Source.DRUMS, tempo or TempoMap(BEAT), dict.fromkeys(Level, ordered))


def drums(lee: Sequence[float] = (), takaichi: Sequence[float] = ()) -> Chart:
    """A chart of drum notes at the given beats, 120 bpm."""
    lanes = ((LEE, lee), (TAKAICHI, takaichi))
    return chart_of(Note(round(beat * BEAT), lane, Pad.DRUM, 38) for lane, beats in lanes for beat in beats)


def strike(seconds: float, lane: Lane = LEE, pad: Pad = Pad.DRUM) -> Strike:
    """A strike at a song time in seconds."""
    return Strike(round(seconds * 1e6), lane, pad)


def play(
    chart: Chart, strikes: Iterable[Strike], frames: Iterable[float] = (), levels: tuple[Level, Level] = EXPERT
) -> tuple[Session, list[Judgement]]:
    """A finished session and its judgements: each frame takes the strikes so far, then lets time pass."""
    session = Session(chart, levels)
    waiting = list(strikes)
    judgements: list[Judgement] = []
    for now in sorted(frames):
        for one in [s for s in waiting if s.time <= now]:
            session.strike(one)
            waiting.remove(one)
        judgements += session.advance(now)
    for one in waiting:
        session.strike(one)
    return session, judgements + session.finish()


@st.composite
def small_charts(draw: st.DrawFn) -> Chart:
    """Up to 12 notes within 8 beats, dense enough for windows to touch; now and then a roll."""
    sixths = st.integers(0, 48).map(lambda n: n * BEAT // 6)
    places = draw(
        st.lists(st.tuples(sixths, st.sampled_from(Lane), st.sampled_from(Pad)), min_size=1, max_size=12, unique=True)
    )
    rolls = st.sampled_from([None, None, None, BEAT // 2, BEAT])
    notes = []
    for tick, lane, pad in places:
        length = draw(rolls)
        notes.append(Note(tick, lane, pad, 38, roll_until=None if length is None else tick + length))
    return chart_of(notes)


strikes = st.lists(
    st.builds(
        Strike,
        st.integers(-20, 450).map(lambda n: n * 10_000),
        st.sampled_from(Lane),
        st.sampled_from(Pad),
    ),
    max_size=25,
)
frames = st.lists(st.floats(-0.5, 5.0), max_size=12)
level_pairs = st.tuples(st.sampled_from(Level), st.sampled_from(Level))


def told(session: Session) -> dict[str, object]:
    """Everything a session says at its end."""
    return session.result().to_json()


def mirrored(chart: Chart) -> Chart:
    """The chart with the leaders exchanged."""
    return chart_of(
        Note(n.tick, n.lane.other, n.pad, n.key, n.velocity, n.roll_until) for n in chart.levels[Level.EXPERT]
    )
