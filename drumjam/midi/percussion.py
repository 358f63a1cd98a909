"""Which notes of a MIDI file are drums, whatever their channel, and which of them are worth playing."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.channels import Channels
from drumjam.midi.kit import FAMILY, PLAYED_AS, UNCHARTED_KEYS
from drumjam.midi.leaders import leader_of
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Remark
from drumjam.rules.ticks import distinct

DRUM_CHANNEL = 9
_XG_BANKS = (126, 127)
_GM2_BANK = 120
_BANK, _VOLUME, _EXPRESSION = 0, 7, 11
_CLICK_KEYS = frozenset((*range(31, 35), 37, 75, 76, 77))
_DRUM_NAME = re.compile(r"\b(drums?|drum ?kit|perc|percussion)\b|드럼|타악|ドラム|打楽器|鼓", re.IGNORECASE)
_NOT_DRUMS = re.compile(r"steel[ _-]?drums?|drum ?(&|and|n|'n') ?bass", re.IGNORECASE)
_CLICK_NAME = re.compile(r"\b(click|metronome)\b", re.IGNORECASE)
_SWITCH_NAME = re.compile(r"\bkey ?-?switch(es)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DrumPart:
    """The percussion of one track on one channel.

    track    from 0
    channel  0 to 15
    name     the track's own name, or ""
    why      how it was known to be drums
    notes    how many of its notes sound as percussion
    reason   why it is not charted, or "" where it is there to be played
    """

    track: int
    channel: int
    name: str
    why: str
    notes: int
    reason: str = ""

    @property
    def charted(self) -> bool:
        """Whether it is there to be played."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Percussion:
    """The drums of a file.

    sounding  mask over the file's notes: sounds as percussion
    charted   mask over the file's notes: may become a note of the chart
    parts     the drum parts in the order of their tracks
    remarks   what is not charted, and why
    """

    sounding: NDArray[np.bool_]
    charted: NDArray[np.bool_]
    parts: tuple[DrumPart, ...]
    remarks: tuple[Remark, ...]


def find_percussion(midi: MidiFile) -> Percussion:
    """Every drum part of a file: by channel 10, GS, XG and GM2 messages, or the track's name."""
    notes = midi.notes
    pair = notes.track.astype(np.int64) * 16 + notes.channel
    codes, first, inverse = np.unique(pair, return_index=True, return_inverse=True)
    channels_of_track = np.bincount((codes >> 4).astype(np.int64))
    state = _State(midi)
    names = midi.track_names()
    heard = (notes.key >= 24) | (notes.velocity > 1)
    rows_of = np.split(np.argsort(inverse, kind="stable"), np.cumsum(np.bincount(inverse))[:-1])
    parts: list[DrumPart] = []
    found: list[NDArray[np.int64]] = []
    for code, start, own in zip(codes.tolist(), first.tolist(), rows_of, strict=True):
        track, channel = code >> 4, code & 15
        name = names.get(track, "")
        alone = int(channels_of_track[track]) == 1
        why = state.why(channel, int(notes.tick[start]), name if alone else "")
        rows = own[heard[own]] if why else own[:0]
        if not len(rows) or _SWITCH_NAME.search(name):
            continue
        reason = _click(notes.key[rows], notes.tick[rows], name)
        if not reason and state.muted(channel, notes.tick[rows]):
            reason = "muted"
        parts.append(DrumPart(track, channel, name, why, len(rows), reason))
        found.append(rows)
    parts = _unmute_if_alone(parts)
    sounding, charted = np.zeros(len(notes), np.bool_), np.zeros(len(notes), np.bool_)
    for part, rows in zip(parts, found, strict=True):
        sounding[rows] = True
        charted[rows] = part.charted
    return Percussion(sounding, charted, tuple(parts), tuple(_left_out(part) for part in parts if part.reason))


def _unmute_if_alone(parts: list[DrumPart]) -> list[DrumPart]:
    """Play-along files mute the very drums one is to play: without others, these are charted."""
    if any(part.charted for part in parts):
        return parts
    return [replace(part, reason="") if part.reason == "muted" else part for part in parts]


def _left_out(part: DrumPart) -> Remark:
    text = f"track {part.track + 1}: {part.notes} notes not charted ({part.reason})"
    return Remark("midi.not-charted", text, (("track", part.track + 1), ("notes", part.notes), ("why", part.reason)))


def _click(keys: NDArray[np.uint8], ticks: NDArray[np.int64], name: str) -> str:
    """Why a part is no music but a click, or ""; a leader's own part is music, however plain."""
    if _CLICK_NAME.search(name):
        return "a click"
    if leader_of(name) is not None:
        return ""
    found = set(np.unique(keys).tolist())
    if len(found) > 2 or not found <= _CLICK_KEYS or len(ticks) < 4:
        return ""
    gaps = np.diff(distinct(ticks))
    return "a click" if len(gaps) and gaps.min() == gaps.max() else ""


class _State:
    """What makes channels drums, and mutes them: banks, programs, volumes and the drum parts of GS and XG."""

    def __init__(self, midi: MidiFile) -> None:
        self._channels = Channels(midi.events)
        self._modes: dict[int, list[tuple[int, str, bool]]] = {}
        for message in midi.sysex:
            mode = _drum_mode(message.data)
            if mode:
                channel, why, on = mode
                self._modes.setdefault(channel, []).append((message.tick, why, on))

    def why(self, channel: int, tick: int, name: str) -> str:
        """Why a part that begins at a tick is drums, or ""."""
        modes = self._modes.get(channel, [])
        place = bisect_right(modes, tick, key=lambda mode: mode[0])
        if place:
            _, why, on = modes[place - 1]
            return why if on else ""
        bank = self._channels.setting(channel, _BANK, tick)
        if bank in _XG_BANKS:
            return "XG drum bank"
        if bank == _GM2_BANK:
            return "GM2 drum bank"
        if channel == DRUM_CHANNEL:
            return "channel 10"
        named = _DRUM_NAME.search(name) and not _NOT_DRUMS.search(name)
        return "track name" if named and not self._channels.program(channel, tick) else ""

    def muted(self, channel: int, ticks: NDArray[np.int64]) -> bool:
        """Whether volume or expression is 0 from the first of the ticks to the last."""
        first, last = int(ticks[0]), int(ticks[-1])
        return any(self._channels.silent(channel, controller, first, last) for controller in (_VOLUME, _EXPRESSION))


def _drum_mode(data: bytes) -> tuple[int, str, bool] | None:
    """Channel, reason and on or off, if a SysEx makes a part a drum part or takes that back."""
    if len(data) >= 8 and data[0] == 0x41 and data[2:4] == b"\x42\x12" and data[4] == 0x40 and data[6] == 0x15:
        part, mode = data[5], data[7]
        if part & 0xF0 == 0x10 and mode <= 2:
            block = part & 0x0F
            channel = DRUM_CHANNEL if block == 0 else block - 1 if block <= 9 else block
            return channel, "GS drum part", mode > 0
    if len(data) >= 7 and data[0] == 0x43 and data[1] & 0xF0 == 0x10 and data[2:4] == b"\x4c\x08" and data[5] == 7:
        return data[4] & 0x0F, "XG drum part", data[6] > 0
    return None


def charted_keys(midi: MidiFile, percussion: Percussion) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Which notes (indices) may be struck, and the percussion key each is charted as.

    Keys nobody strikes stay in the backing; if the file has no others, they become snares.
    """
    chosen = np.flatnonzero(percussion.charted)
    keys = PLAYED_AS[midi.notes.key[chosen]]
    known = FAMILY[keys] > 0
    if known.any() or not len(chosen):
        return chosen[known], keys[known]
    strange = ~np.isin(keys, UNCHARTED_KEYS)
    return chosen[strange], np.full(int(strange.sum()), 38, np.uint8)
