""".chart files: a drum part as text, whatever has happened to the text."""

from __future__ import annotations

import contextlib

import pytest

from drumjam.formats.check import faults
from drumjam.formats.dotchart import DotChartError, read_dotchart
from drumjam.formats.gems import Gem, GemError, Layout, Phrase, key_of
from drumjam.formats.gemsong import take_dotchart
from drumjam.formats.songini import SongIni
from drumjam.rules.chart import Chart, Level
from drumjam.rules.tempo import Meter
from drumjam.rules.touch import Touch
from tests.formats.gemfiles import OWN, damaged, dotchart, expected
from tests.midi.mutator import mutated

TICKS = 2.5
"""Ticks of the MIDI file of tests/data for one of its .chart."""

DAMAGES = 60


def gems(*lines: str, level: str = "Expert", ini: SongIni | None = None) -> tuple[Gem, ...]:
    """The gems of these lines."""
    track = read_dotchart(dotchart(**{f"{level}Drums": lines}), ini=ini).track
    return track.levels[track.hardest] if track else ()


def keys(*lines: str, ini: SongIni | None = None) -> list[int]:
    """The General MIDI keys of these lines' gems."""
    track = read_dotchart(dotchart(ExpertDrums=lines), ini=ini).track
    assert track is not None
    return [key_of(gem, track.layout) for gem in track.levels[Level.EXPERT]]


def test_every_level_is_what_its_makers_wrote_down() -> None:
    """All gems of all four levels of a song whose gems are known, its tempo and its metre."""
    found = read_dotchart((OWN / "notes.chart").read_bytes())
    assert found.track is not None
    for level, known in expected().items():
        assert [[gem.tick * TICKS, gem.colour] for gem in found.track.levels[level]] == known
    assert found.tempo.ticks_per_beat == 192
    assert found.tempo.changes == ((0, 500_000), (6144, 428_571))
    assert found.meters == (Meter(0, 4, 4),)
    assert (found.said.name, found.repairs) == ("Own chart", ())


def test_a_mark_makes_a_cymbal() -> None:
    """Yellow, blue and green are toms but where the tick has their mark: the other way round than in MIDI."""
    toms = [f"{tick} = N {lane} 0" for tick in (0, 192) for lane in (1, 2, 3, 4)]
    assert keys(*toms, *(f"192 = N {mark} 0" for mark in (66, 67, 68))) == [38, 48, 45, 43, 38, 42, 51, 49]


def test_a_part_that_tells_no_cymbals_sounds_as_in_midi() -> None:
    """Nobody drums on toms alone: without any mark, and unless song.ini says pro drums, they are cymbals."""
    lines = [f"0 = N {lane} 0" for lane in range(5)]
    assert keys(*lines) == [36, 38, 42, 51, 49]
    assert keys(*lines, ini=SongIni(pro_drums=True)) == [36, 38, 48, 45, 43]


def test_a_fifth_lane_makes_five() -> None:
    """Snare, hat, tom, cymbal, tom; but marks of cymbals mean four."""
    lines = [f"0 = N {lane} 0" for lane in range(6)]
    assert keys(*lines) == [36, 38, 42, 45, 49, 43]
    assert keys(*lines, "0 = N 66 0") == [36, 38, 42, 45, 43, 43]
    assert keys(*lines, "0 = N 68 0") == [36, 38, 48, 45, 49, 49]
    track = read_dotchart(dotchart(ExpertDrums=["0 = N 1 0"]), ini=SongIni(five_lanes=True)).track
    assert track is not None
    assert track.layout is Layout.FIVE


def test_accents_and_ghost_notes_stand_beside_their_gems() -> None:
    """Lanes 34 to 38 and 40 to 44 of the same tick and level."""
    lines = ["0 = N 1 0", "0 = N 34 0", "96 = N 4 0", "96 = N 43 0", "192 = N 1 0", "192 = N 35 0"]
    assert [gem.touch for gem in gems(*lines)] == [Touch.ACCENT, Touch.SOFT, Touch.PLAIN]


def test_second_kicks_and_phrases_are_apart() -> None:
    """Kicks of a second pedal, rolls on one lane and two, and the two players' phrases, joined where they overlap."""
    lines = ["0 = N 0 0", "96 = N 32 0", "0 = S 65 96", "96 = S 66 96", "0 = S 0 100", "50 = S 0 150", "200 = S 1 1"]
    track = read_dotchart(dotchart(ExpertDrums=lines, HardDrums=["300 = S 1 96", "300 = S 65 96"])).track
    assert track is not None
    assert track.doubled == (96,)
    assert track.rolls == ((Phrase(0, 96),), (Phrase(96, 192),))
    assert track.players == ((Phrase(0, 200),), (Phrase(200, 201),))


def test_time_is_read_as_it_is_meant() -> None:
    """Thousandths of beats a minute; a metre counts in quarters unless it says a power of two."""
    sync = ["0 = B 90500", "0 = TS 7 3", "768 = TS 4", "1536 = A 12345", "1536 = TS 3 2"]
    found = read_dotchart(dotchart(Song=["Resolution = 480"], SyncTrack=sync, EasyDrums=["0 = N 1 0"]))
    assert found.tempo.ticks_per_beat == 480
    assert found.tempo.changes == ((0, round(60e9 / 90500)),)
    assert found.meters == (Meter(0, 7, 8), Meter(768, 4, 4), Meter(1536, 3, 4))


@pytest.mark.parametrize("resolution", [[], ["Resolution = 0"], ["Resolution = many"]])
def test_a_missing_resolution_is_the_usual_one(resolution: list[str]) -> None:
    """192 ticks in a beat, and that is said."""
    found = read_dotchart(dotchart(Song=resolution, ExpertDrums=["0 = N 1 0"]))
    assert found.tempo.ticks_per_beat == 192
    assert [remark.code for remark in found.repairs] == ["chart.resolution"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "shift_jis"])
def test_titles_are_read_in_any_charset(charset: str) -> None:
    """Quotation marks and colours around them are no part of them; line ends may be of any kind."""
    title = 'Name = "<color=#F00>さくらの歌</color>"'
    data = dotchart(Song=["Resolution = 192", title], ExpertDrums=["0 = N 1 0"]).decode()
    for ends in ("\n", "\r\n", "\r"):
        found = read_dotchart(data.replace("\n", ends).encode(charset))
        assert (found.said.name, found.repairs) == ("さくらの歌", ())
        assert found.track is not None


def test_song_ini_goes_before_what_the_file_says() -> None:
    """What song.ini leaves open, the file's own section tells; its offset is in seconds."""
    lines = ['Name = "Other"', 'Artist = "Band"', "Offset = 0.25", "Resolution = 192"]
    said = read_dotchart(dotchart(Song=lines), ini=SongIni(name="Mine")).said
    assert (said.name, said.artist, said.delay_ms) == ("Mine", "Band", 250.0)
    assert read_dotchart(dotchart(Song=lines), ini=SongIni(delay_ms=50.0)).said.delay_ms == 50.0


def test_lines_without_sense_are_passed_over_and_said() -> None:
    """How many they are, and where the first one is; events of other kinds and other parts are no such lines."""
    lines = ["0 = N 1 0", "hello", "1 = N", "= N 1 0", "5 = E solo", "7 = H 3 0", "9 = N 1 0"]
    found = read_dotchart(dotchart(Events=['0 = E "section A"'], ExpertSingle=["0 = X"], ExpertDrums=lines))
    assert found.track is not None
    assert [gem.tick for gem in found.track.levels[Level.EXPERT]] == [0, 9]
    assert [(remark.code, dict(remark.params)) for remark in found.repairs] == [
        ("chart.resolution", {"ticks": 192}),
        ("chart.lines", {"count": 3, "line": 12}),
    ]


def test_notes_after_six_hours_are_left_out_and_said() -> None:
    """Also those at ticks beyond counting."""
    last = 6 * 3600 * 2 * 192
    lines = ["0 = N 1 0", f"{last} = N 1 0", f"{last + 1} = N 1 0", f"{10**17} = N 1 0"]
    found = read_dotchart(dotchart(Song=["Resolution = 192"], ExpertDrums=lines))
    assert found.track is not None
    assert [gem.tick for gem in found.track.levels[Level.EXPERT]] == [0, last]
    assert [dict(remark.params) for remark in found.repairs] == [{"count": 2}]


@pytest.mark.parametrize("tick", [6 * 3600 * 2 * 192 + 1, 10**17])
def test_drums_that_are_all_later_than_six_hours_are_refused_for_that(tick: int) -> None:
    """The chart is none for guitars."""
    with pytest.raises(DotChartError, match="all drum notes lie later than six hours") as refused:
        read_dotchart(dotchart(Song=["Resolution = 192"], ExpertDrums=[f"{tick} = N 1 0"]))
    assert refused.value.code == "chart.all-late"


@pytest.mark.parametrize("data", [b"", b"MThd\x00\x00\x00\x06", b"[Other]\n{\n}\n", b"\xff\xd8\xff\xe0" * 999])
def test_what_is_no_chart_is_refused(data: bytes) -> None:
    """In one sentence with the file's name."""
    with pytest.raises(DotChartError, match=r"the file is not a \.chart \(x\.chart\): "):
        read_dotchart(data, "x.chart")


def test_what_cannot_be_counted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beats of more ticks than MIDI has, and more notes than anybody means."""
    with pytest.raises(DotChartError, match="40000 ticks in a beat"):
        read_dotchart(dotchart(Song=["Resolution = 40000"], ExpertDrums=["0 = N 1 0"]))
    monkeypatch.setattr("drumjam.formats.dotchart.MOST_GEMS", 3)
    assert len(gems(*(f"{tick} = N 1 0" for tick in range(3)))) == 3
    with pytest.raises(DotChartError, match="more than 3 notes"):
        gems(*(f"{tick} = N 1 0" for tick in range(4)))


UNFAIR = {"check.devices", "check.device", "check.unison", "check.together", "check.rest", "check.balance"}
"""What may become of a song that is torn apart: it can be played, but is no fair duet any more."""


def taken(data: bytes) -> Chart | None:
    """The duet of a file, or None for one that is refused."""
    with contextlib.suppress(DotChartError, GemError):
        return take_dotchart(read_dotchart(data, "x.chart")).chart
    return None


def test_damaged_files_are_read_or_refused() -> None:
    """Whatever happens to its lines or bytes, a file becomes a duet that can be played, or is refused in words."""
    originals = [(OWN / "notes.chart").read_bytes()]
    by_line = [taken(damaged(number)) for number in range(DAMAGES)]
    by_byte = [taken(mutated(originals, number)) for number in range(DAMAGES)]
    for charts in (by_line, by_byte):
        found = [chart for chart in charts if chart is not None]
        assert len(found) > 0.9 * DAMAGES
        for chart in found:
            assert {fault.code for fault in faults(chart)} <= UNFAIR


def test_the_work_is_bounded() -> None:
    """Lines that never end and lines without end are passed over, each letter once."""
    endless = [
        b"[Song]\nName = " + b"a = [" * 400_000,
        b"[ExpertDrums]\n" + b" " * 2_000_000,
        b"[ExpertDrums]\n" * 150_000,
    ]
    for data in endless:
        assert read_dotchart(data).track is None
