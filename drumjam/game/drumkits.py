"""Drum kits: what each leader's drums sound like, as the settings say."""

from __future__ import annotations

from collections.abc import Mapping

from drumjam.library.settings import DrumKit, Sound
from drumjam.rules.chart import Lane
from drumjam.sound.handdrums import JANGGU, TAIKO

PROGRAMS = {
    DrumKit.STANDARD: 0,
    DrumKit.POWER: 16,
    DrumKit.JAZZ: 32,
    DrumKit.BRUSH: 40,
    DrumKit.ELECTRONIC: 24,
    DrumKit.MACHINE: 25,
    DrumKit.ORCHESTRA: 48,
    DrumKit.TAIKO: TAIKO,
    DrumKit.JANGGU: JANGGU,
}
"""Programs of the drum bank, as General MIDI 2 has them; a font without one plays its standard kit. Two own sets."""


def kits_of(sound: Sound) -> Mapping[Lane, int]:
    """The programs of leaders who play other drums than the song's own."""
    chosen = {Lane.LEE: sound.lee_kit, Lane.TAKAICHI: sound.takaichi_kit}
    return {lane: PROGRAMS[kit] for lane, kit in chosen.items() if kit is not DrumKit.SONG}
