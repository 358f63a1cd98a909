"""Drill: what is practised, how, and how it has gone so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from drumjam.rules.chart import Lane
from drumjam.rules.excerpt import Excerpt
from drumjam.rules.judgement import Strike
from drumjam.rules.outline import Outline
from drumjam.rules.practice import next_speed
from drumjam.rules.score import Result
from drumjam.rules.session import Session


@dataclass(frozen=True, slots=True)
class Done:
    """A pass that is over.

    speed     of the song
    whole     whether it was played to its end
    strikes   in order of time
    result    what it came to
    accuracy  of the lanes that people play, 0 to 1; what they did not come to counts as missed
    """

    speed: float
    whole: bool
    strikes: tuple[Strike, ...]
    result: Result
    accuracy: float


@dataclass(frozen=True, slots=True)
class Drill:
    """Some bars that are played over and over.

    first, last  the bars, counted from 1
    start, stop  ticks of the bar lines around them
    excerpt      what they ask for
    goal         how fast clean passes may become, or None where the speed stays
    click        whether the pulses are clicked
    began        when the first pass began
    passes       those that are over, in order
    """

    first: int
    last: int
    start: int
    stop: int
    excerpt: Excerpt
    goal: float | None = None
    click: bool = False
    began: datetime | None = None
    passes: tuple[Done, ...] = ()

    @property
    def latest(self) -> Done | None:
        """The last pass that was played to its end."""
        return next((one for one in reversed(self.passes) if one.whole), None)

    def speed_after(self, speed: float) -> float:
        """The speed of the next pass, where the latest one had this speed."""
        latest = self.latest
        return speed if latest is None or self.goal is None else next_speed(speed, latest.accuracy, self.goal)

    def noted(self, done: Done) -> Drill:
        """The drill with one pass more."""
        return replace(self, passes=(*self.passes, done))


def drill_of(outline: Outline, bars: tuple[int, int], lanes: frozenset[Lane]) -> Drill:
    """Bars of a chart, first and last, to be practised by some lanes. Raises IndexError for bars it has not."""
    first, last = bars
    excerpt = outline.excerpt(first, last, lanes)
    return Drill(first, last, outline.bars[first - 1].tick, outline.bars[last - 1].stop, excerpt)


def done(session: Session, result: Result, led: frozenset[Lane], speed: float, *, whole: bool) -> Done:
    """A session that has finished, as a pass."""
    played = [lane for lane in led if session.tallies[lane].notes]
    accuracy = sum(result.players[lane].accuracy for lane in played) / len(played) if played else 0.0
    return Done(speed, whole, tuple(sorted(session.strikes)), result, accuracy)
