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

SIZE, SETTLING = 1 << 16, 1 << 13
"""Frames filtered at once, and how many of them come before the chunk, for the filter to settle."""


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
    sums = np.array([np.sum(piece, dtype=np.float64) for piece in _weighted_squares(stems, rate, step)])
    if frames < 4 * step:
        return np.array([sums.sum() / max(frames, 1)])
    blocks: NDArray[np.float64] = np.convolve(sums[: frames // step], np.ones(4), "valid") / (4 * step)
    return blocks


def _weighted_squares(stems: tuple[Stereo, ...], rate: int, step: int) -> Iterator[NDArray[np.float32]]:
    """The squares of the weighted sound, both channels added, in pieces of one step; the last may be shorter."""
    weight = _k_weighting(SIZE, rate)
    whole, frames = (SIZE - SETTLING) // step * step, len(stems[0])
    chunk = np.zeros((2, SIZE), np.float32)
    for start in range(0, frames, whole):
        first, stop = max(0, start - SETTLING), min(start + whole, frames)
        chunk[:, stop - first :] = 0
        chunk[:, : stop - first] = stems[0][first:stop].T
        for stem in stems[1:]:
            chunk[:, : stop - first] += stem[first:stop].T
        heard = np.fft.irfft(np.fft.rfft(chunk) * weight, SIZE)[:, start - first : stop - first]
        squares = heard[0] ** 2 + heard[1] ** 2
        yield from (squares[at : at + step] for at in range(0, len(squares), step))


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
