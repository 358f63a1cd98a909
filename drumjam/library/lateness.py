"""Lateness: what the newest plays tell of how late a player's strikes come from a device."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from drumjam.library.replays import chart_of, load_replay, replays_dir
from drumjam.rules.calibration import PLAYS, Played
from drumjam.rules.chart import Lane
from drumjam.rules.errors import DrumjamError

LOOKED_AT = 24
"""Replays that are opened at most, the newest first: however many are kept, looking takes no longer."""


def recent_plays(lane: Lane, device: str, count: int = PLAYS) -> list[Played]:
    """The newest plays in which a lane was people's, from end to end and with this device alone, the newest first.

    Replays that cannot be read, or whose chart is gone, are passed over.
    """
    return list(islice(_plays(lane, device), count))


def _plays(lane: Lane, device: str) -> Iterator[Played]:
    folder = replays_dir()
    files = sorted(folder.glob("*.json"), reverse=True) if folder.is_dir() else []
    for file in files[:LOOKED_AT]:
        try:
            replay = load_replay(file)
            if replay.players[lane] != "human" or list(replay.inputs[lane]) != [device]:
                continue
            tally = replay.session(chart_of(replay)).tallies[lane]
        except (DrumjamError, OSError):
            continue
        yield Played(tuple(tally.errors), replay.speed, replay.inputs[lane][device] / 1e3)
