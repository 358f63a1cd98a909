"""Small SoundFonts made byte by byte, and songs to play with them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import mido
import numpy as np
import soundfile

from drumjam.midi.smf import MidiFile, read_midi
from drumjam.sound.soundfont import SoundFont

RATE = 44_100
SHIPPED = Path(__file__).parents[2] / "assets" / "drumjam_gm.sf3"

TONE = (0.5 * np.sin(2 * np.pi * 441 * np.arange(4000) / RATE)).astype(np.float32)
"""Whole waves of 441 Hz, 100 frames each; the font calls it key 69."""

STROKE = (0.8 * np.exp(-np.arange(6000) / 1500) * np.sin(2 * np.pi * 882 * np.arange(6000) / RATE)).astype(np.float32)

PAN, ATTACK, HOLD, DECAY, SUSTAIN, RELEASE, CUTOFF, RESONANCE = 17, 34, 35, 36, 37, 38, 8, 9
ATTENUATION, COARSE, LOOPS, CHOKE, ROOT, START = 48, 51, 54, 57, 58, 0

Generators = dict[int, int]


def keys(low: int, high: int) -> int:
    """A range of keys or velocities as a generator's amount."""
    return high << 8 | low


class FontBuilder:
    """Collects samples and instruments; `bytes` is the file.

    vorbis  whether samples are Ogg Vorbis, as in sf3
    padded  whether odd chunks are followed by a padding byte, as they should be
    """

    def __init__(self, *, vorbis: bool = False, padded: bool = True) -> None:
        self.vorbis, self.padded = vorbis, padded
        self.sound = b""
        self.heads = b""
        self.samples = 0
        self.presets: list[tuple[int, int, Generators, list[tuple[Generators, int]]]] = []

    def sample(self, data: np.ndarray, *, root: int = 69, loop: tuple[int, int] = (0, 0)) -> int:
        """Add a recording; its row."""
        if self.vorbis:
            file = io.BytesIO()
            soundfile.write(file, data, RATE, format="OGG", subtype="VORBIS")
            start, sound, origin = len(self.sound), file.getvalue(), 0
            sound += b"\0" * (1 - len(sound) % 2)  # an odd length, to make padding matter
            end = start + len(sound)
        else:
            sound = np.round(data * 32_767).astype("<i2").tobytes()
            start = origin = len(self.sound) // 2
            end = start + len(data)
        self.sound += sound
        places = (start, end, loop[0] + origin, loop[1] + origin)
        self.heads += struct.pack("<20s5IBbHH", b"sample", *places, RATE, root, 0, 0, 0x11 if self.vorbis else 1)
        self.samples += 1
        return self.samples - 1

    def preset(self, bank: int, program: int, *zones: tuple[Generators, int], added: Generators | None = None) -> None:
        """Add an instrument of zones (generators, sample); `added` are the preset's own generators."""
        self.presets.append((bank, program, added or {}, list(zones)))

    def bytes(self) -> bytes:
        """The file."""
        phdr = pbag = pgen = inst = ibag = igen = b""
        for row, (bank, program, added, zones) in enumerate(self.presets):
            phdr += struct.pack("<20sHHH12x", b"preset", program, bank, len(pbag) // 4)
            pbag += struct.pack("<HH", len(pgen) // 4, 0)
            for op, amount in [*added.items(), (41, row)]:
                pgen += _generator(op, amount)
            inst += struct.pack("<20sH", b"instrument", len(ibag) // 4)
            for own, sample in zones:
                ibag += struct.pack("<HH", len(igen) // 4, 0)
                for op, amount in [*own.items(), (53, sample)]:
                    igen += _generator(op, amount)
        phdr += struct.pack("<20sHHH12x", b"EOP", 0, 0, len(pbag) // 4)
        pbag += struct.pack("<HH", len(pgen) // 4, 0)
        inst += struct.pack("<20sH", b"EOI", len(ibag) // 4)
        ibag += struct.pack("<HH", len(igen) // 4, 0)
        pgen, igen = pgen + b"\0" * 4, igen + b"\0" * 4
        heads = self.heads + struct.pack("<20s26x", b"EOS")
        tables = {b"phdr": phdr, b"pbag": pbag, b"pmod": b"\0" * 10, b"pgen": pgen, b"inst": inst, b"ibag": ibag}
        tables |= {b"imod": b"\0" * 10, b"igen": igen, b"shdr": heads}
        # An odd chunk in front of the tables: readers that trust the padding lose all that follows.
        info = self._chunk(b"ifil", b"\3\0\4\0") + self._chunk(b"INAM", b"odd")
        body = b"sfbk" + self._chunk(b"LIST", b"INFO" + info)
        body += self._chunk(b"LIST", b"sdta" + self._chunk(b"smpl", self.sound))
        body += self._chunk(b"LIST", b"pdta" + b"".join(self._chunk(name, data) for name, data in tables.items()))
        return self._chunk(b"RIFF", body)

    def save(self, folder: Path) -> Path:
        """Write the file."""
        path = folder / ("font.sf3" if self.vorbis else "font.sf2")
        path.write_bytes(self.bytes())
        return path

    def _chunk(self, name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data + (b"\0" * (len(data) % 2) if self.padded else b"")


def _generator(op: int, amount: int) -> bytes:
    return struct.pack("<HH", op, amount & 0xFFFF)


def plain_font(folder: Path, *, vorbis: bool = False, padded: bool = True) -> SoundFont:
    """Program 0: a looped tone. Kit 0: strokes on keys 35 to 81, hats 42, 44 and 46 (rings on) in one choke group."""
    font = FontBuilder(vorbis=vorbis, padded=padded)
    tone = font.sample(TONE, loop=(1000, 3000))
    stroke = font.sample(STROKE, root=38)
    font.preset(0, 0, ({LOOPS: 1}, tone))
    hats = [({43: keys(key, key), CHOKE: 1, ROOT: key}, stroke) for key in (42, 44)]
    hats.append(({43: keys(46, 46), CHOKE: 1, ROOT: 69, LOOPS: 1, RELEASE: 1200}, tone))
    others = [({43: keys(key, key), ROOT: key}, stroke) for key in range(35, 82) if key not in (42, 44, 46)]
    font.preset(128, 0, *hats, *others)
    return SoundFont.open(font.save(folder))


Events = list[tuple[float, mido.Message]]


def song(*tracks: Events, names: tuple[str, ...] = ()) -> MidiFile:
    """A file at 120 beats a minute, so that two beats are a second; each event stands at a beat."""
    file = mido.MidiFile(ticks_per_beat=480)
    for number, events in enumerate(tracks):
        track = mido.MidiTrack([mido.MetaMessage("track_name", name=names[number] if names else "")])
        at = 0
        for beat, message in sorted(events, key=lambda event: event[0]):
            track.append(message.copy(time=round(beat * 480) - at))
            at = round(beat * 480)
        file.tracks.append(track)
    out = io.BytesIO()
    file.save(file=out)
    return read_midi(out.getvalue())


def note(key: int, beat: float, beats: float = 1.0, velocity: int = 100, channel: int = 0) -> Events:
    """A note as its two events."""
    on = mido.Message("note_on", note=key, velocity=velocity, channel=channel)
    return [(beat, on), (beat + beats, mido.Message("note_off", note=key, channel=channel))]


def control(number: int, value: int, beat: float = 0.0, channel: int = 0) -> Events:
    """A controller's move."""
    return [(beat, mido.Message("control_change", control=number, value=value, channel=channel))]


def strokes(*places: tuple[float, int], velocity: int = 100) -> Events:
    """Drums on channel 10: (beat, key)."""
    return [event for beat, key in places for event in note(key, beat, 0.1, velocity, channel=9)]
