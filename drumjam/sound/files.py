"""Sound files: whole or not at all, in the format that the name asks for."""

from __future__ import annotations

import os
import tempfile
from enum import Enum
from pathlib import Path
from typing import ClassVar

import soundfile

from drumjam.rules.errors import DrumjamError
from drumjam.sound.synth import Stereo

FORMATS = {".wav": "WAV", ".flac": "FLAC", ".ogg": "OGG"}

BLOCK = 65_536
"""Frames written at once: libsndfile overruns its stack when it is handed more for Ogg Vorbis."""


class Depth(Enum):
    """How exactly WAV and FLAC keep each sample."""

    EXACT = "PCM_24"
    GAME = "PCM_16"


class SoundFileError(DrumjamError):
    """A sound file that cannot be written."""

    advice: ClassVar[str] = "free some space there, or choose a folder you may write to"


def check_name(path: Path) -> None:
    """Raises SoundFileError unless the name's ending is one of the formats: ask before the long work."""
    if path.suffix.lower() not in FORMATS:
        raise SoundFileError(
            f"sound cannot be written as {path.suffix or 'a file without an ending'}",
            str(path),
            "end the name in .wav, .flac or .ogg",
        )


def write_sound(path: Path, sound: Stereo, rate: int, depth: Depth = Depth.EXACT) -> None:
    """Write float32 (n, 2) as WAV, FLAC or Ogg Vorbis, by the name's ending; the file is whole or as it was before.

    Samples beyond full scale are clipped. Raises SoundFileError with the reason.
    """
    check_name(path)
    kind = FORMATS[path.suffix.lower()]
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.", suffix=".part")
        os.close(handle)
        temporary = Path(name)
        subtype = "VORBIS" if kind == "OGG" else depth.value
        with soundfile.SoundFile(name, "w", rate, 2, subtype, format=kind) as file:
            for start in range(0, len(sound), BLOCK):
                file.write(sound[start : start + BLOCK])
        if soundfile.info(name).frames != len(sound):
            raise SoundFileError("the sound could not be written whole", str(path))
        temporary.chmod(0o644)
        os.replace(temporary, path)
    except (OSError, soundfile.SoundFileError, AssertionError) as error:
        # soundfile asserts that all frames were written: on a full disk they are not.
        reason = getattr(error, "strerror", None) or "the disk may be full"
        raise SoundFileError(f"the sound cannot be written: {reason}", str(path)) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
