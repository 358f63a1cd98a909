"""Clocks: where the song is. One Conductor holds the song time; nobody else reads the mixer's position."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import chain, takewhile
from statistics import median
from typing import Protocol

import numpy as np


class Clock(Protocol):
    """Anything that tells the time in seconds, from an arbitrary start, never backwards."""

    def __call__(self) -> float:
        """Now, in seconds."""
        ...


class ManualClock:
    """A clock that stands still until it is told to move: what runs by the clock is tried out with it at once."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """Now, in seconds."""
        return self.now

    def move(self, seconds: float) -> float:
        """Let time pass and tell the new time; raises ValueError for a step backwards."""
        if seconds < 0:
            raise ValueError(f"a clock cannot move by {seconds} s")
        self.now += seconds
        return self.now


@dataclass(frozen=True, slots=True)
class Anchor:
    """One straight piece of the song's course.

    at     clock time in seconds from which it holds
    start  song time there, in seconds
    speed  seconds of song per second of clock
    """

    at: float
    start: float
    speed: float

    def pos(self, t: float) -> float:
        """Song time in seconds at a clock time."""
        return self.start + (t - self.at) * self.speed


STILL = Anchor(0.0, 0.0, 0.0)
"""Until it begins, a song stands at 0."""

KEPT_ANCHORS = 8
"""An event may be this many anchors old and is still judged by the one in force at its time."""

LOOK_FIRST = 1.0
"""Seconds of listening to the audio position before it is believed."""

MEMORY = 5.0
"""Seconds of audio positions that the line is fitted to."""

MAX_DRIFT = 0.002
"""How far a sound device's clock may be off the computer's, as a share."""

DISTRUST = 0.02
"""A device that runs faster or slower than this share is no clock at all (dummy drivers run 4.5 % fast)."""

LOOKS = 4
"""In so many looks in a row it must have run so: a sound that breaks off while a song begins does in one or two."""

JUMP = 0.050
"""A position further off than this, in seconds, is a stray value, or after six in a row a jump."""

SLIP = 0.003
"""A recent median error above this, in seconds, means that the sound has slipped."""


SETTLING = 1.2
"""Seconds in which a course still goes to where the sound was found, and no slip can be told from that."""


class Conductor:
    """Song time from the computer's clock, gently steered by the position of the sound.

    The course is a chain of straight pieces: pure between observations, continuous, never backwards but by a
    seek or a jump of the sound. All clock times are seconds on the scale of `time.perf_counter`.

    rate         seconds of song per second, 0.5 to 1.5
    out_latency  seconds from the mixer to the ear
    trusted      whether the audio position may steer; without it the computer's clock alone counts
    """

    def __init__(self, rate: float = 1.0, out_latency: float = 0.0, *, trusted: bool = True) -> None:
        self.rate = rate
        self.out_latency = out_latency
        self.trusted = trusted
        self._anchors: deque[Anchor] = deque([STILL], maxlen=KEPT_ANCHORS)
        self._drift = 1.0
        self._seen: deque[tuple[float, float]] = deque()
        self._locked = False
        self._looks = 0
        self._born = self._settled = 0.0
        self._wild = 0
        self._last = 0.0

    @property
    def steered(self) -> bool:
        """Whether the audio position counts: it may steer, and was not found false since the song last went on."""
        return self.trusted and self._looks < LOOKS

    @property
    def running(self) -> bool:
        """Whether song time passes."""
        return self._anchors[-1].speed > 0

    def start(self, t: float, pos: float) -> None:
        """Begin, or go on, from a song time (seconds) at a clock time; forgets what was observed.

        What happened before the song ever began lies before its beginning, as if it had always run.
        """
        if self._anchors[0] is STILL:
            self._anchors.clear()
        self._drift = 1.0
        self._restart(t, pos)
        self._locked = False
        self._looks = 0

    def pause(self, t: float) -> float:
        """Stand still, and tell the song time in seconds."""
        pos = self.pos(t)
        self._anchors.append(Anchor(t, pos, 0.0))
        self._seen.clear()
        return pos

    def pos(self, t: float) -> float:
        """Song time in seconds at a clock time; an older event is placed by the anchor in force at its time."""
        for anchor in reversed(self._anchors):
            if t >= anchor.at:
                return anchor.pos(t)
        return self._anchors[0].pos(t)

    def observe(self, t: float, heard: float) -> float | None:
        """Steer by one reading: at clock time `t` the mixer stood at song time `heard` (s), as yet unheard.

        Tells by how many seconds the course stood behind the sound, as the readings of MEMORY have it; None where
        nothing is steered by it.
        """
        if not self.steered or not self.running:
            return None
        p = heard - self.out_latency * self.rate
        if self._locked and self._is_wild(t, p):
            return None
        self._seen.append((t, p))
        while self._seen and t - self._seen[0][0] > MEMORY:
            self._seen.popleft()
        if not self._locked:
            self._look(t)
            return None
        self._forget_before_slip(t)
        return self._steer(t)

    def _restart(self, t: float, pos: float) -> None:
        self._anchors.append(Anchor(t, pos, self.rate * self._drift))
        self._seen.clear()
        self._born = self._last = t
        self._settled = t + SETTLING
        self._wild = 0

    def _is_wild(self, t: float, p: float) -> bool:
        """Drop a reading far off the course; after six in a row believe that the sound has jumped."""
        if abs(p - self.pos(t)) <= JUMP:
            self._wild = 0
            return False
        self._wild += 1
        self._last = t  # what the next reading corrects is spread over the time since this one
        if self._wild >= 6:
            self._drift = 1.0
            self._restart(t, p)
        return True

    def _look(self, t: float) -> None:
        """Watch the first second, or the next ones: is this a clock at all, and where does it stand?"""
        if t - self._seen[0][0] < LOOK_FIRST:
            return
        slope, _ = self._line()
        if abs(slope / self.rate - 1) > DISTRUST:
            self._looks += 1
            self._seen.clear()
            return
        error = median([p - self.pos(at) for at, p in self._seen])
        if abs(error) > JUMP:
            pos = self.pos(t) + error
            self._restart(t, pos)
        self._locked = True
        self._born = self._last = t
        self._settled = t + (SETTLING if abs(error) > SLIP / 2 else 0.0)

    def _forget_before_slip(self, t: float) -> None:
        """When the newest readings stand off the course together, the older ones tell of another course."""
        if t <= self._settled:
            return
        recent = list(takewhile(lambda reading: t - reading[0] <= 0.15, reversed(self._seen)))
        if abs(median([p - self.pos(at) for at, p in recent])) > SLIP:
            self._seen = deque(reversed(recent[: (len(recent) + 1) // 2]))
            self._born, self._settled = t, t + SETTLING

    def _steer(self, t: float) -> float:
        slope, line = self._line()
        if self._seen[-1][0] - self._seen[0][0] > 2.0:
            self._drift = min(1 + MAX_DRIFT, max(1 - MAX_DRIFT, slope / self.rate))
        dt = t - self._last
        self._last = t
        limit = (0.050 if t - self._born < 1.0 else 0.003) * dt
        behind = line - self.pos(t)
        step = behind * (1 - 2 ** (-dt / 0.15))
        self._anchors.append(Anchor(t, self.pos(t) + min(limit, max(-limit, step)), self.rate * self._drift))
        return behind

    def _line(self) -> tuple[float, float]:
        """Slope of the readings, and where their line stands at the newest one."""
        t, p = np.fromiter(chain.from_iterable(self._seen), np.float64).reshape(-1, 2).T
        middle, mean = t.mean(), p.mean()
        t -= middle
        spread = float(t @ t)
        slope = float(t @ (p - mean)) / spread if spread else self.rate
        return slope, float(mean + slope * t[-1])
