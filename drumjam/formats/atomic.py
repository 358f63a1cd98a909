"""Whole files or none: written beside their place under a temporary name, then moved into it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from drumjam.rules.errors import DrumjamError


class WriteError(DrumjamError):
    """A file that cannot be written: disk full, folder read-only, a folder where a file should be."""

    advice = "free some space there, or choose a folder you may write to"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before, whatever happens in between.

    Folders on the way are made. Raises WriteError with the system's reason.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".drumjam-", suffix=path.suffix)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
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
