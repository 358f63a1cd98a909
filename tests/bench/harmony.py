"""Both acceptance tables of the harmony meter and the partner, over 100 seeds."""

from __future__ import annotations

import numpy as np

from tests.rules.acceptance import ROWS, mixed_chart, outcome

SEEDS = 100


def figures() -> list[tuple[str, str, str]]:
    """Rows of the pair, its mean figures, and the published ones with a mark."""
    chart = mixed_chart()
    rows = []
    for row in ROWS:
        means = np.mean([outcome(chart, row, seed) for seed in range(SEEDS)], axis=0)
        good = bool(np.all(np.abs(means - row.expected) <= row.tolerance))
        measured = "  ".join(f"{name} {mean:.3f}" for name, mean in zip(row.names, means, strict=True))
        wanted = " ".join(f"{figure:.3f}" for figure in row.expected)
        mark = "pass" if good else "FAIL"
        rows.append((f"{row.lee} / {row.takaichi}", measured, f"{wanted} +-{row.tolerance:g} {mark}"))
    return rows
