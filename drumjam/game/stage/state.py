"""StageState: what happened in a play, folded into what the stage shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Mapping

from drumjam.game.stage.arms import RecentStrike, next_hand
from drumjam.game.stage.comments import CommentFeed
from drumjam.game.stage.gauges import Gauges
from drumjam.game.stage.layout import arrange
from drumjam.game.stage.moments import (
    BUBBLE,
    MISS_FADE,
    TOGETHER,
    Bubble,
    Burst,
    CountIn,
    Light,
    Shine,
    Wobble,
    Word,
)
from drumjam.game.stage.score import PartScore
from drumjam.game.stage.setup import StageSetup, Voices
from drumjam.game.strings import Strings
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.duet import Drummer
from drumjam.rules.judgement import Answer, Fate, Grade, Judgement, Strike
from drumjam.rules.session import Session

ERRORS_SHOWN = 16
RAISE_RATE = 4.0
"""How fast sticks go up or down, in whole ways a second."""

ENDING = 0.3
"""Seconds from the song's end to the raising of the sticks."""

FORESIGHT = 0.34
"""How far ahead, in seconds, arms prepare for a stroke."""

KEPT = 1.0
"""Seconds for which moments are kept after they began; bubbles stay longer."""

GONE = -1e9
"""When a note left that must no longer be shown at all."""


class StageState:
    """What the stage shows of a session; the play scene tells it what happens, `Stage.draw` only reads.

    session  the play; its tallies, harmony and score are read in `advance`
    setup    what does not change

    All times are song time in seconds. `draw` is a function of this state and a time.

    hit_at     per note: when it vanished or will vanish, or None
    missed_at  per note: when it turned grey, or None
    strokes    per roll (note index): strokes it has had
    gauges     harmony, its light and word, who leads, how far apart, the score
    listening  per lane: how much its computer drummer takes over of what it hears, 0 to 1
    errors     per lane: the last 16 errors in seconds, oldest first
    raised     how far the sticks are up, 0 to 1: in the count-in and at the end
    foreseen   per lane: whether the computer plays it, so that its next strokes are known
    """

    def __init__(self, session: Session, setup: StageSetup) -> None:
        self.session = session
        self.setup = setup
        self.layout = arrange(setup)
        self.part = PartScore(session, self.layout, setup.held)
        count = len(session.notes)
        self.hit_at: list[float | None] = [None] * count
        self.missed_at: list[float | None] = [None] * count
        self.struck_at: dict[int, float] = {}
        self.strokes: dict[int, int] = {}
        self.presses: tuple[deque[RecentStrike], deque[RecentStrike]] = (deque(maxlen=64), deque(maxlen=64))
        self.bursts: deque[Burst] = deque(maxlen=64)
        self.words: list[Word | None] = [None, None]
        self.wobbles: deque[Wobble] = deque(maxlen=16)
        self.shines: deque[Shine] = deque(maxlen=32)
        self.bubbles: list[Bubble] = []
        self.count: CountIn | None = None
        self.errors: tuple[deque[float], deque[float]] = (deque(maxlen=ERRORS_SHOWN), deque(maxlen=ERRORS_SHOWN))
        self.gauges = Gauges(session)
        self.listening = [0.0, 0.0]
        self.raised = 0.0
        self.foreseen = [False, False]
        self.now: float | None = None
        self._shown: set[int] = set()
        self._feed = CommentFeed(setup.seed, Strings(setup.language))

    def arrange(self, setup: StageSetup) -> None:
        """The player has changed how the play is shown; what happened in it stays."""
        self.setup = setup
        self.layout = arrange(setup)
        self.part = PartScore(self.session, self.layout, setup.held)
        self.bubbles = []
        self._feed = CommentFeed(setup.seed, Strings(setup.language))

    # -- what happens -----------------------------------------------------------------------------

    def pressed(self, lane: Lane, pad: Pad, now: float, velocity: int = 96) -> None:
        """A pad came down: its target fills for 90 ms and the leader's arm strikes."""
        before = self.presses[lane][-1] if self.presses[lane] else None
        self.presses[lane].append(RecentStrike(now, pad, velocity, next_hand(before, now, pad)))

    def struck(self, answer: Answer, now: float) -> None:
        """A strike was answered: a burst and a word for a hit, a wobble for a stray."""
        strike = answer.strike
        self.pressed(strike.lane, strike.pad, now, strike.velocity)
        match answer.fate:
            case Fate.HIT if answer.note is not None and answer.grade is not None:
                self._vanish(answer.note, now, strike.time)
                self.words[strike.lane] = Word(now, strike.lane, answer.grade, answer.error)
            case Fate.STRAY:
                self.wobbles.append(Wobble(now, strike.lane, strike.pad))
            case _:
                self._stroke(strike.lane, strike.time)

    def planned(self, strike: Strike) -> None:
        """The computer decided on a strike in the future: its arm goes up before, and all else happens then."""
        self.foreseen[strike.lane] = True
        self.pressed(strike.lane, strike.pad, strike.time, strike.velocity)
        note = self._aim(strike)
        if note is None:
            self._stroke(strike.lane, strike.time)
        else:
            self._vanish(note, strike.time, strike.time)

    def settled(self, judgement: Judgement) -> None:
        """A note or a stray was settled: what was not shown yet is shown."""
        time = judgement.time_us / 1e6
        lane, note = judgement.lane, judgement.note
        if judgement.fate is Fate.HIT and note is not None and judgement.grade is not None:
            self.errors[lane].append(judgement.error or 0.0)
            said = self.words[lane]
            if note not in self._shown:
                self.pressed(lane, self.part.notes[note].pad, time)
                self._vanish(note, time, time)
            if said is None or said.time < time - 1e-9:
                self.words[lane] = Word(time, lane, judgement.grade, judgement.error)
        elif judgement.fate is Fate.MISS and note is not None:
            self.hit_at[note] = None
            self.missed_at[note] = time
            self.words[lane] = Word(time, lane, Grade.MISS, None)
        elif judgement.fate is Fate.STRAY and not any(abs(w.time - time) < 0.1 for w in self.wobbles if w.lane == lane):
            press = self.last_press(lane, time + 1e-6)
            self.wobbles.append(Wobble(time, lane, Pad.DRUM if press is None else press.pad))

    def listen(self, drummers: Mapping[Lane, Drummer]) -> None:
        """How much the computer's leaders listen now."""
        for lane, drummer in drummers.items():
            self.listening[lane] = drummer.listening

    def count_in(self, number: int, now: float, until: float) -> None:
        """Show a number of the count-in from `now` until a song time."""
        self.count = CountIn(number, now, until)

    def advance(self, now: float) -> None:
        """Let what is shown follow the session up to a song time; call once a frame, after the frame's events."""
        before = now if self.now is None else self.now
        if now < before - 0.02:
            self._rewind(now, before)
            before = now
        passed = max(now - before, 0.0)
        beats = self.part.beat_at(now) - self.part.beat_at(before)
        self.gauges.advance(passed, beats)
        up = self.count is not None or now > self.part.end + ENDING
        self.raised = min(max(self.raised + (passed if up else -passed) * RAISE_RATE, 0.0), 1.0)
        self._speak(now)
        self._forget(now)
        self.now = now

    # -- what is asked of it ----------------------------------------------------------------------

    def last_press(self, lane: Lane, now: float, pad: Pad | None = None) -> RecentStrike | None:
        """A lane's latest stroke that has begun."""
        past = (p for p in reversed(self.presses[lane]) if p.time <= now and (pad is None or p.pad == pad))
        return max(past, key=lambda p: p.time, default=None)

    def strokes_near(self, lane: Lane, now: float) -> list[RecentStrike]:
        """A lane's strokes for its drummer's arms: those of the last second, and those to come where they are known.

        The computer decides on a stroke a tenth of a second before it; its arms start with the chart's notes.
        """
        near = [press for press in self.presses[lane] if press.time > now - KEPT]
        if self.foreseen[lane]:
            last = near[-1] if near else None
            start = max(now, last.time if last else now) + 0.02
            for i in self.part.visible(lane, start, now + FORESIGHT):
                if i not in self._shown and self.missed_at[i] is None:
                    note, time = self.part.notes[i], self.part.times[i]
                    last = RecentStrike(time, note.pad, note.velocity, next_hand(last, time, note.pad))
                    near.append(last)
        return near

    # -- the folding ------------------------------------------------------------------------------

    def _vanish(self, note: int, shown: float, struck: float) -> None:
        """A note is gone from `shown` on; if its twin was struck too, their thread shines."""
        self._shown.add(note)
        self.hit_at[note] = shown
        self.missed_at[note] = None
        self.struck_at[note] = struck
        where = self.part.notes[note]
        self.bursts.append(Burst(shown, where.lane, where.pad))
        index = self.part.thread_of.get(note)
        if index is None:
            return
        thread = self.part.threads[index]
        twin = thread.takaichi if note == thread.lee else thread.lee
        if self.hit_at[twin] is not None and twin in self.struck_at:
            apart = abs(self.struck_at[note] - self.struck_at[twin])
            # Half a microsecond of room: strikes are whole microseconds, their difference is a float.
            light = Light.GOLD if apart <= TOGETHER + 5e-7 else Light.WHITE
            self.shines.append(Shine(max(shown, self.hit_at[twin] or shown), index, light))

    def _aim(self, strike: Strike) -> int | None:
        """The note that a strike of the computer will take: the nearest open one of its pad in whose window it lies."""
        near = self.part.visible(strike.lane, strike.time - 0.11, strike.time + 0.11)
        pads_matter = self.session.levels[strike.lane].pads_matter
        good = self.session.good
        open_notes = [
            i
            for i in near
            if i not in self._shown
            and self.missed_at[i] is None
            and abs(self.part.times[i] - strike.time) <= good[i] + 1e-6
            and (self.part.notes[i].pad == strike.pad or not pads_matter)
        ]
        return min(
            open_notes,
            key=lambda i: (abs(self.part.times[i] - strike.time), self.part.notes[i].pad != strike.pad),
            default=None,
        )

    def _stroke(self, lane: Lane, time: float) -> None:
        """A free strike: if the lane is rolling, the roll fills."""
        for i in reversed(self.part.visible(lane, time - self.part.longest_roll - 0.1, time)):
            tail = self.part.tails[i]
            if tail is not None and self.part.times[i] <= time <= tail + 0.1:
                self.strokes[i] = self.strokes.get(i, 0) + 1
                return

    def _rewind(self, now: float, before: float) -> None:
        """The song went back: what had begun is over, and notes that were judged are not shown again."""
        for lane in Lane:
            waiting = [press for press in self.presses[lane] if press.time > before]
            self.presses[lane].clear()
            self.presses[lane].extend(waiting)
        self.bursts = deque((b for b in self.bursts if b.time > before), maxlen=64)
        self.shines = deque((s for s in self.shines if s.time > before), maxlen=32)
        self.wobbles.clear()
        self.words = [None, None]
        self.bubbles = []
        times = self.part.times
        for i in range(bisect_left(times, now - 1.0), bisect_right(times, before + 1.0)):
            hit, missed = self.hit_at[i], self.missed_at[i]
            if hit is not None and hit <= before:
                self.hit_at[i] = GONE
            if missed is not None:
                self.missed_at[i] = GONE

    def _speak(self, now: float) -> None:
        if self.setup.voices is Voices.OFF or not self.part.start <= now <= self.part.end:
            return
        bubble = self._feed.hear(now, self.part.bar_at(now), self.gauges.band, self.bubbles)
        if bubble is not None:
            self.bubbles.append(bubble)

    def _forget(self, now: float) -> None:
        """Drop what is over."""
        for kept in (*self.presses, self.bursts, self.wobbles, self.shines):
            while kept and kept[0].time < now - KEPT:
                kept.popleft()
        self.bubbles = [bubble for bubble in self.bubbles if bubble.time + BUBBLE > now]
        if self.count is not None and now >= self.count.until:
            self.count = None
        self.words = [word if word is None or word.time > now - KEPT else None for word in self.words]


def fading(missed: float, now: float) -> float:
    """How much of a missed note is left to see, 1 to 0."""
    return min(max(1 - (now - missed) / MISS_FADE, 0.0), 1.0)
