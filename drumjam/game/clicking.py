"""Clicking: what is clicked and called while a play runs. The count-in, pulses of bars that are practised, turns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from drumjam.game.audio import AudioOut
from drumjam.game.countin import Pulse, Span
from drumjam.game.stage.score import Turn
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click

STALE = 0.1
"""Seconds after which a click that was missed is left out."""


@dataclass(frozen=True, slots=True)
class Due:
    """A click and its song time in seconds; one that is not `always` heard can be switched off."""

    time: float
    click: Click
    always: bool = True


class Clicking:
    """Clicks and calls of one play, each sounded once, at its moment or never."""

    def __init__(self, span: Span, turns: Iterable[Turn]) -> None:
        calls = [Due(turn.cue, Click.LEE_TURN if turn.lane is Lane.LEE else Click.TAKAICHI_TURN) for turn in turns]
        self._own = [*_clicks(span.pulses, always=False), *calls]
        self._due: deque[Due] = deque()

    def restart(self, counts: Iterable[Pulse], begin: float) -> None:
        """Go on with a count-in, and with the rest from a song time on."""
        due = [*_clicks(counts), *(each for each in self._own if each.time >= begin)]
        self._due = deque(sorted(due, key=attrgetter("time")))

    def sound(self, audio: AudioOut, pos: float, ahead: float, *, clicks: bool) -> None:
        """Sound what is due at a song time, `ahead` seconds of it early; `clicks`: also what can be switched off."""
        while self._due and pos + ahead >= self._due[0].time:
            due = self._due.popleft()
            if pos - due.time < STALE and (clicks or due.always):
                audio.click(due.click)


def _clicks(pulses: Iterable[Pulse], *, always: bool = True) -> Iterator[Due]:
    for pulse in pulses:
        yield Due(pulse.time, Click.DOWNBEAT if pulse.number == 1 else Click.PULSE, always)
