"""Keys typed into a play in a process of its own, and where its replay says that they came down.

`python -m tests.game.typist SONG REPLAY` is that play: it says "playing" once the song runs and ends by SIGTERM.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread, Timer
from time import perf_counter, sleep

import numpy as np
from numpy.typing import NDArray

from drumjam.formats.replayfile import LANES
from drumjam.library.replays import load_replay
from drumjam.library.request import PlayRequest
from drumjam.rules.chart import Level
from tests.game.driven import KEYS, PATIENCE, in_scene, open_game, until
from tests.game.keyboard import Keyboard

GAPS = (0.040, 0.120)
"""Seconds from one key to the next, evenly spread."""

SETTLED = 2.5
"""Seconds of the play before the first key."""

STOP_EVERY, STOP_FOR = 1.0, 0.12
"""A play that is stopped now and then, as by a busy system, stands still so often and so long."""


@dataclass(frozen=True, slots=True)
class Typed:
    """n keys that were sent, and the m strikes that the replay holds.

    sent    (n,) seconds of the clock
    player  (n,) whose keys they were, 0 Lee's or 1 Takaichi's
    struck  (m,) seconds of song time, in order
    lanes   (m,) whose strikes they are
    """

    sent: NDArray[np.float64]
    player: NDArray[np.int64]
    struck: NDArray[np.float64]
    lanes: NDArray[np.int64]

    @property
    def whole(self) -> bool:
        """Whether each key became one strike of its player, in order."""
        return len(self.sent) == len(self.struck) and bool((self.player == self.lanes).all())

    def fit(self) -> tuple[float, NDArray[np.float64]]:
        """Song seconds per second of the clock, and by how many seconds each strike lies off that line."""
        slope, offset = np.polyfit(self.sent - self.sent[0], self.struck, 1)
        off: NDArray[np.float64] = self.struck - (slope * (self.sent - self.sent[0]) + offset)
        return float(slope), off


def type_into(
    display: str, song: str, keys: int, *, backend: str = "auto", busy: int = 0, stopped: bool = False, seed: int = 1
) -> Typed:
    """Type so many keys of both players into a play of a song on an X server.

    backend  DRUMJAM_INPUT
    busy     processes that compute all the while
    stopped  whether the play is stopped for a moment every second
    """
    rng = np.random.default_rng(seed)
    with TemporaryDirectory() as home, busy_processes(busy):
        replay = Path(home) / "replay.json"
        told = {"DISPLAY": display, "DRUMJAM_INPUT": backend, "DRUMJAM_HOME": home, "LANG": "C.UTF-8"}
        drivers = {"SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
        command = [sys.executable, "-m", __spec__.name, song, str(replay)]
        play = subprocess.Popen(command, env={**os.environ, **told, **drivers}, stdout=subprocess.PIPE, text=True)
        late = Timer(PATIENCE, play.kill)  # who waits for a word that never comes is told so
        late.start()
        try:
            assert play.stdout is not None
            assert "playing\n" in play.stdout, "the play never began"
            late.cancel()
            sleep(SETTLED)
            sent, player = _type(Keyboard(display), rng, keys, play.pid if stopped else None)
            sleep(0.3)
            play.send_signal(signal.SIGTERM)
            play.wait(30)
        finally:
            late.cancel()
            play.kill()
            play.communicate()
        strikes = load_replay(replay).strikes
    struck, lanes = [s.time_us / 1e6 for s in strikes], [int(s.lane) for s in strikes]
    return Typed(np.array(sent), np.array(player), np.array(struck), np.array(lanes))


def _type(keyboard: Keyboard, rng: np.random.Generator, keys: int, stop: int | None) -> tuple[list[float], list[int]]:
    """Press keys at random gaps; when each was sent, and whose it was. `stop` is a process to stop now and then."""
    names = [(LANES[lane], key) for (lane, _), key in KEYS.items()]
    sent, player = [], []
    due = perf_counter()
    stops = due + STOP_EVERY
    for _ in range(keys):
        due = max(due + rng.uniform(*GAPS), perf_counter() + GAPS[0])  # also after a halt of this process
        while (left := due - perf_counter()) > 0:
            if stop is not None and perf_counter() > stops:
                os.kill(stop, signal.SIGSTOP)
                Thread(target=_go_on, args=(stop,), daemon=True).start()
                stops += STOP_EVERY
            sleep(min(left, 0.002))
        lane, key = names[rng.integers(len(names))]
        before, after = keyboard.press(key)
        sent.append((before + after) / 2)
        player.append(int(lane))
    return sent, player


def _go_on(process: int) -> None:
    sleep(STOP_FOR)
    os.kill(process, signal.SIGCONT)


@contextmanager
def busy_processes(count: int) -> Iterator[None]:
    """While it lasts, so many processes compute without a pause."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def main(song: str, replay: str) -> None:
    """Play for two until a signal comes."""
    request = PlayRequest(players=2, levels=(Level.HARD, Level.HARD), seed=5, save_replay=Path(replay))
    app, first = open_game(song, request)

    def tell() -> None:
        scene = in_scene(app, "PlayScene")
        until(lambda: scene.performance.conductor.running)
        print("playing", flush=True)

    Thread(target=tell, daemon=True).start()
    with app.signals():
        app.run(first)


if __name__ == "__main__":
    main(*sys.argv[1:])
