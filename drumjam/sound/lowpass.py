"""The low-pass filter of a SoundFont synthesizer, on pieces of a sample at once."""

from __future__ import annotations

from math import ceil, cos, log, pi, sin

import numpy as np
from numpy.typing import NDArray

FILTERED = 1 << 13
"""Frames filtered at once, those in which the filter settles included."""

FORGOTTEN = 1e-5
"""Share of a sound's beginning that may still be heard once the filter has settled."""

LEAST_SETTLING, MOST_SETTLING = 128, FILTERED // 2

AHEAD = 256
"""Frames looked ahead: the filter of a source that is read at another rate also rings a little before its input."""


class LowPass:
    """The two-pole low-pass of the synthesizer, for a source that is read at `step`.

    settling  frames after which it has forgotten where its input began
    new       frames that come out of it at once

    cutoff    radians a frame of the result; resonance in dB
    """

    def __init__(self, cutoff: float, resonance: float, step: float) -> None:
        cutoff, q = min(cutoff, 0.9 * pi), _quality(resonance)
        alpha, cosine = sin(cutoff) / (2 * q), cos(cutoff)
        z = np.exp(-1j * np.minimum(np.linspace(0, pi, FILTERED // 2 + 1) * step, pi))
        response = (1 - cosine) / 2 * (1 + z) ** 2 / (1 + alpha - 2 * cosine * z + (1 - alpha) * z**2)
        self._response = response.astype(np.complex64)
        # Both poles stand at the same distance from the unit circle: what went in dies away with its power.
        fading = log((1 + alpha) / max(1 - alpha, 1e-9)) / 2
        self.settling = min(max(ceil(-log(FORGOTTEN) / fading * step), LEAST_SETTLING), MOST_SETTLING)
        self.new = FILTERED - self.settling - AHEAD

    def __call__(self, piece: NDArray[np.float32]) -> NDArray[np.float32]:
        """Filter float32 (settling + new + AHEAD,): the `new` frames between those before and those after."""
        done = np.fft.irfft(np.fft.rfft(piece, FILTERED) * self._response, FILTERED)
        return done[self.settling : -AHEAD].astype(np.float32, copy=False)


def _quality(resonance: float) -> float:
    """Q of the filter: 0 dB of resonance gives no hump (as FluidSynth)."""
    return float(10 ** ((resonance - 3.01) / 20))


def loss(resonance: float) -> float:
    """The amplitude factor by which a filter of some resonance (dB) is turned down: half the height of its hump."""
    return float(_quality(resonance) ** -0.5)
