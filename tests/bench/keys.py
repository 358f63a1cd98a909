"""How exactly a key is judged: keys typed by XTEST into a real play, beside the strikes of its replay."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.game.typist import type_into
from tests.game.xserver import XVFB, x_server

SONG, KEYS = "common-harmony", 300
CASES: tuple[tuple[str, dict[str, Any], tuple[float, float] | None], ...] = (
    ("idle", {}, (0.4, 1.0)),
    ("3 busy processes", {"busy": 3}, (0.5, 1.5)),
    ("3 busy processes that the X server waits for too", {"busy": 3, "first": False}, None),
    ("stopped for 120 ms every second", {"stopped": True}, (0.5, 1.5)),
    ("polling, idle", {"backend": "poll"}, (0.5, 2.0)),
    ("polling, 3 busy processes", {"backend": "poll", "busy": 3}, (0.6, 5.0)),
)
"""What goes on beside the play, and the limits of half of the keys and of 99 % in ms.

Keys are stamped by the X server: where it has to wait for a core, they were late before the game could know of them.
"""


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    if XVFB is None:
        return [("keys judged", "not measured", "needs Xvfb and libXtst")]
    return [_case(*case) for case in CASES]


def _case(what: str, how: dict[str, Any], limits: tuple[float, float] | None) -> tuple[str, str, str]:
    how = dict(how)
    with x_server(first=how.pop("first", True)) as display:
        typed = type_into(display, SONG, KEYS, **how)
    what = f"{KEYS} keys, {what}: off by, in half and in 99 % of them"
    if not typed.whole:
        return what, f"{len(typed.struck)} strikes of {len(typed.sent)} keys", "none lost or doubled"
    slope, off = typed.fit()
    half, most = 1e3 * np.percentile(abs(off), (50, 99))
    apart = 1e3 * (np.median(off[typed.player == 0]) - np.median(off[typed.player == 1]))
    told = f"{half:.2f}, {most:.2f} ms; players {abs(apart):.2f} ms apart; {1e6 * (slope - 1):+.0f} ppm"
    return what, told, f"{limits[0]}, {limits[1]} ms; 0.1 ms; 100 ppm" if limits else ""
