"""Room: the hall in which a song is played. What is sent into it comes back soft, late and from all sides.

The hall is a convolution: a few early reflections, then decaying noise, the high tones of which are gone first.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from drumjam.sound.voice import Planar

Mono = NDArray[np.float32]
"""Sound as one row of frames."""

SEND = 40 / 127
"""How much of a part is sent into the room where nobody says otherwise: General MIDI's own figure."""

RETURN = 0.42
"""Amplitude of the room's answer to noise that is sent into it at 1. In the middle, where most music is, it answers
by 4 dB more: at SEND it is 13 dB below the part."""

RING = 1.2
"""Seconds after which the answer has fallen by 60 dB, and ends."""

DELAY = 0.014
"""Seconds until its first reflection: what is played keeps its attack."""

RISE = 0.025
"""Seconds in which the noise behind the first reflections comes up."""

REFLECTIONS = (
    (0.0140, 0.85, 0.25),
    (0.0187, -0.30, -0.80),
    (0.0249, 0.65, 0.20),
    (0.0316, 0.15, 0.60),
    (0.0393, -0.50, -0.20),
    (0.0487, 0.20, 0.45),
)
"""Seconds, and amplitudes on the left and on the right."""

FADE = 0.1
"""Seconds in which its end fades out."""

SHARE = 0.35
"""How much of the answer's power is in the reflections; the rest is noise."""

LOWEST, HIGHEST = 220.0, 9_000.0
"""Hz: what is lower would make the bass muddy, what is higher would hiss."""

DECAYS = ((500.0, 1.0), (2_000.0, 0.85), (5_000.0, 0.6), (12_000.0, 0.4))
"""Hz, and the share of RING after which tones of this height have fallen by 60 dB."""

SEED = 1


class Room:
    """The hall at one rate; the same at every place and each time.

    ring  frames for which it answers after the last one that is sent into it
    """

    def __init__(self, rate: int) -> None:
        response = impulse(rate)
        self.ring = response.shape[1] - 1
        self._delay = round(DELAY * rate)
        self._response = response
        self._most = 1 << (4 * self.ring).bit_length()
        self._spectra: dict[int, NDArray[np.complex64]] = {}

    def answer(self, sent: Mono) -> Planar:
        """What is heard of the room while float32 (n,) is sent into it, and after that: float32 (2, n + ring)."""
        heard = np.zeros((2, len(sent) + self.ring), np.float32)
        size = min(self._most, 1 << (len(sent) + self.ring).bit_length())
        step = size - self.ring
        for start in range(0, len(sent), step):
            piece = sent[start : start + step]
            if not piece.any():
                continue
            # Before that it says nothing, not even what a transform leaves there.
            first, last = int(np.argmax(piece != 0)) + self._delay, len(piece) + self.ring
            spectrum = np.fft.rfft(piece, size)
            for side, own in zip(heard, self._transformed(size), strict=True):
                side[start + first : start + last] += np.fft.irfft(spectrum * own, size)[first:last]
        return heard

    def _transformed(self, size: int) -> NDArray[np.complex64]:
        """The spectra of both sides of its response, for so many frames at once."""
        if size not in self._spectra:
            self._spectra[size] = np.fft.rfft(self._response, size).astype(np.complex64)
        return self._spectra[size]


@lru_cache(maxsize=2)
def room_at(rate: int) -> Room:
    """The room at a rate."""
    return Room(rate)


def impulse(rate: int) -> NDArray[np.float32]:
    """What is heard after one frame of full scale: float32 (2, frames), of the power of RETURN on each side.

    rate  frames a second, 8,000 to 192,000
    """
    frames = round((DELAY + RING) * rate)
    size = 1 << frames.bit_length()
    noise = _decaying(np.random.default_rng(SEED).random((2, size)) - 0.5, rate)
    early = np.zeros((2, size))
    for seconds, left, right in REFLECTIONS:
        early[:, round(seconds * rate)] += left, right
    whole = np.sqrt(SHARE) * _of_power(early) + np.sqrt(1 - SHARE) * _of_power(noise)
    response = np.fft.irfft(np.fft.rfft(whole) * _colour(size, rate), size)[:, :frames]
    response[:, : round(DELAY * rate)] = 0  # the filter rings a little before its input
    response[:, frames - round(FADE * rate) :] *= np.linspace(1, 0, round(FADE * rate))
    return (RETURN * _of_power(response)).astype(np.float32)


def _decaying(noise: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Noise that dies away, band by band, from the end of the first reflections' delay on."""
    frames = noise.shape[1]
    after = np.maximum(np.arange(frames) / rate - DELAY, 0)
    heights = np.log(np.maximum(np.fft.rfftfreq(frames, 1 / rate), 1.0))
    middles = np.log([hertz for hertz, _ in DECAYS])
    spectrum = np.fft.rfft(noise)
    result = np.zeros_like(noise)
    for number, (_, share) in enumerate(DECAYS):
        of_band = np.interp(heights, middles, np.eye(len(DECAYS))[number])
        result += np.fft.irfft(spectrum * of_band, frames) * 10 ** (-3 * after / (share * RING))
    return result * np.minimum(after / RISE, 1)


def _colour(size: int, rate: int) -> NDArray[np.float64]:
    """The gain at each frequency of so many frames: what is too low or too high falls by 12 dB an octave."""
    hertz = np.maximum(np.fft.rfftfreq(size, 1 / rate), 1e-3)
    gain: NDArray[np.float64] = ((1 + (LOWEST / hertz) ** 4) * (1 + (hertz / HIGHEST) ** 4)) ** -0.5
    return gain


def _of_power(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Both sides with the energy 1."""
    powered: NDArray[np.float64] = sound / np.sqrt((sound**2).sum(axis=1, keepdims=True))
    return powered
