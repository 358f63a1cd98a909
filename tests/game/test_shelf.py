"""The shelf: files that are dropped while its thread is at work, or ends."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path

import pytest

from drumjam.game.shelf import Shelf

pytestmark = pytest.mark.once

DATA = Path(__file__).parents[1] / "data"
HOLD = 0.3
"""Seconds for which the thread is held, at most."""


class Wanted(deque[Path]):
    """Files that wait; holds the thread that has just seen that there are none, until `go`."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.go = threading.Event(), threading.Event()

    def __bool__(self) -> bool:
        """Whether there are any."""
        there = len(self) > 0
        if not there and threading.current_thread() is not threading.main_thread():
            self.seen.set()
            self.go.wait(HOLD)
        return there


def test_a_file_dropped_in_the_moment_in_which_the_thread_ends_becomes_a_song() -> None:
    """The thread has seen that nothing waits, but has not ended yet."""
    shelf = Shelf()
    shelf._thread.join(30)
    shelf.take()
    shelf._wanted = wanted = Wanted()
    shelf.add([DATA / "harmony_unison.mid"])
    assert wanted.seen.wait(30)
    shelf.add([DATA / "harmony_hocket.mid"])
    wanted.go.set()
    while shelf._thread.is_alive():
        shelf._thread.join(30)
    assert len(wanted) == 0
    assert len(shelf.take()) == 2
    assert shelf.busy == ""
