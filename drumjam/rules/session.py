"""Session: one play of one chart. Strikes and time go in, judgements come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush
from math import floor, inf

import numpy as np

from drumjam.rules.chart import Chart, Lane, Level, Pad
from drumjam.rules.harmony import HarmonyMeter, entries_of, flawless_mean, total_weight
from drumjam.rules.judgement import BY_RULE, SETTLING_US, Answer, Fate, Grade, Judgement, Strike, grade
from drumjam.rules.score import Result, Tally, player_result, score
from drumjam.rules.targets import LaneTargets, Target


class Session:
    """Judges strikes by their own times alone.

    A strike is answered at once; what it settles (misses, combo, harmony, score) is settled in order of time, up
    to a watermark that trails the clock, so that neither the frame rate nor the order in which strikes arrive
    changes anything. A strike that arrives behind the watermark counts just after it, and is recorded so.

    chart, levels  what is played: Lee's level and Takaichi's
    windows  factors on Lee's hit windows and on Takaichi's
    notes    both lanes' notes, sorted by (tick, lane, pad)
    times    their song times in seconds, float64, shape (notes,)
    good     half-width of each note's hit window in seconds, float64, shape (notes,)
    strikes  every strike, as recorded, in order of arrival
    tallies  Lee's and Takaichi's
    """

    def __init__(self, chart: Chart, levels: tuple[Level, Level], *, windows: tuple[float, float] = BY_RULE) -> None:
        self.chart = chart
        self.levels = levels
        self.windows = windows
        self.notes = chart.duet(*levels)
        self.times = np.atleast_1d(chart.tempo.seconds(np.array([n.tick for n in self.notes], np.int64)))
        seconds = self.times.tolist()
        self.lanes = tuple(
            LaneTargets(lane, levels[lane], self.notes, seconds, chart.tempo, windows[lane]) for lane in Lane
        )
        entries = entries_of(self.notes, chart.tempo.ticks_per_beat)
        place = {(entry.tick, entry.lane): index for index, entry in enumerate(entries)}
        self.good = np.zeros(len(self.notes))
        for lane in self.lanes:
            for target in lane.targets:
                target.entry = place[target.tick, lane.lane]
                self.good[list(target.notes.values())] = target.windows[2] / 1e6
        self.harmony = HarmonyMeter(entries, chart.tempo.ticks_per_beat)
        self.flawless = flawless_mean(entries, chart.tempo.ticks_per_beat)
        self.tallies = tuple(Tally(sum(note.lane == lane for note in self.notes)) for lane in Lane)
        self.strikes: list[Strike] = []
        self._beats = total_weight(entries)
        everything = [(t.closes_us, t.tick, lane.lane, t) for lane in self.lanes for t in lane.targets]
        self._closing = sorted(everything, key=lambda item: item[:3])
        self._closed = 0
        self._opens_us = min((t.time_us - t.windows[2] for lane in self.lanes for t in lane.targets), default=inf)
        self._closes_us = self._closing[-1][0] if self._closing else -inf
        self._waiting: list[Strike] = []
        self._aimed: defaultdict[int, list[Strike]] = defaultdict(list)
        self._settled_us = -inf

    @property
    def finished(self) -> bool:
        """Whether every note has its judgement."""
        return self._closed == len(self._closing)

    @property
    def ends(self) -> float:
        """Song time in seconds at which the last note's window closes; -inf without notes."""
        return self._closes_us / 1e6

    @property
    def score(self) -> int:
        """The score of what is settled, growing towards the final one."""
        lee, takaichi = self.tallies
        return score((lee, takaichi), self.harmony.weighted / self._beats, self.flawless)

    def strike(self, strike: Strike) -> Answer:
        """Take one strike and answer it at once, as if none before it were still on its way."""
        if self._settled_us == inf:  # it is over: the drum still sounds
            return Answer(strike, Fate.FREE, echo=self.lanes[strike.lane].nearest(strike.time_us, strike.pad))
        if strike.time_us <= self._settled_us:
            strike = Strike(floor(self._settled_us) + 1, strike.lane, strike.pad, strike.velocity)
        self.strikes.append(strike)
        lane = self.lanes[strike.lane]
        target = lane.at(strike.time_us)
        taken: list[Pad] = list(target.taken) if target else []
        if target:
            rivals = self._aimed[target.entry]
            for rival in sorted(rivals):
                if rival <= strike:
                    seat = target.seat(rival.pad, taken, lane.pads_matter)
                    taken += [seat] if seat is not None else []
            rivals.append(strike)
        heappush(self._waiting, strike)
        return self._answer(strike, target, taken)

    def advance(self, now: float, late: float = 0.0) -> list[Judgement]:
        """Let time pass to `now` (song time in seconds) and return what that settled, in order.

        late  the largest input offset in seconds: strikes may be that much behind the clock
        """
        return self.settle(now * 1e6 - max(late, 0.0) * 1e6 - SETTLING_US)

    def finish(self) -> list[Judgement]:
        """Settle everything: what was not played is missed."""
        return self.settle(inf)

    def settle(self, until_us: float) -> list[Judgement]:
        """Settle strikes and misses up to and including an instant, in microseconds of song time."""
        settled: list[Judgement] = []
        while (instant := self._next_us()) <= until_us and instant < inf:
            settled += self._settle_instant(instant)
        self._settled_us = max(self._settled_us, until_us)
        return settled

    def result(self, *, song: str = "", seed: int = 0, kinds: tuple[str, str] = ("human", "human")) -> Result:
        """What the session came to; call `finish` first to count what was not played as missed."""
        return Result(
            song=song or self.chart.title,
            levels=self.levels,
            seed=seed,
            score=self.score,
            final=self.harmony.value,
            mean=self.harmony.mean,
            curve=tuple(self.harmony.curve),
            players=(player_result(self.tallies[0], kinds[0]), player_result(self.tallies[1], kinds[1])),
        )

    def _answer(self, strike: Strike, target: Target | None, taken: list[Pad]) -> Answer:
        lane = self.lanes[strike.lane]
        seat = target.seat(strike.pad, taken, lane.pads_matter) if target else None
        if target is None or seat is None:
            outside = not self._opens_us <= strike.time_us <= self._closes_us
            fate = Fate.FREE if outside or lane.in_roll(strike.time_us) else Fate.STRAY
            return Answer(strike, fate, echo=lane.nearest(strike.time_us, strike.pad))
        error_us = strike.time_us - target.time_us
        index = target.notes[seat]
        return Answer(strike, Fate.HIT, index, grade(error_us, target.windows), error_us / 1e6, echo=self.notes[index])

    def _next_us(self) -> float:
        strike = self._waiting[0].time_us if self._waiting else inf
        close = self._closing[self._closed][0] if self._closed < len(self._closing) else inf
        return min(strike, close)

    def _settle_instant(self, instant: float) -> Iterator[Judgement]:
        """Settle one instant: hits, then strays, then misses; each by tick, then lane."""
        hits: list[tuple[Target, Judgement]] = []
        strays: list[Judgement] = []
        while self._waiting and self._waiting[0].time_us == instant:
            strike = heappop(self._waiting)
            target = self.lanes[strike.lane].at(strike.time_us)
            if target:
                self._aimed[target.entry].remove(strike)
            answer = self._answer(strike, target, list(target.taken) if target else [])
            if target and answer.note is not None and answer.error is not None:
                target.taken[self.notes[answer.note].pad] = answer.error
                hit = Judgement(instant, strike.lane, Fate.HIT, target.tick, answer.note, answer.grade, answer.error)
                hits.append((target, hit))
            elif answer.fate is Fate.STRAY:
                tick = self.chart.tempo.ticks(strike.time_us / 1e6)
                strays.append(Judgement(instant, strike.lane, Fate.STRAY, tick))
        for target, hit in sorted(hits, key=lambda pair: (pair[0].tick, pair[1].lane)):
            yield self._count(target, hit)
        for stray in sorted(strays, key=lambda one: one.lane):
            self.tallies[stray.lane].add(stray)
            self.harmony.stray(stray.tick / self.chart.tempo.ticks_per_beat)
            yield stray
        while self._closed < len(self._closing) and self._closing[self._closed][0] == instant:
            _, tick, lane, target = self._closing[self._closed]
            self._closed += 1
            for pad, note in target.notes.items():
                if pad not in target.taken:
                    yield self._count(target, Judgement(instant, lane, Fate.MISS, tick, note, Grade.MISS))

    def _count(self, target: Target, judgement: Judgement) -> Judgement:
        """Fold a note's judgement into the tally, and its chord's into the meter with the chord's last note."""
        self.tallies[judgement.lane].add(judgement)
        target.settled += 1
        if target.settled == len(target.notes):
            whole = len(target.taken) == len(target.notes)
            self.harmony.entry(target.entry, sum(target.taken.values()) / len(target.taken) if whole else None)
        return judgement
