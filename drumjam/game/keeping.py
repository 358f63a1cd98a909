"""Keeping: what is left of a play. Its replay, and its place on the score board."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drumjam.formats.atomic import WriteError
from drumjam.game.plan import Plan
from drumjam.game.preparing import Prepared
from drumjam.library.replays import keep_replay, save_replay
from drumjam.library.scores import Play, Scores, ScoresError, play_of
from drumjam.rules.practice import Pass, Practice
from drumjam.rules.replay import Inputs, Kind, Replay, last_hands
from drumjam.rules.score import Result

NOTHING_STRUCK: tuple[Inputs, Inputs] = ({}, {})


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished play, as it was kept.

    played   when
    file     the replay in the library, or None if it could not be written
    best     whether no earlier play of this song and level was better
    counts   whether it may be a best at all
    problem  what could not be written, or ""
    """

    result: Result
    replay: Replay
    played: datetime
    file: Path | None
    best: bool
    counts: bool
    problem: str = ""


def replay_of(
    prepared: Prepared,
    result: Result,
    inputs: tuple[Inputs, Inputs] = NOTHING_STRUCK,
    players: tuple[Kind, Kind] | None = None,
) -> Replay:
    """The replay of a finished session; `players` is who played, if not who was planned to."""
    plan = prepared.plan
    return Replay(
        chart_sha256=plan.song.chart_sha256,
        levels=plan.levels,
        mode=str(plan.mode),
        strikes=tuple(sorted(prepared.session.strikes)),
        players=players or plan.kinds,
        seed=plan.seed,
        speed=plan.speed,
        windows=plan.windows,
        assist=plan.assist,
        result=result.to_json(),
        inputs=inputs,
    )


def keep(
    prepared: Prepared,
    played: datetime,
    *,
    finished: bool,
    inputs: tuple[Inputs, Inputs] = NOTHING_STRUCK,
    players: tuple[Kind, Kind] | None = None,
) -> Kept:
    """Count what was not played as missed and keep the play; nothing that fails here ends the game.

    finished  whether it was played to its end: only then it goes to the score board
    inputs    by lane, the devices that people struck with and their input offsets in ms
    players   who played, if not who was planned to
    """
    plan = prepared.plan
    prepared.duet.finish()
    players = players or plan.kinds
    result = prepared.session.result(song=plan.song.id, seed=plan.seed, kinds=last_hands(players))
    if plan.recorded is not None:
        return Kept(result, plan.recorded, played, None, best=False, counts=False)
    replay = replay_of(prepared, result, inputs, players)
    problem, file = "", None
    try:
        file = keep_replay(replay, plan.song.id, plan.song.kept.data, played)
    except WriteError as error:
        problem = str(error)
    try:
        if plan.save_replay is not None:
            save_replay(plan.save_replay, replay)
    except WriteError as error:
        problem = problem or str(error)
    play = play_of(replay, plan.song.id, plan.song.title, played, file)
    best = False
    if finished:
        try:
            best = play.counts and _beats(play)
            Scores().add(play)
        except ScoresError as error:
            problem = problem or str(error)
    if problem:  # the window may be closing
        sys.stderr.write(f"drumjam: warning: {problem}\n")
    return Kept(result, replay, played, file, best, play.counts, problem)


def _beats(play: Play) -> bool:
    """Whether a play is better than all before it on its song and level."""
    return all(other.score < play.score for other in Scores().bests(play.song) if other.level == play.level)


def keep_practice(plan: Plan, played: datetime) -> str:
    """Keep the passes of a drill as one replay, told by its last whole pass; what could not be written, or "".

    played  when the first pass began
    """
    drill = plan.drill
    if drill is None or not drill.passes:
        return ""
    passes = tuple(Pass(len(one.strikes), one.speed, one.whole) for one in drill.passes)
    practice = Practice(drill.excerpt, passes)
    told = drill.passes[practice.told]
    replay = Replay(
        chart_sha256=plan.song.chart_sha256,
        levels=plan.levels,
        mode=str(plan.mode),
        strikes=tuple(strike for one in drill.passes for strike in one.strikes),
        players=plan.kinds,
        seed=plan.seed,
        speed=told.speed,
        windows=plan.windows,
        assist=plan.assist,
        result=told.result.to_json(),
        practice=practice,
    )
    try:
        keep_replay(replay, plan.song.id, plan.song.kept.data, played)
    except WriteError as error:
        sys.stderr.write(f"drumjam: warning: {error}\n")
        return str(error)
    return ""
