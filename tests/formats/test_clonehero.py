"""Charts for Clone Hero: written, and read back as they were."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import mido
import pytest
from hypothesis import assume, given, settings

from drumjam.formats.atomic import WriteError
from drumjam.formats.clonehero import export_clonehero
from drumjam.formats.exported import ExportError
from drumjam.formats.gems import Colour, GemTrack, key_of
from drumjam.formats.notesmid import find_gems
from drumjam.formats.songini import SongIni, read_ini
from drumjam.midi.kit import pad_of
from drumjam.midi.smf import LONGEST_SONG, MidiFile, read_midi
from drumjam.rules.chart import Chart, ChartError, Device, Lane, Level, Note, Pad, Section
from drumjam.rules.tempo import TempoMap
from drumjam.rules.touch import Touch
from tests.charts import BEAT, charts, small_chart
from tests.midi.writing import SONGS
from tests.midi.writing import chart as built

SPAN = 5_000
"""Ticks; a song of random notes that are close together."""

LEE, TAKAICHI = Lane
DRUM, CYMBAL = Pad


def read_back(folder: Path, lane: Lane) -> tuple[MidiFile, GemTrack]:
    """The song of one leader, as it was written."""
    file = read_midi((folder / lane.id / "notes.mid").read_bytes())
    found = find_gems(file, pro=True)
    assert found is not None
    return file, found


def cells(track: GemTrack, level: Level) -> Counter[tuple[int, Pad | None]]:
    """Tick and pad of each gem of a level."""
    return Counter((gem.tick, pad_of(key_of(gem, track.layout))) for gem in track.levels.get(level, ()))


def chart_of(*notes: Note, **changes: object) -> Chart:
    """A chart with these notes at every level."""
    return replace(small_chart(), levels=dict.fromkeys(Level, tuple(sorted(notes))), **changes)  # type: ignore[arg-type]


def near(chart: Chart) -> Chart:
    """The same chart with everything in its first ticks, so that MIDI has room for it."""
    changes = {tick % SPAN: min(us, 2**24 - 1) for tick, us in chart.tempo.changes}
    meters = {meter.tick % SPAN: meter for meter in chart.meters}
    levels = {}
    for level in Level:
        notes = {(note.tick % SPAN, note.lane, note.pad): note for note in chart.levels[level]}
        rolls = {place: note.roll_until and place[0] + note.roll_until - note.tick for place, note in notes.items()}
        levels[level] = tuple(replace(notes[p], tick=p[0], roll_until=rolls[p]) for p in sorted(notes))
    return replace(
        chart,
        tempo=TempoMap(chart.tempo.ticks_per_beat, sorted(changes.items())),
        meters=tuple(replace(meter, tick=tick) for tick, meter in sorted(meters.items())),
        sections=(),
        levels=levels,
        end=chart.end % SPAN,
    )


def check_round_trip(chart: Chart, folder: Path) -> None:
    """Every level of every leader has the same ticks and pads, on the same tempo and metres."""
    for lane in Lane:
        if not any(chart.lane(level, lane) for level in Level):
            assert not (folder / lane.id).exists()
            continue
        file, track = read_back(folder, lane)
        assert (file.tempo, file.meters) == (chart.tempo, chart.meters)
        for level in Level:
            assert cells(track, level) == Counter((note.tick, note.pad) for note in chart.lane(level, lane))


@pytest.mark.parametrize("name", SONGS)
def test_a_chart_comes_back_with_every_tick_and_pad(name: str, tmp_path: Path) -> None:
    """All songs of tests/data, all levels, both leaders; tempo and metres unchanged."""
    files = export_clonehero(built(name), tmp_path)
    assert files == [tmp_path / lane.id / file for lane in Lane for file in ("notes.mid", "song.ini")]
    check_round_trip(built(name), tmp_path)


@settings(max_examples=60)
@given(chart=charts() | charts().map(near))
def test_any_chart_comes_back_or_is_refused(chart: Chart, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever its keys, rolls and times are; what MIDI has no room for is refused before anything is written."""
    last = max((note.tick for level in Level for note in chart.levels[level]), default=0)
    assume(chart.tempo.seconds(last) < LONGEST_SONG)
    folder = tmp_path_factory.mktemp("out")
    try:
        export_clonehero(chart, folder)
    except ExportError:
        assert list(folder.iterdir()) == []
    else:
        check_round_trip(chart, folder)


def test_a_tom_and_a_cymbal_of_one_colour_stand_beside_each_other(tmp_path: Path) -> None:
    """Where a lane strikes both at once the tom goes to the next colour, on every level."""
    pairs = {(48, 42): Colour.BLUE, (45, 51): Colour.YELLOW, (43, 49): Colour.BLUE, (48, 49): Colour.YELLOW}
    notes = [
        Note(place * BEAT, LEE, pad, key, 100)
        for place, keys in enumerate(pairs)
        for pad, key in zip(Pad, keys, strict=True)
    ]
    only_drums = tuple(note for note in notes if note.pad is DRUM)
    levels = {**chart_of(*notes).levels, Level.EASY: only_drums}
    export_clonehero(replace(small_chart(), levels=levels), tmp_path)
    _, found = read_back(tmp_path, LEE)
    for level in Level:
        assert [gem.colour for gem in found.levels[level] if not gem.cymbal] == list(pairs.values())
        assert len(found.levels[level]) == (4 if level is Level.EASY else 8)


@pytest.mark.parametrize("key", [key for key in range(27, 88) if pad_of(key) is not None])
def test_every_drum_has_a_gem_of_its_pad(key: int, tmp_path: Path) -> None:
    """The drums that Clone Hero's own gems stand for come back with their own keys."""
    pad = pad_of(key)
    assert pad is not None
    export_clonehero(chart_of(Note(0, LEE, pad, key, 100)), tmp_path)
    _, found = read_back(tmp_path, LEE)
    back = key_of(found.levels[Level.EXPERT][0], found.layout)
    assert pad_of(back) is pad
    assert back == key or key not in (36, 38, 42, 48, 51, 45, 49, 43)


def test_a_key_of_the_other_pad_keeps_its_pad(tmp_path: Path) -> None:
    """The pad is what is played, not what the key would say."""
    export_clonehero(chart_of(Note(0, LEE, CYMBAL, 38, 100), Note(BEAT, LEE, DRUM, 33, 100)), tmp_path)
    assert sorted(cells(read_back(tmp_path, LEE)[1], Level.EXPERT)) == [(0, CYMBAL), (BEAT, DRUM)]


def test_rolls_come_back_with_their_ends(tmp_path: Path) -> None:
    """On one lane, on both at once, and cut off by the next one; on hard where hard has them."""
    notes = [
        Note(0, LEE, DRUM, 38, 100, 2 * BEAT),
        Note(4 * BEAT, LEE, DRUM, 38, 100, 8 * BEAT),
        Note(4 * BEAT, LEE, CYMBAL, 49, 100, 7 * BEAT),
        Note(10 * BEAT, LEE, DRUM, 48, 100, 13 * BEAT),
        Note(12 * BEAT, LEE, CYMBAL, 49, 100, 14 * BEAT),
    ]
    chart = chart_of(*notes)
    export_clonehero(replace(chart, levels={**chart.levels, Level.HARD: tuple(notes[1:])}), tmp_path)
    file, found = read_back(tmp_path, LEE)
    beats = [[(phrase.start // BEAT, phrase.end // BEAT) for phrase in phrases] for phrases in found.rolls]
    assert beats == [[(0, 2), (10, 12), (12, 14)], [(4, 8)]]
    loud = file.notes.velocity[file.notes.key >= 126].tolist()
    assert [41 <= velocity <= 50 for velocity in loud] == [False, True, True, True]


def test_loud_and_soft_strokes_are_accents_and_ghost_notes(tmp_path: Path) -> None:
    """As the file itself says it means them."""
    export_clonehero(chart_of(*(Note(i * BEAT, LEE, DRUM, 38, loud) for i, loud in enumerate((120, 90, 30)))), tmp_path)
    _, found = read_back(tmp_path, LEE)
    assert [gem.touch for gem in found.levels[Level.EXPERT]] == [Touch.ACCENT, Touch.PLAIN, Touch.SOFT]


def test_the_folder_names_the_song_and_its_leader(tmp_path: Path) -> None:
    """song.ini is read back; sections and the end stand in the file's events."""
    sections = Section(0, "[Verse]", Device.LEAD), Section(8 * BEAT, "", Device.UNISON)
    export_clonehero(replace(small_chart("さくら\nname = x"), artist="Band", sections=sections), tmp_path)
    assert read_ini(tmp_path / "takaichi") == SongIni("さくら name = x (Takaichi)", "Band", "drumjam", pro_drums=True)
    file, _ = read_back(tmp_path, TAKAICHI)
    texts = [(text.tick, text.text) for text in file.texts if text.kind == 1 and text.track == 2]
    assert texts == [(0, "[section Verse]"), (8 * BEAT, "[section unison]"), (15 * BEAT, "[end]")]


def test_the_file_is_one_that_others_read(tmp_path: Path) -> None:
    """Format 1, tempo and metre in the first track, PART DRUMS in the second, every key let go."""
    export_clonehero(small_chart(), tmp_path)
    file = mido.MidiFile(tmp_path / "lee" / "notes.mid")
    assert (file.type, file.ticks_per_beat, [track.name for track in file.tracks]) == (
        1,
        BEAT,
        ["Small", "PART DRUMS", "EVENTS"],
    )
    assert {message.type for message in file.tracks[0]} == {"track_name", "set_tempo", "time_signature", "end_of_track"}
    struck = Counter(message.note for message in file.tracks[1] if message.type == "note_on")
    assert struck == Counter(message.note for message in file.tracks[1] if message.type == "note_off")


@pytest.mark.parametrize(
    "chart",
    [
        replace(small_chart(), levels=dict.fromkeys(Level, ())),
        replace(small_chart(), tempo=TempoMap(40_000)),
        replace(small_chart(), tempo=TempoMap(BEAT, [(0, 2**24)])),
        chart_of(Note(2**28 + 10, LEE, DRUM, 38, 100)),
    ],
)
def test_what_midi_has_no_room_for_is_refused(chart: Chart, tmp_path: Path) -> None:
    """Nothing to play, too fine, too slow, too long: a sentence, and no file."""
    with pytest.raises(ChartError):
        export_clonehero(chart, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "lee").write_bytes(b"mine")
    with pytest.raises(WriteError):
        export_clonehero(small_chart(), tmp_path)
    assert (tmp_path / "lee").read_bytes() == b"mine"


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    """Under another hash seed as well."""
    script = (
        "import sys; from pathlib import Path; from tests.midi.writing import chart\n"
        "from drumjam.formats.clonehero import export_clonehero\n"
        "export_clonehero(chart('harmony_mixed.mid'), Path(sys.argv[1]))\n"
    )
    digests = []
    for seed in ("1", "4711"):
        command = [sys.executable, "-c", script, str(tmp_path / seed)]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, env=env, cwd=Path(__file__).parents[2], check=True, timeout=60)
        files = sorted((tmp_path / seed).rglob("*.*"))
        digests.append([hashlib.sha256(file.read_bytes()).hexdigest() for file in files])
    assert digests[0] == digests[1]
    assert len(digests[0]) == 4
