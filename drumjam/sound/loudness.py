"""Loudness: how loud sound is to people (ITU-R BS.1770-4), and the level of the game."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.synth import Stereo

TARGET = -16.0
"""LUFS of every song, backing and drums together."""

MOST_GAIN_DB = 15.0
"""A song is not turned up or down by more than this."""

SILENCE = -70.0
"""LUFS of the absolute gate: what is softer does not count."""

STEP = 0.1
"""Seconds: blocks of four steps overlap by three (75 %)."""

AT_ONCE = 8
"""Steps that are measured together: as many as fit into a processor's cache."""


def loudness(*stems: Stereo, rate: int) -> float:
    """Integrated loudness in LUFS of the sum of stems of one length, float32 (n, 2); -infinity for silence.

    Sound shorter than a block of 0.4 s is measured as one block.
    """
    power = _block_power(stems, rate)
    level = -0.691 + 10 * np.log10(np.maximum(power, 1e-20))
    loud = level > SILENCE
    if not loud.any():
        return float("-inf")
    gate = -0.691 + 10 * np.log10(power[loud].mean()) - 10
    return float(-0.691 + 10 * np.log10(power[loud & (level > gate)].mean()))


def _block_power(stems: tuple[Stereo, ...], rate: int) -> NDArray[np.float64]:
    """Mean square, K-weighted, both channels added, of each block of 0.4 s."""
    step, frames = round(STEP * rate), len(stems[0])
    powers = np.array([power for batch in _step_powers(stems, rate, step) for power in batch])
    if frames < 4 * step:
        return np.array([powers.sum() * step / max(frames, 1)])
    blocks: NDArray[np.float64] = np.convolve(powers[: frames // step], np.full(4, 0.25), "valid")
    return blocks


def _step_powers(stems: tuple[Stereo, ...], rate: int, step: int) -> Iterator[NDArray[np.float32]]:
    """The mean square of each step, weighted by frequency: what is left of the last one counts as if silence followed.

    Each step is taken by itself (Parseval). Real songs come out within 0.02 LU of a filter that runs through; of a
    lone tone below 60 Hz, cut at any place of its wave, it may be 0.3.
    """
    weight = np.abs(_k_weighting(step, rate)) ** 2 / step**2
    weight[1 : (step + 1) // 2] *= 2  # the spectrum of a real sound has each of these twice
    both_parts = np.repeat(weight.astype(np.float32), 2)
    chunk = np.zeros((2, AT_ONCE * step), np.float32)
    for start in range(0, len(stems[0]), AT_ONCE * step):
        stop = min(start + AT_ONCE * step, len(stems[0]))
        chunk[:, stop - start :] = 0
        for side in range(2):
            chunk[side, : stop - start] = stems[0][start:stop, side]
            for stem in stems[1:]:
                chunk[side, : stop - start] += stem[start:stop, side]
        left, right = np.fft.rfft(chunk.reshape(2, AT_ONCE, step)).view(np.float32) ** 2
        left += right
        yield np.einsum("ij,j->i", left, both_parts)  # not a matrix product: that would take the window's core as well


def _k_weighting(size: int, rate: int) -> NDArray[np.complex64]:
    """Frequency response of both filters of BS.1770, made for any rate (its figures at 48 kHz come out exactly)."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    k, q, high = np.tan(np.pi * 1681.974450955533 / rate), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    mid = high**0.4996667741545416
    shelf = high + mid * k / q + k * k, 2 * (k * k - high), high - mid * k / q + k * k
    below = 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k
    response = np.polyval(shelf[::-1], z) / np.polyval(below[::-1], z)
    k, q = np.tan(np.pi * 38.13547087602444 / rate), 0.5003270373238773
    below = 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k
    response *= (1 - z) ** 2 / (np.polyval(below[::-1], z) / below[0])
    return response.astype(np.complex64)
