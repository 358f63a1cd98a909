"""Shipped files: one that is missing or damaged is told in a sentence, and never leaves a page waiting."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import pytest

from drumjam.game import preparing, readying
from drumjam.game.lettering import Lettering
from drumjam.game.plan import planned
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.shelf import Problem, Shelf
from drumjam.game.shipped import load_picture
from drumjam.library import songs
from drumjam.library.paths import InstallError
from drumjam.library.request import PlayRequest
from tests.game.fingers import song, world


def broken(*_: Any, **__: Any) -> Any:
    """What a damaged installation does."""
    raise InstallError("a file of the game is missing or damaged", "FILE")


@pytest.mark.parametrize("data", [None, b"", b"<html>"], ids=["missing", "empty", "something else"])
def test_pictures_and_letters_name_their_damaged_file(tmp_path: Path, data: bytes | None) -> None:
    """The file is named, and what to do about it."""
    world()
    for name in ("picture.png", "NotoSansCJK-Bold-subset.otf"):
        if data is not None:
            (tmp_path / name).write_bytes(data)
    with pytest.raises(InstallError, match=r"missing or damaged \(.*picture\.png\): install drumjam again"):
        load_picture(tmp_path / "picture.png")
    with pytest.raises(InstallError, match=r"missing or damaged \(.*NotoSans.*\)"):
        Lettering(tmp_path).shown("낱말")


@pytest.mark.parametrize("where", [(preparing, "prepare"), (readying, "furnish")], ids=["the play", "the stage"])
def test_a_play_that_cannot_be_prepared_goes_back_to_the_songs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: tuple[Any, str]
) -> None:
    """The window says so and stderr why; nobody waits for ever."""
    monkeypatch.setattr(*where, broken)
    made = world()
    page = LoadingScene(made, planned(song(tmp_path / "tune"), made.settings.play, PlayRequest(), 1))
    until = perf_counter() + 20
    while page.next is page and perf_counter() < until:
        page.update(perf_counter())
        sleep(0.005)  # its threads want to run too
    assert isinstance(page.next, SelectScene)
    assert made.notice is not None
    assert capsys.readouterr().err.startswith("drumjam: warning: a file of the game is missing or damaged (FILE): ")


def test_a_library_without_the_games_songs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list stays empty and says why."""
    monkeypatch.setattr(songs, "charts", broken)
    made = Shelf()
    made._thread.join()
    (problem,) = made.take()
    assert isinstance(problem, Problem)
    assert problem.error.mend == "install drumjam again"
