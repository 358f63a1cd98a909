"""AdaptivePartner: a computer drummer who starts a bit awkward, listens, and finds the other's beat.

Linear phase and period correction anchored to the chart. Sources: Mates 1994 (Biol Cybern 70:463), Vorberg and
Schulze 2002 (J Math Psychol 46:56) for the correction; Repp and Keller 2008 (Hum Mov Sci 27:423) for virtual
partners; Fink et al. 2022 (Front Hum Neurosci 16:916551) for how much to adapt.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from drumjam.rules.chart import Lane
from drumjam.rules.duet import LEAD_US
from drumjam.rules.judgement import Fate, Judgement, Strike
from drumjam.rules.session import Session


@dataclass(frozen=True, slots=True)
class Temper:
    """How a partner plays; times in seconds, beats are quarter notes.

    adapt    share of a heard asynchrony corrected at the next stroke, at the first note and after growing up
    grow     share of the song over which it learns to listen
    pull     share of its phase given back to the chart, a beat
    period   share of a heard asynchrony that goes into its tempo
    keeper   spread of its inner timekeeper, at first and later, a beat
    motor    spread of its hand
    start    phase of the first stroke
    phase_limit, heard_limit  clamps of its phase and of what it hears at once
    """

    adapt: tuple[float, float] = (0.05, 0.45)
    grow: float = 0.60
    pull: float = 0.10
    period: float = 0.02
    keeper: tuple[float, float] = (0.014, 0.005)
    motor: float = 0.006
    start: float = 0.035
    phase_limit: float = 0.070
    heard_limit: float = 0.100


ATTENTIVE = Temper()
"""The default: moderate adaptation, which people find easiest to play with."""

TEMPERS: Mapping[str, Temper] = {
    "attentive": ATTENTIVE,
    "steady": Temper(adapt=(0.02, 0.10), period=0.005),
    "own": Temper(adapt=(0.0, 0.0), period=0.0),
}
"""Ways of playing by name: who comes to meet you, who meets you half way, who keeps the own beat."""

TEMPO_MEMORY = 0.9
"""What is left of a tempo correction after a beat."""

LISTENING_GAIN = 0.25
"""What the latest stroke counts in telling how much a partner listens."""

WINDOW_SHARE = 0.9
"""The partner stays within this share of a note's hit window: it never misses."""


class AdaptivePartner:
    """Plays one lane of a session; hears the other's hits, never misses, never strays.

    Its noise belongs to the number of the note, so that a changed strike of the other changes only what is
    planned after it, and the same chart, strikes and seed give the same play.

    session, lane  whose part
    seed           of its noise
    temper         how it plays
    after_us       take over in mid-song: entries planned at or before this instant are left alone
    listening      share of a heard asynchrony that its strokes take over now, 0 to 1: of its latest strokes, each
                   counting a quarter; 0 where the other is not heard
    """

    def __init__(
        self, session: Session, lane: Lane, seed: int, temper: Temper = ATTENTIVE, *, after_us: float = -inf
    ) -> None:
        self.lane = lane
        self.temper = temper
        self._targets = session.lanes[lane].targets
        self._velocities = [[session.notes[i].velocity for i in t.notes.values()] for t in self._targets]
        per_beat = session.chart.tempo.ticks_per_beat
        self._beats = [target.tick / per_beat for target in self._targets]
        ticks = [note.tick for note in session.notes] or [0]
        self._first, self._last = ticks[0] / per_beat, ticks[-1] / per_beat
        self._noise = np.random.default_rng([seed, int(lane)]).standard_normal((len(self._targets), 2)).tolist()
        self._phase, self._tempo, self._own = temper.start, 0.0, 0.0
        self._heard: deque[tuple[float, float]] = deque()
        self.listening = 0.0
        self._next = 0
        while self.next_us <= after_us:
            self._next += 1
        self._start = self._next

    @property
    def next_us(self) -> float:
        """The instant of the next plan in microseconds of song time."""
        return self._targets[self._next].time_us - LEAD_US if self._next < len(self._targets) else inf

    def hear(self, judgement: Judgement) -> None:
        """Listen to the other: hits count, misses and strays are not heard."""
        if judgement.fate is Fate.HIT and judgement.error is not None:
            self._heard.append((judgement.time_us, judgement.error))

    def plan(self) -> list[Strike]:
        """The stroke, or chord, that is planned now."""
        n, target = self._next, self._targets[self._next]
        if n > self._start:
            self._correct(n, self._newest(self.next_us))
        limit = WINDOW_SHARE * target.windows[2] / 1e6
        self._own = _clamp(self._phase + self.temper.motor * self._noise[n][1], limit)
        self._next += 1
        at = round(target.time_us + self._own * 1e6)
        return [
            Strike(at, self.lane, pad, velocity)
            for pad, velocity in zip(target.notes, self._velocities[n], strict=True)
        ]

    def _correct(self, n: int, heard: float | None) -> None:
        temper, beat = self.temper, self._beats[n]
        beats = min(2.0, beat - self._beats[n - 1])
        self._phase *= (1 - temper.pull) ** beats
        share = 0.0 if heard is None else self._grown(*temper.adapt, beat)
        self.listening += LISTENING_GAIN * (share - self.listening)
        if heard is not None:
            apart = _clamp(self._own - heard, temper.heard_limit)
            self._phase -= share * apart
            self._tempo -= temper.period * apart
        self._tempo *= TEMPO_MEMORY**beats
        wander = self._grown(*temper.keeper, beat) * sqrt(beats) * self._noise[n][0]
        self._phase = _clamp(self._phase + self._tempo * beats + wander, temper.phase_limit)

    def _newest(self, until_us: float) -> float | None:
        """The newest error heard since the last plan, up to an instant; later ones wait for the next."""
        newest = None
        while self._heard and self._heard[0][0] <= until_us:
            newest = self._heard.popleft()[1]
        return newest

    def _grown(self, first: float, last: float, beat: float) -> float:
        """A value on its way from first to last, smoothly, over the share of the song it grows in."""
        span = self.temper.grow * (self._last - self._first)
        x = min(1.0, max(0.0, (beat - self._first) / span)) if span else 1.0
        return first + (last - first) * x * x * (3 - 2 * x)


def _clamp(value: float, limit: float) -> float:
    return min(limit, max(-limit, value))
