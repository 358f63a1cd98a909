"""How exactly a key is judged: keys typed by XTEST into a real play, beside the strikes of its replay."""

from __future__ import annotations

import numpy as np

from tests.game.typist import type_into
from tests.game.xserver import XVFB, x_server

SONG, KEYS = "common-harmony", 300
CASES = (
    ("idle", {}, (0.4, 1.0)),
    ("3 busy processes", {"busy": 3}, (0.5, 1.5)),
    ("stopped for 120 ms every second", {"stopped": True}, (0.5, 1.5)),
    ("polling, idle", {"backend": "poll"}, (0.5, 2.0)),
    ("polling, 3 busy processes", {"backend": "poll", "busy": 3}, (0.6, 5.0)),
)
"""What goes on beside the play, and the limits of half of the keys and of 99 % in ms."""


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    if XVFB is None:
        return [("keys judged", "not measured", "needs Xvfb and libXtst")]
    rows = []
    with x_server() as display:
        for what, how, (half, most) in CASES:
            typed = type_into(display, SONG, KEYS, **how)  # type: ignore[arg-type]
            what = f"{KEYS} keys, {what}: off by, in half and in 99 % of them"
            if not typed.whole:
                rows.append((what, f"{len(typed.struck)} strikes of {len(typed.sent)} keys", "none lost or doubled"))
                continue
            slope, off = typed.fit()
            p50, p99 = 1e3 * np.percentile(abs(off), (50, 99))
            apart = 1e3 * (np.median(off[typed.player == 0]) - np.median(off[typed.player == 1]))
            told = f"{p50:.2f}, {p99:.2f} ms; players {abs(apart):.2f} ms apart; {1e6 * (slope - 1):+.0f} ppm"
            rows.append((what, told, f"{half}, {most} ms; 0.1 ms; 100 ppm"))
    return rows
