"""`drumjam chart build` for many files: in order, side by side, and nothing lost or half-written."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from drumjam.cli import main
from drumjam.cli.building import Progress
from drumjam.cli.workers import Built, build_one, built, worth_workers
from drumjam.rules.errors import DrumjamError

DATA = Path(__file__).parent / "data"
ONE, TWO = (DATA / f"{name}.mid" for name in ("groove_5-4", "groove_samba_2-4"))
FOLDER = {"chart.json", "song.mid"}


def deadly(file: Path) -> Built | DrumjamError:
    """Build a file; one named `deadly` ends the process instead."""
    if file.stem == "deadly":
        os._exit(3)
    return build_one(file)


def fill(folder: Path, **files: Path | bytes) -> Path:
    """A folder of MIDI files by their names."""
    folder.mkdir(parents=True)
    for name, source in files.items():
        (folder / f"{name}.mid").write_bytes(source if isinstance(source, bytes) else source.read_bytes())
    return folder


def inside(folder: Path) -> dict[str, set[str]]:
    """What a folder of song folders holds."""
    return {song.name: {file.name for file in song.iterdir()} for song in folder.iterdir()}


def test_processes_build_what_one_would(tmp_path: Path) -> None:
    """In the order given, the same bytes, bad files in their place."""
    place = fill(tmp_path / "in", a=ONE, b=b"GIF89a", c=TWO, d=ONE)
    files = sorted(place.iterdir())
    here, there = (list(built(files, workers)) for workers in (0, 2))
    assert [str(x) if isinstance(x, DrumjamError) else x for x in here] == [
        str(x) if isinstance(x, DrumjamError) else x for x in there
    ]
    assert [isinstance(x, DrumjamError) for x in there] == [False, True, False, False]


def test_a_process_that_dies_is_a_line(tmp_path: Path) -> None:
    """The file that ended it is named; all others are built."""
    place = fill(tmp_path / "in", a=ONE, deadly=ONE, e=TWO, f=ONE)
    results = list(built(sorted(place.iterdir()), 2, deadly))
    assert [isinstance(x, Built) for x in results] == [True, False, True, True]
    assert "deadly.mid" in str(results[1])


def test_processes_are_started_for_much_work_only(tmp_path: Path) -> None:
    """One file, or a few small ones, are done at once where they are."""
    assert worth_workers([ONE]) == 0
    assert worth_workers([ONE, TWO]) == 0
    large = fill(tmp_path / "in", a=bytes(900_000))
    assert worth_workers([large / "a.mid"]) == 0
    assert worth_workers([ONE, large / "a.mid"]) == min(os.cpu_count() or 1, 2)
    assert worth_workers([ONE] * 1000) == os.cpu_count()


def test_a_summary_and_each_failure_end_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many were built, how many failed, how long it took; a line on stderr for each failure, in order."""
    place = fill(tmp_path / "in", a=b"no", b=ONE, c=b"", d=TWO)
    assert main(["chart", "build", str(place), "-o", str(tmp_path / "out")]) == 1
    out, err = capsys.readouterr()
    assert re.search(r"\n2 built, 2 failed, \d+\.\d s\n$", out)
    assert re.fullmatch(r"drumjam: error: [^\n]+a\.mid[^\n]+\ndrumjam: error: [^\n]+c\.mid[^\n]+\n", err)
    assert out.index(f"{tmp_path / 'out' / 'b'}: ") < out.index(f"{tmp_path / 'out' / 'd'}: ")


def test_json_is_alone_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No summary beside it; a file that is named twice is built once."""
    words = [str(ONE), str(TWO), str(ONE), "-o", str(tmp_path / "out"), "--json"]
    assert main(["chart", "build", *words]) == 0
    out, err = capsys.readouterr()
    assert [Path(one["folder"]).name for one in json.loads(out)] == [ONE.stem, TWO.stem]
    assert err == ""


def test_progress_is_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the file and wipes itself out; elsewhere, and for a single file, there is none."""
    for whole, terminal in ((2, False), (1, True)):
        monkeypatch.setattr("sys.stderr.isatty", lambda terminal=terminal: terminal)
        Progress(whole).tell("a.mid")
    assert capsys.readouterr().err == ""
    progress = Progress(2)
    progress.tell("a.mid")
    progress.clear()
    assert re.fullmatch(r"\rbuilding 1 of 2: a\.mid\x1b\[K\r\x1b\[K", capsys.readouterr().err)


def test_another_song_s_folder_is_never_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second song of the same name gets hash digits, in a later run too; the same song finds its own folder."""
    a, b, out = fill(tmp_path / "a", x=ONE), fill(tmp_path / "b", x=TWO), tmp_path / "out"
    names = []
    for place in (a, b, a, b):
        assert main(["chart", "build", str(place), "-o", str(out), "--json"]) == 0
        names.append(Path(json.loads(capsys.readouterr().out)["folder"]).name)
    assert names[:2] == names[2:]
    assert names[0] == "x"
    assert re.fullmatch(r"x-[0-9a-f]{8}", names[1])
    assert (out / "x" / "song.mid").read_bytes() == ONE.read_bytes()


def test_three_copies_are_three_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Even where their hash digits are the same."""
    for place in "abc":
        fill(tmp_path / "in" / place, x=ONE)
    assert main(["chart", "build", str(tmp_path / "in"), "-o", str(tmp_path / "out")]) == 0
    assert len(inside(tmp_path / "out")) == 3


def test_a_folder_with_other_things_keeps_them(tmp_path: Path) -> None:
    """A file called song.mid that is no song of ours is not replaced."""
    mine = fill(tmp_path / "out" / "x", song=TWO) / "song.mid"
    assert main(["chart", "build", str(fill(tmp_path / "in", x=ONE)), "-o", str(tmp_path / "out")]) == 0
    assert mine.read_bytes() == TWO.read_bytes()


def much_of(path: Path) -> Any:
    """A result that takes a while to hand over."""
    return path.name * 8_000_000


def test_nobody_waits_for_results_that_nobody_takes() -> None:
    """Processes are not ended while they hand over a result: who reads it would wait for its rest for ever."""
    for taken in (1, 3):
        results = built([Path(str(i)) for i in range(30)], 2, much_of)
        for _ in range(taken):
            next(results)
        results.close()
    end = time.monotonic() + 20
    while multiprocessing.active_children():  # the pool's own thread may be about to count one that has ended
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_ctrl_c_leaves_whole_folders_only(tmp_path: Path) -> None:
    """In the midst of a run with processes: exit 130, no word, no process, no half of a folder."""
    place = fill(tmp_path / "in", **{f"s{i:02}": ONE for i in range(60)})
    script = (
        "import os, signal, sys\n"
        "from drumjam.cli import building, main, workers\n"
        "workers.WORTH_WORKERS = 0.0\n"
        "copy, written = building.copy, []\n"
        "def interrupted(song, folder):\n"
        "    written.append(folder)\n"
        "    if len(written) == 5:\n"
        "        (folder / 'song.mid').parent.mkdir(parents=True)\n"
        "        (folder / 'song.mid').write_bytes(b'half')\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    copy(song, folder)\n"
        "building.copy = interrupted\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    (tmp_path / "script.py").write_text(script)
    words = ["chart", "build", str(place), "-o", str(tmp_path / "out")]
    command = [sys.executable, str(tmp_path / "script.py"), *words]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (130, b"")
    assert inside(tmp_path / "out") == {f"s{i:02}": FOLDER for i in range(4)}
