"""How colours look: luminance, contrast, CIEDE2000, and three kinds of colour blindness, as oracles for tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

MACHADO = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, for linear RGB."""

TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
)
WHITE = TO_XYZ.sum(axis=1)


def linear(rgb: ArrayLike) -> Array:
    """Linear light, 0 to 1, of sRGB values from 0 to 255."""
    share = np.asarray(rgb, np.float64) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def luminance(rgb: ArrayLike) -> Array:
    """Relative luminance as in WCAG."""
    return linear(rgb) @ TO_XYZ[1]


def contrast(a: ArrayLike, b: ArrayLike) -> float:
    """Contrast ratio as in WCAG, 1 to 21."""
    high, low = sorted((float(luminance(a)), float(luminance(b))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(rgb: ArrayLike, sight: str) -> Array:
    """Linear light as an eye with one kind of colour blindness sees it."""
    return np.clip(np.array(MACHADO[sight]) @ linear(rgb), 0, 1)


def lab(light: Array) -> Array:
    """CIELAB of linear RGB."""
    share = (TO_XYZ @ light) / WHITE
    f = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def ciede2000(one: Array, other: Array) -> float:
    """Distance of two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    mean_chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    g = 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    a = np.array((one[1], other[1])) * (1 + g)
    b = np.array((one[2], other[2]))
    chroma, hue = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    turn = (hue[1] - hue[0] + 180) % 360 - 180 if chroma.prod() else 0.0
    d_light, d_chroma = other[0] - one[0], chroma[1] - chroma[0]
    d_hue = 2 * np.sqrt(chroma.prod()) * np.sin(np.radians(turn / 2))
    light, middle = (one[0] + other[0]) / 2, chroma.mean()
    angle = (hue[0] + turn / 2) % 360 if chroma.prod() else hue.sum()
    t = (
        1
        - 0.17 * np.cos(np.radians(angle - 30))
        + 0.24 * np.cos(np.radians(2 * angle))
        + 0.32 * np.cos(np.radians(3 * angle + 6))
        - 0.20 * np.cos(np.radians(4 * angle - 63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * middle, 1 + 0.015 * middle * t
    rotation = (
        -2 * np.sqrt(middle**7 / (middle**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((angle - 275) / 25) ** 2))))
    )
    parts = d_light / s_light, d_chroma / s_chroma, d_hue / s_hue
    return float(np.sqrt(sum(p * p for p in parts) + rotation * parts[1] * parts[2]))
