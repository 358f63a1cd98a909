"""How long it takes until something is to be seen, each in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter

from tests.game.xserver import window_driver

ROUNDS = 7
FIRST_FRAME = """
import time
start = time.perf_counter()
import os
from drumjam.game.app import App, first_scene, open_window
from drumjam.game.inputs import open_input
from drumjam.game.world import World
from drumjam.library.settingsfile import load_settings
settings = load_settings().settings
window = open_window(settings)
app = App(World(settings, open_input(), window.get_size()))
app.scene = first_scene(app.world, None, None)
app.frame(time.perf_counter())
print((time.perf_counter() - start) * 1000)
os._exit(0)
"""


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    inside, whole = [], []
    with window_driver() as driver:
        for _ in range(ROUNDS):
            begun = perf_counter()
            inside.append(float(_run(FIRST_FRAME)))
            whole.append((perf_counter() - begun) * 1000)
    helped = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        subprocess.run([sys.executable, "-m", "drumjam", "--help"], capture_output=True, check=True)
        helped.append((perf_counter() - begun) * 1000)
    return [
        (
            f"title: first frame on {driver}, median",
            f"{statistics.median(whole):.0f} ms",
            "500 ms with the interpreter's own start",
        ),
        ("title: first frame, imports and drawing", f"{statistics.median(inside):.0f} ms", "-"),
        ("drumjam --help", f"{statistics.median(helped):.0f} ms", "150 ms"),
    ]


def _run(code: str) -> str:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "DRUMJAM_HOME": home, "SDL_AUDIODRIVER": "dummy"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]
