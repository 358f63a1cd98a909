"""AudioOut: where the game's sound goes; backing with a position, strikes at once, silence if there is no device."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from drumjam.library.settings import Sound
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click
from drumjam.sound.keysounds import NO_KITS, Keysounds, Kits
from drumjam.sound.kit import PANS, pan_gains

STOP_MS = 60
"""Drums fade out in this time when the play is paused or left."""


DUCK_MS = 60
"""A stroke that sounded by itself and was missed fades out in this time."""


class Repeat(Enum):
    """How often a file is played."""

    ONCE = auto()
    ENDLESS = auto()
    """Round and round, without a gap; the position goes on counting."""


@dataclass(frozen=True, slots=True)
class Volumes:
    """Amplitudes 0 to 1; the pans say where the leaders' drums stand, -1 left to 1 right."""

    master: float = 1.0
    music: float = 1.0
    lee: float = 1.0
    takaichi: float = 1.0
    clicks: float = 1.0
    lee_pan: float = PANS[Lane.LEE]
    takaichi_pan: float = PANS[Lane.TAKAICHI]

    def lane(self, lane: Lane | None) -> tuple[float, float]:
        """Amplitude of one leader's drums, or of clicks, on the left and on the right."""
        if lane is None:
            return self.master * self.clicks, self.master * self.clicks
        own, pan = ((self.lee, self.lee_pan), (self.takaichi, self.takaichi_pan))[lane]
        left, right = pan_gains(pan)
        return self.master * own * left, self.master * own * right


def volumes_of(sound: Sound, band: float = 1.0) -> Volumes:
    """The volumes that the settings say; `band` is the share of the music's, 0 to 1."""
    levels = (sound.master, sound.music * band, sound.lee, sound.takaichi, sound.clicks)
    return Volumes(*levels, sound.lee_pan, sound.takaichi_pan)


class AudioOut(Protocol):
    """Where the game's sound goes. No method raises for want of a device.

    rate            frames a second at which backing and keysounds are best rendered
    out_latency     seconds by which `position` is ahead of the ear, as far as can be told without measuring
    strike_latency  seconds from a strike to the ear, on average: it waits for the next buffer, not for what is ahead
    trusted         whether `position` follows true time
    driver          name of the system's sound driver, "" without one
    """

    @property
    def rate(self) -> int:
        """Frames a second."""
        ...

    @property
    def out_latency(self) -> float:
        """Seconds by which the position is ahead of the ear."""
        ...

    @property
    def strike_latency(self) -> float:
        """Seconds from a strike to the ear."""
        ...

    @property
    def trusted(self) -> bool:
        """Whether the position follows true time."""
        ...

    @property
    def driver(self) -> str:
        """The system's sound driver."""
        ...

    def load(self, backing: Path | None, keysounds: Keysounds, rate: int | None = None, kits: Kits = NO_KITS) -> None:
        """Make a sound file (WAV or OGG) and the drums of the next play ready; what played stops.

        rate  frames a second of the drums, if they were not made for this device
        kits  the drums of leaders who play other ones
        """

    def start(self, position: float = 0.0, repeat: Repeat = Repeat.ONCE) -> float:
        """Play the backing from a position in its file, in seconds, >= 0. Also after `stop`: there is no resume.

        Where it begins in truth: at that position, or a little before it where the device cannot enter just there.
        """
        ...

    def stop(self) -> None:
        """Silence the backing at once, and drums that still ring within STOP_MS."""

    def position(self) -> float | None:
        """Seconds in the backing's file, whole milliseconds ahead of the ear; None when it is not playing."""

    def strike(self, key: int, velocity: int, lane: Lane | None, share: float = 1.0, note: int | None = None) -> None:
        """Sound a drum now; without a lane in the middle, as loud as clicks.

        share  amplitude factor, 0 to 1
        note   by which this stroke can be ducked

        The caller strikes what is known beforehand `strike_latency` early, people's strikes when they come.
        """

    def choke(self, keys: Collection[int], lane: Lane | None) -> None:
        """End what still rings of some drums of one leader, as a hand on a cymbal does."""

    def duck(self, note: int) -> None:
        """Fade out the stroke of a note within DUCK_MS, if it still sounds."""

    def click(self, click: Click) -> None:
        """Sound a click of the count-in now."""

    def set_volumes(self, volumes: Volumes) -> None:
        """Change volumes, of what sounds already as well."""

    def lose(self) -> None:
        """The device is gone: everything is taken as before, and no position is told any more."""

    def close(self) -> None:
        """Give the device back. The object is not used again."""


class SilentAudio:
    """No device: takes everything, sounds nothing, knows no position."""

    rate = 48_000
    out_latency = strike_latency = 0.0
    trusted = False
    driver = ""

    def load(self, backing: Path | None, keysounds: Keysounds, rate: int | None = None, kits: Kits = NO_KITS) -> None:
        """Nothing to make ready."""

    def start(self, position: float = 0.0, repeat: Repeat = Repeat.ONCE) -> float:
        """Nothing plays."""
        return position

    def stop(self) -> None:
        """Nothing plays."""

    def position(self) -> float | None:
        """Unknown: the song follows the system's clock."""
        return None

    def strike(self, key: int, velocity: int, lane: Lane | None, share: float = 1.0, note: int | None = None) -> None:
        """Not heard."""

    def choke(self, keys: Collection[int], lane: Lane | None) -> None:
        """Nothing rings."""

    def duck(self, note: int) -> None:
        """Not heard anyway."""

    def click(self, click: Click) -> None:
        """Not heard."""

    def set_volumes(self, volumes: Volumes) -> None:
        """Nothing to turn."""

    def lose(self) -> None:
        """Nothing to lose."""

    def close(self) -> None:
        """Nothing to give back."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One sound that a RecordingAudio was asked for; `what` is a key, or a click."""

    time: float
    what: int | Click
    velocity: int
    lane: Lane | None
    share: float = 1.0
    note: int | None = None


class RecordingAudio(SilentAudio):
    """Keeps what it is asked to sound, for tests.

    clock  tells the time of each sound
    audio  tells the position of the backing, None while it is not known
    """

    driver = "recording"

    def __init__(self, clock: Callable[[], float], audio: Callable[[], float | None] = lambda: None) -> None:
        self.clock = clock
        self.audio = audio
        self.heard: list[Heard] = []
        self.ducked: list[tuple[float, int]] = []
        self.starts: list[float] = []
        self.choked: list[tuple[frozenset[int], Lane | None]] = []
        self.playing = False

    def start(self, position: float = 0.0, repeat: Repeat = Repeat.ONCE) -> float:
        """Note down from where the backing plays."""
        self.starts.append(position)
        self.playing = True
        return position

    def stop(self) -> None:
        """The backing is silent."""
        self.playing = False

    def position(self) -> float | None:
        """What the test says it is."""
        return self.audio() if self.playing else None

    def strike(self, key: int, velocity: int, lane: Lane | None, share: float = 1.0, note: int | None = None) -> None:
        """Note down a strike."""
        self.heard.append(Heard(self.clock(), key, velocity, lane, share, note))

    def duck(self, note: int) -> None:
        """Note down which stroke was faded out, and when."""
        self.ducked.append((self.clock(), note))

    def choke(self, keys: Collection[int], lane: Lane | None) -> None:
        """Note down what was ended."""
        self.choked.append((frozenset(keys), lane))

    def click(self, click: Click) -> None:
        """Note down a click."""
        self.heard.append(Heard(self.clock(), click, 127, None))
