"""Replay files: all that a play was made of, but for the chart, as one JSON document.

    format, version  "drumjam-replay", 1
    chart_sha256     of the bytes of chart.json
    level            a level, or one for each lane
    mode             one of `MODES`
    windows, speed   factors, 1 by the rules and as written; may be missing; windows by lane where they differ
    assist           names, may be missing
    seed             of the computer's drummers
    players          by lane: who played, or [from microsecond, who] where it changed hands
    inputs           by lane, may be missing: {device: input offset in ms that was taken off its strikes}
    strikes          [microseconds, lane, pad, velocity]
    result           the result document, as it was shown
    practice         of a practice: start and stop (ticks), lanes, passes as [strikes, speed, whether whole]

In a practice the strikes stand pass after pass, and the result is of the last whole pass, else of the last.
Keys that are not named here are left alone: a later version may say more.
"""

from __future__ import annotations

import json
from typing import Any

from drumjam.formats.document import LARGEST_TICK, Document, Row
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.excerpt import Excerpt
from drumjam.rules.judgement import Strike
from drumjam.rules.practice import FASTEST, SLOWEST, Pass, Practice
from drumjam.rules.replay import MODES, Inputs, Kind, Replay, ReplayError
from drumjam.rules.score import level_to_json

FORMAT, VERSION = "drumjam-replay", 1
LARGEST_OFFSET = 1000.0
"""Milliseconds that no input offset passes."""

WINDOWS = (0.1, 10.0)
"""The least and the largest factor on hit windows."""

LANES = {lane.id: lane for lane in Lane}
PADS = {pad.id: pad for pad in Pad}
LEVELS = {level.id: level for level in Level}


def replay_json(replay: Replay) -> dict[str, Any]:
    """The replay as a JSON document."""
    practice = replay.practice
    strikes = sorted(replay.strikes) if practice is None else replay.strikes
    return {
        "format": FORMAT,
        "version": VERSION,
        "chart_sha256": replay.chart_sha256,
        "level": level_to_json(replay.levels),
        "mode": replay.mode,
        "windows": _windows_json(replay.windows),
        "assist": list(replay.assist),
        "speed": replay.speed,
        "seed": replay.seed,
        "players": {lane.id: replay.players[lane] for lane in Lane},
        "inputs": {lane.id: dict(replay.inputs[lane]) for lane in Lane if replay.inputs[lane]},
        "strikes": [[s.time_us, s.lane.id, s.pad.id, s.velocity] for s in strikes],
        "result": dict(replay.result),
        **({} if practice is None else {"practice": _practice_json(practice)}),
    }


def replay_bytes(replay: Replay) -> bytes:
    """The bytes of a replay file: one strike a line, the rest a key a line."""
    document = replay_json(replay)
    strikes = ",\n  ".join(json.dumps(row) for row in document.pop("strikes"))
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in document.items()]
    lines.append(f' "strikes": [\n  {strikes}\n ]' if strikes else ' "strikes": []')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "replace")


def parse_replay(data: bytes, name: str) -> Replay:
    """The replay in the bytes of a file; `name` stands in messages. Raises ReplayError, nothing else."""
    document = Document.parse(data, name, ReplayError)
    document.expect(FORMAT, VERSION)
    return Replay(
        chart_sha256=document.text("chart_sha256"),
        levels=_levels(document),
        mode=document.word("mode", MODES),
        strikes=tuple(map(_strike, document.rows("strikes"))),
        players=_players(document.part("players")),
        seed=document.whole("seed", -LARGEST_TICK),
        speed=document.number("speed", SLOWEST, FASTEST, default=1.0),
        windows=_windows(document),
        assist=tuple(document.lines("assist")),
        result=document.part("result").values,
        inputs=_inputs(document.part("inputs", optional=True)),
        practice=_practice(document) if "practice" in document.values else None,
    )


def _levels(document: Document) -> tuple[Level, Level]:
    if isinstance(document.values.get("level"), dict):
        lanes = document.part("level")
        return LEVELS[lanes.word("lee", LEVELS)], LEVELS[lanes.word("takaichi", LEVELS)]
    level = LEVELS[document.word("level", LEVELS)]
    return level, level


def _windows_json(windows: tuple[float, float]) -> float | dict[str, float]:
    return windows[0] if windows[0] == windows[1] else {lane.id: windows[lane] for lane in Lane}


def _windows(document: Document) -> tuple[float, float]:
    if isinstance(document.values.get("windows"), dict):
        lanes = document.part("windows")
        return lanes.number("lee", *WINDOWS), lanes.number("takaichi", *WINDOWS)
    factor = document.number("windows", *WINDOWS, default=1.0)
    return factor, factor


def _players(part: Document) -> tuple[Kind, Kind]:
    return _player(part, Lane.LEE), _player(part, Lane.TAKAICHI)


def _player(part: Document, lane: Lane) -> Kind:
    if not isinstance(part.values.get(lane.id), list):
        return part.text(lane.id)
    changes = []
    for row in part.rows(lane.id):
        row.length(2)
        changes.append((row.whole(0, -LARGEST_TICK), row.text(1)))
    if not changes:
        raise ReplayError(f"it does not say who played {lane.id}", part.place)
    return tuple(changes)


def _practice_json(practice: Practice) -> dict[str, Any]:
    return {
        "start": practice.excerpt.start,
        "stop": practice.excerpt.stop,
        "lanes": [lane.id for lane in sorted(practice.excerpt.lanes)],
        "passes": [[one.strikes, one.speed, one.whole] for one in practice.passes],
    }


def _practice(document: Document) -> Practice:
    part = document.part("practice")
    start = part.whole("start")
    lanes = frozenset(LANES[row.word(0, LANES)] for row in part.singles("lanes"))
    passes = tuple(map(_pass, part.rows("passes")))
    if not lanes or not passes:
        raise ReplayError("nothing was practised", part.place)
    held, told = sum(1 for _ in document.rows("strikes")), sum(one.strikes for one in passes)
    if held != told:
        raise ReplayError(f"the passes have {told} strikes, the replay holds {held}", part.place)
    return Practice(Excerpt(start, part.whole("stop", start + 1), lanes), passes)


def _pass(row: Row) -> Pass:
    row.length(3)
    return Pass(row.whole(0), row.number(1, SLOWEST, FASTEST), row.flag(2))


def _inputs(part: Document) -> tuple[Inputs, Inputs]:
    lee, takaichi = (part.part(lane.id, optional=True) for lane in Lane)
    return _offsets(lee), _offsets(takaichi)


def _offsets(part: Document) -> Inputs:
    return {device: part.number(device, -LARGEST_OFFSET, LARGEST_OFFSET) for device in part.values}


def _strike(row: Row) -> Strike:
    row.length(4)
    lane, pad = LANES[row.word(1, LANES)], PADS[row.word(2, PADS)]
    return Strike(row.whole(0, -LARGEST_TICK), lane, pad, row.whole(3, 1, 127))
