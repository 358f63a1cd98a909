"""Store: sound files that can be made again, in a folder that keeps within a size."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drumjam.sound.files import Depth, SoundFileError, write_sound
from drumjam.sound.synth import Stereo

LIMIT = 512 << 20
"""Bytes kept at most, if nobody wants it otherwise."""

LEFT_OVER = 86_400.0
"""Seconds after which a half-written file is nobody's any more: its writer was ended."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A sound that is there.

    path   WAV, 16 bit
    about  what was noted beside it
    """

    path: Path
    about: Mapping[str, Any]


class Store:
    """A folder of sounds by name, what was not used for longest given up first.

    folder  made when it is first written to
    limit   bytes of all its files together; the newest file stays even if it is larger
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def find(self, name: str) -> Kept | None:
        """The sound of this name, if it is there and whole; from now on the last one to go."""
        path, note = self._files(name)
        try:
            told = json.loads(note.read_bytes())
            about = dict(told["about"])
            if told["sum"] != _sum(path, about):
                return None
            os.utime(path)
            return Kept(path, about)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, name: str, sound: Stereo, rate: int, about: dict[str, Any], silence: int = 0) -> Kept | None:
        """Write a sound and a note beside it, and make room; None if the folder cannot take it.

        silence  frames of it in front
        """
        path, note = self._files(name)
        try:
            write_sound(path, sound, rate, Depth.GAME, silence)
            note.write_text(json.dumps({"sum": _sum(path, about), "about": about}), encoding="utf-8")
        except (SoundFileError, OSError):
            return None
        self._make_room(path)
        return Kept(path, about)

    def _files(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.wav", self.folder / f"{name}.json"

    def _make_room(self, new: Path) -> None:
        """Delete what was not used for longest until the rest fits, and what other writers left behind."""
        with suppress(OSError):  # another game may clear the same folder at the same time
            newest = new.stat().st_mtime
            for part in self.folder.glob(".drumjam-*.part"):
                if newest - part.stat().st_mtime > LEFT_OVER:
                    part.unlink(missing_ok=True)
        size = 0
        for file, bytes_ in sorted(self._sizes(), key=lambda found: _last_used(found[0], new), reverse=True):
            size += bytes_
            if size > self.limit and file != new:
                with suppress(OSError):  # in use elsewhere: it goes another time
                    file.unlink(missing_ok=True)
                    file.with_suffix(".json").unlink(missing_ok=True)

    def _sizes(self) -> Iterator[tuple[Path, int]]:
        for file in self.folder.glob("*.wav"):
            with suppress(OSError):
                yield file, file.stat().st_size


def _last_used(file: Path, new: Path) -> float:
    if file == new:
        return float("inf")
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _sum(path: Path, about: Mapping[str, Any]) -> int:
    """Tells a file and its note from damaged ones."""
    return zlib.crc32(json.dumps(about).encode(), zlib.crc32(path.read_bytes()))
