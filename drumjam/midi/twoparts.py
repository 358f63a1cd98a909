"""Files that already hold a part for each leader: their notes are taken as they are."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.grid import Grid
from drumjam.midi.held import held_keys
from drumjam.midi.kit import PAD, RANK
from drumjam.midi.leaders import leader_of
from drumjam.midi.percussion import Percussion, charted_keys
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Device, Pad, Section
from drumjam.rules.tempo import TempoMap

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
    tick, cell = notes.tick[chosen], 2 * lane + PAD[keys].astype(np.int64)
    until, kept = np.full(len(tick), -1, np.int64), np.ones(len(tick), np.bool_)
    rolls: tuple[list[tuple[int, int]], ...] = ([], [], [], [])
    for held in held_keys(midi, leaders[0] | leaders[1], range(126, 128)):
        rolls[2 * (held.track not in leaders[0]) + _ROLL_KEYS[held.key]].append((held.start, held.end))
    for place, spans in enumerate(rolls):
        own = np.flatnonzero(cell == place)
        if spans and len(own):
            own = own[np.argsort(tick[own], kind="stable")]
            until[own], kept[own] = _rolled(tick[own], np.array(spans, np.int64))
    return parts_grid(midi.tempo, tick[kept], cell[kept], keys[kept], notes.velocity[chosen[kept]], until[kept])


def _rolled(tick: NDArray[np.int64], spans: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Of each stroke of one cell its roll's last tick or -1, and which strokes are left when a roll is one stroke.

    tick   of the strokes, rising
    spans  (n, 2) from where to where a roll is held; those that do not begin with a stroke do not count
    """
    first, stop = np.searchsorted(tick, spans[:, 0], "right"), np.searchsorted(tick, spans[:, 1])
    head = np.searchsorted(tick, spans[:, 0])
    begun = first > head
    head, first, stop, end = head[begun], first[begun], stop[begun], spans[begun, 1]
    until = np.full(len(tick), -1, np.int64)
    until[head] = np.where(stop > first, tick[stop - 1], end)
    inside = np.zeros(len(tick) + 1, np.int64)
    np.add.at(inside, first, 1)
    np.add.at(inside, stop, -1)
    return until[np.searchsorted(tick, tick)], np.cumsum(inside[:-1]) == 0


def parts_grid(
    tempo: TempoMap,
    tick: NDArray[np.int64],
    cell: NDArray[np.int64],
    key: NDArray[np.uint8],
    velocity: NDArray[np.uint8],
    until: NDArray[np.int64],
) -> Grid:
    """The grid of strokes whose cells (lane x 2 + pad) are known: on one tick and cell the best rank, the loudest.

    All are columns of equal length, in any order; `until` is the tick of a roll's last stroke, or -1.
    """
    order = np.lexsort((-velocity.astype(np.int64), RANK[key], cell, tick))
    tick, cell, key, velocity, until = tick[order], cell[order], key[order], velocity[order], until[order]
    best = np.ones(len(tick), np.bool_)
    best[1:] = (tick[1:] != tick[:-1]) | (cell[1:] != cell[:-1])
    tick, cell, key, velocity, until = tick[best], cell[best], key[best], velocity[best], until[best]
    rows, row = np.unique(tick, return_inverse=True)
    grid = Grid(
        rows,
        tempo.seconds(rows),
        np.zeros((len(rows), 4), np.uint8),
        np.zeros((len(rows), 4), np.uint8),
        np.full((len(rows), 4), -1, np.int64),
    )
    grid.key[row, cell], grid.velocity[row, cell], grid.until[row, cell] = key, velocity, until
    return grid


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
