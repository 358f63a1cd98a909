"""How much a film of the stage flashes: WCAG 2.3.1, with this game's stricter numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.game.eyes import linear

CHANGE = 0.10
DARK = 0.80
IN_ONE_SECOND = 3
TOGETHER = 0.018
"""Seconds in which changes of several pixels are one: a frame. What merely travels changes pixel after pixel."""

LIGHT = (linear(np.arange(256))[np.newaxis, :] * np.array([[0.2126], [0.7152], [0.0722]])).astype(np.float32)


class Flashes:
    """Counts, pixel by pixel, pairs of opposing changes of luminance by CHANGE or more, the darker side below DARK.

    A flash is one where a good part of a window changes at once; a note that travels through it is none.

    window  size in pixels of the part of the picture that is looked at at once
    rate    frames a second
    """

    def __init__(self, window: tuple[int, int], rate: float) -> None:
        self.window = window
        self.rate = rate
        self.worst = 0.0
        self._frame = 0
        self._extreme: NDArray[np.float32] | None = None

    def see(self, picture: NDArray[np.uint8]) -> None:
        """Look at one more frame, an array (width, height, 3); `worst` becomes the worst share of a window so far."""
        light = LIGHT[0][picture[..., 0]] + LIGHT[1][picture[..., 1]] + LIGHT[2][picture[..., 2]]
        if self._extreme is None:
            self._extreme, self._rising = light.copy(), np.zeros(light.shape, np.int8)
            self._turns = np.zeros(light.shape, np.int32)
            self._ends = np.full((IN_ONE_SECOND, *light.shape), -1e9, np.float32)
            return
        self._frame += 1
        change = light - self._extreme
        dark = np.minimum(light, self._extreme) < DARK
        turned = np.where(change > 0, self._rising <= 0, self._rising >= 0) & (np.abs(change) >= CHANGE) & dark
        farther = np.where(change > 0, self._rising > 0, self._rising < 0)
        self._rising[turned] = np.sign(change[turned]).astype(np.int8)
        self._extreme = np.where(turned | farther, light, self._extreme)
        self._turns += turned
        whole = turned & (self._turns % 2 == 0)
        if whole.any():
            self._ends[:, whole] = np.roll(self._ends[:, whole], 1, axis=0)
            self._ends[0, whole] = self._frame
            self._judge()

    def _judge(self) -> None:
        """The largest share of any window whose pixels flash now, together, for the third time within a second."""
        thrice = self._frame - self._ends[IN_ONE_SECOND - 1] <= self.rate
        now = self._frame - self._ends[0] < TOGETHER * self.rate
        flashing = (thrice & now).astype(np.float64)
        sums = np.pad(flashing.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        w, h = (min(a, b) for a, b in zip(self.window, flashing.shape, strict=True))
        inside = sums[w:, h:] - sums[:-w, h:] - sums[w:, :-h] + sums[:-w, :-h]
        self.worst = max(self.worst, float(inside.max()) / (w * h))
