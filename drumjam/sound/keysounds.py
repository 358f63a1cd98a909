"""Keysounds: the drums that strikes sound at once, ready to be handed to the mixer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from drumjam.rules.chart import Note
from drumjam.sound.kit import RING, Kit
from drumjam.sound.limiter import limit
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import DRUM_CEILING
from drumjam.sound.synth import Stereo, mute_frames, touch
from drumjam.sound.voice import FADE_FRAMES, Voices

LAYERS = (40, 64, 88, 108, 127)
"""Velocities at which each drum is made; what lies between is the next louder one, turned down."""

SPARE_KEYS = (38, 49)
"""Drum and cymbal for strikes that have no note of their pad to sound like."""

TRIM = 10 ** (-60 / 20)
"""A keysound ends where it stays below this share of its peak."""


def layer(velocity: int) -> tuple[int, float]:
    """The layer that plays a velocity, and the amplitude (0 to 1) by which it is turned down."""
    above = next((index for index, loudest in enumerate(LAYERS) if loudest >= velocity), len(LAYERS) - 1)
    return above, min(1.0, touch(max(velocity, 0)) / touch(LAYERS[above]))


def render_keysounds(
    font: SoundFont, notes: Iterable[Note], kit: Kit, *, rate: int = 48_000, gain: float = 1.0
) -> Mapping[tuple[int, int], Stereo]:
    """(key, layer) to float32 (n, 2) for each key that the notes use, and two spare ones.

    kit   as the stems found it
    gain  the stems' own, so that strikes sit right in the mix
    """
    voices = Voices(font, rate)
    sounds: dict[tuple[int, int], Stereo] = {}
    for key in sorted({note.key for note in notes} | set(SPARE_KEYS)):
        for index, velocity in enumerate(LAYERS):
            loud = kit.gain * touch(velocity)
            voice = voices.note(kit.zones(font, key, velocity), key, RING, loud=loud)
            voice = voice[:, mute_frames(voice, rate) : round(RING * rate)]
            sound = np.ascontiguousarray(voice.T) * np.float32(loud * gain)
            limit([sound], rate, DRUM_CEILING)
            sounds[key, index] = _trimmed(sound)
    return sounds


def _trimmed(sound: Stereo) -> Stereo:
    level = np.abs(sound).max(axis=1, initial=0)
    heard = np.flatnonzero(level > TRIM * level.max(initial=0))
    if not len(heard):
        return sound[:1]
    sound = sound[: heard[-1] + 1 + FADE_FRAMES].copy()
    fade = min(FADE_FRAMES, len(sound))
    sound[len(sound) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return sound
