"""Finding songs among files and folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from drumjam.formats.songfolder import save_song
from drumjam.library.finding import found
from drumjam.library.naming import name_of
from tests.charts import small_chart


def filled(folder: Path, *names: str) -> Path:
    """A folder with files of these names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"MThd")
    return folder


def test_folders_are_searched_for_songs(tmp_path: Path) -> None:
    """MIDI files of any ending and song folders are found, the MIDI file inside a song folder is not another one."""
    music = filled(tmp_path / "music", "b.mid", "a.KAR", "deep/c.rmi", "notes.txt")
    save_song(music / "mine", small_chart(), b"MThd", "tune.mid")
    assert [path.name for path in found([music])] == ["a.KAR", "b.mid", "c.rmi", "mine"]


def test_the_folder_of_a_clone_hero_song_is_one_song(tmp_path: Path) -> None:
    """The MIDI file before the text, any text before none; named alone each of them is itself."""
    names = ("one/notes.mid", "one/notes.chart", "one/song.ini", "two/Notes.Chart", "two/other.chart", "three/x.chart")
    music = filled(tmp_path / "music", *names, "three/x.ogg", "four/song.ini")
    expected = ["one/notes.mid", "three/x.chart", "two/Notes.Chart"]
    assert [path.relative_to(music).as_posix() for path in found([music])] == expected
    assert list(found([music / "one"])) == [music / "one" / "notes.mid"]
    assert list(found([music / "one" / "notes.chart"])) == [music / "one" / "notes.chart"]


def test_a_folder_that_may_not_be_entered_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is handed on, and told by who reads it; so is a name that is too long."""
    music = filled(tmp_path / "music", "ok/a.mid", "shut/b.mid")
    is_dir = Path.is_dir

    def guarded(path: Path) -> bool:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", guarded)
    long = tmp_path / f"{'x' * 300}.mid"
    assert list(found([music / "shut", long, music / "ok"])) == [music / "shut", long, music / "ok" / "a.mid"]


def test_what_is_hidden_is_no_song(tmp_path: Path) -> None:
    """A Mac puts a shadow beside each file that it packs or copies; one that is named is what it is."""
    music = filled(tmp_path / "music", "a.mid", "._a.mid", "__MACOSX/._a.mid", ".hidden.mid")
    assert list(found([music])) == [music / "a.mid"]
    assert list(found([music / ".hidden.mid"])) == [music / ".hidden.mid"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("songs/A Song/notes.mid", "A Song"),
        ("songs/A Song/Notes.Chart", "A Song"),
        ("songs/v1.2 final/chart.json", "v1.2 final"),
        ("songs/A Song.mid", "A Song"),
        ("songs/other.chart", "other"),
    ],
)
def test_a_song_without_a_title_is_called_after_its_file(file: str, name: str) -> None:
    """Or after its folder, where every song's file is called alike."""
    assert name_of(Path(file)) == name


def test_a_file_in_the_current_folder_is_called_after_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the path does not name it."""
    monkeypatch.chdir(filled(tmp_path / "A Song", "notes.mid"))
    assert name_of(Path("notes.mid")) == "A Song"
