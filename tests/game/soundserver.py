"""A sound server of our own, for figures that need one: PulseAudio, playing to nowhere, and a recorder behind it.

Run as a program it is the recorder: `python -m tests.game.soundserver FOLDER` keeps what is played until it is ended.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep

import numpy as np
from numpy.typing import NDArray

from tests.game.ranks import RECORDER, SERVER, go_first

RATE = 48_000
FRAME_BYTES = 8
KNOT = 0.5
"""Seconds of sound between the places at which its clock is read."""

MISSING = [name for name in ("pulseaudio", "parec") if shutil.which(name) is None]
"""Programs that are not installed."""


@contextmanager
def sound_server(*, first: bool = True) -> Iterator[None]:
    """While it lasts, this process and its children play to a PulseAudio server of our own.

    first  whether the server goes before other programs, so that it breaks off on no busy machine; a strike is then
           heard 1 ms later than from a server that has to wait now and then, and runs its buffers low
    """
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="drumjam-") as home:
        socket = f"{home}/socket"
        modules = (
            f"module-null-sink sink_name=nowhere rate={RATE} format=float32le",
            f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        )
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += [part for module in modules for part in ("-L", module)]
        own = {"HOME": home, "XDG_RUNTIME_DIR": home, "PULSE_RUNTIME_PATH": f"{home}/pulse"}
        server = subprocess.Popen(command, env=os.environ | own, stderr=subprocess.DEVNULL)
        try:
            while not os.path.exists(socket):
                assert server.poll() is None, "the sound server ended"
                sleep(0.01)
            if first:
                go_first(SERVER, server.pid)
            os.environ.update(PULSE_SERVER=f"unix:{socket}", SDL_AUDIODRIVER="pulseaudio")
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            server.terminate()
            server.wait()


@dataclass(frozen=True, slots=True)
class Recording:
    """What was played.

    sound  float32 (n, 2) at RATE
    knots  frames at which the clock is known, float64
    times  `perf_counter` at which those frames went out, float64
    """

    sound: NDArray[np.float32]
    knots: NDArray[np.float64]
    times: NDArray[np.float64]

    def time(self, frames: NDArray[np.int64]) -> NDArray[np.float64]:
        """`perf_counter` at which frames went out."""
        return np.interp(frames, self.knots, self.times)


@contextmanager
def recorder() -> Iterator[list[Recording]]:
    """While it lasts, what is played is recorded; the recording is in the list afterwards."""
    made: list[Recording] = []
    with tempfile.TemporaryDirectory(prefix="drumjam-") as folder:
        program = subprocess.Popen([sys.executable, "-m", "tests.game.soundserver", folder])
        while not (Path(folder) / "ready").exists():
            assert program.poll() is None, "the recorder ended"
            sleep(0.01)
        yield made
        program.terminate()
        program.wait()
        made.append(_read(Path(folder)))


def _read(folder: Path) -> Recording:
    """Tell from when each piece came in when its first frame went out.

    The server hands on a piece as soon as it goes out; on a busy machine some are late on their way, none is early.
    Its clock is its own and may slip: so the earliest piece of each half second counts.
    """
    sound = np.fromfile(folder / "sound.raw", np.float32)
    sound = sound[: len(sound) // 2 * 2].reshape(-1, 2)  # it may have been ended between left and right
    stamps = np.array(json.loads((folder / "stamps.json").read_text()))
    frames, late = stamps[:, 0], stamps[:, 1] - stamps[:, 0] / RATE
    starts = np.searchsorted(frames, np.arange(0, frames[-1], KNOT * RATE))
    rows = [start + np.argmin(late[start:stop]) for start, stop in pairwise([*starts, len(late)]) if start < stop]
    return Recording(sound, frames[rows], stamps[rows, 1])


def _record(folder: Path) -> None:
    """Record until ended; note when each piece came in."""
    command = ["parec", "--raw", f"--rate={RATE}", "--format=float32le", "--channels=2", "--latency-msec=1"]
    stamps: list[tuple[int, float]] = []
    with subprocess.Popen([*command, "-d", "nowhere.monitor"], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        signal.signal(signal.SIGTERM, lambda *_: program.terminate())
        written = 0
        with (folder / "sound.raw").open("wb") as file:
            while piece := os.read(program.stdout.fileno(), 1 << 16):
                stamps.append((written // FRAME_BYTES, perf_counter()))
                written += file.write(piece)
                if written == len(piece):
                    (folder / "ready").touch()
    (folder / "stamps.json").write_text(json.dumps(stamps))


if __name__ == "__main__":
    go_first(RECORDER)
    _record(Path(sys.argv[1]))
