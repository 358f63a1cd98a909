"""Reading: any MIDI file becomes exact columns, or one sentence says why not."""

from __future__ import annotations

import gzip

import mido
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import MidiError, read_midi
from tests.midi.writing import DATA, END, SONGS, manifest, meta, midi, number, song, strokes, track

BROKEN = DATA / "malformed"
ROWS = [row for row in manifest(DATA) if (DATA / row["file"]).exists()]
WOUNDS = st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 9))
ONE_NOTE = b"\x00\x99\x26\x60"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_valid_files_give_their_true_counts(row):
    """Format, tracks, notes and drum notes are those the file was made with."""
    file = song(row["file"])
    assert (file.format, file.tracks, file.ticks_per_beat, len(file.notes)) == (
        int(row["format"]),
        int(row["tracks"]),
        int(row["ticks_per_beat"]),
        int(row["notes"]),
    )
    assert int(find_percussion(file).sounding.sum()) == int(row["drum_notes_ch10"])
    assert not file.repairs


@pytest.mark.parametrize("name", SONGS)
def test_times_agree_with_mido_to_a_microsecond(name):
    """Every note-on of a valid file has the time mido gives it."""
    now, times = 0.0, []
    for message in mido.MidiFile(DATA / name):
        now += message.time
        if message.type == "note_on" and message.velocity:
            times.append(now)
    file = song(name)
    assert np.abs(file.tempo.seconds(file.notes.tick) - times).max() < 1e-6


@pytest.mark.parametrize("row", manifest(BROKEN), ids=lambda row: row["file"])
def test_damaged_files_give_what_is_in_them_or_are_refused(row):
    """Each file of the malformed set is refused if its manifest says so; all others give their notes."""
    data = (BROKEN / row["file"]).read_bytes()
    if row["expect"] == "error":
        with pytest.raises(MidiError, match=row["file"]):
            read_midi(data, row["file"])
        return
    file = read_midi(data, row["file"])
    if row["notes"]:
        assert len(file.notes) == int(row["notes"])
    if row["drum_notes"]:
        assert int(find_percussion(file).sounding.sum()) == int(row["drum_notes"])
    if row["last_onset_s"]:
        assert file.tempo.seconds(int(file.notes.tick[-1])) == pytest.approx(float(row["last_onset_s"]), abs=0.002)


@settings(max_examples=150)
@given(
    st.sampled_from(SONGS), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 9)), max_size=8)
)
def test_any_damage_is_read_or_refused(name, wounds):
    """Whatever bytes are changed, lost or added, nothing but MidiError comes out."""
    data = (DATA / name).read_bytes()
    for place, new, lost in wounds:
        at = int(place * len(data))
        data = data[:at] + new + data[at + lost :]
    try:
        file = read_midi(data)
    except MidiError:
        return
    assert len(file.notes) > 0
    assert np.all(np.diff(file.events.tick) >= 0)


@settings(max_examples=60)
@given(st.binary(max_size=80))
def test_any_track_keeps_what_came_before_the_damage(body):
    """Whatever follows the first note of a track, the note is read."""
    assert read_midi(midi(track(ONE_NOTE + body))).notes.key[0] == 38


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("empty", b""),
        ("short header", b"MThd\x00\x00"),
        ("no track", midi()),
        ("no notes", midi(track(b""))),
        ("0 ticks per beat", midi(track(ONE_NOTE), division=0)),
        ("0 ticks per frame", midi(track(ONE_NOTE), division=0xE200)),
        ("little-endian", b"MThd\x06\x00\x00\x00" + midi(track(ONE_NOTE))[8:]),
        ("eighth bit lost", bytes(byte & 0x7F for byte in midi(track(ONE_NOTE)))),
        ("a recording", b"ID3\x04" + bytes(400)),
        ("broken gzip", b"\x1f\x8b" + bytes(30)),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(what, data):
    """The refusal names the file and is a single line."""
    with pytest.raises(MidiError, match=r"x\.mid") as caught:
        read_midi(data, "x.mid")
    assert "\n" not in str(caught.value)


WRAPPED = midi(track(strokes([(0, 38), (480, 36)])))


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(WRAPPED),
        b"RIFF\x00\x00\x00\x00RMIDLIST\x04\x00\x00\x00abcddata" + len(WRAPPED).to_bytes(4, "little") + WRAPPED,
        bytes(128) + WRAPPED,
        b"From: a friend\r\n\r\n" + WRAPPED,
    ],
    ids=["gzip", "riff", "macbinary", "mail"],
)
def test_wrapped_files_are_unwrapped_and_that_is_said(data):
    """A MIDI file inside another file is found; the repair tells."""
    file = read_midi(data)
    assert len(file.notes) == 2
    assert len(file.repairs) == 1


def test_a_second_song_behind_the_first_is_not_mixed_in():
    """Bytes after the last track, even a whole MIDI file, are left alone."""
    assert len(read_midi(WRAPPED + WRAPPED).notes) == 2


@pytest.mark.parametrize("length", [0, 3, 40, 0xFFFFFFFF])
def test_wrong_track_lengths_cost_no_note(length):
    """A track goes on to its End of Track, the next one begins at its tag."""
    first, second = track(strokes([(0, 38), (480, 36)])), track(strokes([(0, 42)]))
    file = read_midi(midi(first[:4] + length.to_bytes(4, "big") + first[8:], second))
    assert (len(file.notes), file.tracks) == (3, 2)
    assert file.repairs[0].code.startswith("midi.track-")


def test_a_tag_inside_a_long_message_is_no_track():
    """The letters MTrk in the payload of a SysEx or text do not end a track of the right length."""
    body = meta(1, b"see MTrk and MThd") + b"\x00\xf0\x06MTrk\x01\xf7" + ONE_NOTE
    file = read_midi(midi(track(body)))
    assert (len(file.notes), file.tracks, file.repairs) == (1, 1, ())


def test_a_cut_file_keeps_what_came_before_the_cut():
    """However much of the end is missing, the notes before it are read."""
    data = midi(track(strokes([(tick, 38) for tick in range(0, 4800, 480)])))
    counts = [len(read_midi(data[:size]).notes) for size in range(len(data) - 60, len(data))]
    assert counts == sorted(counts)
    assert counts[-1] == 10
    assert counts[0] >= 2


def test_running_status_survives_meta_and_sysex():
    """Data bytes after a meta event or a SysEx go on with the last channel status."""
    body = ONE_NOTE + meta(1, b"x", 10) + b"\x0a\x24\x60" + b"\x00\xf0\x02\x01\xf7" + b"\x0a\x2a\x60"
    assert read_midi(midi(track(body))).notes.key.tolist() == [38, 36, 42]


def test_stray_system_bytes_are_skipped_with_their_data():
    """F1 and F3 take one byte, F2 two, the others none."""
    body = b"\x00\xf1\x10\x00\xf2\x01\x02\x00\xf3\x01\x00\xf4\x00\xf6\x00\xf8\x00\xfe" + ONE_NOTE
    assert len(read_midi(midi(track(body))).notes) == 1


def test_sysex_packets_are_joined():
    """F0 .. F7 .. is one message."""
    body = b"\x00\xf0\x02\x41\x10\x05\xf7\x02\x42\x12\x05\xf7\x02\x40\xf7" + ONE_NOTE
    assert [message.data for message in read_midi(midi(track(body))).sysex] == [b"\x41\x10\x42\x12\x40\xf7"]


def test_numbers_of_five_bytes_count_and_longer_ones_end_the_track():
    """Padding to five bytes is read; six bytes end that track only."""
    fine = b"\x80\x80\x80\x83\x60" + b"\x99\x26\x60"
    assert read_midi(midi(track(fine))).notes.tick.tolist() == [480]
    file = read_midi(midi(track(ONE_NOTE + b"\x80\x80\x80\x80\x83\x60\x99\x26\x60"), track(ONE_NOTE)))
    assert len(file.notes) == 2
    assert file.repairs[0].code == "midi.track-bad-number"


def test_data_bytes_over_127_are_clipped():
    """A velocity of 200 becomes 127, and that is said."""
    file = read_midi(midi(track(b"\x00\x99\x26\xc8")))
    assert file.notes.velocity.tolist() == [127]
    assert file.repairs[0].code == "midi.data-byte"


def test_tempo_changes_of_all_tracks_count_and_the_later_in_the_file_wins():
    """One tempo map for the song; zero and short tempos are ignored, extra bytes too."""
    first = meta(0x51, b"\x07\xa1\x20") + meta(0x51, b"\x00\x00\x00", 480) + meta(0x51, b"\x01\x02")
    second = meta(0x51, b"\x0f\x42\x40\x99", 480) + ONE_NOTE
    third = meta(0x51, b"\x03\xd0\x90", 480) + ONE_NOTE
    file = read_midi(midi(track(first), track(second), track(third)))
    assert file.tempo.changes == ((0, 500_000), (480, 250_000))


def test_metres_that_cannot_be_are_ignored():
    """0/4 and absurd exponents are left out; two bytes are enough; a new metre begins a bar where it stands."""
    body = meta(0x58, b"\x03\x02\x18\x08") + meta(0x58, b"\x00\x02", 10) + meta(0x58, b"\x04\x09")
    file = read_midi(midi(track(body + meta(0x58, b"\x06\x03", 90) + ONE_NOTE)))
    assert [(m.tick, m.numerator, m.denominator) for m in file.meters] == [(0, 3, 4), (100, 6, 8)]


def test_smpte_time_is_exact():
    """Film frames give seconds directly, 29 meaning 30000/1001 a second; tempo events do not count."""
    body = meta(0x51, b"\x0f\x42\x40") + number(3000) + b"\x99\x26\x60"
    for frames, seconds in ((24, 12.5), (25, 12.0), (29, 10.01), (30, 10.0)):
        file = read_midi(midi(track(body), division=(256 - frames) << 8 | 10))
        assert file.tempo.seconds(int(file.notes.tick[0])) == pytest.approx(seconds, abs=1e-9)


def test_patterns_of_format_2_follow_each_other_on_bar_lines():
    """Each pattern starts at the next bar line with its own tempo, and that is said."""
    first = strokes([(0, 38), (480, 36)])
    second = meta(0x51, b"\x03\xd0\x90") + strokes([(0, 38), (480, 36)])
    file = read_midi(midi(track(first), track(second), kind=2))
    assert file.notes.tick.tolist() == [0, 480, 1920, 2400]
    assert file.tempo.seconds(2400) == pytest.approx(2.25)
    assert file.repairs[0].code == "midi.patterns"


def test_notes_after_six_hours_are_left_out():
    """A note a day later is no part of the song; that is said and counted."""
    late = number(0x0FFFFFFF) + b"\x99\x26\x60"
    file = read_midi(midi(track(ONE_NOTE + late)))
    assert (len(file.notes), file.left_out) == (1, 1)
    assert file.repairs[0].code == "midi.late"


def test_a_file_all_of_whose_notes_are_later_than_six_hours_is_refused_for_that():
    """It does hold notes, and nobody is sent to look for them."""
    late = number(0x0FFFFFFF) + b"\x99\x26\x60"
    with pytest.raises(MidiError, match="all notes lie later than six hours") as refused:
        read_midi(midi(track(late)))
    assert refused.value.code == "midi.all-late"


def test_many_repairs_are_told_in_twenty_lines():
    """A file with a hundred damaged tracks says twenty of them and how many more."""
    bad = track(ONE_NOTE + b"\x00\xff\xff\xff\xff\xff\xff", b"")
    file = read_midi(midi(*[bad] * 100))
    assert len(file.repairs) == 21
    assert file.repairs[-1].text == "and 80 more"


def test_events_after_the_end_of_track_are_ignored():
    """What follows End of Track inside the chunk is no music."""
    assert len(read_midi(midi(track(ONE_NOTE + END + ONE_NOTE))).notes) == 1


def test_karaoke_and_track_titles():
    """A karaoke title comes before the first track's name."""
    named = track(meta(3, b"Name") + ONE_NOTE)
    assert read_midi(midi(named)).title == "Name"
    assert read_midi(midi(track(meta(3, b"Words") + meta(1, b"@TSong") + ONE_NOTE))).title == "Song"
