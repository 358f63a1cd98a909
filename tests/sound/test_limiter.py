"""The limiter and the offset."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.sound.limiter import limit, make_room, take_out_offset

RATE = 48_000


def noise(frames, size, seed=0):
    """White noise in both channels."""
    return (size * np.random.default_rng(seed).standard_normal((frames, 2))).astype(np.float32)


@settings(max_examples=40)
@given(st.integers(0, 5000), st.floats(0.01, 30), st.floats(0.05, 1), st.integers(0, 99))
def test_the_ceiling_is_never_passed(frames, size, ceiling, seed):
    """No sample of a stem, nor of the sum of both, is beyond the ceiling."""
    first, second = noise(frames, size, seed), noise(frames, size, seed + 100)
    limit([first, second], RATE, ceiling)
    for sound in (first, second, first + second):
        assert np.abs(sound).max(initial=0) <= ceiling * (1 + 1e-6)


def test_what_is_soft_enough_stays_as_it_is():
    """Below the ceiling not a bit changes, and far from a peak nothing does."""
    soft = np.clip(noise(20_000, 0.1), -0.5, 0.5)
    loud = soft.copy()
    loud[10_000] = 0.9
    again = soft.copy()
    assert limit([again], RATE, 0.6) == 1.0
    assert np.array_equal(again, soft)
    assert limit([loud], RATE, 0.6) == pytest.approx(2 / 3, rel=1e-3)
    np.testing.assert_allclose(loud[:9000], soft[:9000], rtol=1e-6)
    np.testing.assert_allclose(loud[15_000:], soft[15_000:], rtol=1e-5)


def test_stems_get_the_same_gain():
    """Limited together, stems keep their balance, so that they still add up to the whole."""
    first, second = noise(9000, 0.4, 1), noise(9000, 0.3, 2)
    before, whole = first / second, first + second
    limit([first, second], RATE, 0.7)
    np.testing.assert_allclose(first / second, before, rtol=1e-4)
    limit([whole], RATE, 0.7)
    assert np.abs(first + second).max() <= 0.7


@settings(max_examples=40)
@given(st.integers(1, 5000), st.floats(0.01, 5), st.floats(0.01, 1), st.integers(0, 99))
def test_a_backing_leaves_room_for_its_drums(frames, size, share, seed):
    """Wherever the drums alone stay below full scale, both together do; the drums are not touched."""
    backing, drums = noise(frames, size, seed), np.clip(noise(frames, share, seed + 100), -0.98, 0.98)
    struck = drums.copy()
    make_room(backing, drums, RATE, 0.7, 0.98)
    assert np.array_equal(drums, struck)
    assert np.abs(backing).max() <= 0.7 * (1 + 1e-6)
    assert np.abs(backing + drums).max() <= 0.98 * (1 + 1e-6)


def test_room_is_only_made_where_it_is_needed():
    """A backing that fits under its drums stays as it is, to the bit; so do stretches without drums."""
    backing, drums = noise(20_000, 0.1), np.zeros((20_000, 2), np.float32)
    before = backing.copy()
    drums[10_000:10_100] = 0.4
    assert make_room(backing, drums, RATE, 0.7, 0.98) == 1.0
    drums[10_000:10_100] = 0.9
    assert make_room(backing, drums, RATE, 0.7, 0.98) < 0.5
    assert np.array_equal(backing[:9000], before[:9000])
    assert not np.array_equal(backing[10_000:10_100], before[10_000:10_100])


def test_the_gain_moves_smoothly():
    """A single peak turns a steady sound down without a step: no click."""
    steady = np.full((20_000, 2), 0.5, np.float32)
    steady[10_000] = 2.0
    limit([steady], RATE, 0.6)
    steady[10_000] = steady[9_999]
    assert np.abs(np.diff(steady, axis=0)).max() < 0.004


def test_the_gain_comes_back_slowly():
    """After a peak of 12 dB too much the sound is 6 dB down once the release has passed, and back after two."""
    steady = np.full((20_000, 2), 0.1, np.float32)
    steady[5000] = 2.0
    limit([steady], RATE, 0.5)
    release = round(0.080 * RATE)
    assert steady[5000 + release, 0] == pytest.approx(0.05, rel=0.1)
    assert steady[5000 + 2 * release + 300, 0] == pytest.approx(0.1, rel=0.02)


def test_an_offset_is_taken_out_and_the_sound_stays():
    """A constant offset goes, a tone of 40 Hz stays."""
    tone = 0.3 * np.sin(2 * np.pi * 40 * np.arange(RATE) / RATE)
    sound = np.repeat((tone + 0.2)[:, None], 2, axis=1).astype(np.float32)
    take_out_offset(sound, RATE)
    middle = slice(RATE // 4, 3 * RATE // 4)
    np.testing.assert_allclose(sound[middle, 0], tone[middle], atol=0.003)
