"""Loudness by BS.1770: known answers of the standard and of EBU Tech 3341."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.sound.loudness import loudness


def sine(decibels, seconds, rate=48_000, hertz=997.0):
    """A sine in both channels, its peak so many dB from full scale."""
    wave = 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
def test_a_sine_in_both_channels_measures_its_level(rate):
    """997 Hz at -20 dBFS in both channels is -20 LUFS, at every rate."""
    assert loudness(sine(-20, 3, rate), rate=rate) == pytest.approx(-20.0, abs=0.05)


def test_one_channel_alone_is_three_decibels_softer():
    """A full-scale sine of 997 Hz in one channel is -3.01 LUFS: the standard's own figure."""
    sound = sine(0, 3)
    sound[:, 1] = 0
    assert loudness(sound, rate=48_000) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize(("hertz", "weight"), [(25, -11.4), (100, -1.8), (500, -0.6), (2000, 2.5), (10_000, 3.3)])
def test_lows_count_less_and_highs_more(hertz, weight):
    """The K weighting, against 997 Hz, at some frequencies."""
    assert loudness(sine(-20, 3, hertz=hertz), rate=48_000) + 20 == pytest.approx(weight, abs=0.35)


def test_soft_passages_are_gated():
    """EBU Tech 3341 case 3: softer stretches before and after do not pull the measure down."""
    sound = np.concatenate([sine(-36, 10), sine(-23, 60), sine(-36, 10)])
    assert loudness(sound, rate=48_000) == pytest.approx(-23.0, abs=0.1)


def test_silence_has_no_loudness():
    """Nothing, and what lies below -70 LUFS, is minus infinity."""
    assert loudness(np.zeros((48_000, 2), np.float32), rate=48_000) == -np.inf
    assert loudness(np.zeros((0, 2), np.float32), rate=48_000) == -np.inf
    assert loudness(sine(-80, 2), rate=48_000) == -np.inf


def test_stems_are_measured_as_their_sum():
    """Two halves of a sound are as loud as the whole, also where filtered chunks meet."""
    whole = (0.1 * np.random.default_rng(1).standard_normal((400_000, 2))).astype(np.float32)
    share = np.random.default_rng(2).random((400_000, 1)).astype(np.float32)
    assert loudness(whole * share, whole * (1 - share), rate=48_000) == pytest.approx(
        loudness(whole, rate=48_000), abs=1e-4
    )
