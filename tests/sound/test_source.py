"""Recordings as notes read them."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.sound.lowpass import FILTERED, LowPass
from drumjam.sound.source import Source


def recording(frames=30_000, seed=0):
    """Brown noise without its slow part: loud below, soft above, as instruments are."""
    walk = np.cumsum(np.random.default_rng(seed).standard_normal(frames + 400))
    sound = walk[200:-200] - np.convolve(walk, np.ones(401) / 401, "valid")[:frames]
    return (sound / np.abs(sound).max()).astype(np.float32)


def whole(data, step, cutoff):
    """The same filter without resonance on all frames at once, by its transfer function."""
    size = 1 << 17
    z = np.exp(-1j * np.minimum(np.linspace(0, pi, size // 2 + 1) * step, pi))
    alpha, cosine = np.sin(cutoff) / 2**0.5, np.cos(cutoff)
    response = (1 - cosine) / 2 * (1 + z) ** 2 / (1 + alpha - 2 * cosine * z + (1 - alpha) * z**2)
    return np.fft.irfft(np.fft.rfft(data, size) * response, size)[: len(data)]


@pytest.mark.parametrize("step", [0.5, 1.0, 1.7])
@pytest.mark.parametrize("hertz", [300, 2000, 5000])
def test_pieces_of_a_filtered_recording_have_no_seams(hertz, step):
    """Filtered piece by piece it is what the filter makes of the whole, to 70 dB below its peak."""
    data, cutoff = recording(), hertz * 2 * pi / 48_000
    low_pass = LowPass(cutoff, 0.0, step)
    read = Source(data, None, low_pass).read(np.arange(len(data), dtype=float))
    assert len(data) > 3 * FILTERED
    np.testing.assert_allclose(read, whole(data, step, cutoff), atol=3e-4)


@settings(max_examples=30)
@given(st.lists(st.floats(0, 29_000), min_size=1, max_size=6))
def test_what_was_read_before_changes_nothing(places):
    """A recording sounds the same whichever parts of it other notes have read, and how far."""
    data = recording()

    def source():
        return Source(data, (12_000, 25_000), LowPass(0.3, 0.0, 0.8))

    fresh, used = source(), source()
    for place in places:
        used.read(place + np.arange(100.0))
    at = np.arange(0.0, 60_000.0, 7.3)
    assert np.array_equal(fresh.read(at), used.read(at))


def test_a_loop_repeats_what_the_filter_has_settled_on():
    """Behind the first round every round is the same."""
    data = recording()
    source = Source(data, (20_000, 20_500), LowPass(0.1, 0.0, 1.0))
    far = source.read(40_000 + np.arange(1500.0))
    np.testing.assert_allclose(far[:500], far[500:1000], atol=1e-5)
    np.testing.assert_allclose(far[:500], far[1000:], atol=1e-5)


def test_beyond_its_end_a_recording_is_silent():
    """Places behind the last frame give nothing."""
    assert not Source(recording(1000), None, None).read(np.arange(1002.0, 1100.0)).any()
