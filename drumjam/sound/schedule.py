"""Schedule: channel events become tones with a length, an instrument and a place in the room, and volume curves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.smf import MidiFile
from drumjam.sound.room import SEND
from drumjam.sound.voice import Bend

LEAST_HELD = 0.010
"""Seconds: the shortest time for which a key counts as held (FluidSynth's too)."""

UNENDED = 30.0
"""Seconds after which a note that the file never ends is let go."""

TAIL = 1.0
"""Seconds for which bends after the end of a key are kept: its release may still be heard."""

NO_RPN = (127, 127)


@dataclass(slots=True)
class Tone:
    """One note that a channel plays, in seconds of the sound (song time / speed).

    start, held  when it begins, how long the key is down
    cut          when it is silenced at once (all sound off), infinity for never
    note         its row in the file's note columns
    program, bank, pan  the channel's at its start; pan -0.5 to 0.5
    gain         the channel's volume at its start, 0 to 1
    room         how much of it is sent into the room, 0 to 1
    """

    start: float
    held: float
    note: int
    key: int
    velocity: int
    program: int
    bank: int
    drum: bool
    pan: float
    gain: float
    bend: Bend = ()
    cut: float = float("inf")
    room: float = SEND


@dataclass(slots=True)
class Curve:
    """A value that changes in steps: `values[i]` from `times[i]` seconds on; the first holds before, too."""

    times: list[float]
    values: list[float]

    def put(self, time: float, value: float) -> None:
        """Change the value from a time on, which is not before the last one."""
        if value == self.values[-1]:
            return
        if time <= self.times[-1]:
            self.times[-1], self.values[-1] = time, value
        else:
            self.times.append(time)
            self.values.append(value)

    def at(self, time: float) -> float:
        """The value at a time."""
        return self.values[max(int(np.searchsorted(self.times, time, "right")) - 1, 0)]


@dataclass(slots=True)
class Line:
    """What one channel plays: its tones, sorted by start, and its volume (0 to 1)."""

    tones: list[Tone]
    volume: Curve


def schedule(midi: MidiFile, drums: NDArray[np.bool_], speed: float = 1.0) -> list[Line]:
    """The lines of all 16 channels of a file.

    drums  one flag for each row of `midi.notes`: sounds as percussion, whatever its channel
    speed  time passes so many times as fast, > 0
    """
    events = midi.events
    times = midi.tempo.seconds(events.tick) / speed
    channels = [_Channel() for _ in range(16)]
    flags, note = drums.tolist(), 0
    for time, status, a, b in zip(
        times.tolist(), events.status.tolist(), events.a.tolist(), events.b.tolist(), strict=True
    ):
        channel, kind = channels[status & 15], status & 0xF0
        if kind == 0x90 and b:
            channel.press(time, a, b, note, flags[note])
            note += 1
        elif kind in (0x80, 0x90):
            channel.release(time, a)
        elif kind == 0xB0:
            channel.control(time, a, b)
        elif kind == 0xC0:
            channel.program = a
        elif kind == 0xE0:
            channel.bend(time, (a | b << 7) - 8192)
    return [channel.line() for channel in channels]


@dataclass(slots=True)
class _Channel:
    """State of one MIDI channel while its events are read in order; `silenced`: tones that are over for good."""

    program: int = 0
    bank: int = 0
    level: int = 100
    expression: int = 127
    pan: float = 0.0
    room: float = SEND
    pedal: bool = False
    wheel: int = 0
    bend_range: float = 200.0
    rpn: tuple[int, int] = NO_RPN
    silenced: int = 0
    tones: list[Tone] = field(default_factory=list)
    down: dict[int, Tone] = field(default_factory=dict)
    pedalled: list[Tone] = field(default_factory=list)
    cents: Curve = field(default_factory=lambda: Curve([0.0], [0.0]))
    volume: Curve = field(default_factory=lambda: Curve([0.0], [_volume(100, 127)]))

    def press(self, time: float, key: int, velocity: int, note: int, drum: bool) -> None:
        """A note begins; the same key's last one ends."""
        before = self.down.pop(key, None)
        for tone in (before, *[tone for tone in self.pedalled if tone.key == key]):
            if tone is not None:
                _end(tone, time)
        self.pedalled = [tone for tone in self.pedalled if tone.key != key]
        gain = _volume(self.level, self.expression)
        tone = Tone(time, UNENDED, note, key, velocity, self.program, self.bank, drum, self.pan, gain, room=self.room)
        self.down[key] = tone
        self.tones.append(tone)

    def release(self, time: float, key: int) -> None:
        """A key is let go; the pedal may hold its note."""
        tone = self.down.pop(key, None)
        if tone is not None and self.pedal:
            self.pedalled.append(tone)
        elif tone is not None:
            _end(tone, time)

    def control(self, time: float, number: int, value: int) -> None:
        """A controller moves."""
        match number:
            case 0:
                self.bank = value
            case 7:
                self.level = value
            case 11:
                self.expression = value
            case 10:
                self.pan = min(max((value - 64) / 126, -0.5), 0.5)
            case 91:
                self.room = value / 127
            case 64:
                self._pedal(time, value >= 64)
            case 98 | 99:
                self.rpn = NO_RPN
            case 100:
                self.rpn = (self.rpn[0], value)
            case 101:
                self.rpn = (value, self.rpn[1])
            case 6 if self.rpn == (0, 0):
                self.bend_range = 100.0 * value
            case 38 if self.rpn == (0, 0):
                self.bend_range += value - self.bend_range % 100
            case 120:
                for tone in self.tones[self.silenced :]:
                    tone.cut = time
                self.silenced = len(self.tones)
                self._let_go(time)
            case 121:
                self.expression = 127
                self._pedal(time, False)
                self.bend(time, 0)
                self.rpn = NO_RPN
            case 123:
                self._let_go(time)
        self.volume.put(time, _volume(self.level, self.expression))

    def bend(self, time: float, wheel: int) -> None:
        """The pitch wheel moves: -8192 to 8191."""
        self.wheel = wheel
        self.cents.put(time, wheel / 8192 * self.bend_range)

    def line(self) -> Line:
        """All that was played."""
        for tone in self.tones:
            tone.bend = tuple(self._bends(tone.start, tone.start + tone.held + TAIL))
        return Line(self.tones, self.volume)

    def _bends(self, start: float, end: float) -> Iterator[tuple[float, float]]:
        times, cents = self.cents.times, self.cents.values
        if len(times) == 1 and not cents[0]:
            return
        first = max(int(np.searchsorted(times, start, "right")) - 1, 0)
        last = int(np.searchsorted(times, end, "left"))
        if any(cents[first:last]):
            yield 0.0, cents[first]
            for time, value in zip(times[first + 1 : last], cents[first + 1 : last], strict=True):
                yield time - start, value

    def _pedal(self, time: float, down: bool) -> None:
        self.pedal = down
        if not down:
            for tone in self.pedalled:
                _end(tone, time)
            self.pedalled = []

    def _let_go(self, time: float) -> None:
        for tone in (*self.down.values(), *self.pedalled):
            _end(tone, time)
        self.down, self.pedalled = {}, []


def _end(tone: Tone, time: float) -> None:
    tone.held = max(time - tone.start, LEAST_HELD)


def _volume(level: int, expression: int) -> float:
    """Amplitude of CC 7 and CC 11: both squared."""
    return (level / 127) ** 2 * (expression / 127) ** 2
