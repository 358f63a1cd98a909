"""MIDI files of two parts: the game's own reader finds in them the very notes that went in, and so does mido."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path

import mido
import pytest
from hypothesis import given, settings

from drumjam.formats.exported import ExportError, cut_rolls, one_line
from drumjam.formats.twoparts import export_midi
from drumjam.midi.build import build_chart
from drumjam.midi.kit import pad_of
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Section, Source
from drumjam.rules.tempo import Meter, TempoMap
from tests.charts import BEAT, chart_of_notes, short_charts, small_chart
from tests.formats.songs import chart_of, every_song


def exported(chart: Chart, folder: Path) -> bytes:
    """The bytes of a chart's file."""
    (path,) = export_midi(chart, folder).files
    return path.read_bytes()


def read_back(chart: Chart, folder: Path) -> Chart:
    """The chart that the game builds from the file."""
    midi = read_midi(exported(chart, folder))
    assert midi.repairs == ()
    return build_chart(midi)


@every_song
def test_every_expert_note_of_every_song_comes_back(path: Path, tmp_path: Path) -> None:
    """The file is one of two parts; notes, tempo, metre and title are what they were."""
    chart = chart_of(path)
    if len({note.lane for note in chart.levels[Level.EXPERT]}) < 2:
        pytest.skip("a part of its own for each leader takes notes of both")
    back = read_back(chart, tmp_path)
    assert back.source is Source.TWO_PARTS
    asked, cut = cut_rolls(chart.levels[Level.EXPERT])
    assert back.levels[Level.EXPERT] == asked
    assert cut or asked == chart.levels[Level.EXPERT]
    assert (back.tempo, back.meters, back.title) == (chart.tempo, chart.meters, one_line(chart.title))
    named = {(section.tick, section.name, section.device) for section in chart.sections}
    assert named <= {(section.tick, section.name, section.device) for section in back.sections}


@given(short_charts())
@settings(max_examples=100)
def test_every_expert_note_of_any_chart_comes_back(chart: Chart) -> None:
    """Whatever its metres, tempi, rolls and titles are; even beats of a block are a part, not a click."""
    with tempfile.TemporaryDirectory() as folder:
        back = read_back(chart, Path(folder))
    assert back.source is Source.TWO_PARTS
    assert back.levels[Level.EXPERT] == cut_rolls(chart.levels[Level.EXPERT])[0]
    assert (back.tempo, back.meters) == (chart.tempo, chart.meters)


def test_a_leader_who_keeps_the_beat_is_no_click(tmp_path: Path) -> None:
    """A wood block on every beat would be a click anywhere else."""
    block = [Note(beat * BEAT, Lane.LEE, Pad.DRUM, 76) for beat in range(16)]
    chart = chart_of_notes(*block, Note(0, Lane.TAKAICHI, Pad.CYMBAL, 42))
    assert read_back(chart, tmp_path).levels[Level.EXPERT] == chart.levels[Level.EXPERT]


def test_mido_reads_the_same(tmp_path: Path) -> None:
    """Format 1, the parts on channel 10 under the leaders' names, rolls held on keys 126 and 127."""
    chart = chart_of_notes(
        Note(0, Lane.LEE, Pad.DRUM, 36, 100, roll_until=BEAT),
        Note(BEAT, Lane.TAKAICHI, Pad.CYMBAL, 49, 90, roll_until=3 * BEAT),
        sections=(Section(0, "one|two\n", chart_of_notes().sections[0].device),),
        meters=(Meter(0, 6, 8),),
        tempo=TempoMap(BEAT, [(0, 500_000), (960, 400_000)]),
        title="A\nB",
        credits=("Somebody",),
        end=5 * BEAT,
    )
    file = mido.MidiFile(file=io.BytesIO(exported(chart, tmp_path)), charset="utf-8")
    assert (file.type, file.ticks_per_beat, [track.name for track in file.tracks]) == (
        1,
        BEAT,
        ["A B", "Lee", "Takaichi"],
    )
    told = [(message.type, message.time) for message in file.tracks[0]]
    assert told == [
        ("track_name", 0),
        ("text", 0),
        ("set_tempo", 0),
        ("time_signature", 0),
        ("marker", 0),
        ("set_tempo", 960),
        ("end_of_track", 1440),
    ]
    assert file.tracks[0][4].text == "section: one/two | device: trading"
    for part, wanted in ((1, [(0, 36, 120), (0, 126, BEAT)]), (2, [(BEAT, 49, 120), (BEAT, 127, 2 * BEAT)])):
        now, begun, notes = 0, {}, []
        for message in file.tracks[part]:
            now += message.time
            if message.type == "note_on":
                assert message.channel == 9
                begun[message.note] = now
            elif message.type == "note_off":
                notes.append((begun[message.note], message.note, now - begun[message.note]))
        assert sorted(notes) == wanted


def test_a_key_of_the_other_pad_gives_way(tmp_path: Path) -> None:
    """The pad is what is asked for: a note whose key sounds like the other pad gets one of its own."""
    chart = chart_of_notes(
        *(Note(0, lane, pad, key) for lane in Lane for pad, key in ((Pad.DRUM, 42), (Pad.CYMBAL, 71)))
    )
    back = read_back(chart, tmp_path).levels[Level.EXPERT]
    assert [(note.tick, note.lane, note.pad) for note in back] == [(0, lane, pad) for lane in Lane for pad in Pad]
    assert all(pad_of(note.key) == note.pad for note in back)


def test_a_stroke_ends_before_its_key_is_struck_again(tmp_path: Path) -> None:
    """No end of one stroke cuts the next."""
    chart = chart_of_notes(*(Note(tick, lane, Pad.DRUM, 38) for lane in Lane for tick in (0, 50)))
    file = mido.MidiFile(file=io.BytesIO(exported(chart, tmp_path)))
    events = [(message.type, message.time) for message in file.tracks[1] if not message.is_meta]
    assert events == [("note_on", 0), ("note_off", 50), ("note_on", 0), ("note_off", 120)]


def test_one_leader_alone_is_said(tmp_path: Path) -> None:
    """The file is written, and the remark says what becomes of it."""
    done = export_midi(chart_of_notes(Note(0, Lane.LEE, Pad.DRUM, 38)), tmp_path)
    assert done.remarks == ("takaichi has no notes: read back, the file is one part that both leaders share",)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"levels": dict.fromkeys(Level, ())}, "expert has no notes to export"),
        ({"tempo": TempoMap(2**15)}, "32768 ticks a beat are more than 32767"),
        ({"tempo": TempoMap(480, [(0, 2**24)])}, "16777216 microseconds a beat are more than 16777215"),
        ({"meters": (Meter(0, 256, 4),)}, "a metre of 256 is more than 255"),
        ({"end": 2**28}, "a rest of 268435456 ticks is more than 268435455"),
    ],
)
def test_what_midi_has_no_room_for_is_refused(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    """One sentence, and no file."""
    with pytest.raises(ExportError, match=said):
        export_midi(replace(small_chart(), **changes), tmp_path)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    """Written twice, the file is equal."""
    assert exported(small_chart(), tmp_path / "one") == exported(small_chart(), tmp_path / "two")
