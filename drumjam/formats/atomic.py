"""Whole files or none: written beside their place under a temporary name, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drumjam.rules.errors import DrumjamError


class WriteError(DrumjamError):
    """A file that cannot be written: disk full, folder read-only, a folder where a file should be."""

    advice = "free some space there, or choose a folder you may write to"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before, whatever happens in between.

    Folders on the way are made. Raises WriteError with the system's reason.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file of the same ending, to be filled; it takes its place at the end, or is gone if anything fails.

    Folders on the way are made. Raises WriteError with the system's reason.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".drumjam-", suffix=path.suffix)
        os.close(handle)  # Windows moves no open file
        temporary = Path(name)
        try:
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.chmod(0o666 & ~_umask())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(f"cannot write: {error.strerror or error}", str(path)) from error


def _umask() -> int:
    """The permissions a new file may not have; temporary files start with fewer than that."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
