"""Hand drums: sets made of a font's pitched drums."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.library.paths import sound_font
from drumjam.sound.handdrums import SETS
from drumjam.sound.keysounds import DrumLevel, KeysoundMaker
from drumjam.sound.kit import Kit
from drumjam.sound.soundfont import SoundFont

RATE = 48_000
KEYS = (35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 55, 57, 59)
LOUD = 4

sets = pytest.mark.parametrize("program", list(SETS))


@pytest.fixture(scope="module")
def font() -> SoundFont:
    """The game's own."""
    return SoundFont.open(sound_font())


def made(font: SoundFont, program: int) -> dict[int, np.ndarray]:
    """The loudest stroke of each key, both sides as one."""
    sounds = KeysoundMaker(font, KEYS, Kit(program, room=0.0), RATE).make(DrumLevel(1.0))
    return {key: sounds[key, LOUD].mean(axis=1) for key in KEYS}


def height(sound: np.ndarray) -> float:
    """The middle of what is heard of a stroke, in Hz."""
    power = np.abs(np.fft.rfft(sound[:RATE])) ** 2
    return float((power * np.arange(len(power))).sum() / power.sum() * RATE / min(len(sound), RATE))


@sets
def test_every_stroke_is_heard_as_loud_as_a_drum_kits(font: SoundFont, program: int) -> None:
    """None is silent, none stands out: within 12 dB of the standard kit's stroke, over a tenth of a second."""
    own, usual = made(font, program), made(font, 0)
    for key in KEYS:
        levels = [np.sqrt(np.square(sounds[key][: RATE // 10]).mean()) for sounds in (own, usual)]
        assert abs(20 * np.log10(levels[0] / levels[1])) < 12, key


@sets
def test_the_low_drum_is_low_and_the_others_rise(font: SoundFont, program: int) -> None:
    """Kick below snare, toms in order, the hat above them all: what a pattern says stays what it says."""
    sounds = made(font, program)
    assert height(sounds[36]) < height(sounds[38]) / 3
    toms = [height(sounds[key]) for key in (41, 45, 48)]
    assert toms == sorted(toms)
    assert height(sounds[42]) > height(sounds[48])


@sets
def test_a_set_is_another_than_the_kits(font: SoundFont, program: int) -> None:
    """Most of its keys sound of something else; those that it lacks are a drum kit's."""
    usual, own = Kit(0), Kit(program)
    others = [key for key in KEYS if own.voice(font, key, 100) != usual.voice(font, key, 100)]
    assert len(others) >= 17
    assert own.voice(font, 49, 100) == usual.voice(font, 49, 100)
    assert all(0 <= part <= 127 for beaten in SETS[program].values() for part in beaten)
    assert all(35 <= key <= 87 for key in SETS[program])
