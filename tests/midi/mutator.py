"""Damaged MIDI files without end: each is made from the files of a folder and a number, always the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np

TELLING = (b"MTrk", b"MThd", b"\xff\x2f\x00", b"\xff\x51\x03", b"\xf0", b"\xf7", b"\xff\xff\xff\xff", b"\x00", b"\x80")
"""Bytes that mean something to a reader wherever they stand."""


def seeds(folder: Path) -> list[bytes]:
    """The smaller files of a folder and of those in it, to be damaged."""
    found = [path.read_bytes() for path in sorted(folder.rglob("*.mid"))]
    return [data for data in found if 0 < len(data) < 20_000]


def mutated(originals: list[bytes], number: int) -> bytes:
    """The damaged file of a number: one to eight wounds of seven kinds."""
    rng = np.random.default_rng(number)
    data = bytearray(originals[rng.integers(len(originals))])
    for _ in range(int(rng.integers(1, 9))):
        at = int(rng.integers(len(data) + 1)) if rng.random() < 0.7 else int(rng.integers(min(40, len(data) + 1)))
        size = int(rng.integers(1, 40))
        kind = int(rng.integers(7))
        if kind == 0 and at < len(data):
            data[at] ^= 1 << int(rng.integers(8))
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size]
        elif kind == 3:
            data[at : at + size] = rng.integers(0, 256, size).astype(np.uint8).tobytes()
        elif kind == 4:
            data[at:at] = TELLING[rng.integers(len(TELLING))]
        elif kind == 5:
            other = originals[rng.integers(len(originals))]
            start = int(rng.integers(len(other)))
            data[at:at] = other[start : start + 10 * size]
        elif rng.random() < 0.2:
            del data[at:]
    return bytes(data)
