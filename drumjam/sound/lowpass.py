"""The low-pass filter of a SoundFont synthesizer, on whole samples at once."""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray

SETTLED = 4096
"""Frames after which a filter has forgotten where its input began."""

FILTERED = 1 << 14
"""Frames filtered at once, those in which the filter settles included."""


def low_pass(data: NDArray[np.float32], cutoff: float, resonance: float, step: float) -> NDArray[np.float32]:
    """The source through the two-pole low-pass of the synthesizer, before it is read at `step`.

    cutoff  radians a frame of the result; resonance in dB
    """
    cutoff, q = min(cutoff, 0.9 * pi), _quality(resonance)
    alpha, cosine = np.sin(cutoff) / (2 * q), np.cos(cutoff)
    z = np.exp(-1j * np.minimum(np.linspace(0, pi, FILTERED // 2 + 1) * step, pi))
    response = (1 - cosine) / 2 * (1 + z) ** 2 / (1 + alpha - 2 * cosine * z + (1 - alpha) * z**2)
    new = FILTERED - SETTLED
    padded = np.pad(data, (SETTLED, -len(data) % new))
    pieces = np.lib.stride_tricks.sliding_window_view(padded, FILTERED)[::new]
    done = np.fft.irfft(np.fft.rfft(pieces) * response.astype(np.complex64), FILTERED)[:, SETTLED:]
    return done.astype(np.float32).ravel()[: len(data)]


def _quality(resonance: float) -> float:
    """Q of the filter: 0 dB of resonance gives no hump (as FluidSynth)."""
    return float(10 ** ((resonance - 3.01) / 20))


def loss(resonance: float) -> float:
    """The amplitude factor by which a filter of some resonance (dB) is turned down: half the height of its hump."""
    return float(_quality(resonance) ** -0.5)
