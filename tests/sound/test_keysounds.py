"""Drums for strikes."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.sound.keysounds import LAYERS, SPARE_KEYS, layer, render_keysounds
from drumjam.sound.kit import RING, Kit, lane_gains
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import DRUM_CEILING, render_stems
from drumjam.sound.synth import touch
from tests.sound.fonts import SHIPPED, plain_font, song, strokes
from tests.sound.songs import EXPERT, LEE, TAKAICHI, beat, chart


def test_a_layer_turned_down_is_as_loud_as_the_velocity():
    """For every velocity the layer's own loudness times its factor is the velocity's, and no factor is above 1."""
    for velocity in range(1, 128):
        index, turned = layer(velocity)
        assert 0 < turned <= 1
        assert turned * touch(LAYERS[index]) == pytest.approx(touch(velocity))
        assert index == 0 or LAYERS[index - 1] < velocity


def test_only_the_keys_of_the_chart_and_two_spare_ones_are_made(tmp_path):
    """Five layers for each key in use, and for those that strikes without a note take."""
    sounds = render_keysounds(plain_font(tmp_path), [beat(0, LEE, 36), beat(1, TAKAICHI, 42)], Kit())
    assert set(sounds) == {(key, index) for key in (36, 42, *SPARE_KEYS) for index in range(len(LAYERS))}


def test_keysounds_end_when_they_can_no_longer_be_heard():
    """Each is cut where it stays 60 dB below its peak, 3 s at most, and fades out; all stay below their ceiling."""
    sounds = render_keysounds(SoundFont.open(SHIPPED), [beat(0, LEE, key) for key in (36, 42, 51)], Kit(), gain=3.0)
    seconds = {key: len(sounds[key, 3]) / 48_000 for key in (36, 38, 42, 51)}
    assert seconds[36] < 0.4
    assert seconds[38] < 0.6
    assert seconds[42] < 0.9
    assert 2 < seconds[51] <= RING
    for sound in sounds.values():
        assert np.abs(sound).max() <= DRUM_CEILING
        assert np.abs(sound[-1]).max() < 1e-3


def test_drums_of_the_shipped_font_speak_at_once():
    """Every key of the standard kit reaches a tenth of its peak within 2 ms; slow instruments may take longer."""
    slow = {69: "cabasa", 70: "maracas", 74: "long guiro", 79: "open cuica"}
    keys = [key for key in range(35, 82) if key not in slow]
    sounds = render_keysounds(SoundFont.open(SHIPPED), [beat(0, LEE, key) for key in keys], Kit())
    late = {}
    for name, sound in sounds.items():
        level = np.abs(sound).max(axis=1)
        late[name] = 1000 * float(np.argmax(level > 0.1 * level.max())) / 48_000
    assert {name: ms for name, ms in late.items() if ms > 2} == {}


def test_a_strike_sounds_as_the_drums_stem_does(tmp_path):
    """A keysound on its lane's side is the stroke that the stem has: right in the mix."""
    midi = song(strokes((1, 38)))
    stems = render_stems(midi, chart(midi, [beat(1, LEE, velocity=88)]), EXPERT, plain_font(tmp_path))
    sounds = render_keysounds(plain_font(tmp_path), [], stems.kit, gain=stems.gain)
    index, turned = layer(88)
    struck = sounds[38, index] * turned * np.array(lane_gains(LEE), np.float32)
    begin = round(0.5 * 48_000)
    np.testing.assert_allclose(struck[:3000], stems.drums[begin : begin + 3000], atol=0.02)


def test_at_full_width_the_far_side_is_silent():
    """Lanes keep their near side at full, whatever the width."""
    assert lane_gains(LEE, 1.0) == (1.0, 0.0)
    assert lane_gains(TAKAICHI, 1.0) == (0.0, 1.0)
    assert lane_gains(LEE, 0.0) == (1.0, 1.0)
