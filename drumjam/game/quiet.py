"""Quiet: keeps Python itself from holding up the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH = 0.001
"""Seconds after which a thread gives way. While a song is rendered a frame lets go of the interpreter dozens of times
and must get it back each time; and one that takes up a kit's messages must not wait long."""


@contextmanager
def giving_way() -> Iterator[None]:
    """While it lasts, threads give way sooner."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Quiet:
    """No garbage is collected while a play runs; afterwards all is as it was."""

    def __init__(self) -> None:
        self._begun = False

    def begin(self) -> None:
        """A play runs, or goes on."""
        self._begun = True
        gc.collect()
        gc.freeze()
        gc.disable()

    def rest(self) -> None:
        """It stands still: there is time to tidy up."""
        gc.enable()

    def end(self) -> None:
        """It is over, if it ever began."""
        if self._begun:
            gc.enable()
            gc.unfreeze()
            self._begun = False
