"""Plays for tests of the stage: a chart with everything the stage can show, played by computer drummers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from drumjam.game.stage.setup import StageSetup
from drumjam.game.stage.state import StageState
from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Section, Source
from drumjam.rules.drummers import make_drummer
from drumjam.rules.duet import Duet
from drumjam.rules.session import Session
from drumjam.rules.tempo import TempoMap

BEAT = 480
BAR = 4 * BEAT
EIGHTH = BEAT // 2


def parade(bars: int = 36) -> Chart:
    """Four bars each, in turn: unisons with accents and soft notes, trading, dense hocket, rolls; 120 bpm."""
    notes: set[Note] = set()
    devices = (Device.UNISON, Device.TRADING, Device.HOCKET, Device.UNISON)
    makers = (_unison, _trading, _hocket, _rolls)
    for bar in range(1, bars):
        notes |= makers[bar // 4 % 4](bar)
    sections = tuple(Section(bar * BAR, "ABCD"[bar // 4 % 4], devices[bar // 4 % 4]) for bar in range(0, bars, 4))
    return Chart(
        title="Parade",
        source=Source.DRUMS,
        tempo=TempoMap(BEAT, ((0, 500_000),)),
        levels=dict.fromkeys(Level, tuple(sorted(notes))),
        sections=sections,
        end=bars * BAR,
    )


def single(lane: Lane, pad: Pad, *, tick: int = 2 * BAR, velocity: int = 96) -> Chart:
    """A chart of one note."""
    notes = (Note(tick, lane, pad, 38, velocity),)
    return Chart("One", Source.DRUMS, TempoMap(BEAT), dict.fromkeys(Level, notes), end=tick + BAR)


def repeated(chart: Chart, seconds: float) -> Chart:
    """A chart's notes at its hardest level again and again, for so long."""
    notes = chart.levels[Level.EXPERT]
    bar = chart.meters[0].bar_ticks(chart.tempo.ticks_per_beat)
    length = int(-(-notes[-1].tick // bar) * bar)
    times = int(-(-chart.tempo.ticks(seconds) // length))
    again = tuple(replace(note, tick=note.tick + number * length) for number in range(times) for note in notes)
    return replace(chart, levels=dict.fromkeys(Level, again), sections=(), end=times * length)


def setup_for(level: Level = Level.HARD, **others: object) -> StageSetup:
    """A setup in English with both leaders at one level."""
    fields: dict[str, object] = {
        "title": "Shuttle to Tomorrow",
        "level": "Hard",
        "names": ("Lee", "Takaichi"),
        "levels": (level, level),
    }
    return StageSetup(**(fields | others))  # type: ignore[arg-type]


def film(
    setup: StageSetup,
    start: float,
    until: float,
    *,
    chart: Chart | None = None,
    who: tuple[str, str] = ("human:sd=12", "human:sd=12"),
    seed: int = 1,
    rate: float = 60.0,
) -> Iterator[tuple[StageState, float]]:
    """A play by two drummers, frame by frame: the state and the song time."""
    session = Session(parade() if chart is None else chart, setup.levels)
    duet = Duet(session, {lane: make_drummer(who[lane], session, lane, seed) for lane in Lane})
    state = StageState(session, setup)
    for frame in range(round((until - start) * rate) + 1):
        now = min(start + frame / rate, until)
        turn = duet.advance(now)
        for strike in turn.planned:
            state.planned(strike)
        for judgement in turn.judgements:
            state.settled(judgement)
        state.listen(duet.drummers)
        state.advance(now)
        yield state, now


def folded(setup: StageSetup, until: float, **how: object) -> tuple[StageState, float]:
    """The state of a play by two drummers at a song time, and that time; `how` as for `film`."""
    (last,) = deque(film(setup, -1.0, until, **how), maxlen=1)  # type: ignore[arg-type]
    return last


def _unison(bar: int) -> set[Note]:
    notes = set()
    for k in range(8):
        pad = Pad.CYMBAL if k in (0, 4) else Pad.DRUM
        velocity = 118 if k == 0 else 40 if k in (3, 7) else 96
        lanes = {1: (Lane.LEE,), 3: (Lane.LEE,), 5: (Lane.TAKAICHI,), 7: (Lane.TAKAICHI,)}.get(k, tuple(Lane))
        notes |= {Note(bar * BAR + k * EIGHTH, lane, pad, 38, velocity) for lane in lanes}
    return notes


def _trading(bar: int) -> set[Note]:
    lane, start = Lane(bar % 2), bar * BAR
    own = {Note(start + k * EIGHTH, lane, Pad.CYMBAL if k == 0 else Pad.DRUM, 38, 96) for k in (0, 2, 3, 4, 6)}
    return own | {Note(start, lane.other, Pad.DRUM, 49, 120)}


def _hocket(bar: int) -> set[Note]:
    return {
        Note(bar * BAR + k * EIGHTH // 2, Lane(k % 2), Pad.DRUM if k % 3 else Pad.CYMBAL, 38, 96) for k in range(16)
    }


def _rolls(bar: int) -> set[Note]:
    start = bar * BAR
    rolls = {Note(start, lane, Pad(lane), 38, 120, start + 2 * BEAT) for lane in Lane}
    return rolls | {Note(start + 3 * BEAT, lane, Pad.CYMBAL, 49, 120) for lane in Lane}
