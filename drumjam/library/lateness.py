"""Lateness: what the newest plays tell of how late a player's strikes come from a device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from drumjam.library.paths import HomeError
from drumjam.library.replays import chart_of, load_replay, replays_dir
from drumjam.rules.calibration import PLAYS, Played
from drumjam.rules.chart import Lane
from drumjam.rules.errors import DrumjamError
from drumjam.rules.replay import Replay

LOOKED_AT = 24
"""Replays that are opened at most, the newest first: however many are kept, looking takes no longer."""


def recent_plays(lanes: Iterable[Lane], device: str, count: int = PLAYS, since: str = "") -> list[Played]:
    """The newest plays in which one of `lanes` was people's, or several were, the newest first.

    From end to end, and with this device alone. Replays that cannot be read, or whose chart is gone, are passed over.

    since  the stamp of a local time; plays that began earlier do not count
    """
    return list(islice(_plays(frozenset(lanes), device, since), count))


def _plays(lanes: frozenset[Lane], device: str, since: str) -> Iterator[Played]:
    try:
        folder = replays_dir()
    except HomeError:
        return
    found = folder.glob("*.json") if folder.is_dir() else []
    files = sorted((file for file in found if file.name >= since), reverse=True)
    for file in files[:LOOKED_AT]:
        try:
            replay = load_replay(file)
            own = [lane for lane in sorted(lanes) if _is_own(replay, lane, device)]
            late = {replay.inputs[lane][device] for lane in own}
            if len(late) != 1:  # none of them; or one device came late by two numbers, as only old replays have it
                continue
            tallies = replay.session(chart_of(replay)).tallies
        except (DrumjamError, OSError):
            continue
        yield Played(tuple(error for lane in own for error in tallies[lane].errors), replay.speed, late.pop() / 1e3)


def _is_own(replay: Replay, lane: Lane, device: str) -> bool:
    """Whether people played a lane, and struck it with nothing else."""
    return replay.players[lane] == "human" and list(replay.inputs[lane]) == [device]
