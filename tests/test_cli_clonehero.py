"""Clone Hero songs on the command line: built, added, played, heard, and told about."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import soundfile

from drumjam.cli import main
from drumjam.library.songs import resolve
from drumjam.midi.smf import read_midi
from tests.formats.gemfiles import OTHERS, OWN, beat, dotchart, part
from tests.midi.writing import midi, track

TEXT = ("notes.chart", "song.ini")
EVERYTHING = ("notes.mid", "notes.chart", "song.ini")


@pytest.fixture(autouse=True)
def _in_an_empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def folder(*names: str, name: str = "Own folder") -> str:
    """A folder with these files of the song in tests/data, as a path."""
    place = Path("songs") / name
    place.mkdir(parents=True)
    for file in names:
        shutil.copy(OWN / file, place / file)
    return str(place)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """The document that a command prints."""
    assert main([*words, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line that a command fails with."""
    assert main(list(words)) == 1
    out, err = capsys.readouterr()
    assert re.fullmatch(r"drumjam: error: [^\n]+\n", err)
    return err if not out else f"{out}{err}"


@pytest.mark.parametrize(
    ("names", "source", "notes"), [(EVERYTHING, "two parts", "notes.mid"), (TEXT, "chart", "notes.chart")]
)
def test_a_folder_is_built(names: tuple[str, ...], source: str, notes: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Into a song folder of its name, with the file it came from and the MIDI file that sounds."""
    document = told(capsys, "chart", "build", folder(*names), "-o", "out")
    assert (document["title"], document["source"]) == ("Own chart", source)
    assert Path(document["folder"]) == Path("out") / "Own folder"
    built = Path(document["folder"])
    assert {file.name for file in built.iterdir()} == {"chart.json", "song.mid", notes}
    assert (built / notes).read_bytes() == (OWN / notes).read_bytes()
    kept = resolve(str(built))
    assert (kept.title, kept.artist, kept.chart.credits) == ("Own chart", "drumjam test", ("chart: drumjam test",))
    unplayable = source == "two parts"  # taken as they are: its fills are faster than one pair of hands
    assert main(["chart", "check", str(built)]) == unplayable


def test_building_again_gives_the_same_files(capsys: pytest.CaptureFixture[str]) -> None:
    """In the same folder, byte for byte."""
    song, before = folder(*TEXT), {}
    for _ in range(2):
        assert main(["chart", "build", song, "-o", "out"]) == 0
        after = {file.name: file.read_bytes() for file in Path("out", "Own folder").iterdir()}
        assert before in ({}, after)
        before = after
    assert [path.name for path in Path("out").iterdir()] == ["Own folder"]


@pytest.mark.parametrize("names", [EVERYTHING, TEXT])
def test_a_folder_is_a_song_wherever_one_is_named(names: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """`chart notes`, `play`, `simulate` and `chart show` take it, and its file alone, at every level."""
    song = folder(*names)
    for argument in (song, f"{song}/{names[0]}"):
        for level in ("easy", "expert"):
            document = told(capsys, "chart", "notes", argument, "--level", level)
            assert document["song"]["title"] == "Own chart"
            assert {note["lane"] for note in document["notes"]} == {"lee", "takaichi"}
            result = told(capsys, "play", argument, "--headless", "--autoplay", "--level", level)
            assert (result["score"], result["song"]) == (1_000_000, document["song"]["id"])
    assert main(["chart", "show", song]) == 0
    assert capsys.readouterr().out.startswith("Own chart, expert\ndrumjam test, ")


def test_an_added_song_is_played_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    """A whole folder of songs becomes songs of the library; each is heard from what it keeps there."""
    folder(*EVERYTHING, name="one")
    folder(*TEXT, name="two")
    assert main(["songs", "add", "songs"]) == 0
    ids = capsys.readouterr().out.split()
    assert len(set(ids)) == 2
    shutil.rmtree("songs")
    for song in ids:
        assert song.startswith("own-chart-")
        assert told(capsys, "play", song, "--headless", "--autoplay")["score"] == 1_000_000
        data = resolve(song).midi_bytes()
        assert data is not None
        assert set(read_midi(data).notes.channel.tolist()) == {9}


def test_a_chart_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    """Its drums sound, from the file itself as from the built folder; backing is what no leader has."""
    song = folder(*TEXT)
    assert main(["chart", "build", song, "-o", "out"]) == 0
    sounds = []
    for argument in (song, "out/Own folder"):
        assert main(["render", argument, "--stem", "drums", "-o", "drums.wav"]) == 0
        sounds.append(soundfile.read("drums.wav")[0])
    assert abs(sounds[0]).max() > 0.1
    assert (sounds[0] == sounds[1]).all()


def test_the_file_with_the_notes_is_told_about(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder's MIDI file as it is; of a .chart the drums that sound."""
    document = told(capsys, "midi", "info", folder(*EVERYTHING, name="one"))
    assert (document["title"], document["notes"], document["ticks_per_beat"]) == ("own chart", 586, 480)
    document = told(capsys, "midi", "info", folder(*TEXT, name="two"))
    assert (document["title"], document["notes"], document["ticks_per_beat"]) == ("Own chart", 220, 192)
    assert [part["why"] for part in document["drum_parts"]] == ["channel 10"]


def test_a_midi_file_with_a_drum_part_is_a_chart(capsys: pytest.CaptureFixture[str]) -> None:
    """Also alone, without song.ini and under any name; without a title it has the file's name."""
    Path("my beat.mid").write_bytes(midi(track(b""), part(beat(8))))
    document = told(capsys, "chart", "build", "./my beat.mid", "-o", "out")
    assert (document["source"], document["title"]) == ("chart", "my beat")
    assert {file.name for file in Path(document["folder"]).iterdir()} == {"chart.json", "song.mid", "notes.mid"}


def test_guitars_are_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is asked of such a file: what it is, where, and what to choose."""
    Path("guitar").mkdir()
    Path("guitar", "notes.mid").write_bytes(midi(track(b""), part(beat(4), name=b"PART GUITAR")))
    Path("text").mkdir()
    Path("text", "notes.chart").write_bytes(dotchart(Song=["Resolution = 192"], ExpertSingle=["0 = N 1 0"]))
    for song in ("guitar", "text"):
        for words in (("chart", "build"), ("chart", "notes"), ("songs", "add"), ("play", "--headless", "--autoplay")):
            line = refusal(capsys, *words, f"./{song}")
            assert "guitars" in line
            assert f"{song}/notes." in line.replace("\\", "/")
    assert list(Path().glob("*.json")) == []


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("notes.chart", b"GIF89a", "not a .chart"),
        ("notes.chart", b"", "not a .chart"),
        ("notes.mid", b"GIF89a", "not a MIDI file"),
        ("notes.chart", dotchart(Song=["Resolution = 99999"]), "99999 ticks"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence that names the file; nothing is written."""
    Path("bad").mkdir()
    Path("bad", name).write_bytes(data)
    line = refusal(capsys, "chart", "build", "bad", "-o", "out")
    assert says in line
    assert name in line
    assert not Path("out").exists()


def test_a_folder_without_notes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """As before: it is no song."""
    Path("empty").mkdir()
    assert "holds no chart.json" in refusal(capsys, "chart", "notes", "./empty")


def test_a_chart_goes_out_and_comes_back(capsys: pytest.CaptureFixture[str]) -> None:
    """`chart export --to clonehero` gives each leader a song of that game; in again each is a chart for two."""
    document = told(capsys, "chart", "export", "a-little-awkward", "--to", "clonehero", "-o", "out", "--audio")
    names = [f"{lane}/{file}" for lane in ("lee", "takaichi") for file in ("notes.mid", "song.ini")]
    assert document["files"] == [str(Path("out", name)) for name in (*names, "lee/song.ogg", "takaichi/song.ogg")]
    assert document["largest_error"] == 0
    built = told(capsys, "chart", "build", "out", "-o", "back")
    assert [one["source"] for one in built] == ["chart", "chart"]
    assert [one["title"] for one in built] == ["A Little Awkward (Lee)", "A Little Awkward (Takaichi)"]
    sent, lanes = (
        told(capsys, "chart", "notes", "a-little-awkward")["notes"],
        zip(("lee", "takaichi"), built, strict=True),
    )
    for lane, one in lanes:
        back = told(capsys, "chart", "notes", one["folder"])["notes"]
        assert {note["tick"] for note in back} <= {note["tick"] for note in sent if note["lane"] == lane}


@pytest.mark.skipif(not OTHERS.is_dir(), reason="no other people's Clone Hero songs beside the checkout")
def test_other_people_s_songs_are_built_or_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Two are drums, and become charts; all others are told to be guitars, a line each."""
    assert main(["chart", "build", str(OTHERS), "-o", "out", "--json"]) == 1
    out, err = capsys.readouterr()
    assert [document["source"] for document in json.loads(out)] == ["chart", "chart"]
    assert len(err.splitlines()) == 9
    assert all("guitars" in line for line in err.splitlines())
