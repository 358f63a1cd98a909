"""Quiet: keeps Python itself from holding up a play."""

from __future__ import annotations

import gc
import sys

SWITCH = 0.001
"""Seconds after which a thread gives way in a play: one that takes up a kit's messages must not wait long."""


class Quiet:
    """No garbage is collected while a play runs, and threads give way sooner; afterwards all is as it was."""

    def __init__(self) -> None:
        self._interval: float | None = None

    def begin(self) -> None:
        """A play runs, or goes on."""
        if self._interval is None:
            self._interval = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH)
        gc.collect()
        gc.freeze()
        gc.disable()

    def rest(self) -> None:
        """It stands still: there is time to tidy up."""
        gc.enable()

    def end(self) -> None:
        """It is over, if it ever began."""
        if self._interval is not None:
            gc.enable()
            gc.unfreeze()
            sys.setswitchinterval(self._interval)
            self._interval = None
