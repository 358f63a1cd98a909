"""Count-in: where a play begins, where it ends, and the pulses that count it in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from drumjam.rules.chart import Chart
from drumjam.rules.tempo import bar_lines

LEAST_LEAD_IN = 2.0
LEAST_RESUME = 1.5
"""Seconds of a count-in after a pause, at least."""

EASE = 0.5
AFTER_LAST = 1.5
"""Seconds of the clock between the last note's window and the results."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """One number of a count-in.

    number  what is said, from 1
    time    song time in seconds
    until   when the next one, or the bar, begins
    """

    number: int
    time: float
    until: float


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a song is played, in song time (seconds).

    begin   where the sound and the song's time begin, before the count-in
    end     where the play is over, once every note is settled
    counts  the count-in
    pulses  what a click marks after it; empty for a song that is played as a whole
    """

    begin: float
    end: float
    counts: tuple[Pulse, ...]
    pulses: tuple[Pulse, ...] = ()


def whole_span(chart: Chart, first: float, ends: float, lead: float, speed: float) -> Span:
    """All of a song.

    first  song time of the first note in seconds; `ends` when the last one's window closes
    lead   seconds of the clock before song time 0
    """
    return Span(-lead * speed, max(ends, 0.0) + AFTER_LAST * speed, opening(chart, first))


def bars_span(chart: Chart, start: int, stop: int, ends: float, speed: float) -> Span:
    """Some bars of a song, counted in; `start` and `stop` are the ticks of the bar lines around them."""
    begin, end = chart.tempo.seconds(start), chart.tempo.seconds(stop)
    counts = resuming(chart, begin, speed)
    return Span(counts[0].time, max(end, ends), counts, _clicked(chart, start, stop))


def lead_in(chart: Chart, first: float, approach: float, speed: float) -> float:
    """Seconds of the clock before song time 0: long enough to see the first note come, and for one bar to be counted.

    first     song time of the first note in seconds
    approach  seconds a note travels, on the clock
    speed     of the song
    """
    bar = _bar_seconds(chart, 0)
    needed = max(LEAST_LEAD_IN, bar / speed, approach + EASE)
    return max(needed - first / speed, 0.0)


def opening(chart: Chart, first: float) -> tuple[Pulse, ...]:
    """The bar that is counted before the first note: it ends where the first note's bar begins."""
    start = _bar_start(chart, chart.tempo.ticks(max(first, 0.0) + 1e-6))
    return _pulses(chart, start)


def resuming(chart: Chart, at: float, speed: float) -> tuple[Pulse, ...]:
    """The pulses before a song time at which play goes on: one bar of them, 1.5 s of the clock at least."""
    tick = round(chart.tempo.ticks(at))
    meter = chart.meter_at(tick)
    pulse = _pulse_seconds(chart, tick)
    count = meter.pulses
    while count * pulse / speed < LEAST_RESUME:
        count += meter.pulses
    times = [at - (count - i) * pulse for i in range(count)]
    return tuple(Pulse(i % meter.pulses + 1, time, time + pulse) for i, time in enumerate(times))


def _clicked(chart: Chart, start: int, stop: int) -> tuple[Pulse, ...]:
    """The pulses from one bar line to another."""
    per_beat, found = chart.tempo.ticks_per_beat, list[Pulse]()
    for line, after in pairwise(bar_lines(chart.meters, per_beat, stop).tolist()):
        if start <= line < stop:
            places = [*range(line, after, chart.meter_at(line).pulse_ticks(per_beat)), after]
            times = [_seconds(chart, tick) for tick in places]
            found += [Pulse(i + 1, time, until) for i, (time, until) in enumerate(pairwise(times))]
    return tuple(found)


def _bar_start(chart: Chart, tick: float) -> int:
    meter = chart.meter_at(tick)
    bar = meter.bar_ticks(chart.tempo.ticks_per_beat)
    return meter.tick + int((tick - meter.tick) // bar) * bar


def _pulses(chart: Chart, end: int) -> tuple[Pulse, ...]:
    """One bar of pulses that ends at a tick; before tick 0 the first tempo runs backwards."""
    meter = chart.meter_at(end)
    step = meter.pulse_ticks(chart.tempo.ticks_per_beat)
    ticks = [end - (meter.pulses - i) * step for i in range(meter.pulses + 1)]
    times = [_seconds(chart, tick) for tick in ticks]
    return tuple(Pulse(i + 1, times[i], times[i + 1]) for i in range(meter.pulses))


def _seconds(chart: Chart, tick: int) -> float:
    return chart.tempo.seconds(tick)


def _bar_seconds(chart: Chart, tick: int) -> float:
    bar = chart.meter_at(tick).bar_ticks(chart.tempo.ticks_per_beat)
    return chart.tempo.seconds(tick + bar) - chart.tempo.seconds(tick)


def _pulse_seconds(chart: Chart, tick: int) -> float:
    step = chart.meter_at(tick).pulse_ticks(chart.tempo.ticks_per_beat)
    return chart.tempo.seconds(tick + step) - chart.tempo.seconds(tick)
