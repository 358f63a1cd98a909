"""Drums for strikes."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.sound.keysounds import KEY_CEILING, LAYERS, SPARE_KEYS, DrumLevel, KeysoundMaker, at_rate, layer
from drumjam.sound.kit import RING, TOGETHER, Kit, crowding, pan_gains
from drumjam.sound.room import DELAY, SEND
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import touch
from tests.sound.fonts import SHIPPED, FontBuilder, plain_font

RATE = 48_000


def make(font, keys, level=1.0, room=0.0):
    """Keysounds of the standard kit, so much of them sent into the room."""
    return KeysoundMaker(font, keys, Kit(room=room), RATE).make(DrumLevel(level))


def test_a_layer_turned_down_is_as_loud_as_the_velocity():
    """For every velocity the layer's own loudness times its factor is the velocity's, and no factor is above 1."""
    for velocity in range(1, 128):
        index, turned = layer(velocity)
        assert 0 < turned <= 1
        assert turned * touch(LAYERS[index]) == pytest.approx(touch(velocity))
        assert index == 0 or LAYERS[index - 1] < velocity


def test_only_the_keys_of_the_chart_and_two_spare_ones_are_made(tmp_path):
    """Five layers for each key in use, and for those that strikes without a note take."""
    sounds = make(plain_font(tmp_path), [36, 42])
    assert set(sounds) == {(key, index) for key in (36, 42, *SPARE_KEYS) for index in range(len(LAYERS))}


def test_keysounds_end_when_they_can_no_longer_be_heard():
    """Each is cut where it stays 60 dB below its peak, 3 s at most, and fades out; all stay below their ceiling."""
    sounds = make(SoundFont.open(SHIPPED), [36, 42, 51], 3.0)
    seconds = {key: len(sounds[key, 3]) / RATE for key in (36, 38, 42, 51)}
    assert seconds[36] < 0.4
    assert seconds[38] < 0.6
    assert seconds[42] < 0.9
    assert 2 < seconds[51] <= RING
    for sound in sounds.values():
        assert np.abs(sound).max() <= KEY_CEILING
        assert np.abs(sound[-1]).max() < 1e-3


def test_the_room_answers_a_stroke_after_it_has_spoken():
    """Until the room's delay is over a keysound is the dry one, frame by frame; then it rings on, but not for long."""
    font, delay = SoundFont.open(SHIPPED), round(DELAY * RATE)
    assert delay >= 0.010 * RATE
    dry, wet = (make(font, [36, 38, 42], 0.2, send) for send in (0.0, SEND))
    for name, sound in dry.items():
        np.testing.assert_array_equal(wet[name][:delay], sound[:delay])
        longer = len(wet[name]) - len(sound)
        assert 0.05 * RATE < longer < 0.9 * RATE
        tail = wet[name][len(sound) :]
        assert 0 < np.abs(tail).max() < 0.05 * np.abs(sound).max()


def test_drums_of_the_shipped_font_speak_at_once():
    """Every key of the standard kit reaches a tenth of its peak within 2 ms; slow instruments may take longer."""
    slow = {69: "cabasa", 70: "maracas", 74: "long guiro", 79: "open cuica"}
    keys = [key for key in range(35, 82) if key not in slow]
    late = {}
    for name, sound in make(SoundFont.open(SHIPPED), keys, room=SEND).items():
        level = np.abs(sound).max(axis=1)
        late[name] = 1000 * float(np.argmax(level > 0.1 * level.max())) / RATE
    assert {name: ms for name, ms in late.items() if ms > 2} == {}


def test_a_level_is_a_gain_under_the_ceiling_then_turned_down(tmp_path):
    """Below the ceiling keysounds follow the gain; at it they stop; turned down they are all so much softer."""
    maker = KeysoundMaker(plain_font(tmp_path), [36], Kit(), RATE)
    soft, twice, loud, turned = (
        maker.make(DrumLevel(*level))[36, 4] for level in ((0.5,), (1.0,), (50.0,), (50.0, 0.5))
    )
    np.testing.assert_allclose(twice, 2 * soft, rtol=1e-5)
    assert np.abs(loud).max() == pytest.approx(KEY_CEILING, rel=1e-3)
    np.testing.assert_allclose(turned, loud / 2, rtol=1e-5)


def test_the_peak_of_a_stroke_is_that_of_its_sound(tmp_path):
    """For any velocity: what the mixer would play at gain 1."""
    maker = KeysoundMaker(plain_font(tmp_path), [36], Kit(), RATE)
    sounds = maker.make(DrumLevel(1.0))
    for velocity in (1, 30, 64, 100, 127):
        index, turned = layer(velocity)
        assert maker.peak(36, velocity) == pytest.approx(np.abs(sounds[36, index]).max() * turned, rel=1e-5)


def test_soft_layers_keep_the_boost_of_their_zone(tmp_path):
    """A zone louder than full scale is held back where velocity and gain would pass it, and nowhere else."""
    font = FontBuilder()
    font.preset(128, 0, ({}, font.sample(np.full(4000, 0.5, np.float32))), added={48: -200})
    sounds = make(SoundFont.open(font.save(tmp_path)), [36], 0.1)
    peaks = [np.abs(sounds[36, index]).max() / touch(velocity) for index, velocity in enumerate(LAYERS)]
    assert peaks[0] == pytest.approx(peaks[1], rel=1e-3)
    assert peaks[4] < 0.9 * peaks[0]


def test_strokes_that_come_together_are_as_loud_as_so_many_players():
    """Alone at full, two at -3 dB each, three at -4.8; a stroke farther off than can be told apart counts alone."""
    near, far = TOGETHER / 2, 3 * TOGETHER
    assert crowding([0.0]) == [1.0]
    assert crowding([0.0, near, far]) == pytest.approx([0.5**0.5, 0.5**0.5, 1.0])
    assert crowding([1.0, 1.0, 1.0]) == pytest.approx([3**-0.5] * 3)
    assert crowding([]) == []


def test_drums_at_one_end_are_silent_at_the_other():
    """In the middle both sides are full; to a side, the other is turned down."""
    assert pan_gains(0.0) == (1.0, 1.0)
    assert pan_gains(-0.3) == (1.0, 0.7)
    assert pan_gains(1.0) == (0.0, 1.0)
    assert pan_gains(-1.0) == (1.0, 0.0)


def test_a_drum_keeps_its_pitch_and_its_time_at_another_rate():
    """Made for one device and played by another: as long, as high, each side its own."""
    made, wanted = 48_000, 44_100
    turns = 2 * np.pi * np.arange(made) / made
    sound = np.stack([np.sin(440 * turns), np.sin(300 * turns)], axis=1).astype(np.float32)
    other = at_rate(sound, made, wanted)
    assert other.dtype == np.float32
    assert other.shape == (wanted, 2)
    assert [np.abs(np.fft.rfft(side)).argmax() for side in other.T] == [440, 300]
    assert at_rate(sound, made, made) is sound
