"""Clicking: what is clicked and called while a play runs. The count-in, pulses of bars that are practised, turns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter

from drumjam.game.audio import AudioOut
from drumjam.game.countin import Pulse, Span
from drumjam.game.stage.score import Turn
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click

STALE = 0.1
"""Seconds after which a click that was missed is left out."""


class Sort(Enum):
    """What a click is for: a count-in is always heard, pulses and calls can be switched off."""

    COUNT = auto()
    PULSE = auto()
    CALL = auto()


@dataclass(frozen=True, slots=True)
class Due:
    """A click and its song time in seconds."""

    time: float
    click: Click
    sort: Sort


class Clicking:
    """Clicks and calls of one play, each sounded once, at its moment or never."""

    def __init__(self, span: Span, turns: Iterable[Turn]) -> None:
        calls = [(turn.cue, Click.LEE_TURN if turn.lane is Lane.LEE else Click.TAKAICHI_TURN) for turn in turns]
        self._own = [*_clicks(span.pulses, Sort.PULSE), *(Due(time, click, Sort.CALL) for time, click in calls)]
        self._due: deque[Due] = deque()

    def restart(self, counts: Iterable[Pulse], begin: float) -> None:
        """Go on with a count-in, and with the rest from a song time on."""
        due = [*_clicks(counts, Sort.COUNT), *(each for each in self._own if each.time >= begin)]
        self._due = deque(sorted(due, key=attrgetter("time")))

    def sound(self, audio: AudioOut, pos: float, ahead: float, *, clicks: bool, calls: bool) -> None:
        """Sound what is due at a song time, `ahead` seconds of it early.

        clicks  whether the pulses of what is practised are heard
        calls   whether turns are called
        """
        while self._due and pos + ahead >= self._due[0].time:
            due = self._due.popleft()
            heard = {Sort.COUNT: True, Sort.PULSE: clicks, Sort.CALL: calls}[due.sort]
            if heard and pos - due.time < STALE:
                audio.click(due.click)


def _clicks(pulses: Iterable[Pulse], sort: Sort) -> Iterator[Due]:
    for pulse in pulses:
        yield Due(pulse.time, Click.DOWNBEAT if pulse.number == 1 else Click.PULSE, sort)
