"""PartScore: what the stage must know of a chart, worked out once before the play.

Everything per note is a list in the order of the session's notes; everything a frame asks for is found by
bisection, so that a song of any length costs the same a frame.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from drumjam.game.stage.layout import Layout, note_sizes
from drumjam.game.stage.sprites import NoteLook, Tie, look
from drumjam.rules.chart import Chart, Device, Lane, Pad, Section
from drumjam.rules.forms import Held
from drumjam.rules.session import Session
from drumjam.rules.tempo import bar_lines

TURN_TOLD, HOLD_TOLD = 0.25, 2.5
"""Seconds for which a label tells of a turn once it has begun; of one that holds the beat."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Two notes that are struck together.

    time          song time in seconds
    lee, takaichi indices of the notes
    """

    time: float
    lee: int
    takaichi: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A bar at which one leader takes over from the other.

    cue    song time at which the lane begins to say so: a bar before
    start  when the turn begins
    lane   whose turn it is
    holds  whether it is to hold the beat, which the other follows
    """

    cue: float
    start: float
    lane: Lane
    holds: bool = False

    @property
    def told_until(self) -> float:
        """Until when a label tells of it."""
        return self.start + (HOLD_TOLD if self.holds else TURN_TOLD)


class PartScore:
    """A chart as the stage reads it.

    notes, times   the session's, times as a list of seconds
    looks          every note's picture
    tails          end of each note's roll in seconds, or None
    lane_notes     per lane: indices of its notes, rising in time; `lane_times` their times
    threads        unisons, rising in time; `thread_times` their times; `thread_of` by note index
    bars, beats    times of bar lines; times of pulses with their number in the bar from 0, and the bar's count of them
    bar_count      bars in the song
    sections       start times and the sections
    turns          where leaders change
    start, end     of the first note and of the song, seconds
    """

    def __init__(self, session: Session, layout: Layout, held: Held = ()) -> None:
        chart = session.chart
        self.chart = chart
        self.notes = session.notes
        self.times: list[float] = session.times.tolist()
        self.lane_notes = tuple([i for i, n in enumerate(self.notes) if n.lane == lane] for lane in Lane)
        self.lane_times = tuple([self.times[i] for i in indices] for indices in self.lane_notes)
        self.threads, tied = _threads(session)
        self.thread_times = [thread.time for thread in self.threads]
        self.thread_of = {i: t for t, thread in enumerate(self.threads) for i in (thread.lee, thread.takaichi)}
        sizes = note_sizes(self.notes, self.times, layout)
        self.looks: list[NoteLook] = [
            look(note, Tie.UNISON if i in tied else Tie.ALONE, sizes[i]) for i, note in enumerate(self.notes)
        ]
        seconds = chart.tempo.seconds
        self.tails = [None if n.roll_until is None else seconds(n.roll_until) for n in self.notes]
        self.longest_roll = max((tail - t for t, tail in zip(self.times, self.tails, strict=True) if tail), default=0.0)
        lines = bar_lines(chart.meters, chart.tempo.ticks_per_beat, max(chart.end, _last_tick(chart, session)))
        self.bars: list[float] = seconds(lines).tolist()
        self.beats, self.beat_numbers, self.beat_pulses = _pulses(chart, lines.tolist())
        self.sections: list[Section] = list(chart.sections)
        self.section_times: list[float] = [seconds(section.tick) for section in self.sections]
        self.turns = _holders(session, lines.tolist(), held) if held else _turns(session, lines.tolist())
        self.turn_cues = [turn.cue for turn in self.turns]
        self.start = self.times[0] if self.times else 0.0
        self.end = max(seconds(chart.end), self.times[-1] if self.times else 0.0)
        self._beat = 0.0, self._beat_at(0.0)
        self.bar_count = max(1, bisect_left(self.bars, self.end - 1e-9))

    def bar_at(self, time: float) -> int:
        """The bar (from 0) at a song time; 0 before the song."""
        return min(max(bisect_right(self.bars, time + 1e-6) - 1, 0), self.bar_count - 1)

    def beat_at(self, time: float) -> float:
        """The pulse at a song time, counted from 0, with its fraction; negative in the lead-in."""
        if time != self._beat[0]:
            self._beat = time, self._beat_at(time)
        return self._beat[1]

    def _beat_at(self, time: float) -> float:
        beats = self.beats
        if len(beats) < 2:
            return time
        i = min(max(bisect_right(beats, time) - 1, 0), len(beats) - 2)
        return i + (time - beats[i]) / (beats[i + 1] - beats[i])

    def bar_beat_at(self, time: float) -> float:
        """The pulse within its bar (from 0) at a song time, with its fraction; negative in the lead-in."""
        beat = self.beat_at(time)
        if beat < 0 or not self.beat_numbers:
            return beat
        i = min(int(beat), len(self.beat_numbers) - 1)
        return self.beat_numbers[i] + beat - i

    def pulses_at(self, time: float) -> int:
        """Pulses in the bar at a song time."""
        if not self.beats:
            return self.chart.meter_at(0).pulses
        return self.beat_pulses[max(bisect_right(self.beats, time) - 1, 0)]

    def section_at(self, time: float) -> Section | None:
        """The section at a song time; the first one before it begins."""
        if not self.sections:
            return None
        return self.sections[max(bisect_right(self.section_times, time + 1e-6) - 1, 0)]

    def first_thread(self, time: float) -> int:
        """Index of the first unison at or after a song time."""
        return bisect_left(self.thread_times, time)

    def visible(self, lane: Lane, start: float, end: float) -> list[int]:
        """Indices of a lane's notes from one song time to another, both included."""
        times = self.lane_times[lane]
        return self.lane_notes[lane][bisect_left(times, start) : bisect_right(times, end)]


def _last_tick(chart: Chart, session: Session) -> int:
    return max((n.roll_until or n.tick for n in session.notes), default=chart.end)


def _threads(session: Session) -> tuple[list[Thread], frozenset[int]]:
    """Pairs of notes on one tick: of like pads first, then what is left; and all notes on such ticks."""
    groups: defaultdict[int, tuple[dict[Pad, int], dict[Pad, int]]] = defaultdict(lambda: ({}, {}))
    for i, note in enumerate(session.notes):
        groups[note.tick][note.lane][note.pad] = i
    threads: list[Thread] = []
    tied: set[int] = set()
    for _, (lee, takaichi) in sorted(groups.items()):
        if not (lee and takaichi):
            continue
        tied |= {*lee.values(), *takaichi.values()}
        alike = [pad for pad in Pad if pad in lee and pad in takaichi]
        pairs = [(lee[pad], takaichi[pad]) for pad in alike] or [(min(lee.values()), min(takaichi.values()))]
        threads += [Thread(float(session.times[a]), a, b) for a, b in pairs]
    return threads, frozenset(tied)


def _pulses(chart: Chart, lines: list[int]) -> tuple[list[float], list[int], list[int]]:
    """Times of all pulses up to the last bar line, each one's number in its bar, and the pulses of that bar's meter."""
    ticks: list[int] = []
    numbers: list[int] = []
    pulses: list[int] = []
    for start, end in pairwise(lines):
        meter = chart.meter_at(start)
        inside = range(start, end, meter.pulse_ticks(chart.tempo.ticks_per_beat))
        ticks += inside
        numbers += range(len(inside))
        pulses += [meter.pulses] * len(inside)
    return (chart.tempo.seconds(ticks).tolist() if ticks else []), numbers, pulses


def _holders(session: Session, lines: list[int], held: Held) -> list[Turn]:
    """Where one takes the beat over from the other."""
    turns, seconds = [], session.chart.tempo.seconds
    for tick, lane in held:
        before = lines[max(bisect_left(lines, tick) - 1, 0)]
        turns.append(Turn(seconds(before), seconds(tick), lane, holds=True))
    return turns


def _turns(session: Session, lines: list[int]) -> list[Turn]:
    """Bars of trading and echo in which one leader plays alone after the other; a shared downbeat hands over."""
    chart = session.chart
    played: list[set[Lane]] = [set() for _ in lines]
    for note in session.notes:
        bar = bisect_right(lines, note.tick) - 1
        if note.tick != lines[bar]:
            played[bar].add(note.lane)
    turns: list[Turn] = []
    owner: Lane | None = None
    seconds = chart.tempo.seconds
    for bar, lanes in enumerate(played):
        section = chart.section_at(lines[bar])
        if section is None or section.device not in (Device.TRADING, Device.ECHO) or len(lanes) != 1:
            owner = owner if not lanes else None
            continue
        lane = next(iter(lanes))
        if lane is not owner:
            turns.append(Turn(seconds(lines[max(bar - 1, 0)]), seconds(lines[bar]), lane))
        owner = lane
    return turns
