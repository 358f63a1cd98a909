"""Naming: what a song without a title is called, in every script, and its plain name for folders."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from drumjam.formats.gemfolder import NOTES_NAMES
from drumjam.formats.songfolder import CHART_NAME
from drumjam.midi.text import MOST_CHARACTERS, clean

NAME = "name.txt"
"""Beside the chart of a song without a title: what its file was called. Folders have plain names, which lose it."""


def name_of(file: Path) -> str:
    """What a song without a title is called: as its file is, or its folder where all such files are called alike."""
    alike = file.name == CHART_NAME or file.name.lower() in NOTES_NAMES
    return normalize("NFC", file.absolute().parent.name if alike else file.stem)  # Macs take letters to pieces


def kept_name(folder: Path) -> str:
    """What the file was called that an added song without a title came from, or ""."""
    try:
        with (folder / NAME).open("rb") as file:
            return clean(file.readline(4 * MOST_CHARACTERS), "utf-8")
    except OSError:
        return ""


def slug(*names: str) -> str:
    """The first name that leaves something in plain ASCII: lower case, words joined by hyphens."""
    for name in names:
        plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        words = re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-")
        if words:
            return words
    return "song"


def id_of(title: str, stem: str, data: bytes) -> str:
    """The id of an added song: a plain name, and what tells its chart from others."""
    return f"{slug(title, stem)}-{sha256(data).hexdigest()[:8]}"
