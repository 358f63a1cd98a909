"""Lesson: what somebody learns who never drummed, step by step, over the bars of a piece written for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from drumjam.formats.songfolder import open_song
from drumjam.game.drill import Drill, drill_of
from drumjam.game.plan import WIDE, Plan
from drumjam.library.paths import charts
from drumjam.library.settings import Assists, Mode
from drumjam.library.songs import Song
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.judgement import BY_RULE
from drumjam.rules.outline import Outline

PIECE = "first-lesson"
LEVELS = (Level.EASY, Level.EASY)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is learned.

    key     names its words
    bars    the first and the last bar, counted from 1, for who learns Lee's part, and for who learns Takaichi's
    pads    those that it takes
    alone   whether the partner only listens
    enough  strokes that came well after which it goes on; 0: it is played to its end, once
    """

    key: str
    bars: tuple[tuple[int, int], tuple[int, int]]
    pads: tuple[Pad, ...]
    alone: bool
    enough: int


BOTH_PADS = (Pad.DRUM, Pad.CYMBAL)
STEPS = (
    Step("drum", ((2, 6), (2, 6)), (Pad.DRUM,), True, 4),
    Step("both", ((7, 11), (7, 11)), BOTH_PADS, True, 4),
    Step("turns", ((13, 16), (12, 15)), BOTH_PADS, False, 4),
    Step("together", ((17, 26), (17, 26)), BOTH_PADS, False, 0),
)
"""In order. Who learns hears the partner's turn first: so one of them begins a bar later."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where a lesson stands.

    song   the piece
    lane   whose part is learned
    place  of the step among STEPS
    again  whether the step is tried once more
    """

    song: Song
    lane: Lane
    place: int = 0
    again: bool = False

    @property
    def step(self) -> Step:
        """What is learned now."""
        return STEPS[self.place]

    def after(self, well: int) -> Lesson | None:
        """What follows a step in which so many strokes came well: it once more, the next one, or nothing."""
        if well < self.step.enough and not self.again:
            return replace(self, again=True)
        return self.skipped()

    def skipped(self) -> Lesson | None:
        """The next step, whatever came of this one; None after the last."""
        return replace(self, place=self.place + 1, again=False) if self.place + 1 < len(STEPS) else None

    def drill(self) -> Drill:
        """The bars of the step, as practice plays them."""
        step = self.step
        lanes = frozenset({self.lane}) if step.alone else frozenset(Lane)
        drill = drill_of(Outline(self.song.chart, LEVELS), step.bars[self.lane], lanes)
        return drill if step.enough else _ending(drill, self.song)

    def plan(self, assists: Assists, seed: int) -> Plan:
        """The step as a play: a person learns, the partner listens."""
        drill = self.drill()
        other = "partner" if self.lane.other in drill.excerpt.lanes else "silent"
        kinds = ("human", other) if self.lane is Lane.LEE else (other, "human")
        led = frozenset({self.lane})
        return Plan(
            song=self.song,
            levels=LEVELS,
            mode=Mode.PRACTICE,
            led=led,
            kinds=kinds,
            windows=(WIDE, WIDE) if assists.wide_windows else BY_RULE,
            one_key=led if assists.one_key else frozenset(),
            seed=seed,
            drill=drill,
        )


def lesson_song() -> Song:
    """The piece of the lesson. Raises InstallError or ChartError where it is missing or broken."""
    return Song(PIECE, True, open_song(charts() / "lessons" / PIECE))


def _ending(drill: Drill, song: Song) -> Drill:
    """The last step's notes end a beat after the last of them: sticks go up while its chord still rings."""
    last = max(note.tick for note in song.chart.duet(*LEVELS))
    stop = last + song.chart.tempo.ticks_per_beat
    return replace(drill, excerpt=replace(drill.excerpt, stop=stop))
