"""Keysounds: the drums that strikes sound at once, ready to be handed to the mixer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from drumjam.rules.chart import Lane
from drumjam.sound.kit import RING, Kit
from drumjam.sound.limiter import limit
from drumjam.sound.room import room_at
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import Stereo, touch
from drumjam.sound.voice import FADE_FRAMES, Planar, Voices

Keysounds = Mapping[tuple[int, int], Stereo]
"""(key, layer) to float32 (n, 2); each side lies together in memory, which is quicker to add up."""

Kits = Mapping[Lane, Keysounds]
"""The keysounds of leaders who play other drums than the song's own."""

NO_KITS: Kits = MappingProxyType({})

LAYERS = (40, 64, 88, 108, 127)
"""Velocities at which each drum is made; what lies between is the next louder one, turned down."""

SPARE_KEYS = (38, 49)
"""Drum and cymbal for strikes that have no note of their pad to sound like."""

KEY_CEILING = 0.65
"""No sample of a keysound is larger: several at once and a backing still fit below full scale."""

TRIM = 10 ** (-60 / 20)
"""A keysound ends where it stays below this share of its peak."""


MUTE, PEAK_WITHIN, MOST_MUTE = 0.04, 0.05, 0.005
"""A drum is not heard yet below this share of its peak in its first seconds; so many seconds of that are left out."""


def layer(velocity: float) -> tuple[int, float]:
    """The layer that plays a velocity, and the amplitude (0 to 1) by which it is turned down."""
    above = next((index for index, loudest in enumerate(LAYERS) if loudest >= velocity), len(LAYERS) - 1)
    return above, min(1.0, touch(max(velocity, 0)) / touch(LAYERS[above]))


def at_rate(sound: Stereo, rate: int, wanted: int) -> Stereo:
    """A sound of one rate at another one: between two frames on the line from one to the other."""
    if rate == wanted:
        return sound
    places = np.arange(len(sound) * wanted // rate) * (rate / wanted)
    sides = [np.interp(places, np.arange(len(sound)), side) for side in sound.T]
    return np.stack(sides, axis=1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class DrumLevel:
    """How loud keysounds are.

    gain    amplitude factor for the font's sound, the same as for the song's other instruments
    turned  amplitude factor, 0 to 1, for what has passed under KEY_CEILING
    """

    gain: float
    turned: float = 1.0


class KeysoundMaker:
    """Makes the keysounds of a song as loud as they have to be, with what the room says to each.

    The room's answer comes after its own delay: where a drum begins, and how, is as without it.

    keys  which drums are made, and two spare ones
    kit   what they are played with
    """

    def __init__(self, font: SoundFont, keys: Iterable[int], kit: Kit, rate: int) -> None:
        self.rate = rate
        self._voices: dict[tuple[int, int], tuple[Planar, float]] = {}
        self._peaks: dict[tuple[int, int], float] = {}
        voices = Voices(font, rate)
        made: dict[tuple[object, ...], Planar] = {}
        for key in sorted({*keys, *SPARE_KEYS}):
            for index, velocity in enumerate(LAYERS):
                (zones, pitch), loud = kit.voice(font, key, velocity), kit.gain * touch(velocity)
                name = (pitch, *zones, *(min(zone.gain, 1 / loud) for zone in zones))
                if name not in made:  # as a rule layers are the same sound, turned up
                    dry = _spoken(voices.note(zones, pitch, RING, loud=loud), rate)
                    made[name] = _trimmed(_in_room(dry, kit.room, rate), rate)
                self._voices[key, index] = made[name], loud
                self._peaks[key, index] = float(np.abs(made[name]).max(initial=0)) * loud

    def peak(self, key: int, velocity: int) -> float:
        """The largest amplitude of a stroke as the font has it."""
        index, turned = layer(velocity)
        return self._peaks[key, index] * turned

    def make(self, level: DrumLevel) -> Keysounds:
        """The keysounds at a level."""
        sounds = {}
        for name, (voice, loud) in self._voices.items():
            sound = (voice * np.float32(loud * level.gain)).T
            if self._peaks[name] * level.gain > KEY_CEILING:
                limit([sound], self.rate, KEY_CEILING)
            if level.turned < 1:
                sound *= np.float32(level.turned)
            sounds[name] = sound
        return sounds


def _mute_frames(voice: Planar, rate: int) -> int:
    """Frames at the beginning of a drum that cannot be heard yet: drum samples begin with up to 3 ms of them."""
    beginning = np.abs(voice[:, : round(PEAK_WITHIN * rate)]).max(axis=0, initial=0)
    if not beginning.any():
        return 0
    return min(int(np.argmax(beginning > MUTE * beginning.max())), round(MOST_MUTE * rate))


def _spoken(voice: Planar, rate: int) -> Planar:
    """A voice from where it begins to be heard."""
    return voice[:, _mute_frames(voice, rate) :]


def _in_room(voice: Planar, send: float, rate: int) -> Planar:
    """A voice and what the room answers to it; `send` is how much of it goes into the room."""
    if send == 0:
        return voice
    heard = room_at(rate).answer((voice[0] + voice[1]) * np.float32(send / 2))
    heard[:, : voice.shape[1]] += voice
    return heard


def _trimmed(voice: Planar, rate: int) -> Planar:
    """What can be heard of a voice, fading out at its end."""
    voice = voice[:, : round(RING * rate)]
    level = np.abs(voice).max(axis=0, initial=0)
    heard = np.flatnonzero(level > TRIM * level.max(initial=0))
    if not len(heard):
        return voice[:, :1]
    voice = voice[:, : heard[-1] + 1 + FADE_FRAMES].copy()
    fade = min(FADE_FRAMES, voice.shape[1])
    voice[:, voice.shape[1] - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return voice
