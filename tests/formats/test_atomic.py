"""Writing: a file is there whole, or as it was before."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from drumjam.formats.atomic import WriteError, write_whole


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
