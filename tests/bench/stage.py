"""What a frame of the stage costs: drawn and shown, over 600 frames of the densest stretch of a dense song."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import numpy as np
import pygame

from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Lane, Level
from drumjam.rules.drummers import make_drummer
from drumjam.rules.duet import Duet
from drumjam.rules.session import Session
from tests.game.plays import setup_for
from tests.game.xserver import window_driver

FILE = Path(__file__).parents[1] / "data" / "groove_blast_240bpm.mid"
FRAMES = 600


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    with window_driver() as driver:
        rows = _rows(driver)
        pygame.display.quit()
    return rows


def _rows(driver: str) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for size, limits in (((1280, 720), ("under 3 ms", "under 8 ms")), ((1920, 1080), ("", ""))):
        made, costs = _frames(size)
        name = f"{size[0]}x{size[1]} on {driver}"
        rows += [
            (
                f"stage {name}, update, draw and flip, median of {FRAMES} frames",
                f"{np.median(costs):.2f} ms",
                limits[0],
            ),
            (f"stage {name}, the same, 99th percentile", f"{np.percentile(costs, 99):.2f} ms", limits[1]),
            (f"stage {name}, made and painted before a play", f"{made:.0f} ms", ""),
        ]
    return rows


def _frames(size: tuple[int, int]) -> tuple[float, list[float]]:
    """Milliseconds to make a stage, and of each frame."""
    pygame.display.init()
    pygame.font.init()
    screen = pygame.display.set_mode(size)
    chart = build_chart(read_midi(FILE.read_bytes(), FILE.name))
    setup = setup_for(Level.EXPERT)
    session = Session(chart, setup.levels)
    duet = Duet(session, {lane: make_drummer("human:sd=12", session, lane, 1) for lane in Lane})
    state = StageState(session, setup)
    begun = perf_counter()
    stage = Stage(Theme(size), setup)
    stage.prepare(state)
    made = perf_counter() - begun
    densest = max(range(len(session.times)), key=lambda i: np.searchsorted(session.times, session.times[i] + 10) - i)
    start = float(session.times[densest])
    costs: list[float] = []
    now = start - 2
    while len(costs) < FRAMES:
        before = perf_counter()
        turn = duet.advance(now)
        for strike in turn.planned:
            state.planned(strike)
        for judgement in turn.judgements:
            state.settled(judgement)
        state.advance(now)
        stage.draw(screen, state, now)
        pygame.display.flip()
        if now >= start:
            costs.append(1e3 * (perf_counter() - before))
        now += 1 / 60
    return 1e3 * made, costs
