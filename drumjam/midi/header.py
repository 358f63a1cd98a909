"""The MThd chunk: format, how many tracks, and how long a tick is."""

from __future__ import annotations

from dataclasses import dataclass

from drumjam.midi.repairs import MidiError, Repairs


@dataclass(frozen=True, slots=True)
class Header:
    """What the first chunk of a file says.

    format          0 one track, 1 tracks side by side, 2 patterns; others are read like 1
    tracks          how many tracks it promises
    ticks_per_beat  ticks in a quarter note, >= 1
    us_per_beat     microseconds of a beat where the file counts film frames, else None: tempo events tell
    size            bytes up to the first track
    """

    format: int
    tracks: int
    ticks_per_beat: int
    us_per_beat: int | None
    size: int


def read_header(data: bytes, repairs: Repairs) -> Header:
    """Read the header of a file that begins with MThd; raises MidiError where no time can be told."""
    if len(data) < 14:
        raise MidiError("the file ends inside the MIDI header", f"{len(data)} bytes", "copy or download it again")
    length = int.from_bytes(data[4:8], "big")
    size = 8 + length
    if length == 0x06000000:
        raise MidiError("the header is written backwards", "byte 4, little-endian")
    if data[14:].isascii() and len(data) > 14:
        raise MidiError(
            "the eighth bit of every byte is lost", "after the header", "transfer the file again in binary mode"
        )
    if length != 6 and data[14:18] == b"MTrk":
        repairs.say("header-length", f"header length {length} is wrong, read as 6", length=length)
        size = 14
    elif length < 6:
        raise MidiError(f"the header is {length} bytes long and names no ticks per beat", "byte 4")
    kind, tracks, division = (int.from_bytes(data[at : at + 2], "big") for at in (8, 10, 12))
    if kind > 2:
        repairs.say("format", f"format {kind} is unknown, read as one time line", format=kind)
    if division & 0x8000:
        ticks_per_beat, us_per_beat = _smpte(256 - (division >> 8), division & 0xFF)
        return Header(kind, tracks, ticks_per_beat, us_per_beat, size)
    if not division:
        raise MidiError("the header says 0 ticks per beat", "byte 12")
    return Header(kind, tracks, division, None, size)


def _smpte(frames: int, ticks_per_frame: int) -> tuple[int, int]:
    """Ticks and microseconds of a beat of half a second (a whole one where ticks do not divide)."""
    if not ticks_per_frame:
        raise MidiError("the header says 0 ticks per frame", "byte 13")
    if frames == 29:  # 30000/1001 frames a second: 15 of them last 500,500 microseconds exactly
        return 15 * ticks_per_frame, 500_500
    rate = frames * ticks_per_frame
    return (rate // 2, 500_000) if rate % 2 == 0 else (rate, 1_000_000)
