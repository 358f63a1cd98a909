"""The command line as a process: start-up, signals, pipes, and a machine without a display."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from drumjam.formats.songfolder import save_song
from tests.charts import small_chart

DATA = Path(__file__).parent / "data"
NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "SDL_VIDEODRIVER": ""}


def drumjam(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m drumjam` to its end."""
    command = [sys.executable, "-m", "drumjam", *words]
    return subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, timeout=60, check=False)


def imported(*words: str) -> set[str]:
    """The modules that a command imports."""
    script = f"import sys; from drumjam.cli import main\ntry: main({list(words)!r})\nexcept SystemExit: pass\n"
    script += "print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stderr.split())


def test_help_imports_nothing_heavy() -> None:
    """Help is there at once: no numpy, no pygame, no database."""
    assert not imported("--help") & {"numpy", "pygame", "mido", "soundfile", "sqlite3", "platformdirs"}


def test_headless_commands_import_no_window() -> None:
    """Charts and plays without a window need no pygame and no mido."""
    modules = imported("play", str(DATA / "harmony_mixed.mid"), "--headless", "--autoplay")
    assert "drumjam.rules.session" in modules
    assert not modules & {"pygame", "mido", "soundfile"}


def test_without_a_display_two_model_drummers_play() -> None:
    """`drumjam` alone says so in one line, plays the built-in song, prints a short table and exits 0."""
    done = drumjam(**NO_DISPLAY)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
    assert "human:sd=20" in done.stdout
    assert "partner" in done.stdout
    assert "pygame" not in done.stdout


def test_without_a_display_the_souvenir_of_that_play_is_kept_and_named(home: Path) -> None:
    """The last line names a PNG of 1200x630 in the pictures of the player."""
    done = drumjam(**NO_DISPLAY)
    last = done.stdout.splitlines()[-1]
    assert last.startswith("souvenir ")
    file = Path(last.removeprefix("souvenir "))
    assert file.parent == home / "pictures"
    header = file.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert struct.unpack(">II", header[16:24]) == (1200, 630)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_souvenir_that_cannot_be_kept_is_a_warning(home: Path) -> None:
    """The play is told as ever, one line more says what was not written, and the exit code is 0."""
    home.mkdir()
    (home / "pictures").write_text("in the way")
    done = drumjam(**NO_DISPLAY)
    assert done.returncode == 0
    assert "human:sd=20" in done.stdout
    assert "souvenir" not in done.stdout
    assert done.stderr.count("\n") == 2
    assert done.stderr.splitlines()[1].startswith("drumjam: warning: the souvenir was not written: ")


def test_without_a_display_play_names_the_headless_way(tmp_path: Path) -> None:
    """One line on stderr, exit 1."""
    save_song(tmp_path / "small", small_chart(), b"MThd")
    done = drumjam("play", str(tmp_path / "small"), **NO_DISPLAY)
    assert done.returncode == 1
    assert done.stderr.startswith("drumjam: error: ")
    assert "drumjam play SONG --headless --autoplay" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_display_calibrate_names_the_headless_way() -> None:
    """One line on stderr, exit 1, and nothing else."""
    done = drumjam("calibrate", **NO_DISPLAY)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("drumjam: error: ")
    assert "drumjam play SONG --headless --autoplay" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_display_a_replay_to_watch_names_the_headless_way(tmp_path: Path) -> None:
    """One line on stderr, exit 1; so is a replay that is not there, or one of a practice."""
    save_song(tmp_path / "small", small_chart(), b"MThd")
    replay = tmp_path / "play.json"
    drumjam("play", str(tmp_path / "small"), "--headless", "--autoplay", "--save-replay", str(replay))
    for file, said in ((replay, "--headless --autoplay"), (tmp_path / "none.json", "no such replay file")):
        done = drumjam("replay", "watch", str(file), **NO_DISPLAY)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_output_can_be_cut_short(tmp_path: Path) -> None:
    """`drumjam chart notes SONG | head -1` complains about nothing."""
    save_song(tmp_path / "long", small_chart(bars=2000), b"MThd")
    command = [sys.executable, "-m", "drumjam", "chart", "notes", str(tmp_path / "long")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_letters_that_a_terminal_lacks_do_not_stop_a_command(tmp_path: Path) -> None:
    """A Korean title on an ASCII terminal: question marks in text, escapes in JSON."""
    save_song(tmp_path / "arirang", small_chart("아리랑"), b"MThd")
    plain = drumjam("chart", "notes", str(tmp_path / "arirang"), PYTHONIOENCODING="ascii")
    assert plain.stdout.startswith("???, expert")
    exact = drumjam("chart", "notes", str(tmp_path / "arirang"), "--json", PYTHONIOENCODING="ascii")
    assert json.loads(exact.stdout)["song"]["title"] == "아리랑"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_an_interrupted_command_leaves_nothing_half_written(tmp_path: Path) -> None:
    """Ctrl-C in the middle of writing a replay: exit 130, no traceback, no file."""
    script = (
        "import os, signal, sys; from drumjam.cli import main\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["play", str(DATA / "harmony_mixed.mid"), "--headless", "--autoplay", "--save-replay", "play.json"]
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """SIGKILL between the first byte and the last: the file is as it was."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    script = (
        "import os, signal, sys; from pathlib import Path; from drumjam.formats import atomic\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "atomic.write_whole(Path(sys.argv[1]), b'new')"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_command_that_is_asked_to_end_tidies_up(tmp_path: Path, name: str) -> None:
    """What was half-written is removed, and the exit code is the shell's for the signal."""
    script = (
        "import os, signal, sys; from drumjam.cli import main\n"
        f"signal.signal(signal.{name}, signal.SIG_DFL)\n"  # which a shell may have ignored for whoever runs this
        f"os.fsync = lambda _: os.kill(os.getpid(), signal.{name})\n"
        "sys.exit(main(['chart', 'build', sys.argv[1], '-o', sys.argv[2]]))"
    )
    words = [str(DATA / "groove_5-4.mid"), str(tmp_path)]
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, timeout=60, check=False)
    assert done.returncode == 128 + getattr(signal, name)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the shell's way of closing a stream")
@pytest.mark.parametrize("stream", [1, 2])
def test_a_stream_that_is_closed_is_no_fault(stream: int) -> None:
    """A service or a double click starts programs without output: they work as ever."""
    command = f'"{sys.executable}" -m drumjam songs list --json {stream}>&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
