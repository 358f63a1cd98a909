"""Hush: libraries in C that complain on stderr while they try what is not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Stderr:
    """Where the process's stderr went before it was hushed; threads may want it hushed at the same time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept = -1
        self._count = 0

    def close(self) -> None:
        """Hush it; what was written to it is gone until as many have opened it as have closed it."""
        with self._lock:
            self._count += 1
            if self._count == 1:
                self._kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 2)
                os.close(nowhere)

    def open(self) -> None:
        """One that has closed it needs that no longer."""
        with self._lock:
            self._count -= 1
            if self._count == 0:
                os.dup2(self._kept, 2)
                os.close(self._kept)


_STDERR = _Stderr()


@contextmanager
def hushed() -> Iterator[None]:
    """Keep libraries that SDL tries in vain from complaining on stderr: the game tells what is wrong itself."""
    sys.stderr.flush()
    _STDERR.close()
    try:
        yield
    finally:
        _STDERR.open()
