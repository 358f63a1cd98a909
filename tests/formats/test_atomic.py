"""Writing: a file is there whole, or as it was before."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from drumjam.formats.atomic import LEFT_OVER, WriteError, staged, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new bytes stand where the old ones stood, and nothing else is left."""
    path = tmp_path / "new" / "file"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_is_cut_short_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a write changes nothing and leaves nothing behind."""
    path = tmp_path / "file"
    write_whole(path, b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason, the file, and what to do."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match=r"cannot write: No space left on device \(.*file\): free some space"):
        write_whole(tmp_path / "file", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    """No folder can be made where a file stands."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError, match="cannot write"):
        write_whole(tmp_path / "file" / "inside", b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    """Pipes, devices and folders stay what they are; the refusal is one sentence."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path(os.sep)):
        with pytest.raises(WriteError, match=r"cannot write: something else than a file is there \("):
            write_whole(path, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("inside", [False, True])
def test_what_a_killed_writer_left_goes_with_a_later_write(tmp_path: Path, *, inside: bool) -> None:
    """Once it is a day old: younger ones may still be at work. Nothing of another name is touched."""
    names = [f".drumjam-{age}.{kind}part" for age in ("young", "old") for kind in ("", "folder.")] + [".drumjam-mine"]
    for name in names:
        left = tmp_path / name
        if "folder" in name:
            left.mkdir()
            (left / "file").write_bytes(b"x")
        else:
            left.write_bytes(b"x")
        age = 0.5 if "young" in name else 1.5
        os.utime(left, (left.stat().st_atime, left.stat().st_mtime - age * LEFT_OVER))
    if inside:
        with staged(tmp_path) as place:
            (place / "file").write_bytes(b"new")
    else:
        write_whole(tmp_path / "file", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"file", *(name for name in names if "-old" not in name)}


def test_a_link_goes_on_pointing_to_its_file(tmp_path: Path) -> None:
    """What a link stands for is written, and the link stays."""
    (tmp_path / "link").symlink_to("file")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    """The file has the permissions any new file has, not those of a temporary one."""
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "whole", b"")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_folder_comes_into_being_whole(tmp_path: Path) -> None:
    """Until the last file is written nothing is to be seen of it; then all files are there, and nothing else."""
    with staged(tmp_path / "far" / "out") as place:
        write_whole(place / "one", b"1")
        write_whole(place / "deep" / "two", b"2")
        assert not (tmp_path / "far" / "out").exists()
    assert files(tmp_path) == {"far/out/one": b"1", "far/out/deep/two": b"2"}


def test_files_come_into_a_folder_that_is_there(tmp_path: Path) -> None:
    """Those of the same names are replaced, through links too, and all else stays."""
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    with staged(tmp_path) as place:
        write_whole(place / "link", b"new")
        write_whole(place / "deep" / "two", b"2")
    assert files(tmp_path) == {"kept": b"kept", "file": b"new", "link": b"new", "deep/two": b"2"}
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("there", [True, False])
def test_a_stage_that_fails_leaves_all_as_it_was(tmp_path: Path, there: bool) -> None:
    """Whether the disk is full or somebody interrupts, old files stay and new ones are gone."""
    folder = tmp_path / "out"
    if there:
        write_whole(folder / "one", b"old")
    before = files(tmp_path)
    for error in (OSError(28, "No space left on device"), WriteError("full", "there"), KeyboardInterrupt()):
        with pytest.raises((WriteError, KeyboardInterrupt)), staged(folder) as place:  # noqa: PT012
            write_whole(place / "one", b"new")
            raise error
    assert files(tmp_path) == before
    assert folder.exists() == there


def test_a_failure_on_stage_is_told_of_the_file_in_the_folder(tmp_path: Path) -> None:
    """Nobody need know of the stage."""
    with pytest.raises(WriteError) as caught, staged(tmp_path / "out") as place:
        raise WriteError("full", str(place / "file"))
    assert caught.value.where == str(tmp_path / "out" / "file")


def test_a_file_that_cannot_come_in_keeps_the_others_out(tmp_path: Path) -> None:
    """A folder of a file's name is found before anything is moved; a folder that is a file is one sentence."""
    (tmp_path / "two").mkdir()
    match = "something else than a file is called two"
    with pytest.raises(WriteError, match=match), staged(tmp_path) as place:  # noqa: PT012
        write_whole(place / "one", b"1")
        write_whole(place / "two", b"2")
    assert list(tmp_path.iterdir()) == [tmp_path / "two"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError, match="cannot write: "), staged(tmp_path / "file"):
        pytest.fail("no place in a file")


def files(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
