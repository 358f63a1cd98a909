"""What the loading screen's frames cost while a song's sound is made beside them, and how long that takes."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path
from time import perf_counter

import numpy as np
import pygame

from drumjam.game.app import App, open_window
from drumjam.game.inputs import open_input
from drumjam.game.plan import planned
from drumjam.game.quiet import giving_way
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.world import World
from drumjam.library.request import PlayRequest
from drumjam.library.settings import Play, Settings
from drumjam.library.songs import open_path
from tests.charts import OWN_SONGS
from tests.game.ranks import GAME, WORKER, go_first
from tests.game.xserver import window_driver

ROOT = Path(__file__).parents[2]
FRAME = 1 / 60


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    rows: list[tuple[str, str, str]] = []
    before = dict(os.environ)
    with giving_way(), window_driver() as driver, tempfile.TemporaryDirectory() as home:
        os.environ |= {"DRUMJAM_HOME": home, "SDL_AUDIODRIVER": "dummy"}
        window = open_window(Settings())
        world = World(Settings(), open_input(), window.get_size())
        _title(world)
        for folder in OWN_SONGS:
            for what, play in (
                ("for the first time", Play()),
                ("another level of it", Play(lee_level="hard")),
                ("the same again", Play(lee_level="hard")),
                ("at half speed", Play(lee_level="hard", speed=0.5)),
            ):
                rows.append(_load(f"{folder.name}, {what}, on {driver}", world, folder, play))
        pygame.quit()
    os.environ.clear()
    os.environ.update(before)
    return rows


def _title(world: World) -> None:
    """Show the game's title for a moment, as everybody sees it first: letters are cut when they are first used."""
    app = App(world)
    app.scene = TitleScene(world)
    for _ in range(10):
        app.frame(perf_counter())


def _load(name: str, world: World, folder: Path, play: Play) -> tuple[str, str, str]:
    """Run the loading screen until the play opens."""
    app = App(world)
    app.scene = scene = LoadingScene(world, planned(open_path(folder), play, PlayRequest(), 1))
    begun, costs = perf_counter(), []
    while app.scene is scene:
        for thread in threading.enumerate():
            go_first(GAME if thread is threading.main_thread() else WORKER, thread.native_id or 0)
        start = perf_counter()
        app.frame(start)
        costs.append(1e3 * (perf_counter() - start))
        app.wait(start + FRAME)
    took = perf_counter() - begun
    assert app.scene is not None
    app.scene.leave()
    frames = np.array(costs[:-1])  # the last one already is the play's first
    return (
        f"{name}: frames, median, 99 %, longest; all",
        f"{np.median(frames):.1f}, {np.percentile(frames, 99):.1f}, {frames.max():.1f} ms; {took:.2f} s",
        "25 ms",
    )
