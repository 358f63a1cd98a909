"""Limiter: turns sound down before its peaks, so that a ceiling is kept without clipping; and takes out its offset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.synth import Stereo

BLOCK = 32
"""Frames for which one gain is worked out; between blocks it moves in straight lines."""

LOOK_AHEAD = 0.005
"""Seconds before a peak in which the sound is turned down."""

RELEASE = 0.080
"""Seconds in which it comes back by 6 dB."""

PIECE = 1 << 14
"""Frames worked on at once, a multiple of BLOCK."""

OFFSET_SPAN = 0.1
"""Seconds over which the offset is averaged, twice."""

Curve = NDArray[np.float32]
"""One value for each block, or for each frame."""


def limit(stems: Sequence[Stereo], rate: int, ceiling: float) -> float:
    """Turn all stems down together, in place, where one or their sum would pass the ceiling; tells the least gain.

    stems  float32 (n, 2) of one length; with the same gain for all, what they add up to is limited as well
    """
    peaks = _peaks(stems)
    allowed: Curve = np.divide(ceiling, np.maximum(peaks, ceiling), dtype=np.float32)
    return _turn_down(stems, allowed, rate, ceiling)


def make_room(backing: Stereo, drums: Stereo, rate: int, ceiling: float, full: float) -> float:
    """Turn a backing down, in place, where it would pass its ceiling or leave no room for drums; the least gain.

    full  which backing and drums together do not pass, wherever the drums alone do not; drums a little early or
          late, as people strike them, seldom pass it either: the peaks of both are added, whatever their signs
    """
    peaks, played = _peaks([backing]), _peaks([drums])
    room = np.clip(full - played, 0, ceiling)
    return _turn_down([backing], room / np.maximum(peaks, np.maximum(room, 1e-9)), rate, ceiling)


def _turn_down(stems: Sequence[Stereo], allowed: Curve, rate: int, ceiling: float) -> float:
    """Give all stems, in place, at most the gain (0 to 1) that is allowed in each block; tells the least."""
    if not len(allowed) or allowed.min() >= 1:
        return 1.0
    gain = _gain(allowed, rate)
    # At each edge between blocks the smaller neighbour: no frame gets more than its own block may have.
    edges = np.minimum(np.append(gain[:1], gain), np.append(gain, gain[-1:]))
    for place, curve in _lines(edges, len(stems[0])):
        if curve.min() >= 1:
            continue
        for stem in stems:
            piece = stem[place]
            for side in range(2):
                piece[:, side] *= curve
            np.clip(piece, -ceiling, ceiling, out=piece)  # rounding errors only
    return float(gain.min())


def _lines(edges: Curve, frames: int) -> Iterator[tuple[slice, Curve]]:
    """Values of each frame, piece by piece: straight lines from one edge between blocks to the next."""
    slope = np.arange(BLOCK, dtype=np.float32) / np.float32(BLOCK)
    for start in range(0, frames, PIECE):
        near = edges[start // BLOCK : (start + PIECE) // BLOCK + 1]
        lines = near[:-1, None] + (near[1:] - near[:-1])[:, None] * slope
        yield slice(start, min(start + PIECE, frames)), lines.ravel()[: frames - start]


def _peaks(stems: Sequence[Stereo]) -> Curve:
    """The largest amplitude of any stem, and of their sum, in each block."""
    frames = len(stems[0])
    peaks = np.zeros(-(-frames // BLOCK), np.float32)
    for start in range(0, frames, PIECE):
        pieces = [stem[start : start + PIECE] for stem in stems]
        if len(stems) > 1:
            pieces.append(np.sum(pieces, axis=0, dtype=np.float32))
        for piece in pieces:
            sizes = np.abs(piece)
            if len(piece) % BLOCK:
                sizes = np.pad(sizes, ((0, -len(piece) % BLOCK), (0, 0)))
            loud = sizes.reshape(-1, 2 * BLOCK).max(axis=1)
            here = peaks[start // BLOCK : start // BLOCK + len(loud)]
            np.maximum(here, loud, out=here)
    return peaks


def _gain(allowed: Curve, rate: int) -> Curve:
    """The gain of each block: what is allowed there, reached in time before it, given back slowly after it."""
    octaves = np.minimum(0, np.log2(np.maximum(allowed.astype(np.float64) * (1 - 1e-6), 1e-9)))
    octaves[allowed >= 1] = 0
    climb = np.arange(len(octaves)) * (BLOCK / rate / RELEASE)
    released = np.minimum.accumulate(octaves - climb) + climb
    ahead = max(1, round(LOOK_AHEAD * rate / BLOCK))
    padded = np.concatenate([np.full(ahead, released[0]), released, np.full(ahead, released[-1])])
    lowest = np.lib.stride_tricks.sliding_window_view(padded, ahead + 1).min(axis=1)
    smooth = np.lib.stride_tricks.sliding_window_view(lowest, ahead + 1).mean(axis=1)
    gain: Curve = np.exp2(smooth).astype(np.float32)
    return gain


def take_out_offset(stem: Stereo, rate: int) -> None:
    """Take the slowly moving mean out of a stem, in place: some fonts hold samples with an offset.

    What is above 20 Hz stays as it is.
    """
    blocks, whole = -(-len(stem) // BLOCK), len(stem) // BLOCK
    span = max(1, round(OFFSET_SPAN * rate / BLOCK) // 2)
    for side in range(2):
        mean = np.zeros(blocks)
        mean[:whole] = np.einsum("ij->i", stem[: whole * BLOCK, side].reshape(whole, BLOCK)) / BLOCK
        for _ in range(2):
            total = np.cumsum(np.pad(mean, (span + 1, span)))
            mean = (total[2 * span + 1 :] - total[: -2 * span - 1]) / (2 * span + 1)
        edges = (np.append(mean[:1], mean) + np.append(mean, mean[-1:])) / 2
        for place, curve in _lines(edges.astype(np.float32), len(stem)):
            stem[place, side] -= curve
