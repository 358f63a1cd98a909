"""Limiter: turns sound down before its peaks, so that a ceiling is kept without clipping; and takes out its offset."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.synth import Stereo

BLOCK = 32
"""Frames for which one gain is worked out; between blocks it moves in straight lines."""

LOOK_AHEAD = 0.005
"""Seconds before a peak in which the sound is turned down."""

RELEASE = 0.080
"""Seconds in which it comes back by 6 dB."""

PIECE = 1 << 18
"""Frames worked on at once, a multiple of BLOCK."""

OFFSET_SPAN = 0.1
"""Seconds over which the offset is averaged, twice."""


def limit(stems: Sequence[Stereo], rate: int, ceiling: float) -> float:
    """Turn all stems down together, in place, where one or their sum would pass the ceiling; tells the least gain.

    stems  float32 (n, 2) of one length; with the same gain for all, what they add up to is limited as well
    """
    peaks = _peaks(stems)
    if not len(peaks) or peaks.max() <= ceiling:
        return 1.0
    gain = _gain(peaks, rate, ceiling)
    # At each edge between blocks the smaller neighbour: no frame gets more than its own block may have.
    edges = np.minimum(np.append(gain[:1], gain), np.append(gain, gain[-1:]))
    frames = len(stems[0])
    for start in range(0, frames, PIECE):
        stop = min(start + PIECE, frames)
        first = start // BLOCK
        near = edges[first : first + PIECE // BLOCK + 1]
        slope = np.arange(BLOCK, dtype=np.float32) / BLOCK
        curve = (near[:-1, None] + np.diff(near)[:, None] * slope).ravel()[: stop - start, None]
        for stem in stems:
            stem[start:stop] *= curve
            np.clip(stem[start:stop], -ceiling, ceiling, out=stem[start:stop])  # rounding errors only
    return float(gain.min())


def _peaks(stems: Sequence[Stereo]) -> NDArray[np.float32]:
    """The largest amplitude of any stem, and of their sum, in each block."""
    frames = len(stems[0])
    peaks = np.zeros(-(-frames // BLOCK), np.float32)
    for start in range(0, frames, PIECE):
        pieces = [stem[start : start + PIECE] for stem in stems]
        if len(stems) > 1:
            pieces.append(np.sum(pieces, axis=0, dtype=np.float32))
        for piece in pieces:
            loud = np.pad(np.abs(piece), ((0, -len(piece) % BLOCK), (0, 0))).reshape(-1, 2 * BLOCK).max(axis=1)
            here = peaks[start // BLOCK : start // BLOCK + len(loud)]
            np.maximum(here, loud, out=here)
    return peaks


def _gain(peaks: NDArray[np.float32], rate: int, ceiling: float) -> NDArray[np.float32]:
    """The gain of each block: what its peak allows, reached in time before it, given back slowly after it."""
    allowed = np.minimum(0, np.log2(ceiling * (1 - 1e-6)) - np.log2(np.maximum(peaks.astype(np.float64), 1e-9)))
    climb = np.arange(len(allowed)) * (BLOCK / rate / RELEASE)
    released = np.minimum.accumulate(allowed - climb) + climb
    ahead = max(1, round(LOOK_AHEAD * rate / BLOCK))
    padded = np.concatenate([np.full(ahead, released[0]), released, np.full(ahead, released[-1])])
    lowest = np.lib.stride_tricks.sliding_window_view(padded, ahead + 1).min(axis=1)
    smooth = np.lib.stride_tricks.sliding_window_view(lowest, ahead + 1).mean(axis=1)
    gain: NDArray[np.float32] = np.exp2(smooth).astype(np.float32)
    return gain


def take_out_offset(stem: Stereo, rate: int) -> None:
    """Take the slowly moving mean out of a stem, in place: some fonts hold samples with an offset.

    What is above 20 Hz stays as it is.
    """
    frames, blocks = len(stem), -(-len(stem) // BLOCK)
    means = np.zeros((blocks, 2))
    whole = frames // BLOCK
    each_channel = np.tile(np.eye(2, dtype=np.float32), (BLOCK, 1)) / BLOCK
    means[:whole] = stem[: whole * BLOCK].reshape(whole, 2 * BLOCK) @ each_channel
    span = max(1, round(OFFSET_SPAN * rate / BLOCK) // 2)
    for _ in range(2):
        total = np.cumsum(np.pad(means, ((span + 1, span), (0, 0))), axis=0)
        means = (total[2 * span + 1 :] - total[: -2 * span - 1]) / (2 * span + 1)
    middles = np.arange(blocks) * BLOCK + (BLOCK - 1) / 2
    for start in range(0, frames, PIECE):
        stop = min(start + PIECE, frames)
        at = np.arange(start, stop)
        for channel in range(2):
            stem[start:stop, channel] -= np.interp(at, middles, means[:, channel]).astype(np.float32)
