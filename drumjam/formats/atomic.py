"""Whole files or none: written beside their place under a temporary name, then moved into it; none is lost."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from uuid import uuid4

from drumjam.rules.errors import DrumjamError

START, END = ".drumjam-", ".part"
"""Of the names under which files and folders are written that are not yet in their place."""

LEFT_OVER = 86_400.0
"""Seconds after which such a file is nobody's: its writer was killed."""


class WriteError(DrumjamError):
    """A file that cannot be written: disk full, folder read-only, a folder where a file should be."""

    advice = "free some space there, or choose a folder you may write to"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before, whatever happens in between.

    Folders on the way are made, links are followed; what is no plain file (a device, a pipe) is left alone. What
    writers that were killed have left in its folder goes.
    Raises WriteError with the system's reason.
    """
    try:
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            raise OSError(errno.EEXIST, "something else than a file is there")
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f"{START}{uuid4().hex}{END}"
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        sweep(path.parent)
    except OSError as error:
        raise WriteError(f"cannot write: {error.strerror or error}", str(path)) from error


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A place to write files that come into a folder together when the block ends: all of them, or none.

    A folder that is not there is made; in one that is there files of the same names are replaced, all else stays.
    Raises WriteError; what goes wrong with a file of the place is told of the file in the folder.
    """
    new = not folder.exists()
    inside = folder.parent if new else folder
    try:
        inside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=inside, prefix=START, suffix=END) as name:
            place = Path(name) / "files"
            place.mkdir()
            try:
                yield place
            except DrumjamError as error:
                error.where = error.where.replace(str(place), str(folder))
                raise
            if new:
                place.rename(folder)
            else:
                _move(place, folder)
            sweep(inside)
    except OSError as error:
        raise WriteError(f"cannot write: {error.strerror or error}", str(folder)) from error


def _move(place: Path, folder: Path) -> None:
    """Move the files of a place to the same places in a folder of the same disk; first see that each can go there."""
    files = sorted(file for file in place.rglob("*") if file.is_file())
    targets = [Path(os.path.realpath(folder / file.relative_to(place))) for file in files]
    for target in targets:
        if target.exists() and not target.is_file():
            raise OSError(errno.EEXIST, f"something else than a file is called {target.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
    for file, target in zip(files, targets, strict=True):
        os.replace(file, target)


def sweep(folder: Path) -> None:
    """Delete what writers that were killed have left in a folder; it has just been written into."""
    with suppress(OSError):  # another program may clear the same folder, or it may not be ours
        now = folder.stat().st_mtime
        for left in folder.glob(f"{START}*{END}"):
            if now - left.stat().st_mtime > LEFT_OVER:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def set_aside(path: Path) -> Path:
    """Rename a damaged file, so that a new one can take its place: `NAME.broken`, or with the next free number.

    Returns the new path. Raises OSError where the folder cannot be written.
    """
    names = (path.with_name(f"{path.name}.broken{number}") for number in chain([""], count(2)))
    aside = next(name for name in names if not name.exists())
    path.rename(aside)
    return aside
