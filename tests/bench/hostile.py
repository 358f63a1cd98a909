"""Figures of files made to be slow: reading beside its limits, and how reading and building grow with the file."""

from __future__ import annotations

from tests.bench.midi import measured_alone
from tests.midi.hostile import HOSTILE

RUNS = 3
"""Each figure is the least of so many: files of a tenth of a second are measured by chance otherwise."""


def figures() -> list[tuple[str, str, str]]:
    """A row for each kind of file: as large as it is listed, and twice as large."""
    rows = []
    for kind, size in HOSTILE.items():
        data = kind(2 * size)
        half, whole = _least(kind(size)), _least(data)
        reading, building, memory, _ = whole
        growth = " and ".join(f"{now / max(before, 0.05):.1f}" for before, now in zip(half[:2], whole[:2], strict=True))
        megabytes = len(data) / 1e6
        measured = f"read {reading:.2f} s, {memory / 1e6:.0f} MB; built {building:.2f} s; times half of it: {growth}"
        limit = f"{megabytes + 0.2:.1f} s, {min(100 + 30 * megabytes, 500):.0f} MB; 2.5"
        rows.append((f"{kind.__name__}, {megabytes:.1f} MB", measured, limit))
    return rows


def _least(data: bytes) -> tuple[float, ...]:
    return tuple(map(min, zip(*(measured_alone(data) for _ in range(RUNS)), strict=True)))
