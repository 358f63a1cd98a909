"""Recorded plays: replay files, and every chart that was played, by its hash."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from drumjam.formats.atomic import write_whole
from drumjam.formats.replayfile import parse_replay, replay_bytes
from drumjam.formats.songfolder import CHART_NAME, LARGEST_FILE, parse_chart
from drumjam.library.paths import data_dir
from drumjam.library.songs import Song, open_path, shelf
from drumjam.rules.chart import Chart
from drumjam.rules.replay import Replay, ReplayError


@dataclass(frozen=True, slots=True)
class Kept:
    """A replay file of the library.

    path     where it is; its name begins with the local time of the play
    replay   what it holds, or None if it cannot be read
    problem  why not
    """

    path: Path
    replay: Replay | None
    problem: ReplayError | None = None


def replays_dir() -> Path:
    """Where the library keeps replays."""
    return data_dir() / "replays"


def stamp(when: datetime) -> str:
    """A local time as the names of replays begin: those of later plays come later in the alphabet."""
    return f"{when:%Y-%m-%d_%H-%M-%S}"


def save_replay(path: Path, replay: Replay) -> None:
    """Write a replay file, whole or not at all (WriteError)."""
    write_whole(path, replay_bytes(replay))


def keep_replay(replay: Replay, song_id: str, chart_data: bytes, played: datetime) -> Path:
    """Keep a replay in the library, and the chart it was played on; the replay's path (WriteError).

    chart_data  the bytes of chart.json, whose hash the replay names
    played      when the play began, local time
    """
    data = replay_bytes(replay)
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", song_id)[:64]
    # the digest keeps apart what two windows of the game write in one second
    path = replays_dir() / f"{stamp(played)}_{name}_{sha256(data).hexdigest()[:8]}.json"
    write_whole(path, data)
    keep_chart(chart_data)
    return path


def keep_chart(data: bytes) -> str:
    """Keep a chart that is played, by the SHA-256 of its bytes, which is returned (WriteError)."""
    digest = sha256(data).hexdigest()
    path = _chart_path(digest)
    if not os.path.isfile(path):  # which is no error where the folder may not be looked into
        write_whole(path, data)
    return digest


def load_replay(path: Path) -> Replay:
    """The replay in a file. Raises ReplayError."""
    if not path.is_file():
        raise ReplayError("there is no such replay file", str(path), "see `drumjam replay list`")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReplayError(f"larger than {LARGEST_FILE // 2**20} MiB, so no replay", str(path))
        data = path.read_bytes()
    except OSError as error:
        mend = "check the file and its permissions"
        raise ReplayError(f"cannot read the replay: {error.strerror or error}", str(path), mend) from error
    return parse_replay(data, str(path))


def list_replays() -> list[Kept]:
    """All replays of the library, the newest first."""
    folder = replays_dir()
    return [_kept(path) for path in sorted(folder.glob("*.json"), reverse=True)] if folder.is_dir() else []


def chart_of(replay: Replay, path: Path | None = None) -> Chart:
    """The chart a replay was played on: at `path` (chart file, song folder or MIDI file), else in the library.

    Raises ReplayError where it is not there or not the same, and what opening a song raises.
    """
    if path is not None:
        data, name = open_path(path).kept.data, str(path)
        if sha256(data).hexdigest() != replay.chart_sha256:
            raise ReplayError("the replay was played on another chart", name, "give the chart it was played on")
        return parse_chart(data, name)
    for file in _candidates(replay.chart_sha256):
        data = file.read_bytes()
        if sha256(data).hexdigest() == replay.chart_sha256:
            return parse_chart(data, str(file))
    where = f"SHA-256 {replay.chart_sha256[:64]}"
    raise ReplayError("the chart of this replay is not in the library", where, "name it with --chart PATH")


def song_of(replay: Replay, path: Path | None = None) -> Song:
    """The song a replay was played on, to be heard too: at `path`, else one of the library, else its kept chart alone.

    Raises what `chart_of` raises.
    """
    chart_of(replay, path)
    if path is not None:
        return open_path(path)
    kept = _chart_path(replay.chart_sha256)
    files = [file for file in _candidates(replay.chart_sha256) if file != kept]
    same = (file for file in files if sha256(file.read_bytes()).hexdigest() == replay.chart_sha256)
    return open_path(next(same, kept))


def _kept(path: Path) -> Kept:
    try:
        return Kept(path, load_replay(path))
    except ReplayError as error:
        return Kept(path, None, error)


def _chart_path(digest: str) -> Path:
    return data_dir() / "charts" / f"{digest}.json"


def _candidates(digest: str) -> list[Path]:
    """Files that may hold a chart: the kept one, then those of the songs."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        return []
    return [file for file in (_chart_path(digest), *(folder / CHART_NAME for folder in shelf())) if file.is_file()]
