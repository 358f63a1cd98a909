"""The score board: every play that was finished, and the best of them, in a small SQLite database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Any

from drumjam.formats.atomic import set_aside
from drumjam.library.paths import HomeError, data_dir
from drumjam.rules.errors import DrumjamError
from drumjam.rules.judgement import BY_RULE
from drumjam.rules.replay import Replay
from drumjam.rules.score import level_to_json

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS plays (
    id INTEGER PRIMARY KEY,
    played TEXT NOT NULL,           -- local time, ISO 8601
    song TEXT NOT NULL,             -- id
    title TEXT NOT NULL,
    chart TEXT NOT NULL,            -- SHA-256 of chart.json
    level TEXT NOT NULL,            -- a level, or Lee's and Takaichi's with a comma
    mode TEXT NOT NULL,
    players TEXT NOT NULL,          -- JSON: who played Lee, who Takaichi
    speed REAL NOT NULL,
    score INTEGER NOT NULL,
    accuracy REAL NOT NULL,
    harmony REAL NOT NULL,          -- mean
    counts INTEGER NOT NULL,        -- whether it may be a best result
    replay TEXT NOT NULL            -- file name in the library, or ''
);
CREATE INDEX IF NOT EXISTS plays_by_song ON plays (song, level, score);
"""
COLUMNS = "played, song, title, chart, level, mode, players, speed, score, accuracy, harmony, counts, replay"
KINDS = (str,) * 7 + (float, int, float, float, int, str)
"""What each column holds."""

DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""What SQLite says of a file that is no score board; all else (busy, full, read-only) may pass."""

COUNTING_MODES = ("solo", "both hands", "two")


class ScoresError(DrumjamError):
    """A score board that cannot be read or written."""

    advice = "check the file, its folder and the space on the disk"


@dataclass(frozen=True, slots=True)
class Play:
    """One finished play.

    played    when, local time, ISO 8601
    song      id; `title` as it was shown; `chart` the SHA-256 of its chart.json
    level     a level, or Lee's and Takaichi's with a comma between
    mode      as in replays
    players   who played Lee, who Takaichi
    speed     1 = as written
    score     0 to 1,000,000
    accuracy  0 to 1; harmony  mean, 0 to 1
    counts    whether it may be a best result
    replay    its file name in the library, or ""
    """

    played: str
    song: str
    title: str
    chart: str
    level: str
    mode: str
    players: tuple[str, str]
    speed: float
    score: int
    accuracy: float
    harmony: float
    counts: bool
    replay: str = ""


def play_of(replay: Replay, song_id: str, title: str, played: datetime, file: Path | None = None) -> Play:
    """What the score board keeps of a replay and its result."""
    level = level_to_json(replay.levels)
    return Play(
        played=played.isoformat(timespec="seconds"),
        song=song_id,
        title=title,
        chart=replay.chart_sha256,
        level=level if isinstance(level, str) else ",".join(level.values()),
        mode=replay.mode,
        players=replay.kinds,
        speed=replay.speed,
        score=int(replay.result["score"]),
        accuracy=float(replay.result["accuracy"]),
        harmony=float(replay.result["harmony"]["mean"]),
        counts=_counts(replay),
        replay=file.name if file else "",
    )


class Scores:
    """The score board.

    A damaged database is set aside under another name, never deleted, and a new one begun; `notice`
    then says so.

    wait  seconds to wait for another window that is writing

    Raises ScoresError where nobody can tell where it is.
    """

    def __init__(self, path: Path | None = None, wait: float = 5.0) -> None:
        try:
            self.path = path or data_dir() / "plays.sqlite3"
        except HomeError as error:
            raise ScoresError(error.what, error.where, error.mend) from error
        self.wait = wait
        self.notice: ScoresError | None = None

    def add(self, play: Play) -> None:
        """Keep a play: wholly or, whatever happens, not at all. Raises ScoresError."""
        values = _values(play)
        marks = ", ".join("?" * len(values))
        with self._told(), closing(self._connection()) as database, database:
            database.execute(f"INSERT INTO plays ({COLUMNS}) VALUES ({marks})", values)

    def plays(self, song: str | None = None) -> list[Play]:
        """All plays, or one song's, the newest first. Raises ScoresError."""
        return self._read("WHERE ? IN (song, '') ORDER BY played DESC, id DESC", (song or "",))

    def bests(self, song: str | None = None) -> list[Play]:
        """The best play of each song and level: the highest score, the earlier of equals. Raises ScoresError."""
        best: dict[tuple[str, str], Play] = {}
        for play in self._read("WHERE counts AND ? IN (song, '') ORDER BY score DESC, played, id", (song or "",)):
            best.setdefault((play.song, play.level), play)
        return list(best.values())

    def _read(self, where: str, values: tuple[str, ...]) -> list[Play]:
        with self._told():
            if not self.path.exists():
                return []
            with closing(self._connection()) as database:
                rows = database.execute(f"SELECT {COLUMNS} FROM plays {where}", values).fetchall()
        plays = [play for play in map(_play, rows) if play is not None]
        if len(plays) < len(rows):
            what = f"{len(rows) - len(plays)} of the score board's plays cannot be read"
            self.notice = ScoresError(what, str(self.path), "they are passed over, and stay where they are")
        return plays

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever cannot be done with the file becomes a ScoresError."""
        try:
            yield
        except ScoresError as error:
            raise error.at(str(self.path)) from None
        except (sqlite3.Error, OSError) as error:
            busy = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            mend = "close other windows of the game and try again" if busy else ""
            reason = getattr(error, "strerror", None) or error
            raise ScoresError(f"the score board cannot be used: {reason}", str(self.path), mend) from error

    def _connection(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=self.wait)
        try:
            _prepare(database)
        except (sqlite3.DatabaseError, ScoresError) as error:
            database.close()
            if isinstance(error, ScoresError) or error.sqlite_errorcode not in DAMAGES:
                raise
            self._set_aside()
            database = sqlite3.connect(self.path, timeout=self.wait)
            _prepare(database)
        return database

    def _set_aside(self) -> None:
        aside = set_aside(self.path)
        journal = self.path.with_name(f"{self.path.name}-journal")
        if journal.exists():  # it would be played back into the new database
            journal.rename(aside.with_name(f"{aside.name}-journal"))
        mend = f"it is kept as {aside.name}, and a new one is begun"
        self.notice = ScoresError("the score board is damaged", str(self.path), mend)


def _values(play: Play) -> tuple[Any, ...]:
    values = [getattr(play, name) for name in COLUMNS.split(", ")]
    return tuple(json.dumps(value) if isinstance(value, tuple) else value for value in values)


def _play(row: tuple[Any, ...]) -> Play | None:
    """The play of a row; None where a value is not of its kind."""
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    if not all(isinstance(value, kind) for value, kind in zip(row, KINDS, strict=True)):
        return None
    if not all(isfinite(value) for value in row if isinstance(value, float)):
        return None
    try:
        lee, takaichi = map(str, json.loads(values["players"]))
    except (ValueError, TypeError, RecursionError):
        return None
    return Play(**{**values, "players": (lee, takaichi), "counts": bool(values["counts"])})


def _counts(replay: Replay) -> bool:
    """Whether a play may be a best result: by the rules, by people, none of whom had a lane played for them."""
    plain = replay.speed == 1.0 and replay.windows == BY_RULE and not replay.assist
    hands = [((0, kind),) if isinstance(kind, str) else kind for kind in replay.players]
    who = {"partner" if name.startswith("partner:") else name for changes in hands for _, name in changes}
    left = any(one == "human" != other for changes in hands for (_, one), (_, other) in pairwise(changes))
    return plain and not left and replay.mode in COUNTING_MODES and "human" in who <= {"human", "partner"}


def _prepare(database: sqlite3.Connection) -> None:
    """Make the tables in a new database; refuse a damaged one, and one of a later drumjam."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise ScoresError("the score board is of a newer drumjam", mend="update drumjam")
    if version == 0:
        with database:  # another window of the game may be doing the same
            database.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    database.execute(f"SELECT {COLUMNS} FROM plays LIMIT 1")
    if (problem := database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        error = sqlite3.DatabaseError(problem)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
