"""Strips of single frames: what answers a strike, and four moments of a play as they pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pygame

from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.drummers import make_drummer
from drumjam.rules.duet import Duet
from drumjam.rules.judgement import Strike
from drumjam.rules.session import Session
from tests.game.plays import film, parade, setup_for
from tests.game.windows import window

RATE = 60.0
COLUMNS = 4
SEEN = "the frame after Lee's stroke shows burst, word, pressed target, arm down, a cymbal that tips"
HALF = (640, 360)
MOMENTS = (
    ("trade", 9.4, 3, "a turn changes: the lane's edge, the call, arms that take over", ("human:sd=12", "human:sd=12")),
    ("unison", 37.22, 1, "a thread shines, ripples run from the ring, both arms down", ("human:sd=8", "human:sd=8")),
    ("miss", 17.5, 1, "a note turns grey, goes on a little and fades", ("human:miss=0.6", "human:miss=0.6")),
    ("finale", 71.0, 12, "the last strokes, then sticks up in gold light", ("human:sd=8", "human:sd=8")),
)
"""Name, first song time, frames from one picture to the next, what should be seen, who plays."""


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Draw every strip, twelve pictures each, left to right and down."""
    window()
    drawn = [(_strike(folder), SEEN)]
    for name, start, step, seen, who in MOMENTS:
        setup = setup_for(Level.HARD)
        wanted = {round(start * RATE) + step * i for i in range(12)}
        stage, frames = Stage(Theme(), setup), []
        for number, (state, now) in enumerate(film(setup, -1.0, start + 13 * step / RATE, who=who), -round(RATE)):
            if number in wanted:
                frames.append(_frame(stage, state, now))
        drawn.append((_sheet(folder / f"film-{name}.png", frames), seen))
    return drawn


def _strike(folder: Path) -> Path:
    """A person's stroke on a cymbal, 4 ms before the fifth picture: all that follows is the stage's answer."""
    setup = setup_for(Level.HARD)
    session = Session(parade(), setup.levels)
    duet = Duet(session, {Lane.TAKAICHI: make_drummer("human:sd=8", session, Lane.TAKAICHI, 1)})
    state, stage = StageState(session, setup), Stage(Theme(), setup)
    note = next(i for i, one in enumerate(session.notes) if one.lane is Lane.LEE and one.pad is Pad.CYMBAL and one.tick)
    at = float(session.times[note])
    frames: list[pygame.Surface] = []
    now, first = -1.0, at + 0.004 - 4 / RATE
    while len(frames) < 12:
        if at <= now < at + 1 / RATE:
            strike = Strike(round(at * 1e6), Lane.LEE, session.notes[note].pad, session.notes[note].velocity)
            state.struck(duet.strike(strike), now)
        _pass(duet, state, now)
        if now >= first - 1e-9:
            frames.append(_frame(stage, state, now))
        now = min(now + 1 / RATE, first) if now < first - 1e-9 else now + 1 / RATE
    return _sheet(folder / "film-strike.png", frames)


def _pass(duet: Duet, state: StageState, now: float) -> None:
    turn = duet.advance(now)
    for strike in turn.planned:
        state.planned(strike)
    for judgement in turn.judgements:
        state.settled(judgement)
    state.advance(now)


def _frame(stage: Stage, state: StageState, now: float) -> pygame.Surface:
    screen = window()
    stage.draw(screen, state, now)
    return pygame.transform.smoothscale(screen, HALF)


def _sheet(file: Path, frames: Sequence[pygame.Surface]) -> Path:
    rows = -(-len(frames) // COLUMNS)
    sheet = pygame.Surface((COLUMNS * HALF[0], rows * HALF[1]))
    for place, frame in enumerate(frames):
        sheet.blit(frame, (place % COLUMNS * HALF[0], place // COLUMNS * HALF[1]))
    pygame.image.save(sheet, str(file))
    return file
