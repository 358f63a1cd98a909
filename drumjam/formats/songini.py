"""song.ini: what the folder of a Clone Hero song says about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from drumjam.midi.text import choose_charset, clean

INI_NAME = "song.ini"
MOST_BYTES = 2**16
"""Bytes of a song.ini that are read; what people write in one is far less."""

_COLOUR_TAG = re.compile(r"</?[a-z]+(=[^<>]*)?>", re.IGNORECASE)
_YES = ("true", "1", "yes")


@dataclass(frozen=True, slots=True)
class SongIni:
    """What a song's folder says about it, as far as the game asks.

    name, artist, charter  texts; "" where it says nothing
    pro_drums              whether the drums tell toms from cymbals
    five_lanes             whether they have five lanes
    delay_ms               by how many milliseconds the notes are later than the recording
    """

    name: str = ""
    artist: str = ""
    charter: str = ""
    pro_drums: bool = False
    five_lanes: bool = False
    delay_ms: float = 0.0


def read_ini(folder: Path) -> SongIni:
    """What the song.ini in a folder says, its name in any case; nothing where there is none, or it cannot be read."""
    try:
        file = next(
            (file for file in sorted(folder.iterdir()) if file.name.lower() == INI_NAME and file.is_file()), None
        )
        if file is None:
            return SongIni()
        with file.open("rb") as opened:
            return parse_ini(opened.read(MOST_BYTES))
    except OSError:
        return SongIni()


def parse_ini(data: bytes) -> SongIni:
    """What the bytes of a song.ini say, in whatever charset; lines that make no sense are passed over."""
    charset = choose_charset([data])
    values: dict[str, str] = {}
    for line in data.decode(charset, "replace").splitlines():
        key, equals, value = line.partition("=")
        if equals and not key.lstrip("\ufeff \t").startswith((";", "#", "[")):
            values.setdefault(key.strip("\ufeff \t").lower(), plain_text(value))
    return SongIni(
        name=values.get("name", ""),
        artist=values.get("artist", ""),
        charter=values.get("charter") or values.get("frets", ""),
        pro_drums=_yes(values, "pro_drums"),
        five_lanes=_yes(values, "five_lane_drums"),
        delay_ms=number(values.get("delay", "")),
    )


def plain_text(value: str) -> str:
    """A text without quotation marks around it, colours and signs that cannot be shown."""
    return clean(_COLOUR_TAG.sub("", value.strip().strip('"')).encode("utf-8", "replace"), "utf-8")


def number(text: str) -> float:
    """The number that a text begins with, 0 where it begins with none that makes sense."""
    match = re.match(r"\s*[+-]?\d{1,9}(\.\d{1,9})?", text)
    return float(match[0]) if match else 0.0


def _yes(values: Mapping[str, str], key: str) -> bool:
    return values.get(key, "").lower() in _YES
