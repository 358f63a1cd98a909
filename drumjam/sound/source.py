"""Source: a recording as the notes of one zone read it, at places between its frames."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.lowpass import AHEAD, LowPass

BEFORE, AFTER = 1, 3
"""Frames put around a recording, so that curves can be drawn through its ends."""

Mono = NDArray[np.float32]


class Source:
    """A recording that may repeat, through a low-pass if need be; filtered no farther than it is read.

    length  frames until it ends or begins to repeat
    loops   whether it repeats

    data      float32 (n,)
    loop      frames between which it repeats, None for never
    low_pass  what it goes through
    """

    def __init__(self, data: Mono, loop: tuple[int, int] | None, low_pass: LowPass | None) -> None:
        self._data, self._loop, self._low_pass = data, loop, low_pass
        self.loops = loop is not None
        self.length = len(data)
        if loop is not None:
            # The filter must have settled before what repeats is taken from it.
            rounds = ceil(low_pass.settling / (loop[1] - loop[0])) if low_pass else 0
            self.length = loop[1] + rounds * (loop[1] - loop[0])
        self._frames = np.empty(BEFORE + self.length + AFTER, np.float32)
        self._frames[:BEFORE] = 0
        self._done = 0
        if low_pass is None:
            self._frames[BEFORE:-AFTER] = data[: self.length]
            self._finish()

    @property
    def nbytes(self) -> int:
        """Bytes that it may take once it was read to its end."""
        return self._frames.nbytes

    def read(self, places: NDArray[np.float64]) -> Mono:
        """The sound at places, counted in frames from its first one and rising, on cubic curves (Catmull and Rom)."""
        at = places.astype(np.intp)
        x = (places - at).astype(np.float32)
        last = int(at[-1])
        if self._loop is not None and last > self.length:
            # One frame later than the loop itself: then the frame before it is part of the loop as well.
            first, around = int(np.searchsorted(at, self.length + 1)), self._loop[1] - self._loop[0]
            at[first:] = (at[first:] - self.length - 1) % around + self.length + 1 - around
        self._filter(min(last + AFTER, self.length))
        a = self._frames.take(at, mode="clip")
        at += 1
        b = self._frames.take(at, mode="clip")
        at += 1
        c = self._frames.take(at, mode="clip")
        at += 1
        d = self._frames.take(at, mode="clip")
        return _curve(a, b, c, d, x)

    def _filter(self, frames: int) -> None:
        """Filter piece after piece until so many frames are done."""
        low_pass = self._low_pass
        while low_pass is not None and self._done < frames:
            piece = self._raw(self._done - low_pass.settling, self._done + low_pass.new + AHEAD)
            stop = min(self._done + low_pass.new, self.length)
            self._frames[BEFORE + self._done : BEFORE + stop] = low_pass(piece)[: stop - self._done]
            self._done = stop
            if stop == self.length:
                self._finish()

    def _raw(self, start: int, stop: int) -> Mono:
        """What goes into the filter: silence, the recording, its loop over and over or silence again."""
        end = len(self._data) if self._loop is None else self._loop[1]
        piece = self._data[max(start, 0) : min(stop, end)]
        if self._loop is not None and stop > end:
            again = np.arange(max(start, end), stop)
            left, right = self._loop
            piece = np.concatenate([piece, self._data[left + (again - right) % (right - left)]])
        return np.pad(piece, (max(-start, 0), stop - max(start, 0) - len(piece)))

    def _finish(self) -> None:
        """Put behind the last frame what follows it: silence, or the loop from its beginning."""
        self._frames[-AFTER:] = 0
        if self._loop is not None:
            around = self._loop[1] - self._loop[0]
            self._frames[-AFTER:] = np.resize(self._frames[-AFTER - around : -AFTER][:AFTER], AFTER)
        self._done = self.length


def _curve(a: Mono, b: Mono, c: Mono, d: Mono, x: Mono) -> Mono:
    """The curve through four frames, between b and c at x: b + x/2 (c-a + x (2a-5b+4c-d + x (3(b-c) + d-a)))."""
    difference = b - c
    d -= a
    c -= a
    curve = difference * 3
    curve += d
    curve *= x
    difference *= -5
    curve += difference
    curve -= c
    curve -= d
    curve *= x
    curve += c
    curve *= x
    curve *= 0.5
    curve += b
    return curve
