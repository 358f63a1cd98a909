"""What the machine under a virtual one takes for itself meanwhile: a sound breaks up then, whatever plays it.

Run as a program it watches one processor: `python -m tests.bench.host PROCESSOR FILE` notes each moment at which
the processor stood still although the first program of all was to run on it, until it is ended.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter, sleep

import numpy as np
from numpy.typing import NDArray

from tests.game.ranks import WATCH, go_first

STEP, LONG = 0.001, 0.003
"""Seconds between two looks at a processor; from how many on it stood still: a third of a buffer."""


@contextmanager
def watched() -> Iterator[list[NDArray[np.float64]]]:
    """While it lasts, every processor is watched; the list then holds when each stood still.

    That is float64 (n, 2), from and until, on the `perf_counter` scale.
    """
    found: list[NDArray[np.float64]] = []
    with tempfile.TemporaryDirectory(prefix="drumjam-") as folder:
        files = {each: Path(folder, f"{each}.json") for each in range(os.cpu_count() or 1)}
        run = [sys.executable, "-m", "tests.bench.host"]
        watches = [subprocess.Popen([*run, str(each), str(file)]) for each, file in files.items()]
        while not all(file.exists() for file in files.values()):
            assert all(watch.poll() is None for watch in watches), "a watch ended"
            sleep(0.01)
        yield found
        for watch in watches:
            watch.terminate()
            watch.wait()
        stands = [stand for file in files.values() for stand in json.loads(file.read_text())]
    found.append(np.array(sorted(stands)).reshape(-1, 2))


def _watch(processor: int, file: Path) -> None:
    """Look at a processor every STEP until ended."""
    with suppress(OSError, AttributeError):
        os.sched_setaffinity(0, {processor})
    go_first(WATCH)
    stands: list[tuple[float, float]] = []
    going = True

    def end(*_: object) -> None:
        nonlocal going
        going = False

    signal.signal(signal.SIGTERM, end)
    file.touch()
    before = perf_counter()
    while going:
        sleep(STEP)
        now = perf_counter()
        if now - before > LONG:
            stands.append((before, now))
        before = now
    file.write_text(json.dumps(stands))


if __name__ == "__main__":
    _watch(int(sys.argv[1]), Path(sys.argv[2]))
