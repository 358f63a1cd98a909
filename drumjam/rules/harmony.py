"""HarmonyMeter: how well two drummers play with each other, 0 to 1.

Not with the chart (that is accuracy): the two errors are compared, so that parts which interlock or answer
each other measure like unison, and a lateness that both share costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf

from drumjam.rules.chart import Lane, Note, chords

START = 0.15
"""Harmony before the first stroke: a bit awkward."""

PAIR_SPREAD = 0.045
"""Asynchrony in seconds at which a pair of strokes counts exp(-1/2): a spread of 20 ms, just audible, gives .90."""

OFFSET_SPREAD = 0.060
"""How far, in seconds, the pair may stray from its own common offset before that counts exp(-1/2)."""

OFFSET_BEATS = 16.0
"""Memory of the common offset, in beats."""

MEMORY_BEATS = 16.0
"""Memory of harmony itself, in beats."""

STRAY_LOSS = 0.04
"""Share of harmony that a stray takes."""

PRESENCE_GAIN = 0.25
"""How fast a lane's presence follows its hits and misses."""

HOLD_BEATS = 16.0
"""How long a lane's last error stands for it, in beats."""

SHARED_PART_OF_BEAT = 48
"""Strokes of the two lanes within 1/48 beat of each other are one moment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """All notes of one lane on one tick, judged as one.

    tick    where
    lane    whose
    weight  beats since the previous moment, at most 1; both entries of a shared moment carry the same
    mate    index of the other entry of a shared moment, None if the moment is this lane's own
    """

    tick: int
    lane: Lane
    weight: float
    mate: int | None


@dataclass(frozen=True, slots=True)
class Asynchrony:
    """One comparison of the two leaders.

    beat    position of the entry that brought it
    value   Takaichi's error minus Lee's in seconds; positive: Lee was earlier
    shared  whether both struck the same moment, or a held error was compared
    """

    beat: float
    value: float
    shared: bool


def entries_of(notes: Sequence[Note], ticks_per_beat: int) -> tuple[Entry, ...]:
    """The entries of a chart's notes (sorted by tick, lane, pad), in order, paired into moments."""
    places = sorted((group[0].tick, lane) for lane in Lane for group in chords([n for n in notes if n.lane == lane]))
    entries: list[Entry] = []
    before = None
    i = 0
    while i < len(places):
        tick, lane = places[i]
        weight = 1.0 if before is None else min(1.0, (tick - before) / ticks_per_beat)
        before = tick
        after = places[i + 1] if i + 1 < len(places) else None
        if after and after[1] != lane and SHARED_PART_OF_BEAT * (after[0] - tick) <= ticks_per_beat:
            entries += [Entry(tick, lane, weight, i + 1), Entry(after[0], after[1], weight, i)]
            i += 2
        else:
            entries.append(Entry(tick, lane, weight, None))
            i += 1
    return tuple(entries)


class HarmonyMeter:
    """Harmony as it stands after each verdict; a constant amount of work a verdict.

    Verdicts come in order of time, hits before strays before misses, then by tick, then Lee before Takaichi.

    value   harmony now, 0 to 1
    curve   (beat, harmony) after each verdict that changed it
    heard   every comparison of the two, oldest first
    offset  the pair's common offset in seconds: how late both are together
    presence  per lane, 0 to 1: how much of its part it plays
    """

    __slots__ = (
        "_due",
        "_error",
        "_error_beat",
        "_offset_sum",
        "_offset_weight",
        "_remembered",
        "_weighted",
        "_weights",
        "curve",
        "entries",
        "heard",
        "presence",
        "ticks_per_beat",
        "value",
    )  # fmt: skip

    def __init__(self, entries: tuple[Entry, ...], ticks_per_beat: int) -> None:
        self.entries = entries
        self.ticks_per_beat = ticks_per_beat
        self.value = START
        self.curve: list[tuple[float, float]] = []
        self.heard: list[Asynchrony] = []
        self.presence = [1.0, 1.0]
        self._due = [0, 0]
        self._error: list[float | None] = [None, None]
        self._error_beat = [0.0, 0.0]
        self._offset_sum = self._offset_weight = 0.0
        self._remembered: dict[int, float | None] = {}
        self._weights = self._weighted = 0.0

    @property
    def offset(self) -> float:
        """The pair's common offset in seconds; 0 before any comparison."""
        return self._offset_sum / self._offset_weight if self._offset_weight else 0.0

    @property
    def mean(self) -> float:
        """Mean harmony over the moments settled so far, by their weights; the start value before any."""
        return self._weighted / self._weights if self._weights else START

    @property
    def weighted(self) -> float:
        """Harmony summed over the moments settled so far, each times its weight, in beats."""
        return self._weighted

    def stray(self, beat: float) -> None:
        """A strike that took no note, at a position in beats."""
        self.value *= 1 - STRAY_LOSS
        self.curve.append((beat, self.value))

    def entry(self, index: int, error: float | None) -> None:
        """The verdict on one entry: its error in seconds (the mean of its notes), or None if it was missed."""
        entry = self.entries[index]
        lane, other = entry.lane, 1 - entry.lane
        beat = entry.tick / self.ticks_per_beat
        self._due[lane] += 1
        self.presence[lane] += PRESENCE_GAIN * ((error is not None) - self.presence[lane])
        if entry.mate is None:
            sample = self._solo(other, beat, error, entry.weight)
        elif entry.mate in self._remembered:
            sample = self._shared(entry, beat, error, self._remembered.pop(entry.mate))
        else:
            self._remembered[index] = error
            sample = None
        if error is not None:
            self._error[lane], self._error_beat[lane] = error, beat
        if sample is not None:
            before = self.value
            self.value += (1 - exp(-entry.weight / MEMORY_BEATS)) * (sample - before)
            if self.value != before:
                self.curve.append((beat, self.value))
        if index not in self._remembered:
            self._weights += entry.weight
            self._weighted += entry.weight * self.value

    def _solo(self, other: int, beat: float, error: float | None, weight: float) -> float | None:
        if error is None:
            return 0.0
        held = self._error[other]
        if held is None:
            return 0.0 if self._due[other] else None
        if beat - self._error_beat[other] > HOLD_BEATS:  # the other rests, by the chart or by not playing
            return 0.0 if self.presence[other] < 0.5 else None
        lee, takaichi = (held, error) if other == Lane.LEE else (error, held)
        return self._compare(lee, takaichi, weight, beat, shared=False) * self.presence[other]

    def _shared(self, entry: Entry, beat: float, error: float | None, mate: float | None) -> float:
        if error is None or mate is None:
            return 0.0
        lee, takaichi = (error, mate) if entry.lane == Lane.LEE else (mate, error)
        return self._compare(lee, takaichi, entry.weight, beat, shared=True)

    def _compare(self, lee: float, takaichi: float, weight: float, beat: float, *, shared: bool) -> float:
        """How much two strokes sound as one: their distance, and the pair's from its own offset."""
        middle = (lee + takaichi) / 2
        gain = 1 - exp(-weight / OFFSET_BEATS)
        self._offset_sum += gain * (middle - self._offset_sum)
        self._offset_weight += gain * (1 - self._offset_weight)
        drift = middle - self._offset_sum / self._offset_weight
        self.heard.append(Asynchrony(beat, takaichi - lee, shared))
        apart = lee - takaichi
        return exp(-(apart * apart) / (2 * PAIR_SPREAD**2) - drift * drift / (2 * OFFSET_SPREAD**2))


def flawless_mean(entries: tuple[Entry, ...], ticks_per_beat: int) -> float:
    """Mean harmony of a play in which every note is hit exactly: the way up from the start counts."""
    meter = HarmonyMeter(entries, ticks_per_beat)
    for index in range(len(entries)):
        meter.entry(index, 0.0)
    return meter.mean


def mean_asynchrony(heard: Sequence[Asynchrony], last: int = 8) -> float | None:
    """Mean of the last comparisons in seconds, positive where Lee is earlier; None before any.

    In unison passages, where at least as many unisons as `last` are among the latest 2 x `last` comparisons,
    only the unisons count.
    """
    recent = heard[-2 * last :]
    unisons = [one for one in recent if one.shared]
    chosen = (unisons if len(unisons) >= last else recent)[-last:]
    return sum(one.value for one in chosen) / len(chosen) if chosen else None


def total_weight(entries: Iterable[Entry]) -> float:
    """Weight of all moments, in beats."""
    return sum(e.weight for i, e in enumerate(entries) if e.mate is None or e.mate > i) or inf
