"""Targets: one lane's notes as times and windows, and which of them a strike is meant for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from drumjam.rules.chart import Lane, Level, Note, Pad
from drumjam.rules.judgement import ROLL_TAIL_US, windows_us
from drumjam.rules.tempo import TempoMap


@dataclass(slots=True)
class Target:
    """All notes of one lane on one tick, with the window they share.

    tick     where
    time_us  when, microseconds of song time
    windows  half-widths of perfect, great and good in microseconds
    notes    index into the session's notes for each pad that has one
    entry    index of the same notes among the harmony meter's entries
    taken    error in seconds of each note that was hit, by pad
    settled  how many of the notes have their judgement
    """

    tick: int
    time_us: float
    windows: tuple[float, float, float]
    notes: dict[Pad, int]
    entry: int = -1
    taken: dict[Pad, float] = field(default_factory=dict)
    settled: int = 0

    @property
    def closes_us(self) -> float:
        """The last instant at which a strike may take one of these notes."""
        return self.time_us + self.windows[2]

    def seat(self, pad: Pad, taken: Sequence[Pad], pads_matter: bool) -> Pad | None:
        """The pad whose note a strike takes when those in `taken` are gone; None if there is none for it."""
        free = [p for p in self.notes if p not in taken]
        if pad in free:
            return pad
        return free[0] if free and not pads_matter else None


class LaneTargets:
    """One leader's targets in order; finds the one a strike is meant for without walking them.

    notes    the session's notes, sorted by (tick, lane, pad)
    times    their song times in seconds
    scale    factor on the windows, 1 by the rules
    """

    __slots__ = ("_by_pad", "_roll_ends", "_roll_starts", "_times", "lane", "pads_matter", "targets")

    def __init__(
        self, lane: Lane, level: Level, notes: Sequence[Note], times: Sequence[float], tempo: TempoMap, scale: float
    ) -> None:
        self.lane = lane
        self.pads_matter = level.pads_matter
        groups: dict[int, dict[Pad, int]] = {}
        self._by_pad: tuple[tuple[list[float], list[Note]], ...] = (([], []), ([], []))
        rolls: list[tuple[float, int]] = []
        for index, note in enumerate(notes):
            if note.lane == lane:
                groups.setdefault(note.tick, {})[note.pad] = index
                self._by_pad[note.pad][0].append(times[index] * 1e6)
                self._by_pad[note.pad][1].append(note)
                if note.roll_until is not None:
                    rolls.append((times[index] * 1e6, note.roll_until))
        self._times = [times[next(iter(group.values()))] * 1e6 for group in groups.values()]
        gaps = [inf, *(b - a for a, b in pairwise(self._times)), inf]
        self.targets = [
            Target(tick, time, windows_us(min(gaps[i], gaps[i + 1]) / 2, scale), pads)
            for i, ((tick, pads), time) in enumerate(zip(groups.items(), self._times, strict=True))
        ]
        self._roll_starts = [start for start, _ in rolls]
        self._roll_ends: list[float] = []
        for _, until in rolls:  # a long roll on one pad may outlast a later one on the other
            end = tempo.seconds(until) * 1e6 + ROLL_TAIL_US
            self._roll_ends.append(max(end, self._roll_ends[-1] if self._roll_ends else end))

    def at(self, time_us: int) -> Target | None:
        """The target in whose window an instant lies; between two windows that touch, the earlier."""
        after = bisect_left(self._times, time_us)
        if after > 0 and time_us - self._times[after - 1] <= self.targets[after - 1].windows[2]:
            return self.targets[after - 1]
        if after < len(self._times) and self._times[after] - time_us <= self.targets[after].windows[2]:
            return self.targets[after]
        return None

    def in_roll(self, time_us: int) -> bool:
        """Whether the lane is asked to roll at an instant, from the head to a little after the last stroke."""
        before = bisect_right(self._roll_starts, time_us)
        return before > 0 and time_us <= self._roll_ends[before - 1]

    def nearest(self, time_us: int, pad: Pad) -> Note | None:
        """The lane's note of a pad nearest in time; None if it has none on that pad."""
        times, notes = self._by_pad[pad]
        if not notes:
            return None
        after = bisect_left(times, time_us)
        if after == len(times) or (after > 0 and time_us - times[after - 1] <= times[after] - time_us):
            after -= 1
        return notes[after]
