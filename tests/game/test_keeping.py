"""What is kept of a play: whole, and told where it could not be, whatever becomes of the process or the disk."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from drumjam.game import keeping
from drumjam.game.road import read_road
from drumjam.library.replays import list_replays
from drumjam.library.scores import Scores
from drumjam.library.songs import BUILT_IN
from tests.game.keeper import Evening, kept_out

pytestmark = pytest.mark.once

ROUNDS = 20
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor limits of files")

ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from tests.game.keeper import Evening
from drumjam.library.scores import Scores
evening = Evening.of(Path(sys.argv[1]))
assert not evening.keep(0).problem
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
kept = [evening.keep(number) for number in range(1, 50)]
print(sum(not one.problem for one in kept), len(Scores().plays()), next(one.problem for one in kept if one.problem))
"""


@posix
def test_a_process_killed_at_any_moment_loses_at_most_the_play_it_was_keeping(tmp_path: Path) -> None:
    """Board, replays, settings and pictures read whole; the road is never behind the last play reported kept."""
    command = [sys.executable, "-m", "tests.game.keeper", str(tmp_path), str(ROUNDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    after = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(after) == ROUNDS
    assert [one["wrong"] for one in after] == [[]] * ROUNDS
    assert all(one["told"] <= one["kept"] <= one["told"] + 1 for one in after)
    assert sum(one["told"] for one in after) > ROUNDS // 4


@posix
@pytest.mark.parametrize("room", [100, 20_480])
def test_a_full_disk_is_told_and_spoils_nothing(tmp_path: Path, room: int) -> None:
    """No file may grow past its room, as on a disk without space: what was reported kept is there, the rest is told."""
    script = [sys.executable, "-c", ON_A_FULL_DISK, str(tmp_path), str(room)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    kept, found, problem = done.stdout.splitlines()[-1].split(" ", 2)
    assert int(found) == int(kept) + 1
    assert problem.startswith(("cannot write: ", "the score board cannot be used: "))
    assert len(Scores().plays()) == int(found)
    assert not [one for one in list_replays() if one.problem]


@posix
def test_a_home_that_may_not_be_written_is_told_and_the_play_goes_on(tmp_path: Path, home: Path) -> None:
    """A result there is all the same, and the road begins anew."""
    evening = Evening.of(tmp_path)
    with kept_out() as shut:
        kept = evening.keep(0)
        assert kept.problem
        assert kept.file is None
        assert kept.result.score >= 0
        assert read_road().best == {}
        assert list((shut / "data").iterdir()) == []


def test_a_locked_board_keeps_the_replay_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds the board: the replay is there, the board is as it was, and the next play is kept again."""
    monkeypatch.setattr(keeping, "Scores", partial(Scores, wait=0.0))
    evening = Evening.of(tmp_path)
    assert not evening.keep(0).problem
    other = sqlite3.connect(Scores().path)
    other.execute("BEGIN EXCLUSIVE")
    kept = evening.keep(1)
    assert "close other windows" in kept.problem
    assert kept.file is not None
    other.close()
    assert list(read_road().best) == [BUILT_IN[0]]
    assert not evening.keep(2).problem
    assert set(read_road().best) == {BUILT_IN[0], BUILT_IN[2]}
