"""Voices: the sound of single notes, computed from a SoundFont's zones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from math import ceil, pi
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.envelope import envelope_of
from drumjam.sound.lowpass import LowPass, loss
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.source import Source
from drumjam.sound.zones import Zone

Planar = NDArray[np.float32]
"""Sound as two rows, left and right: quicker to add up than frames of two."""

Sides = tuple[float, float]
"""Amplitudes on the left and on the right."""

FADE_FRAMES = 256
"""Every voice fades out over its last frames, so that none ends in a click."""

OPEN_FILTER = 18_000.0
"""Hz: a low-pass at or above this is left out."""

SHELF = 32 << 20
"""Bytes kept of finished notes, and as many of filtered samples."""

BLOCK = 1 << 14
"""Frames computed at once: keeps the intermediate columns small."""

MOST_HELD = 60.0
"""Seconds: a longer note is let go then, and no release takes longer. It bounds the memory that a note can take."""

HELD_STEP = 0.005
"""Seconds: notes whose lengths agree to this are computed once."""

Bend = tuple[tuple[float, float], ...]
"""Pitch bend of a note: (seconds since its start, cents from there on), rising from 0; empty for none."""


class Sized(Protocol):
    """Anything that tells how many bytes it takes."""

    @property
    def nbytes(self) -> int:
        """Bytes."""
        ...


Kept = TypeVar("Kept", bound=Sized)


class Shelf(Generic[Kept]):
    """Sound that may be needed again, the least recently used given up first.

    size  bytes kept at most
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._used = 0
        self._things: OrderedDict[Hashable, Kept] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], Kept]) -> Kept:
        """The thing of this name, made if it is not at hand."""
        if name in self._things:
            self._things.move_to_end(name)
            return self._things[name]
        thing = self._things[name] = make()
        self._used += thing.nbytes
        while self._used > self.size and len(self._things) > 1:
            self._used -= self._things.popitem(last=False)[1].nbytes
        return thing


class Voices:
    """Computes notes of one font at one rate; identical notes only once.

    font  whose zones are played
    rate  frames a second of the result, 8,000 to 192,000
    """

    def __init__(self, font: SoundFont, rate: int) -> None:
        if not 8000 <= rate <= 192_000:
            raise ValueError(f"rate {rate} is not from 8000 to 192000 frames a second")
        self.font = font
        self.rate = rate
        self._notes: Shelf[Planar] = Shelf(SHELF)
        self._sources: Shelf[Source] = Shelf(SHELF)

    def note(
        self, zones: Sequence[Zone], key: int, held: float, pan: float = 0.0, bend: Bend = (), loud: float = 0.5
    ) -> Planar:
        """Float32 (2, n): a note as if struck at full velocity, from its start to where it can no longer be heard.

        zones  those that answer to the note, from `SoundFont.find` or `find_drum`
        held   seconds until the key is let go
        pan    -0.5 left to 0.5 right, added to the zones' own
        loud   amplitude by which the caller will multiply it, 0 to 1: zones louder than 1 are kept below full scale
        """
        sound, sides = self.placed(zones, key, held, pan, bend, loud)
        return sound * np.array(sides, np.float32)[:, None]

    def placed(
        self, zones: Sequence[Zone], key: int, held: float, pan: float, bend: Bend, loud: float
    ) -> tuple[Planar, Sides]:
        """The same note as one row (1, n) if all zones stand at one place, else as two; and the gain of each side."""
        steps = max(0, round(min(held, self._longest(zones, key), MOST_HELD) / HELD_STEP))
        gains = tuple(min(zone.gain, 1 / max(loud, 1e-6)) for zone in zones)
        places = {zone.pan for zone in zones}
        together = len(places) <= 1
        sides = _sides(next(iter(places), 0.0) + pan) if together else (1.0, 1.0)
        name = (tuple(zones), gains, key, steps, bend, None if together else pan)

        def made() -> Planar:
            return self._sum(zones, gains, key, steps * HELD_STEP, None if together else pan, bend)

        return (made() if len(bend) > 1 else self._notes.get(name, made)), sides

    def _longest(self, zones: Sequence[Zone], key: int) -> float:
        """Seconds after which letting go of the key changes nothing: all samples have run out."""
        longest = 0.0
        for zone in zones:
            if zone.loops:
                return float("inf")
            longest = max(longest, len(self.font.sample(zone.sample).data) / (self._step(zone, key) * self.rate))
        return 2 * longest + HELD_STEP  # bends may stretch a sample to twice its length

    def _step(self, zone: Zone, key: int) -> float:
        """Frames of the sample that pass in one frame of the result."""
        sample = self.font.sample(zone.sample)
        root = sample.root if zone.root is None else zone.root
        played = key if zone.fixed_key is None else zone.fixed_key
        cents = (played - root) * zone.cents_a_key + zone.tune + sample.correction
        return float(sample.rate / self.rate * 2 ** (min(max(cents, -12_000), 12_000) / 1200))

    def _sum(
        self, zones: Sequence[Zone], gains: Sequence[float], key: int, held: float, pan: float | None, bend: Bend
    ) -> Planar:
        """All zones of a note: one row without a pan, with it two."""
        voices = [self._voice(zone, key, held, bend) for zone in zones]
        total = np.zeros((1 if pan is None else 2, max((len(voice) for voice in voices), default=0)), np.float32)
        for zone, gain, voice in zip(zones, gains, voices, strict=True):
            for row, side in zip(total, (1.0,) if pan is None else _sides(zone.pan + pan), strict=True):
                row[: len(voice)] += voice * np.float32(gain * side)
        return total

    def _voice(self, zone: Zone, key: int, held: float, bend: Bend) -> NDArray[np.float32]:
        step = self._step(zone, key)
        source = self._source(zone, key, step)
        most = 2 * round(MOST_HELD * self.rate)
        if not source.loops:
            slowest = step * 2 ** (min((cents for _, cents in bend), default=0.0) / 1200)
            most = min(most, ceil(source.length / slowest))
        voice = envelope_of(zone, key, round(held * self.rate), most, self.rate)
        voice *= np.float32(loss(zone.resonance))
        place = 0.0
        for start in range(0, len(voice), BLOCK):
            stop = min(start + BLOCK, len(voice))
            at, place = _positions(place, step, bend, start, stop, self.rate)
            voice[start:stop] *= source.read(at)
        fade = min(FADE_FRAMES, len(voice))
        voice[len(voice) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
        return voice

    def _source(self, zone: Zone, key: int, step: float) -> Source:
        """What is read from: the sample, cut to what the zone wants of it, behind its filter."""
        filters = zone.cutoff < OPEN_FILTER

        def made() -> Source:
            sample = self.font.sample(zone.sample)
            first = min(max(zone.start, 0), len(sample.data))
            data = sample.data[first : max(first, len(sample.data) + min(zone.end, 0))]
            left, right = sample.loop_start + zone.loop_start - first, sample.loop_end + zone.loop_end - first
            loops = zone.loops and 0 <= left < right - 1 and right <= len(data)
            low_pass = LowPass(zone.cutoff * 2 * pi / self.rate, zone.resonance, step) if filters else None
            return Source(data, (left, right) if loops else None, low_pass)

        return self._sources.get((zone, key if filters else -1), made)


def _sides(pan: float) -> Sides:
    """Amplitudes left and right of a place between -0.5 and 0.5: the power stays the same."""
    place = min(max(pan, -0.5), 0.5) + 0.5
    return float(np.sin((1 - place) * pi / 2)), float(np.sin(place * pi / 2))


def _positions(
    place: float, step: float, bend: Bend, start: int, stop: int, rate: int
) -> tuple[NDArray[np.float64], float]:
    """Places in the source of the frames from start to stop, the first at `place`, and the place after them."""
    if not bend:
        return place + step * np.arange(stop - start, dtype=np.float64), place + step * (stop - start)
    edges = [round(since * rate) for since, _ in bend]
    rows = np.searchsorted(edges, np.arange(start, stop), "right") - 1
    steps = step * np.exp2(np.array([cents for _, cents in bend]) / 1200)
    path: NDArray[np.float64] = np.empty(stop - start + 1)
    path[0] = place
    np.cumsum(steps[np.maximum(rows, 0)], out=path[1:])
    path[1:] += place
    at: NDArray[np.float64] = path[:-1]
    return at, float(path[-1])
