"""Synth: plays parts (sounds with a start, under one volume) into an array, segment by segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.kit import PLAYED_AS
from drumjam.sound.room import SEND, Room
from drumjam.sound.schedule import Curve, Line, Tone
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.voice import Planar, Voices
from drumjam.sound.zones import Zone

Stereo = NDArray[np.float32]
"""Sound as float32 (n, 2): frames of left and right, full scale 1."""

Progress = Callable[[float], None]
"""Told now and then which share of the work is done, 0 to 1; may raise to stop it."""

SEGMENT = 1 << 19
"""Frames mixed at once: the memory in use does not grow with the song."""

RAMP = 0.005
"""Seconds in which a volume change is reached, ending at its event: no clicks, and note starts keep their level."""

SENDS = 16
"""Steps in which parts are told apart by how much of them goes into the room."""

CHOKE_FADE = 0.020
"""Seconds in which a choked drum fades out."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound of a part.

    start       seconds from the start of the part's time
    zones, key  what is played
    held        seconds until its key is let go
    gain        (left, right) amplitude, velocity included
    loud        amplitude in all, its part's volume included, with which it begins
    pan         -0.5 to 0.5, added to the font's
    bend        as in `schedule.Tone`
    stop        seconds at which it is faded out, whatever it is doing
    """

    start: float
    zones: tuple[Zone, ...]
    key: int
    held: float
    gain: tuple[float, float]
    loud: float
    pan: float = 0.0
    bend: tuple[tuple[float, float], ...] = ()
    stop: float = float("inf")


@dataclass(frozen=True, slots=True)
class Part:
    """Sounds under one volume curve, sorted by start; `send` tells how much of them goes into the room, 0 to 1."""

    sounds: Sequence[Sound]
    volume: Curve
    send: float = SEND


def touch(velocity: float) -> float:
    """Amplitude of a MIDI velocity: its square."""
    return (velocity / 127) ** 2


def channel_part(font: SoundFont, line: Line, keep: NDArray[np.bool_]) -> Part:
    """What a channel plays of the notes that are kept (one flag for each row of the file's notes).

    All of it goes into the room as its first note does.
    """
    sounds: list[Sound] = []
    send = SEND
    for tone in line.tones:
        if keep[tone.note]:
            send = tone.room if not sounds else send
            key = int(PLAYED_AS[tone.key]) if tone.drum else tone.key
            if tone.drum:
                zones = font.find_drum(tone.program, key, tone.velocity)
            else:
                zones = font.find(tone.bank, tone.program, key, tone.velocity)
            sounds.append(_sound(tone, key, zones))
    return Part(choke(sounds), line.volume, send)


def _sound(tone: Tone, key: int, zones: tuple[Zone, ...]) -> Sound:
    forced = next((zone.fixed_velocity for zone in zones if zone.fixed_velocity is not None), tone.velocity)
    gain = touch(forced)
    return Sound(tone.start, zones, key, tone.held, (gain, gain), gain * tone.gain, tone.pan, tone.bend, tone.cut)


def choke(sounds: Sequence[Sound]) -> list[Sound]:
    """The sounds, each stopped where a later one of its choke group begins (the font's exclusive class)."""
    result = list(sounds)
    sounding: dict[int, list[int]] = {}
    for row, sound in enumerate(sounds):
        group = next((zone.choke for zone in sound.zones if zone.choke), 0)
        if not group:
            continue
        ringing = sounding.setdefault(group, [])
        if ringing and sounds[ringing[0]].start < sound.start:
            for other in ringing:
                result[other] = _stopped(result[other], sound.start)
            ringing.clear()
        ringing.append(row)
    return result


def _stopped(sound: Sound, time: float) -> Sound:
    return replace(sound, stop=min(sound.stop, time))


class Synth:
    """Plays parts with one font at one rate.

    rate  frames a second, 8,000 to 192,000
    """

    def __init__(self, font: SoundFont, rate: int) -> None:
        self.font = font
        self.rate = rate
        self.voices = Voices(font, rate)

    def render(
        self, parts: Sequence[Part], frames: int, progress: Progress | None = None, *, room: Room | None = None
    ) -> Stereo:
        """All parts together: float32 (frames, 2)."""
        result = np.zeros((frames, 2), np.float32)
        self.add(parts, result, progress, room=room)
        return result

    def add(
        self, parts: Sequence[Part], sound: Stereo, progress: Progress | None = None, *, room: Room | None = None
    ) -> None:
        """Play parts into a sound, in place; what rings on behind its end is lost.

        room  in which they are played; without one they sound as the font has them
        """
        choirs = self._choirs(parts, room)
        ringing = np.zeros((2, 0), np.float32)
        for start in range(0, len(sound), SEGMENT):
            here = sound[start : start + SEGMENT]
            mix, sent = np.zeros((2, len(here)), np.float32), np.zeros(len(here), np.float32)
            for more, players in choirs:
                for player in players:
                    player.add(mix, start)
                if more:
                    sent += (mix[0] + mix[1]) * np.float32(more / 2)
            if room is not None and choirs:
                heard = room.answer(sent)
                mix += heard[:, : len(here)]
                mix[:, : ringing.shape[1]] += ringing[:, : len(here)]
                ringing = _carried(ringing, heard, len(here))
            for side in range(2):  # one after the other: four times as quick as both at once
                here[:, side] += mix[side]
            if progress is not None:
                progress(min(start + SEGMENT, len(sound)) / len(sound))

    def _choirs(self, parts: Sequence[Part], room: Room | None) -> list[tuple[float, list[_Player]]]:
        """The players of parts that send as much, those that send least first; and by how much more all that is
        played up to them is sent than it is with those who follow: as they are mixed, one sum is enough for all.
        """
        groups: dict[float, list[_Player]] = {}
        for part in parts:
            if part.sounds:
                send = round(part.send * SENDS) / SENDS if room is not None else 0.0
                groups.setdefault(send, []).append(_Player(self.voices, part))
        sends = sorted(groups)
        return [(send - after, groups[send]) for send, after in zip(sends, [*sends[1:], 0.0], strict=False)]


def _carried(ringing: Planar, heard: Planar, frames: int) -> Planar:
    """What still rings after so many frames: of what rang before them, and of what was heard in them."""
    after = heard[:, frames:].copy()
    before = ringing[:, frames:]
    after[:, : before.shape[1]] += before
    return after


class _Player:
    """Adds one part to segment after segment, carrying over what still rings."""

    def __init__(self, voices: Voices, part: Part) -> None:
        self.voices, self.part = voices, part
        self.next = 0
        self.ringing: list[tuple[int, Planar, tuple[float, float]]] = []
        grid = [int(time // RAMP) for time in part.volume.times]
        self.grid = np.array(grid, np.int64)

    def add(self, mix: Planar, start: int) -> None:
        """Add the part's frames from `start` on to a segment."""
        frames = mix.shape[1]
        end = start + frames
        volume = self._volume(start, frames)
        moving = isinstance(volume, np.ndarray)
        into = np.zeros_like(mix) if moving else mix
        factor = 1.0 if moving else volume
        before, self.ringing = self.ringing, []
        for sound in chain(before, self._begin(end)):  # one after the other: only what rings on is kept
            place, voice, (left, right) = sound
            first, last = max(place, start), min(place + voice.shape[1], end)
            if first < last:
                gain = np.array([[left * factor], [right * factor]], np.float32)
                into[:, first - start : last - start] += voice[:, first - place : last - place] * gain
            if place + voice.shape[1] > end:
                self.ringing.append(sound)
        if moving:
            mix += into * volume

    def _begin(self, end: int) -> Iterator[tuple[int, Planar, tuple[float, float]]]:
        """The sounds that start before frame `end`: place, voice, gains."""
        rate = self.voices.rate
        while self.next < len(self.part.sounds):
            sound = self.part.sounds[self.next]
            place = round(sound.start * rate)
            if place >= end:
                return
            self.next += 1
            if sound.zones and max(sound.gain) > 0:
                voice, (left, right) = self.voices.placed(
                    sound.zones, sound.key, sound.held, sound.pan, sound.bend, sound.loud
                )
                if np.isfinite(sound.stop):
                    voice = _faded(voice, round((sound.stop - sound.start) * rate), rate)
                yield place, voice, (left * sound.gain[0], right * sound.gain[1])

    def _volume(self, start: int, frames: int) -> float | NDArray[np.float32]:
        """The part's volume over a segment: one number where it does not change, else one for each frame."""
        step, values = RAMP * self.voices.rate, self.part.volume.values
        first = int(np.searchsorted(self.grid, start / step - 1, "right")) - 1
        last = int(np.searchsorted(self.grid, (start + frames) / step + 1, "right"))
        first = max(first, 0)
        if len(set(values[first:last])) <= 1:
            return float(values[min(first, len(values) - 1)])
        points: list[tuple[float, float]] = [(self.grid[first] * step, values[first])]
        for row in range(first + 1, last):
            points += [((self.grid[row] - 1) * step, values[row - 1]), (self.grid[row] * step, values[row])]
        at = np.arange(start, start + frames)
        return np.interp(at, [p for p, _ in points], [v for _, v in points]).astype(np.float32)


def _faded(voice: Planar, stop: int, rate: int) -> Planar:
    """The voice, faded out from frame `stop` on."""
    if stop >= voice.shape[1]:
        return voice
    fade = round(CHOKE_FADE * rate)
    cut = voice[:, : stop + fade].copy()
    tail = cut.shape[1] - stop
    cut[:, stop:] *= np.linspace(1, 0, fade, dtype=np.float32)[:tail]
    return cut
