"""`drumjam chart export` on the command line: a journey into each format, and what stands in the way."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from drumjam.cli import exporting, main, parser
from drumjam.formats.songfolder import save_song
from drumjam.rules.chart import Level
from tests.charts import chart_of_notes, small_chart

DATA = Path(__file__).parent / "data"
HUMAN = str(DATA / "swing_humanised.mid")
ONE_LINE = re.compile(r"drumjam: error: [^\n]+ \([^\n]+\): [^\n]+\n")
ENDINGS = {"osu": ".osu", "tja": ".tja", "sm": ".sm", "midi": ".mid"}
"""Formats whose files stand beside each other, named after the song."""

every_format = pytest.mark.parametrize("to", parser.FORMATS)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command that succeeds prints; nothing else is said where nobody reads it."""
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line of a command that fails."""
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert ONE_LINE.fullmatch(err), err
    assert out == ""
    return err


def notes(capsys: pytest.CaptureFixture[str], song: str) -> Any:
    """The notes of a song, as the command line tells them."""
    return json.loads(said(capsys, "chart", "notes", song, "--json"))["notes"]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the player's home."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in found if "home" not in path.relative_to(folder).parts}


def test_the_parser_knows_every_format() -> None:
    """What may follow --to is what there is."""
    assert set(parser.FORMATS) == set(exporting.FORMATS)


@pytest.mark.parametrize("to", ENDINGS)
def test_files_are_named_after_the_song_and_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, to: str) -> None:
    """A line for each file, then how exactly notes stand; osu! has a file for each leader and level."""
    folder = tmp_path / "new" / "out"
    *told, exact = said(capsys, "chart", "export", "common-harmony", "--to", to, "-o", str(folder)).splitlines()
    assert sorted(told) == sorted(files(folder))
    assert len(told) == (8 if to == "osu" else 1)
    assert all(Path(file).name.startswith("common-harmony") and file.endswith(ENDINGS[to]) for file in told)
    if to == "osu":
        assert re.fullmatch(r"notes stand up to 0\.\d{3} ms beside their places", exact)
    else:
        assert exact == "every note is in its place"


@every_format
def test_json_is_one_document(capsys: pytest.CaptureFixture[str], tmp_path: Path, to: str) -> None:
    """The song, the files, the largest error in seconds; StepMania moves the notes of people, TJA and MIDI do not."""
    document = json.loads(said(capsys, "chart", "export", HUMAN, "--to", to, "-o", str(tmp_path / "out"), "--json"))
    assert set(document) == {"song", "to", "files", "largest_error", "remarks"}
    assert document["song"]["title"] == "swing"
    assert sorted(document["files"]) == sorted(files(tmp_path / "out"))
    least, most = {"osu": (1e-5, 0.0005), "sm": (0.001, 0.007)}.get(to, (0, 0))
    assert least <= document["largest_error"] <= most + 1e-9


def test_stepmania_says_how_far_notes_were_moved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """In milliseconds, the same figure as in JSON."""
    words = ("chart", "export", HUMAN, "--to", "sm", "-o", str(tmp_path))
    error = json.loads(said(capsys, *words, "--json"))["largest_error"]
    assert f"notes stand up to {error * 1000:.3f} ms beside their places" in said(capsys, *words)


def test_a_midi_export_is_built_again_to_the_same_notes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Out as MIDI, in as a chart of two parts: expert is what it was, to the last velocity."""
    (file, _) = said(capsys, "chart", "export", "common-harmony", "--to", "midi", "-o", str(tmp_path)).splitlines()
    built = json.loads(said(capsys, "chart", "build", file, "-o", str(tmp_path / "built"), "--json"))
    assert (built["source"], built["repairs"], built["title"]) == ("two parts", [], "Common Harmony")
    assert notes(capsys, built["folder"]) == notes(capsys, "common-harmony")


@every_format
def test_every_export_is_the_same_again(capsys: pytest.CaptureFixture[str], tmp_path: Path, to: str) -> None:
    """Over the first one: files of the same names are replaced by the same bytes, and all else stays."""
    said(capsys, "chart", "export", HUMAN, "--to", to, "-o", str(tmp_path))
    first = files(tmp_path)
    for file in first:
        Path(file).write_bytes(b"mine")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    said(capsys, "chart", "export", HUMAN, "--to", to, "-o", str(tmp_path))
    assert files(tmp_path) == {**first, str(tmp_path / "mine.txt"): b"mine"}


@pytest.mark.parametrize("to", ENDINGS)
def test_no_title_makes_a_path(capsys: pytest.CaptureFixture[str], tmp_path: Path, to: str) -> None:
    """Names are plain ASCII, whatever the title is; a song without one is titled by its folder."""
    for title in ("../../out\0/さくら: CON|*?", ""):
        save_song(tmp_path / "song", small_chart(title), (DATA / "groove_5-4.mid").read_bytes())
        lines = said(capsys, "chart", "export", str(tmp_path / "song"), "--to", to, "-o", str(tmp_path / "out"))
        for line in lines.splitlines()[:-1]:
            assert re.fullmatch(r"[a-z0-9-]+\.[a-z]+", Path(line).name)
            assert Path(line).parent == tmp_path / "out"
            if not title and to != "midi":
                assert re.search(r"T(ITLE|itle):song", Path(line).read_text(encoding="utf-8"))
    assert {path.name for path in tmp_path.iterdir()} == {"song", "out"}


@pytest.mark.parametrize("to", ["osu", "tja", "sm"])
def test_audio_is_written_where_the_game_looks_for_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, to: str
) -> None:
    """The whole song as Ogg Vorbis, named in the chart, its first sample at song time 0."""
    song = str(DATA / "sakura_4-4_sjis.mid")
    out, wav = tmp_path / "out", tmp_path / "mix.wav"
    document = json.loads(said(capsys, "chart", "export", song, "--to", to, "-o", str(out), "--audio", "--json"))
    *charts, sound = document["files"]
    assert all(Path(sound).name in Path(chart).read_text(encoding="utf-8") for chart in charts)
    assert soundfile.info(sound).format == "OGG"
    said(capsys, "render", song, "-o", str(wav))
    heard, mix = (soundfile.read(path)[0][:, 0] for path in (sound, wav))
    assert len(heard) == len(mix)
    second = mix[48_000:96_000]
    lags = range(-50, 51)
    alike = [float(np.dot(heard[48_000 + lag : 96_000 + lag], second)) for lag in lags]
    assert lags[int(np.argmax(alike))] == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--to", "midi", "-o", "out", "--audio"],
        ["--to", "gh3", "-o", "out"],
        ["--to", "osu"],
        ["-o", "out"],
    ],
)
def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Told by usage on stderr, before any work."""
    with pytest.raises(SystemExit) as caught:
        main(["chart", "export", "common-harmony", *words])
    assert caught.value.code == 2
    assert "usage: drumjam chart export" in capsys.readouterr().err


@every_format
def test_what_cannot_be_exported_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, to: str
) -> None:
    """No such song, nothing to play, no folder to write to, no MIDI file to sound: and no file, no folder is left."""
    save_song(tmp_path / "empty", chart_of_notes(), b"MThd")
    (tmp_path / "file").write_bytes(b"")
    before = files(tmp_path)
    out = str(tmp_path / "out")
    assert "no song of this name" in refusal(capsys, "chart", "export", "nowhere", "--to", to, "-o", out)
    assert "no notes" in refusal(capsys, "chart", "export", str(tmp_path / "empty"), "--to", to, "-o", out)
    for folder in (tmp_path / "file", tmp_path / "file" / "out"):
        assert "cannot write" in refusal(capsys, "chart", "export", HUMAN, "--to", to, "-o", str(folder))
    assert files(tmp_path) == before
    assert not Path(out).exists()


def test_a_song_without_its_midi_file_sounds_like_its_drums(tmp_path: Path) -> None:
    """What its chart says is heard, each stroke at its own moment."""
    chart = small_chart()
    save_song(tmp_path / "song", chart, b"MThd")
    (tmp_path / "song" / "song.mid").unlink()
    assert main(["render", str(tmp_path / "song"), "-o", str(tmp_path / "song.wav")]) == 0
    sound, rate = soundfile.read(tmp_path / "song.wav")
    loud = np.abs(sound).max(axis=1)
    for start in chart.tempo.seconds([note.tick for note in chart.levels[Level.EXPERT]]):
        before = loud[: round(start * rate)][-rate // 100 :].max(initial=0)
        assert loud[round(start * rate) :][: rate // 50].max() > max(2 * before, 0.05)


@every_format
@pytest.mark.parametrize(("there", "last"), [(True, True), (False, True), (True, False)])
def test_a_full_disk_leaves_all_as_it_was(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    to: str,
    there: bool,
    last: bool,
) -> None:
    """Whether it fills up at the first file or the last: one sentence, old files stay, no new one is left."""
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    words = ("chart", "export", "a-little-awkward", "--to", to, "-o")
    said(capsys, *words, str(elsewhere))
    left = len(files(elsewhere)) if last else 1
    if there:
        said(capsys, *words, str(out))
        for file in files(out):
            Path(file).write_bytes(b"old")
    before = files(tmp_path)

    def fill(_: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill)
    assert f"cannot write: No space left on device ({out}" in refusal(capsys, *words, str(out))
    assert files(tmp_path) == before
    assert out.exists() == there


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_export_that_is_ended_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """In the middle of a file: no traceback, no file, no folder."""
    script = (
        f"import os, sys; from drumjam.cli import main\nos.fsync = lambda _: os.kill(os.getpid(), {int(number)})\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["chart", "export", "common-harmony", "--to", "osu", "-o", "out"]
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, b"", b"")
    assert not list(tmp_path.iterdir())
