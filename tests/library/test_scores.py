"""The score board: plays kept whole, bests by the rules, and a damaged file that is never lost."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from drumjam.library.scores import Play, Scores, ScoresError, _prepare, play_of
from drumjam.rules.chart import Level
from drumjam.rules.replay import Replay

PLAY = Play(
    "2026-01-13T12:00:00", "small", "Small", "0" * 64, "easy", "solo", ("human", "partner"), 1.0, 500, 0.5, 0.4, True
)
RESULT = {"score": 10, "accuracy": 0.5, "harmony": {"mean": 0.25}}
REPLAY = Replay("0" * 64, (Level.EASY, Level.HARD), "solo", (), ("human", "partner"), result=RESULT)


def test_plays_come_back_newest_first() -> None:
    """All that was kept, of all songs or of one."""
    later = replace(PLAY, played="2026-01-14T12:00:00", song="other")
    for play in (PLAY, later):
        Scores().add(play)
    assert Scores().plays() == [later, PLAY]
    assert Scores().plays("small") == [PLAY]


def test_the_best_play_of_a_level_is_its_highest_score() -> None:
    """Of equals the earlier; plays that do not count are passed over."""
    plays = [
        replace(PLAY, score=600, played="2026-01-14"),
        replace(PLAY, score=600, played="2026-01-13"),
        replace(PLAY, score=999, counts=False),
        replace(PLAY, level="hard", score=1),
    ]
    for play in plays:
        Scores().add(play)
    assert Scores().bests("small") == [plays[1], plays[3]]


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"players": ("partner", ((0, "partner"), (9, "human")))}, True),
        ({"players": ("partner:temper=own", "human")}, True),
        ({"speed": 0.9}, False),
        ({"windows": (1.0, 1.5)}, False),
        ({"assist": ("wide",)}, False),
        ({"mode": "practice"}, False),
        ({"mode": "watch", "players": ("autoplay", "autoplay")}, False),
        ({"players": ("human", ((0, "human"), (9, "autoplay")))}, False),
        ({"players": ("human:sd=1", "partner")}, False),
        ({"players": ("human", ((0, "human"), (9, "partner")))}, False),
        ({"players": ("human", ((0, "partner"), (9, "human"), (20, "partner")))}, False),
    ],
)
def test_only_plain_plays_by_people_count(change: dict[str, object], counts: bool) -> None:
    """Another speed, wide windows, assists, practice, autoplay, a lane given up: kept, but never a best result."""
    play = play_of(replace(REPLAY, **change), "small", "Small", datetime(2026, 1, 13))
    assert play.counts is counts
    assert play.level == "easy,hard"


def test_without_plays_there_is_no_file(home: Path) -> None:
    """Looking writes nothing."""
    assert Scores().plays() == Scores().bests() == []
    assert not home.exists()


@pytest.mark.parametrize("damage", [b"no database, but long enough" * 99, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_damaged_board_is_set_aside(home: Path, damage: bytes) -> None:
    """The file is kept under another name, a new one is begun, and that is said."""
    path = home / "data" / "plays.sqlite3"
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    scores = Scores()
    scores.add(PLAY)
    assert path.with_name("plays.sqlite3.broken").read_bytes() == damage
    assert "kept as plays.sqlite3.broken" in str(scores.notice)
    assert scores.plays() == [PLAY]


def test_a_page_of_rubbish_is_noticed(home: Path) -> None:
    """Damage in the middle of the file is damage too."""
    for _ in range(200):
        Scores().add(PLAY)
        if (home / "data" / "plays.sqlite3").stat().st_size > 16384:
            break
    path = home / "data" / "plays.sqlite3"
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\7" * 4096
    path.write_bytes(data)
    scores = Scores()
    assert scores.plays() == []
    assert scores.notice is not None


def test_a_newer_board_is_left_alone(home: Path) -> None:
    """A later drumjam's file is neither read nor set aside."""
    Scores().add(PLAY)
    with sqlite3.connect(home / "data" / "plays.sqlite3") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ScoresError, match=r"newer drumjam \(.*plays\.sqlite3\): update drumjam"):
        Scores().plays()
    assert not (home / "data" / "plays.sqlite3.broken").exists()


def test_a_play_that_is_cut_short_is_not_there(home: Path) -> None:
    """A play killed before its transaction ends leaves the board as it was."""
    Scores().add(PLAY)
    database = sqlite3.connect(home / "data" / "plays.sqlite3")
    database.execute("UPDATE plays SET score = 1")
    database.close()
    assert Scores().plays() == [PLAY]


def test_a_board_that_cannot_be_made_is_one_sentence(home: Path) -> None:
    """A file where the folder should be."""
    home.write_bytes(b"")
    with pytest.raises(ScoresError, match="the score board cannot be used"):
        Scores().add(PLAY)


@pytest.mark.parametrize(
    ("column", "value"), [("players", "null"), ("players", "[1]"), ("score", "x"), ("accuracy", 9e999), ("title", b"x")]
)
def test_a_play_that_cannot_be_read_is_passed_over(home: Path, column: str, value: object) -> None:
    """The others are there, the file stays as it is, and that is said."""
    Scores().add(PLAY)
    Scores().add(replace(PLAY, score=7))
    with sqlite3.connect(home / "data" / "plays.sqlite3") as database:
        database.execute(f"UPDATE plays SET {column} = ? WHERE score = 7", (value,))
    database.close()
    scores = Scores()
    assert scores.plays() == [PLAY]
    assert "1 of the score board's plays cannot be read" in str(scores.notice)
    assert not (home / "data" / "plays.sqlite3.broken").exists()


def test_two_windows_may_make_the_board_at_once(home: Path) -> None:
    """Whoever comes second finds the tables made, and takes nothing for damage."""
    late = sqlite3.connect(home.parent / "late.sqlite3")
    _prepare(late)
    late.execute("PRAGMA user_version = 0")  # as the second saw it, before the first had finished
    _prepare(late)
    assert late.execute("PRAGMA user_version").fetchone() == (1,)
    late.close()


def test_a_board_in_use_says_so(home: Path) -> None:
    """What may pass is told apart from what has to be mended."""
    path = home / "data" / "plays.sqlite3"
    Scores().add(PLAY)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ScoresError, match=r"database is locked .*: close other windows"):
        Scores(wait=0.0).plays()
    other.close()


@pytest.mark.usefixtures("homeless")
def test_without_a_home_there_is_no_board_and_that_is_told() -> None:
    """As of any board that cannot be used."""
    with pytest.raises(ScoresError, match=r"home folder cannot be found \(HOME\): set DRUMJAM_HOME"):
        Scores()
