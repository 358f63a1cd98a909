"""The MIDI file inside what it came in: gzip, RIFF, MacBinary, a few bytes of mail header."""

from __future__ import annotations

import re
import zlib

from drumjam.midi.repairs import MidiError, Repairs

MOST_BYTES = 32 * 2**20
LOOKED_AT = 64 * 2**10
_RIFF_DATA = re.compile(rb"data.{4}(?=MThd)", re.DOTALL)
_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"RIFF", "a RIFF file without MIDI, perhaps a recording"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF", "a PDF document"),
    (b"<", "a web page or XML"),
)


def unwrap(data: bytes, repairs: Repairs) -> bytes:
    """The bytes of a file from its MThd tag on; says what it was wrapped in.

    Raises MidiError if there is no MIDI inside, or if it is larger than 32 MiB.
    """
    _limit(len(data))
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data)
        repairs.say("gzip", "the file was compressed with gzip, unpacked")
    if data[:4] == b"MThd":
        return data
    if not data:
        raise MidiError("the file is empty", mend="copy or download it again", code="midi.not-midi")
    inside = _RIFF_DATA.search(data) if data[:4] == b"RIFF" else None
    start = inside.end() if inside else data.find(b"MThd", 0, LOOKED_AT)
    if start < 0:
        kind = next((name for magic, name in _KINDS if data.lstrip()[: len(magic)] == magic), "something else")
        what, mend = f"this is not a MIDI file but {kind}", "choose a file of MIDI notes (.mid)"
        raise MidiError(what, "no MThd tag", mend, code="midi.not-midi")
    if data[:4] == b"RIFF":
        repairs.say("riff", "the MIDI file lay inside a RIFF file, unwrapped")
    else:
        repairs.say("lead", f"{start} bytes before the MIDI header, skipped", bytes=start)
    return data[start:]


def _limit(size: int) -> None:
    if size > MOST_BYTES:
        raise MidiError(f"the file is larger than {MOST_BYTES >> 20} MiB", mend="split the song into smaller files")


def _gunzip(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(31)
    try:
        inside = unpacker.decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise MidiError(f"the gzip data is damaged ({error})", mend="unpack it yourself or get it again") from error
    _limit(len(inside))
    return inside
