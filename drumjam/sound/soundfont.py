"""SoundFont: the instruments of an sf2 or sf3 file, its samples decoded when they are first asked for."""

from __future__ import annotations

import hashlib
import io
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from drumjam.rules.errors import DrumjamError
from drumjam.sound.zones import Zone, build_zones

VORBIS = 0x10
"""Bit of a sample's type that marks an Ogg Vorbis stream (sf3)."""

ROM = 0x8000
"""Bit of a sample's type that says its sound is in a chip, not in the file."""

DRUM_BANK = 128

RECORDS = {
    b"phdr": [("name", "S20"), ("program", "<u2"), ("bank", "<u2"), ("bag", "<u2"), ("rest", "V12")],
    b"pbag": [("gen", "<u2"), ("mod", "<u2")],
    b"pgen": [("op", "<u2"), ("amount", "<i2")],
    b"inst": [("name", "S20"), ("bag", "<u2")],
    b"ibag": [("gen", "<u2"), ("mod", "<u2")],
    b"igen": [("op", "<u2"), ("amount", "<i2")],
    b"shdr": [
        *(("name", "S20"), ("start", "<u4"), ("end", "<u4"), ("loop_start", "<u4"), ("loop_end", "<u4")),
        *(("rate", "<u4"), ("root", "u1"), ("correction", "i1"), ("link", "<u2"), ("type", "<u2")),
    ],
}
"""The tables of a SoundFont (SoundFont 2.04, section 7) that are used here; the last row of each only ends it."""

CHUNKS = {*RECORDS, b"LIST", b"smpl", b"sm24", b"pmod", b"imod"} | {
    *(b"ifil", b"isng", b"INAM", b"irom", b"iver", b"ICRD", b"IENG", b"IPRD", b"ICOP", b"ICMT", b"ISFT"),
}


class SoundFontError(DrumjamError):
    """A SoundFont that cannot be used."""

    advice = "put a whole SoundFont (.sf2 or .sf3) there, or install drumjam again"


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One recording of a font.

    data        float32 (n,), -1 to 1, mono
    rate        frames a second at which it was recorded
    root        MIDI key that it sounds when played at its own rate
    correction  cents to add to its pitch
    loop_start, loop_end  frames of `data` between which it repeats
    """

    data: NDArray[np.float32]
    rate: int
    root: int
    correction: int
    loop_start: int
    loop_end: int


class SoundFont:
    """Instruments of a font file, found by bank and program.

    path     the file
    presets  (bank, program) of each instrument to its row; drum kits are in bank 128
    """

    def __init__(self, path: Path, data: mmap.mmap | bytes) -> None:
        self.path = path
        self._data = data
        self._tables: dict[bytes, NDArray[Any]] = {}
        self._sound = (0, 0)
        self._read_chunks()
        rows = self._tables[b"phdr"][:-1]
        self.presets: dict[tuple[int, int], int] = {}
        for row, (bank, program) in enumerate(zip(rows["bank"].tolist(), rows["program"].tolist(), strict=True)):
            self.presets.setdefault((bank, program), row)
        if not self.presets:
            raise self._error("it holds no instruments")
        self._zones: dict[int, tuple[Zone, ...]] = {}
        self._samples: dict[int, Sample] = {}
        self._found: dict[tuple[bool, int, int, int, int], tuple[Zone, ...]] = {}

    @classmethod
    def open(cls, path: Path | str) -> SoundFont:
        """The font in a file. Raises SoundFontError when it cannot be read or is no sf2 or sf3 file."""
        path = Path(path)
        try:
            if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for
                raise OSError("not a file")
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            raise SoundFontError("the SoundFont is empty", str(path)) from None
        except OSError as error:
            raise SoundFontError(f"the SoundFont cannot be read: {error.strerror or error}", str(path)) from None
        return cls(path, data)

    @property
    def digest(self) -> str:
        """SHA-256 of the whole file, in hexadecimal: the same font, the same digest."""
        return hashlib.sha256(self._data).hexdigest()

    def zones(self, bank: int, program: int) -> tuple[Zone, ...]:
        """What an instrument is made of; empty when the font has no such instrument."""
        row = self.presets.get((bank, program))
        if row is None:
            return ()
        if row not in self._zones:
            try:
                self._zones[row] = build_zones(self._tables, row)
            except (IndexError, ValueError):
                raise self._error(f"its instrument {bank}:{program} points outside its tables") from None
            except OverflowError as error:
                raise self._error(f"its instrument {bank}:{program} has {error}") from None
        return self._zones[row]

    def find(self, bank: int, program: int, key: int, velocity: int) -> tuple[Zone, ...]:
        """The zones that sound for one note of an instrument; an unknown bank falls back to bank 0."""
        tries = ((bank, program), (0, program), (0, 0))
        return self._find(False, bank, program, key, velocity, tries)

    def find_drum(self, kit: int, key: int, velocity: int) -> tuple[Zone, ...]:
        """The zones that sound for one stroke of a drum kit; an unknown kit, or a key that it lacks, is kit 0's."""
        return self._find(True, DRUM_BANK, kit, key, velocity, ((DRUM_BANK, kit), (DRUM_BANK, 0)))

    def _find(
        self, drums: bool, bank: int, program: int, key: int, velocity: int, tries: tuple[tuple[int, int], ...]
    ) -> tuple[Zone, ...]:
        name = (drums, bank, program, key, velocity)
        if name not in self._found:
            found: tuple[Zone, ...] = ()
            for instrument in tries:
                zones = self.zones(*instrument)
                found = tuple(zone for zone in zones if zone.answers(key, velocity))
                if found or (zones and not drums):
                    break
            self._found[name] = found
        return self._found[name]

    def sample(self, row: int) -> Sample:
        """One recording, decoded the first time it is asked for. Raises SoundFontError when it is damaged."""
        if row not in self._samples:
            self._samples[row] = self._decode(row)
        return self._samples[row]

    def _decode(self, row: int) -> Sample:
        table = self._tables[b"shdr"]
        if not 0 <= row < len(table) - 1:
            raise self._error(f"sample {row} is not in its table")
        head = table[row]
        name = bytes(head["name"]).split(b"\0")[0].decode("latin-1")
        start, end = int(head["start"]), int(head["end"])
        loop_start, loop_end = int(head["loop_start"]), int(head["loop_end"])
        if int(head["type"]) & ROM:
            raise self._error(f"sample {name!r} is in the memory of a sound card")
        if int(head["type"]) & VORBIS:
            sound = self._bytes(start, end, name)
            try:
                read, _ = soundfile.read(io.BytesIO(sound), dtype="float32", always_2d=True)
            except soundfile.SoundFileError:
                raise self._error(f"sample {name!r} is damaged") from None
            data = np.ascontiguousarray(read.mean(axis=1, dtype=np.float32))
        else:
            sound = self._bytes(2 * start, 2 * end, name)
            data = np.frombuffer(sound, "<i2").astype(np.float32) * np.float32(1 / 32768)
            loop_start, loop_end = loop_start - start, loop_end - start
        root = int(head["root"]) if head["root"] <= 127 else 60
        rate = int(head["rate"]) or 44_100
        return Sample(data, rate, root, int(head["correction"]), loop_start, loop_end)

    def _bytes(self, start: int, end: int, name: str) -> bytes:
        place, size = self._sound
        if not 0 <= start <= end <= size:
            raise self._error(f"sample {name!r} lies outside the file")
        return self._data[place + start : place + end]

    def _error(self, what: str) -> SoundFontError:
        return SoundFontError(f"the SoundFont cannot be used: {what}", str(self.path))

    def _read_chunks(self) -> None:
        if self._data[:4] != b"RIFF" or self._data[8:12] != b"sfbk":
            raise self._error("it is not a SoundFont")
        for name, place, size in self._chunks(12, len(self._data)):
            if name == b"smpl":
                self._sound = (place, size)
            elif name in RECORDS:
                kind = np.dtype(RECORDS[name])
                self._tables[name] = np.frombuffer(
                    self._data[place : place + size // kind.itemsize * kind.itemsize], kind
                )
        for name in RECORDS:
            if len(self._tables.get(name, ())) < 1:
                raise self._error(f"its table {name.decode()} is missing")

    def _chunks(self, at: int, end: int, *, outermost: bool = True) -> Iterator[tuple[bytes, int, int]]:
        """Name, place and size of every chunk, those inside lists too.

        Odd chunks ought to be followed by a padding byte; MuseScore leaves it out. So look where the next name stands.
        """
        while at + 8 <= end:
            name, size = self._data[at : at + 4], int.from_bytes(self._data[at + 4 : at + 8], "little")
            at += 8
            if at + size > len(self._data):
                raise self._error(f"it is cut off inside its chunk {name.decode('latin-1')!r}")
            if name == b"LIST" and outermost:
                yield from self._chunks(at + 4, at + size, outermost=False)
            else:
                yield name, at, size
            at += size
            if size % 2 and self._data[at : at + 4] not in CHUNKS:
                at += 1
