"""Files that already hold a part for each leader: their notes are taken as they are."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.grid import Grid
from drumjam.midi.kit import PAD, RANK
from drumjam.midi.leaders import leader_of
from drumjam.midi.percussion import Percussion, charted_keys
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Device, Lane, Pad, Section

_ROLL_KEYS = {126: Pad.DRUM, 127: Pad.CYMBAL}
_MARKER = re.compile(r"^\s*section:\s*(?P<name>[^|]*?)\s*(\|\s*device:\s*(?P<device>.*?)\s*)?$", re.IGNORECASE)
_DEVICES = {
    **{device.value: device for device in Device},
    "lesson": Device.ECHO,
    "split kit": Device.HOCKET,
    "role swap": Device.SWAP,
    "shared roll": Device.UNISON,
    "build": Device.UNISON,
    "double raise": Device.UNISON,
    "lead-in": Device.LEAD,
}
_WHOLE = ("drift", "lesson")
"""Devices that every level keeps whole: a drift is its own even strokes, a lesson's answer repeats its call."""


def find_leaders(midi: MidiFile, percussion: Percussion) -> tuple[frozenset[int], frozenset[int]] | None:
    """The tracks of Lee's and of Takaichi's part, or None if the file has not both."""
    tracks = sorted({part.track for part in percussion.parts if part.charted})
    found: tuple[set[int], set[int]] = (set(), set())
    names = midi.track_names()
    for track in tracks:
        leader = leader_of(names.get(track, ""))
        if leader is not None:
            found[leader].add(track)
    return (frozenset(found[0]), frozenset(found[1])) if found[0] and found[1] else None


def read_parts(midi: MidiFile, percussion: Percussion, leaders: tuple[frozenset[int], frozenset[int]]) -> Grid:
    """Every stroke of both parts; on one tick and pad the one of best rank, then the loudest."""
    chosen, keys = charted_keys(midi, percussion)
    notes = midi.notes
    track = notes.track[chosen]
    lane = np.where(np.isin(track, list(leaders[0])), 0, np.where(np.isin(track, list(leaders[1])), 1, -1))
    mine = lane >= 0
    chosen, keys, lane = chosen[mine], keys[mine], lane[mine]
    cell = 2 * lane + PAD[keys].astype(np.int64)
    order = np.lexsort((-notes.velocity[chosen].astype(np.int64), RANK[keys], cell, notes.tick[chosen]))
    chosen, keys, cell = chosen[order], keys[order], cell[order]
    tick = notes.tick[chosen]
    first = np.ones(len(tick), np.bool_)
    first[1:] = (tick[1:] != tick[:-1]) | (cell[1:] != cell[:-1])
    chosen, keys, cell, tick = chosen[first], keys[first], cell[first], tick[first]
    until = np.full(len(tick), -1, np.int64)
    below = np.zeros(len(tick), np.bool_)
    for roll_cell, start, end in _rolls(midi, leaders):
        head = np.flatnonzero((cell == roll_cell) & (tick == start))
        inside = (cell == roll_cell) & (tick > start) & (tick < end)
        if len(head):
            until[head] = int(tick[inside].max()) if inside.any() else end
            below |= inside
    kept = ~below
    return _grid(midi, tick[kept], cell[kept], keys[kept], notes.velocity[chosen[kept]], until[kept])


def _grid(
    midi: MidiFile,
    tick: NDArray[np.int64],
    cell: NDArray[np.int64],
    keys: NDArray[np.uint8],
    velocity: NDArray[np.uint8],
    until: NDArray[np.int64],
) -> Grid:
    rows, row = np.unique(tick, return_inverse=True)
    grid = Grid(
        rows,
        midi.tempo.seconds(rows),
        np.zeros((len(rows), 4), np.uint8),
        np.zeros((len(rows), 4), np.uint8),
        np.full((len(rows), 4), -1, np.int64),
    )
    grid.key[row, cell], grid.velocity[row, cell], grid.until[row, cell] = keys, velocity, until
    return grid


def _rolls(midi: MidiFile, leaders: tuple[frozenset[int], frozenset[int]]) -> list[tuple[int, int, int]]:
    """Cell, first tick and end of every held roll key on the leaders' tracks."""
    events = midi.events
    rows = np.flatnonzero(
        (events.a >= 126)
        & (events.status >= 0x80)
        & (events.status < 0xA0)
        & np.isin(events.track, list(leaders[0] | leaders[1]))
    )
    held: dict[tuple[int, int], int] = {}
    found: list[tuple[int, int, int]] = []
    for row in rows.tolist():
        lane = Lane.LEE if int(events.track[row]) in leaders[0] else Lane.TAKAICHI
        key, tick = int(events.a[row]), int(events.tick[row])
        place = (int(events.track[row]), key)
        if events.status[row] >= 0x90 and events.b[row]:
            held.setdefault(place, tick)
        elif place in held:
            start = held.pop(place)
            if tick > start:
                found.append((2 * lane + _ROLL_KEYS[key], start, tick))
    return found


def read_sections(midi: MidiFile) -> tuple[list[Section], list[int]]:
    """The sections named by markers, and the ticks of those that no level thins out."""
    sections: dict[int, Section] = {}
    whole: list[int] = []
    for text in midi.texts:
        match = _MARKER.match(text.text) if text.kind == 6 else None
        if match:
            word = (match["device"] or "").lower()
            sections[text.tick] = Section(text.tick, match["name"] or "A", _DEVICES.get(word, Device.PARTS))
            if word in _WHOLE:
                whole.append(text.tick)
    return sorted(sections.values()), whole
