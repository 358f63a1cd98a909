"""Kit: the drums that both leaders play, found from the strokes that their notes were taken from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.percussion import Percussion, charted_keys
from drumjam.midi.smf import MidiFile
from drumjam.midi.twoparts import find_leaders
from drumjam.rules.chart import Chart, Lane, Note, Source
from drumjam.sound.handdrums import SETS
from drumjam.sound.room import SEND
from drumjam.sound.schedule import Line, Tone
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.zones import Zone

RING = 3.0
"""Seconds for which a stroke may ring."""

PANS = (-0.3, 0.3)
"""Where Lee's drums and Takaichi's stand, -1 left to 1 right, until a player moves them."""

TOGETHER = 0.025
"""Seconds within which strokes are heard as one."""

CHOKED = {42: (46,), 44: (46,), 73: (74,), 78: (79,), 80: (81,), 86: (87,)}
"""A closed or pedalled hat ends an open one of the same leader, and what is played short what rings."""

CHOKE_MS = 20

NEAR = 0.030
"""Seconds within which a note of the chart stands for a stroke of its key (strokes so close are one instant)."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A drum kit as a file plays it.

    program  of the font's drum bank, 0 to 127; one of `handdrums.SETS`
    gain     volume of its channel, amplitude 0 to 1
    room     how much of it is sent into the room, 0 to 1
    """

    program: int = 0
    gain: float = (100 / 127) ** 2
    room: float = SEND

    def voice(self, font: SoundFont, key: int, velocity: int) -> tuple[tuple[Zone, ...], int]:
        """What of the font sounds for one stroke, and the key at which it is played."""
        beaten = SETS.get(self.program, {}).get(key)
        if beaten is None:
            return font.find_drum(self.program, key, velocity), key
        program, pitch = beaten
        return font.find(0, program, pitch, velocity), pitch


def pan_gains(pan: float) -> tuple[float, float]:
    """Amplitude on the left and on the right of drums that stand at -1 left to 1 right; at the ends one is 0."""
    return min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)


def crowding(starts: Sequence[float]) -> list[float]:
    """The amplitude factor with which each stroke is played so that those that come together are not too loud.

    Two drummers are 3 dB louder than one, not 6 as one sound played twice; so many strokes at once are as loud as
    so many players. `starts` rise, in seconds.
    """
    at = np.asarray(starts, np.float64)
    others = np.searchsorted(at, at + TOGETHER, "right") - np.searchsorted(at, at - TOGETHER, "left")
    factors: list[float] = (others**-0.5).tolist()
    return factors


@dataclass(frozen=True, slots=True)
class Taken:
    """Which strokes of a file the notes of both lanes stand for.

    rows  for each note the row of its stroke in the file's notes, -1 for none
    mask  over the file's notes: taken by a lane, doubles on the same tick and key too
    """

    rows: tuple[int, ...]
    mask: NDArray[np.bool_]


def take(midi: MidiFile, percussion: Percussion, chart: Chart, notes: Sequence[Note]) -> Taken:
    """Find the stroke of each note: same key and tick, in a file of two parts the leader's own; else the nearest."""
    chosen, keys = charted_keys(midi, percussion)
    owner = np.full(len(chosen), -1)
    leaders = find_leaders(midi, percussion) if chart.source is Source.TWO_PARTS else None
    if leaders is not None:
        for lane in Lane:
            owner[np.isin(midi.notes.track[chosen], list(leaders[lane]))] = lane
    strokes: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    drums: dict[tuple[int, int], list[int]] = defaultdict(list)
    ticks = midi.notes.tick[chosen]
    for row, tick, key, lane in zip(chosen.tolist(), ticks.tolist(), keys.tolist(), owner.tolist(), strict=True):
        strokes[lane, key, tick].append(row)
        drums[lane, key].append(row)
    times = midi.tempo.seconds(midi.notes.tick)
    mask, rows = np.zeros(len(midi.notes), np.bool_), []
    for note in notes:
        whose = -1 if leaders is None else int(note.lane)
        found = strokes.get((whose, note.key, note.tick))
        found = found or _nearest(drums.get((whose, note.key), []), times, note, midi)
        mask[found] = True
        rows.append(found[0] if found else -1)
    return Taken(tuple(rows), mask)


def _nearest(rows: list[int], times: NDArray[np.float64], note: Note, midi: MidiFile) -> list[int]:
    if not rows:
        return []
    at = midi.tempo.seconds(note.tick)
    here = times[rows]
    place = int(np.searchsorted(here, at))
    near = min((p for p in (place - 1, place) if 0 <= p < len(rows)), key=lambda p: abs(here[p] - at))
    return [rows[near]] if abs(here[near] - at) <= NEAR else []


def find_kit(lines: Sequence[Line], taken: Taken) -> Kit:
    """The kit most of the taken strokes are played with, at their largest volume; the standard kit without any."""
    tones = [tone for tone in _taken_tones(lines, taken).values() if tone.gain > 0]
    if not tones:
        return Kit()
    (program, room), _ = Counter((tone.program, tone.room) for tone in tones).most_common(1)[0]
    return Kit(program, max(tone.gain for tone in tones), room)


def volumes(lines: Sequence[Line], taken: Taken, kit: Kit) -> list[float]:
    """The share, 0 to 1, of the kit's volume that each note's own stroke has; 1 without one, or where it is muted."""
    tones = _taken_tones(lines, taken)
    own = [tones.get(row) for row in taken.rows]
    return [tone.gain / kit.gain if tone is not None and tone.gain > 0 else 1.0 for tone in own]


def _taken_tones(lines: Sequence[Line], taken: Taken) -> dict[int, Tone]:
    return {tone.note: tone for line in lines for tone in line.tones if taken.mask[tone.note]}
