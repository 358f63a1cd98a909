"""Songs: found by id, file or folder; added, listed and removed without a trace."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from drumjam.formats import songfolder
from drumjam.formats.atomic import END, LEFT_OVER, START, WriteError, write_whole
from drumjam.formats.songfolder import chart_bytes, save_song
from drumjam.library import songs
from drumjam.library.naming import slug
from drumjam.library.paths import HomeError
from drumjam.library.songs import SongError, add, copy, open_path, remove, resolve, shelf
from drumjam.rules.chart import ChartError
from tests.charts import small_chart

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A song folder somewhere outside the library."""
    save_song(tmp_path / "mine", small_chart("さくら Sakura"), b"MThd", "tune.mid")
    return tmp_path / "mine"


@pytest.fixture(autouse=True)
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two songs that came with the game, in the game's order rather than the alphabet's."""
    own = tmp_path / "charts"
    for name in ("another", "common-harmony", "a-little-awkward"):
        save_song(own / name, small_chart(name), b"MThd")
    monkeypatch.setattr(songs, "charts", lambda: own)
    return own


def test_a_song_folder_and_its_chart_file_are_one_song(folder: Path) -> None:
    """Either path gives the same id and chart."""
    by_folder, by_file = resolve(str(folder)), resolve(str(folder / "chart.json"))
    assert by_folder.id == by_file.id
    assert by_folder.chart == small_chart("さくら Sakura")
    assert by_folder.midi == folder / "tune.mid"


def test_an_added_song_is_found_by_its_id(folder: Path) -> None:
    """Its id is a plain slug and eight hash digits; chart and MIDI are copied unchanged."""
    song = add(folder)
    assert song.id.startswith("sakura-")
    assert len(song.id) == len("sakura-") + 8
    assert resolve(song.id).chart_sha256 == resolve(str(folder)).chart_sha256
    assert (song.folder / "tune.mid").read_bytes() == b"MThd"
    assert resolve(str(song.folder)).id == song.id


def test_adding_twice_keeps_one(folder: Path) -> None:
    """The same song replaces itself and leaves nothing behind."""
    first = add(folder)
    assert add(folder).id == first.id
    assert [path.name for path in songs.added_dir().iterdir()] == [first.id]


def test_a_song_of_the_game_is_not_added_again(built_in: Path) -> None:
    """It is on the shelf once, and the library stays empty."""
    assert add(built_in / "common-harmony").built_in
    assert [path.name for path in shelf()].count("common-harmony") == 1
    assert not songs.added_dir().exists()


def test_the_shelf_has_the_games_own_songs_first(folder: Path) -> None:
    """Built-in songs stand in their order, added ones after them."""
    song = add(folder)
    assert [path.name for path in shelf()] == ["a-little-awkward", "common-harmony", "another", song.id]


def test_a_removed_song_is_gone(folder: Path) -> None:
    """Nothing of it stays."""
    song = add(folder)
    remove(song.id)
    assert list(songs.added_dir().iterdir()) == []
    with pytest.raises(SongError, match="there is no song of this name"):
        resolve(song.id)


@pytest.mark.parametrize("name", ["common-harmony", "nothing", "", ".", "../home"])
def test_only_added_songs_can_be_removed(folder: Path, name: str) -> None:
    """Built-in songs stay, and no name reaches out of the library."""
    song = add(folder)
    with pytest.raises(SongError):
        remove(name)
    assert resolve(song.id)
    assert resolve("common-harmony").built_in


def test_a_mistyped_id_gets_a_suggestion() -> None:
    """The nearest song is named."""
    with pytest.raises(SongError, match=r"\(comon-harmony\): did you mean common-harmony"):
        resolve("comon-harmony")


@pytest.mark.parametrize("argument", ["./nowhere", "nowhere.mid", "/", "./"])
def test_a_path_that_is_no_song_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str) -> None:
    """Missing files and folders without a chart are told as such."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SongError):
        resolve(argument)


def test_a_broken_chart_is_told_when_it_is_named(folder: Path) -> None:
    """A song is checked before anything is done with it."""
    data = chart_bytes(small_chart()).replace(b'"drum", 38', b'"drum", 99', 1)
    (folder / "chart.json").write_bytes(data)
    with pytest.raises(ChartError, match="key 99"):
        resolve(str(folder))


def test_an_interrupted_add_leaves_the_old_song(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a song is copied leaves the library as it was."""
    song = add(folder)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(songs, "write_whole", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add(folder)
    assert [path.name for path in songs.added_dir().iterdir()] == [song.id]
    assert resolve(song.id)


def test_a_song_folder_appears_whole_or_not_at_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full after the MIDI file leaves no folder that looks like a song."""

    def full(path: Path, data: bytes) -> None:
        if path.name == "chart.json":
            raise WriteError("cannot write: No space left on device", str(path))
        write_whole(path, data)

    monkeypatch.setattr(songs, "write_whole", full)
    with pytest.raises(WriteError, match=r"No space left on device \(.*new\)"):
        copy(resolve(str(folder)), tmp_path / "built" / "new")
    assert list((tmp_path / "built").iterdir()) == []


def test_adding_again_never_takes_the_song_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The song can be opened at every moment, and what a player has put beside it stays."""
    song = add(folder)
    (song.folder / "cover.png").write_bytes(b"mine")
    there = []

    def watched(path: Path, data: bytes) -> None:
        write_whole(path, data)
        there.append(bool(resolve(song.id)))

    monkeypatch.setattr(songs, "write_whole", watched)
    add(folder)
    assert there
    assert all(there)
    assert (song.folder / "cover.png").read_bytes() == b"mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere; Windows has no such modes")
def test_a_read_only_library_is_one_sentence(folder: Path, home: Path) -> None:
    """The system's reason and the place."""
    home.mkdir(mode=0o500)
    with pytest.raises(WriteError, match="Permission denied"):
        add(folder)


def test_a_library_in_the_way_is_one_sentence(folder: Path, home: Path) -> None:
    """A file where the library's folder should be is told, not a crash."""
    home.write_bytes(b"")
    with pytest.raises(WriteError, match="cannot write"):
        add(folder)
    assert len(shelf()) == 3


def untitled(strokes: int) -> bytes:
    """A MIDI file of a few drum strokes, without a title."""
    events = b"".join(b"\x83\x60\x99\x26\x64" for _ in range(strokes)) + b"\x00\xff\x2f\x00"
    header = b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x01\xe0"
    return header + b"MTrk" + len(events).to_bytes(4, "big") + events


def test_a_midi_file_is_a_song(tmp_path: Path) -> None:
    """It can be played at once, or added: then it is a song folder with the file unchanged."""
    (tmp_path / "My Beat.MID").write_bytes(untitled(32))
    song = resolve(str(tmp_path / "My Beat.MID"))
    added = add(tmp_path / "My Beat.MID")
    assert song.id == added.id
    assert song.id.startswith("my-beat-")
    assert song.title == "My Beat"
    assert song.chart_sha256 == added.chart_sha256
    assert (added.folder / "song.mid").read_bytes() == untitled(32)


def test_what_had_to_be_mended_is_told(tmp_path: Path) -> None:
    """A cut MIDI file is a song with repairs."""
    (tmp_path / "cut.mid").write_bytes(untitled(32)[:-40])
    assert [remark.code for remark in resolve(str(tmp_path / "cut.mid")).repairs]


@pytest.mark.parametrize("name", ["사랑 노래", "さくら", "Don't Stop (live)", "ゴールデン"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_added_song_without_a_title_keeps_the_name_of_its_file(tmp_path: Path, name: str, form: str) -> None:
    """In any script, however the system spells it: folders have plain names. Adding the folder again loses nothing."""
    file = tmp_path / f"{normalize(form, name)}.mid"
    file.write_bytes(untitled(32))
    kept = add(file)
    assert kept.folder.name.isascii()
    assert open_path(kept.folder).title == kept.title == name
    moved = tmp_path / "elsewhere"
    shutil.move(kept.folder, moved)
    assert add(moved).title == name


def test_what_a_killed_command_left_goes_with_a_later_one(folder: Path, home: Path) -> None:
    """Half a song, or one that was being removed."""
    left = home / "data" / "songs" / f"{START}abc{END}"
    (left / "tune").mkdir(parents=True)
    old = left.stat().st_mtime - 2 * LEFT_OVER
    os.utime(left, (old, old))
    add(folder)
    assert not left.exists()


def test_a_name_beside_a_midi_file_is_not_its_own(tmp_path: Path) -> None:
    """It is the note of a song folder; in anybody's folder it may be anything."""
    (tmp_path / "name.txt").write_text("Shopping")
    (tmp_path / "samba.mid").write_bytes(untitled(32))
    assert open_path(tmp_path / "samba.mid").title == "samba"


@pytest.mark.parametrize(
    ("names", "wanted"),
    [(("Café  del Mar!",), "cafe-del-mar"), (("さくら", "sakura_v2"), "sakura-v2"), (("../..",), "song")],
)
def test_ids_are_plain_ascii(names: tuple[str, ...], wanted: str) -> None:
    """Any title gives a name that every file system takes."""
    assert slug(*names) == wanted


def test_a_list_does_not_read_notes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title and artist are there before the notes are parsed, so that a long list opens fast."""
    monkeypatch.setattr(songfolder, "parse_chart", lambda *_: pytest.fail("read the notes"))
    assert songs.open_kept(folder).title == "さくら Sakura"


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_games_own_songs_are_there(built_in: Path, folder: Path) -> None:
    """Others can be opened by their path; none can be added, and why is told."""
    assert [resolve(path.name).built_in for path in shelf()] == [True] * 3
    assert open_path(built_in / "another").built_in
    assert not open_path(folder).built_in
    for act in (lambda: add(folder), lambda: remove("mine")):
        with pytest.raises(HomeError, match="home folder cannot be found"):
            act()
