"""Two players at one keyboard over a whole song: real keys, also within a millisecond of each other.

What the game made of them, beside a reference made of the moments at which the keys were sent.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumjam.library.replays import load_replay
from drumjam.library.songs import resolve
from drumjam.rules.chart import Chart, Lane, Level, Pad
from drumjam.rules.judgement import Judgement, Strike
from drumjam.rules.session import Session
from tests.game.xserver import XVFB, x_server
from tests.rules.plays import play
from tests.rules.plays import told as told_of

SONG = "a-little-awkward"
LEVELS = (Level.HARD, Level.HARD)


def figures() -> list[tuple[str, str, str]]:
    """Rows of what, measured, limit."""
    if XVFB is None:
        return [("two players with real keys", "not measured", "needs Xvfb and libXtst")]
    with x_server() as display:
        return [row for swapped in (False, True) for row in _rows(display, swapped=swapped)]


def _rows(display: str, *, swapped: bool) -> list[tuple[str, str, str]]:
    chart = resolve(SONG).chart
    with tempfile.TemporaryDirectory() as home:
        told = _played(display, home, swapped=swapped)
        strikes = load_replay(Path(told["replay"])).strikes
    sent = [
        Strike(round((before + after) * 5e5), Lane[lane.upper()], Pad[pad.upper()])
        for lane, pad, before, after in told["sent"]
    ]
    near = int((np.diff(sorted(one.time_us for one in sent)) < 1000).sum())
    what = f"{SONG}, hard{', sides swapped' if swapped else ''}: {len(sent)} keys, {near} within 1 ms of another"
    hands = [(lane, pad) for lane in Lane for pad in Pad]
    here, there = ([_times(one, *hand) for hand in hands] for one in (strikes, sent))
    whole = [len(times) for times in here] == [len(times) for times in there]
    rows = [(f"{what}: strikes of the right player, on the right pad", f"{len(strikes)} of {len(sent)}", "all of them")]
    if not whole:
        return [*rows, ("the same", "NOT as they were sent", "as they were sent")]
    off = (np.concatenate(here) - np.concatenate(there)) / 1e3
    off -= np.median(off)
    half, most = np.percentile(abs(off), (50, 99))
    played, judged = play(chart, strikes, levels=LEVELS)
    reference, expected = play(chart, sent, levels=LEVELS)
    mirror, _ = play(_exchanged(chart), [replace(one, lane=one.lane.other) for one in strikes], levels=LEVELS)
    unlike, far = _unlike(judged, expected)
    return [
        *rows,
        ("the same: off by, in half and in 99 % of them", f"{half:.2f}, {most:.2f} ms", "0.4, 1.0 ms"),
        (
            "the same: score, and of the moments they were sent",
            f"{_score(played)}, {_score(reference)}",
            "nearly alike",
        ),
        ("the same: other grades; by more than 1 ms", f"{unlike}; {far}", "0 by more"),
        ("the same with the leaders exchanged", _compared(told_of(played), told_of(mirror)), "exactly exchanged"),
    ]


def _played(display: str, home: str, *, swapped: bool) -> dict[str, Any]:
    config = Path(home) / "config"
    config.mkdir()
    (config / "settings.toml").write_text(f"[screen]\nswap_sides = {str(swapped).lower()}\n")
    drivers = {"SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy", "DISPLAY": display}
    command = [sys.executable, "-m", "tests.game.driven", "duet", SONG]
    environment = {**os.environ, **drivers, "DRUMJAM_HOME": home, "LANG": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert "failed" not in told, told["failed"]
    return told


def _times(strikes: Sequence[Strike], lane: Lane, pad: Pad) -> NDArray[np.float64]:
    return np.array(sorted(one.time_us for one in strikes if (one.lane, one.pad) == (lane, pad)), np.float64)


def _score(session: Session) -> str:
    return f"{session.result().score:,}"


def _unlike(one: Sequence[Judgement], other: Sequence[Judgement]) -> tuple[int, int]:
    """How many notes got another grade, and how many of them though their errors lie more than 1 ms apart."""
    there = {judgement.note: judgement for judgement in other if judgement.note is not None}
    pairs = [(judgement, there[judgement.note]) for judgement in one if judgement.note is not None]
    unlike = [(a.error, b.error) for a, b in pairs if a.grade is not b.grade]
    return len(unlike), sum(a is None or b is None or abs(a - b) > 1e-3 for a, b in unlike)


def _exchanged(chart: Chart) -> Chart:
    """The chart with the leaders exchanged, at every level."""
    levels = {
        level: tuple(sorted(replace(note, lane=note.lane.other) for note in notes))
        for level, notes in chart.levels.items()
    }
    return replace(chart, levels=levels)


def _compared(one: dict[str, Any], other: dict[str, Any]) -> str:
    lee, takaichi = (other["players"][lane.id] for lane in Lane)
    return "equal" if one == {**other, "players": {"lee": takaichi, "takaichi": lee}} else "NOT equal"
