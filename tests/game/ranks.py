"""Who goes first on a machine with few cores: figures are about the game, not about what else there is to do."""

from __future__ import annotations

import os
from contextlib import suppress

WORKER, GAME, WINDOW, RECORDER, SERVER, MIXER, WATCH = 1, 2, 3, 4, 5, 6, 7
"""Who goes before whom: as on a machine where sound servers and mixers may ask for it, and Python may not."""


def go_first(rank: int, process: int = 0) -> None:
    """Let this thread and those that it starts from now on, or a process, run before others, where that is allowed."""
    with suppress(OSError, AttributeError):
        os.sched_setscheduler(process, os.SCHED_RR, os.sched_param(rank))
