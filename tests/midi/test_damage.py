"""Damage: every way a file can be wrong is met, within bounded work, and nothing but one error comes out."""

from __future__ import annotations

import gzip
import json
import os

import mido
import numpy as np
import pytest

from drumjam.cli import main
from drumjam.midi.build import build_chart
from drumjam.midi.info import info
from drumjam.midi.smf import read_midi
from drumjam.rules.errors import DrumjamError
from tests.midi.measures import REAL, read
from tests.midi.mutator import mutated, seeds
from tests.midi.test_promises import FOLDERS, everywhere, songs
from tests.midi.writing import DATA, END, manifest, meta, midi, strokes, track

NOTE = b"\x00\x99\x26\x60"
TWO = track(strokes([(0, 38), (480, 36)]))


def header(data: bytes) -> bytes:
    """A file's header chunk."""
    return data[:14]


@everywhere
def test_info_tells_what_the_manifest_does(folder):
    """Format, tracks, resolution, notes, drum notes, length, tempos and metres of every valid file."""
    for row in manifest(folder):
        path = folder / row["file"]
        if not path.exists():
            continue
        told = info(read(path), path.name)
        assert (told["format"], read(path).tracks, told["ticks_per_beat"], told["notes"], told["drum_notes"]) == tuple(
            int(row[key]) for key in ("format", "tracks", "ticks_per_beat", "notes", "drum_notes_ch10")
        ), path.name
        if row["duration_s"] not in ("", "nan"):
            assert told["duration"] == pytest.approx(float(row["duration_s"]), abs=0.006), path.name
        if row["time_signatures"]:
            metres = [f"{meter['numerator']}/{meter['denominator']}" for meter in told["meter"]]
            merged = [metre for place, metre in enumerate(metres) if not place or metre != metres[place - 1]]
            assert ";".join(merged) == row["time_signatures"], path.name
        if folder == DATA:
            assert len(told["tempo"]) == int(row["tempo_events"]), path.name
        assert len(told["repairs"]) == (told["format"] == 2), path.name


@pytest.mark.parametrize(
    "folder",
    [pytest.param(DATA / "malformed", id="own"), pytest.param(REAL / "malformed", id="other", marks=FOLDERS[1].marks)],
)
def test_info_of_damaged_files_is_the_manifest_s(folder):
    """Every file that can be read gives its notes, drum notes and last onset; every other is refused by name."""
    refused: dict[str, str] = {}
    for row in manifest(folder):
        path = folder / row["file"]
        try:
            told = info(read(path), path.name)
        except DrumjamError as error:
            refused[path.name] = str(error)
            assert row["expect"] in ("error", "either"), path.name
            continue
        assert row["expect"] in ("read", "either"), path.name
        drums = row.get("drum_notes") or row.get("drum_notes_ch10")
        assert told["notes"] == int(row["notes"] or told["notes"]), path.name
        assert told["drum_notes"] == int(drums or told["drum_notes"]), path.name
        if row["last_onset_s"]:
            assert told["last_onset"] == pytest.approx(float(row["last_onset_s"]), abs=0.002), path.name
    assert refused
    assert all(name in told for name, told in refused.items())


@everywhere
def test_chart_notes_stand_on_mido_s_onsets(folder, capsys):
    """What `drumjam chart notes --json` prints is within a millisecond of a note-on that mido finds."""
    for path in songs(folder):
        if read(path).format == 2:
            continue  # mido plays its patterns at once
        now, onsets = 0.0, []
        for message in mido.MidiFile(path, clip=True):
            now += message.time
            if message.type == "note_on" and message.velocity:
                onsets.append(now)
        assert main(["chart", "notes", str(path), "--json"]) == 0
        times = np.array([note["time"] for note in json.loads(capsys.readouterr().out)["notes"]])
        near = np.searchsorted(onsets, times).clip(1, max(1, len(onsets) - 1))
        known = np.array([onsets[0], *onsets])
        gap = np.minimum(np.abs(known[near] - times), np.abs(known[near + 1] - times))
        assert gap.max() < 1e-3, path.name


def test_the_command_tells_what_info_does(capsys):
    """`drumjam midi info --json` prints that document and nothing else."""
    path = DATA / "malformed" / "drums_gs_ch10_off.mid"
    assert main(["midi", "info", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == info(read(path), str(path))


ROWS = {
    "header longer than 6": (b"MThd\x00\x00\x00\x08" + header(midi(TWO))[8:] + b"ab" + TWO, ""),
    "absurd header length": (b"MThd\x7f\x00\x00\x00" + header(midi(TWO))[8:] + TWO, "header-length"),
    "format 7": (midi(TWO, kind=7), "format"),
    "format 0 with two tracks": (midi(track(NOTE), track(NOTE), kind=0), ""),
    "track count wrong": (midi(TWO, count=9), "track-count"),
    "CR LF before the header": (b"\r\n" + midi(TWO), "lead"),
    "RMID with LIST first": (b"RIFF\x99\x00\x00\x00RMIDLIST\x02\x00\x00\x00abdata\xff\xff\xff\x7f" + midi(TWO), "riff"),
    "gzip": (gzip.compress(midi(TWO)), "gzip"),
    "no End of Track": (midi(track(strokes([(0, 38), (480, 36)]), b"")), ""),
    "End of Track with length 1": (midi(track(strokes([(0, 38), (480, 36)]), b"\x00\xff\x2f\x01\x00")), ""),
    "zeros at the end": (midi(TWO) + bytes(99), ""),
    "text at the end": (midi(TWO) + b"made by hand", ""),
    "an unknown chunk between": (midi(track(NOTE)) + b"XFIH\x00\x00\x00\x04abcd" + track(NOTE), "track-count"),
    "stray bytes between": (midi(track(NOTE)) + b"\x00\x01\x02" + track(NOTE), "track-count"),
    "no status to run": (midi(track(b"\x00\x26\x60" + NOTE), TWO), "track-no-status"),
    "SysEx without F7": (midi(track(b"\x00\xf0\x02\x01\x02" + NOTE + NOTE)), ""),
    "SysEx with FF inside": (midi(track(b"\x00\xf0\x04\x50\x53\xff\xf7" + NOTE + NOTE)), ""),
    "F7 escape": (midi(track(b"\x00\xf7\x02\xf3\x01" + NOTE + NOTE)), ""),
    "SysEx of 1.5 MB": (midi(track(b"\x00\xf0\xdb\xc6\x60" + bytes(1_500_000) + NOTE + NOTE)), ""),
    "SysEx past the end": (midi(track(NOTE + b"\x00\xf0\x7f\x01"), track(NOTE)), "track-past-end"),
    "meta past the end": (midi(track(NOTE + b"\x00\xff\x01\x7fab"), track(NOTE)), "track-past-end"),
    "tempo of two bytes": (midi(track(meta(0x51, b"\x01\x02") + NOTE + NOTE)), ""),
    "bad key signature": (midi(track(meta(0x59, b"\x7f\x09") + meta(0x59, b"\x01") + NOTE + NOTE)), ""),
    "unknown meta events": (midi(track(meta(0x4B, b"x") + meta(0xE1, b"yz") + meta(0, b"") + NOTE + NOTE)), ""),
    "SMPTE offset and channel prefix": (midi(track(meta(0x54, b"\x60\x00") + meta(0x20, b"") + NOTE + NOTE)), ""),
    "an endless number": (midi(track(NOTE + b"\xff" * 50), track(NOTE)), "track-bad-number"),
    "zero length, overlap, orphan off": (midi(track(NOTE + b"\x00\x89\x26\x00\x00\x26\x00" + NOTE)), ""),
    "text past all bounds": (midi(track(meta(1, b"x") * 3000 + NOTE + NOTE)), ""),
}
"""Two notes each, in a file that is awkward in one way, and the code of what is said about it, if anything."""


@pytest.mark.parametrize(("data", "said"), ROWS.values(), ids=ROWS)
def test_awkward_files_are_read(data, said):
    """Whatever is awkward about a file, its two notes are read; what had to be mended is said."""
    file = read_midi(data)
    assert len(file.notes) == 2
    assert [remark.code for remark in file.repairs] == [f"midi.{code}" for code in said.split()]


class Watched(bytes):
    """Bytes that count how many of them are looked at."""

    looked_at = 0

    def __getitem__(self, place):
        """Count one byte, or all of a slice."""
        found = super().__getitem__(place)
        Watched.looked_at += len(found) if isinstance(place, slice) else 1
        return found

    def find(self, wanted, start=0, stop=None):
        """Count the bytes up to what was found."""
        stop = len(self) if stop is None else min(stop, len(self))
        found = super().find(wanted, start, stop)
        Watched.looked_at += max(0, (found if found >= 0 else stop) - start)
        return found


SIZE = 4_000
TRAPS = {
    "all FF": b"\xff" * SIZE,
    "endless numbers": b"\x00\xff\x01" + b"\x80" * SIZE,
    "empty texts": b"\x00\xff\x01\x00" * SIZE,
    "tags": b"MTrk" * SIZE,
    "tags of length 0": b"MTrk\x00\x00\x00\x00" * SIZE,
    "tags that lie": b"MTrk\x00\x00\xff\xff" * SIZE,
    "tags with a note": (b"MTrk\x00\xff\x00\x00" + NOTE) * SIZE,
    "headers": b"MThd\x00\x00\x00\x06" * SIZE,
    "chunks": b"ABCD\x00\x00\x00\x00" * SIZE,
    "chunks that lie": b"ABCD\x00\x00\x00\x09" * SIZE,
    "packets": b"\x00\xf0\x01\x01" + b"\x00\xf7\x01\x01" * SIZE,
    "system bytes": b"\x00\xf8" * SIZE,
}


@pytest.mark.parametrize("body", TRAPS.values(), ids=TRAPS)
@pytest.mark.parametrize("lead", [b"", b"MTrk\x00\x00\x00\x04" + NOTE], ids=["alone", "after a track"])
def test_each_byte_is_looked_at_a_few_times(body, lead):
    """Traps that make a reader begin again at every byte cost as much as other bytes of their number."""
    data = Watched(midi(track(NOTE)) + lead + body + END)
    Watched.looked_at = 0
    read_midi(data)
    assert len(data) <= Watched.looked_at <= 6 * len(data)


MUTATIONS = int(os.environ.get("DRUMJAM_MUTATIONS", "400"))
"""More than a suite should try are asked for by the environment."""


def test_mutated_files_are_built_or_refused():
    """Files with bits flipped, bytes lost, doubled, swapped between files: a chart or a DrumjamError."""
    built, told = 0, []
    originals = seeds(DATA)
    for number in range(MUTATIONS):
        data = mutated(originals, number)
        try:
            chart = build_chart(read_midi(data, f"mutation {number}"))
        except DrumjamError as error:
            told.append(str(error))
            continue
        assert all(chart.levels.values())
        built += 1
    assert not any("\n" in line for line in told)
    assert built >= MUTATIONS / 4
