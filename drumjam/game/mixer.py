"""PygameAudio: the mixer of pygame, kept from waiting for Python."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from math import floor
from pathlib import Path
from typing import Concatenate, ParamSpec

import numpy as np
import pygame

from drumjam.game.audio import DUCK_MS, STOP_MS, AudioOut, Repeat, SilentAudio, Volumes
from drumjam.game.sdl import function
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click, render_click
from drumjam.sound.keysounds import NO_KITS, Keysounds, Kits, at_rate, layer
from drumjam.sound.kit import CHOKE_MS, CHOKED
from drumjam.sound.synth import Stereo

CHANNELS, RESERVED = 96, 8
"""Mixer channels, and how many of them are kept for clicks."""

FORMATS = ((48_000, 32), (44_100, 32), (48_000, -16), (44_100, -16))
"""Rates and sample sizes to try: 32 is float, -16 whole numbers."""

LATENCY_BUFFERS, STRIKE_BUFFERS, LEAST_PERIOD = 1.6, 1.1, 0.0053
"""Measured: how many buffers the position is ahead of the ear, and how many lie between a strike and the ear, half of
one the wait for its edge; no buffer is shorter than the period in seconds of common sound servers."""

FALSE_CLOCKS = ("dummy", "disk")
"""SDL drivers without a device: their position runs 4 to 5 % fast."""


def open_audio(buffer: int = 512) -> AudioOut:
    """The sound device, with a buffer of so many frames; a silent one if there is none.

    One that was opened before is closed.
    """
    pygame.mixer.quit()
    for rate, size in FORMATS:
        try:
            pygame.mixer.pre_init(rate, size, 2, buffer, allowedchanges=0)
            pygame.mixer.init()
        except pygame.error:
            continue
        return PygameAudio(buffer)
    return SilentAudio()


Drums = dict[tuple[int, int], pygame.mixer.Sound]
"""Sounds by key and layer."""


@dataclass(slots=True)
class _Slot:
    """One mixer channel for drums and what it last played."""

    channel: pygame.mixer.Channel
    key: int = -1
    lane: Lane | None = None
    turned: float = 0.0
    note: int | None = None


P = ParamSpec("P")


def _while_open(method: Callable[Concatenate[PygameAudio, P], None]) -> Callable[Concatenate[PygameAudio, P], None]:
    """Do nothing once the mixer is closed: who still holds a lost device plays on in silence."""

    @wraps(method)
    def guarded(audio: PygameAudio, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if pygame.mixer.get_init():
            method(audio, *args, **kwargs)

    return guarded


class PygameAudio:
    """The mixer of pygame: the backing is decoded in C from its file, drums are sounds in memory.

    stolen  strikes that had to end an older one, because all channels were sounding
    """

    def __init__(self, buffer: int) -> None:
        rate, size, _ = pygame.mixer.get_init()
        self.rate = int(rate)
        self.driver = current_driver()
        self.trusted = self.driver not in FALSE_CLOCKS
        period = max(buffer / self.rate, LEAST_PERIOD)
        self.out_latency, self.strike_latency = LATENCY_BUFFERS * period, STRIKE_BUFFERS * period
        self.stolen = 0
        self._float = abs(size) == 32
        self._volumes = Volumes()
        self._drums: Drums = {}
        self._kits: dict[Lane | None, Drums] = {}
        self._started: float | None = None
        self._loaded = False
        _free_audio_thread()
        pygame.mixer.set_num_channels(CHANNELS)
        pygame.mixer.set_reserved(RESERVED)
        self._slots = [_Slot(pygame.mixer.Channel(number)) for number in range(RESERVED, CHANNELS)]
        self._clicks = {click: self._sound(render_click(click, self.rate)) for click in Click}
        self._click_channel = pygame.mixer.Channel(0)

    @_while_open
    def load(self, backing: Path | None, keysounds: Keysounds, rate: int | None = None, kits: Kits = NO_KITS) -> None:
        """Make a sound file and drums ready; a file that cannot be played is as none."""
        self.stop()
        pygame.mixer.music.unload()
        made = rate or self.rate
        self._drums = self._sounds(keysounds, made)
        self._kits = {lane: self._sounds(own, made) for lane, own in kits.items()}
        self._loaded = False
        if backing is not None:
            try:
                pygame.mixer.music.load(os.fspath(backing))
                self._loaded = True
            except (pygame.error, OSError):  # of a file that is gone pygame tells the one, pygame-ce the other
                self._loaded = False

    def start(self, position: float = 0.0, repeat: Repeat = Repeat.ONCE) -> float:
        """Play the backing from the whole second at or before a position in its file: it can be entered only there."""
        self._started = None
        if not self._loaded or not pygame.mixer.get_init():
            return position
        begin = float(floor(max(position, 0.0)))
        try:
            pygame.mixer.music.play(-1 if repeat is Repeat.ENDLESS else 0, start=begin)
        except pygame.error:
            return position
        self._started = begin
        self._set_music()
        return begin

    @_while_open
    def stop(self) -> None:
        """Silence the backing at once, drums quickly."""
        self._started = None
        pygame.mixer.music.stop()
        for slot in self._slots:
            slot.channel.fadeout(STOP_MS)

    def position(self) -> float | None:
        """Seconds in the backing's file; None when it is not playing."""
        if self._started is None:
            return None
        since = pygame.mixer.music.get_pos()
        return None if since < 0 else self._started + since / 1000

    @_while_open
    def strike(self, key: int, velocity: int, lane: Lane | None, share: float = 1.0, note: int | None = None) -> None:
        """Sound a drum now, on the channel that has been quiet longest."""
        index, turned = layer(velocity)
        sound = self._kits.get(lane, self._drums).get((key, index))
        if sound is None:
            return
        self.choke(CHOKED.get(key, ()), lane)
        slot = self._free_slot(key)
        slot.key, slot.lane, slot.turned, slot.note = key, lane, turned * share, note
        self._turn(slot)
        slot.channel.play(sound)
        self._slots.remove(slot)
        self._slots.append(slot)

    @_while_open
    def choke(self, keys: Collection[int], lane: Lane | None) -> None:
        """End what still rings of some drums of one leader."""
        for slot in self._slots:
            if slot.lane is lane and slot.key in keys:
                slot.channel.fadeout(CHOKE_MS)
                slot.key = -1

    @_while_open
    def duck(self, note: int) -> None:
        """Fade out the stroke of a note, if it still sounds."""
        for slot in self._slots:
            if slot.note == note:
                slot.channel.fadeout(DUCK_MS)
                slot.note = None

    @_while_open
    def click(self, click: Click) -> None:
        """Sound a click now."""
        self._click_channel.stop()
        self._click_channel.set_volume(*self._volumes.lane(None))
        self._click_channel.play(self._clicks[click])

    @_while_open
    def set_volumes(self, volumes: Volumes) -> None:
        """Change volumes, of what sounds already as well."""
        self._volumes = volumes
        self._set_music()
        for slot in self._slots:
            if slot.channel.get_busy():
                self._turn(slot)

    def lose(self) -> None:
        """The device is gone: what SDL still counts as played is no clock any more."""
        self._loaded = False
        self._started = None

    def close(self) -> None:
        """Stop and give the device back."""
        pygame.mixer.quit()

    def _free_slot(self, key: int) -> _Slot:
        """A channel that is quiet; else the oldest with this key, else the oldest. Slots stand oldest first.

        A quiet channel keeps the volume that it is given until its sound has ended. Given after the start it would
        come too late now and then: for one buffer the drum would be at full volume on both sides.
        """
        for slot in self._slots:
            if not slot.channel.get_busy():
                return slot
        self.stolen += 1
        oldest = next((slot for slot in self._slots if slot.key == key), self._slots[0])
        oldest.channel.stop()
        return oldest

    def _turn(self, slot: _Slot) -> None:
        left, right = self._volumes.lane(slot.lane)
        slot.channel.set_volume(left * slot.turned, right * slot.turned)

    def _set_music(self) -> None:
        pygame.mixer.music.set_volume(self._volumes.master * self._volumes.music)

    def _sounds(self, keysounds: Keysounds, rate: int) -> Drums:
        return {name: self._sound(at_rate(sound, rate, self.rate)) for name, sound in keysounds.items()}

    def _sound(self, sound: Stereo) -> pygame.mixer.Sound:
        if self._float:
            return pygame.mixer.Sound(buffer=np.ascontiguousarray(sound, np.float32))
        whole = np.clip(sound, -1, 1) * np.float32(32_767)
        return pygame.mixer.Sound(buffer=np.ascontiguousarray(whole.astype(np.int16)))


def current_driver() -> str:
    """The sound driver that SDL uses, once the mixer is open: "pulseaudio", "dummy", ...; "SDL" if it does not tell."""
    found = b""
    if ask := function("SDL_GetCurrentAudioDriver"):
        ask.restype = ctypes.c_char_p
        found = ask() or b""
    return found.decode() or os.environ.get("SDL_AUDIODRIVER") or "SDL"


def _free_audio_thread() -> None:
    """Keep Python out of the audio thread.

    pygame asks to be told of each sound that ends, and for that the audio thread waits for the interpreter: while
    a frame is drawn the sound breaks up. Nothing here needs to be told.
    """
    if tell := function("Mix_ChannelFinished"):
        tell(None)
