"""What a frame of the stage costs, drawn and shown, over the densest minute of dense songs."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import numpy as np
import pygame
from numpy.typing import NDArray

from drumjam.game.presenter import Presenter
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Lane, Level
from drumjam.rules.drummers import make_drummer
from drumjam.rules.duet import Duet
from drumjam.rules.session import Session
from tests.bench.midi import large_song
from tests.game.plays import repeated, setup_for
from tests.game.xserver import window_driver

FILE = Path(__file__).parents[1] / "data" / "groove_blast_240bpm.mid"
NOTES = 100_000
FRAMES, MINUTE = 600, 3600
"""At sixty frames a second ten seconds, for figures without a limit, and a minute."""

SLOT_MS = 1000 / 60


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    with window_driver() as driver:
        rows = _rows(driver)
        pygame.display.quit()
    return rows


def _rows(driver: str) -> list[tuple[str, str, str]]:
    blast = repeated(build_chart(read_midi(FILE.read_bytes(), FILE.name)), MINUTE / 60 + 5)
    large = build_chart(read_midi(large_song(NOTES, drums=True)))
    rows: list[tuple[str, str, str]] = []
    for name, chart, size, frames, limits in (
        ("a blast beat", blast, (1280, 720), MINUTE, ("3, 8 ms", "0.1 %")),
        (f"{NOTES:,} notes", large, (1280, 720), MINUTE, ("3, 8 ms", "0.1 %")),
        ("a blast beat", blast, (1920, 1080), FRAMES, ("", "")),
    ):
        made, costs = _frames(chart, size, frames)
        what = f"stage {size[0]}x{size[1]} on {driver}, {name}, {frames} frames"
        half, most = np.percentile(costs, (50, 99))
        late = sum(cost > SLOT_MS for cost in costs) / len(costs)
        rows += [
            (f"{what}: update, draw and flip, in half and in 99 % of them", f"{half:.2f}, {most:.2f} ms", limits[0]),
            (f"{what}: over {SLOT_MS:.1f} ms", f"{late:.2%}", limits[1]),
            (f"{what}: made and painted before a play", f"{made:.0f} ms", ""),
        ]
    return rows


def _frames(chart: Chart, size: tuple[int, int], frames: int) -> tuple[float, list[float]]:
    """Milliseconds to make a stage, and of each frame of the chart's densest stretch."""
    pygame.display.init()
    pygame.font.init()
    screen = pygame.display.set_mode(size)
    setup = setup_for(Level.EXPERT)
    session = Session(chart, setup.levels)
    duet = Duet(session, {lane: make_drummer("human:sd=12", session, lane, 1) for lane in Lane})
    state = StageState(session, setup)
    begun = perf_counter()
    stage = Stage(Theme(size), setup)
    stage.prepare(state)
    made = perf_counter() - begun
    start = _densest(session.times, frames / 60)
    costs: list[float] = []
    presenter = Presenter()
    now = start - 2
    while len(costs) < frames:
        before = perf_counter()
        turn = duet.advance(now)
        for strike in turn.planned:
            state.planned(strike)
        for judgement in turn.judgements:
            state.settled(judgement)
        state.listen(duet.drummers)
        state.advance(now)
        presenter.present(stage.draw(screen, state, now, kept=presenter.kept(now)), now)
        if now >= start:
            costs.append(1e3 * (perf_counter() - before))
        now += 1 / 60
    return 1e3 * made, costs


def _densest(times: NDArray[np.float64], seconds: float) -> float:
    """Where the most notes follow each other in so many seconds."""
    return float(times[np.argmax(np.searchsorted(times, times + seconds) - np.arange(len(times)))])
