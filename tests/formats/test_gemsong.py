"""GemSong: what Clone Hero's drummer alone has to play becomes a duet, and sounds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from drumjam.formats.check import faults
from drumjam.formats.dotchart import read_dotchart
from drumjam.formats.gems import GemError, GemTrack, covers, key_of
from drumjam.formats.gemsong import GemSong, take_dotchart, take_midi
from drumjam.formats.notesmid import find_gems
from drumjam.formats.songfolder import chart_bytes
from drumjam.formats.songini import SongIni
from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Device, Lane, Level, Pad, Source
from drumjam.sound.kit import take
from tests.formats.gemfiles import (
    BAR,
    BEAT,
    BLUE,
    GREEN,
    KICK,
    NO_OTHERS,
    OTHERS,
    OWN,
    RED,
    YELLOW,
    beat,
    dotchart,
    part,
    song,
)
from tests.midi.writing import groove, meta, strokes, track

others = pytest.mark.skipif(not OTHERS.is_dir(), reason=NO_OTHERS)
Hold = tuple[int, int, int]
Notes = list[tuple[int, int]]


def taken(*tracks: bytes, ini: SongIni | None = None) -> GemSong:
    """The duet of a MIDI file of these tracks."""
    found = take_midi(song(*tracks), ini or SongIni())
    assert found is not None
    return found


def duet(gems: Iterable[tuple[int, ...]], held: Iterable[Hold] = ()) -> Chart:
    """The chart of these gems and held keys."""
    return taken(part(gems, held)).chart


def told(chart: Chart, level: Level = Level.EXPERT) -> list[tuple[int, str, str, int, int | None]]:
    """Tick, lane, pad, key and roll of each note."""
    return [(n.tick, n.lane.id, n.pad.id, n.key, n.roll_until) for n in chart.levels[level]]


def own_gems() -> GemTrack:
    """The drums of the song in tests/data."""
    found = find_gems(read_midi((OWN / "notes.mid").read_bytes()))
    assert found is not None
    return found


def long_songs() -> dict[str, tuple[GemTrack, GemSong]]:
    """Songs that are long enough for a fair duet, with their gems."""
    text = read_dotchart((OWN / "notes.chart").read_bytes())
    assert text.track is not None
    found = {"as text": (text.track, take_dotchart(text))}
    rock = beat(40, (KICK, YELLOW, RED, YELLOW))
    fills = [(bar * BAR + 1440 + 120 * i, RED + i) for bar in range(3, 40, 4) for i in range(4)]
    dense = beat(40, (KICK, YELLOW, YELLOW, RED, YELLOW, KICK, BLUE, GREEN), BEAT // 4)
    lower = [(tick, key - 12 * down) for down in (1, 2, 3) for tick, key in rock[:: 2**down]]
    for name, gems in {"rock": [*rock, *fills, *lower], "dense": dense}.items():
        file = song(part(gems, [(tick, tick + 60, 111) for tick, _ in fills]))
        track, taken = find_gems(file), take_midi(file, SongIni())
        assert track is not None
        assert taken is not None
        found[name] = track, taken
    return found


LONG = long_songs()


def test_versus_phrases_are_two_parts() -> None:
    """In a song whose phrases share out everything each leader has the own phrases' gems, and nothing else."""
    found, gems = take_midi(read_midi((OWN / "notes.mid").read_bytes()), SongIni()), own_gems()
    assert found is not None
    assert found.chart.source is Source.TWO_PARTS
    assert [(section.tick, section.device) for section in found.chart.sections] == [(0, Device.PARTS)]
    rolled = (15600, 15840, 16080), (19440, 19680, 19920)
    for lane, below in zip(Lane, (rolled[0] + rolled[1], ()), strict=True):
        wanted = {
            (gem.tick, key_of(gem, gems.layout))
            for gem in gems.levels[Level.EXPERT]
            if covers(gems.players[lane], gem.tick) and not (gem.tick in below and gem.cymbal)
        }
        assert {(note.tick, note.key) for note in found.chart.lane(Level.EXPERT, lane)} == wanted


def test_a_gem_of_both_players_is_for_both() -> None:
    """Where the phrases overlap both leaders strike; two at the same time."""
    chart = duet([(0, RED), (480, RED), (960, RED)], [(0, 960, 105), (480, 1440, 106)])
    assert [note[:2] for note in told(chart)] == [(0, "lee"), (480, "lee"), (480, "takaichi"), (960, "takaichi")]


def test_a_gem_of_no_player_stays_in_the_backing() -> None:
    """It is in no lane, but sounds; how many they are is said."""
    found = taken(part([(0, RED), (480, RED), (960, RED)], [(0, 1, 105), (480, 481, 106)]))
    assert [note[0] for note in told(found.chart)] == [0, 480]
    assert ("chart.unmarked", (("strokes", 1),)) in [(remark.code, remark.params) for remark in found.chart.warnings]
    assert read_midi(found.midi).notes.tick.tolist() == [0, 480, 960]


@pytest.mark.parametrize(
    "held",
    [
        [(0, 1, 105), (480, 481, 106)],
        [(0, 4 * BAR, 105)],
        [(0, 4 * BAR, 106)],
        [(0, BAR, 105), (9 * BAR, 10 * BAR, 106)],
    ],
)
def test_phrases_that_share_out_little_are_none(held: list[tuple[int, int, int]]) -> None:
    """Phrases of fewer than half of the gems, or for one player only, leave the song to the arranger."""
    assert duet(beat(4), held).source is Source.CHART


def test_a_roll_is_one_note() -> None:
    """It lasts to the last gem of its pad; what lies below is no note, nor are kicks there; other pads go on."""
    gems = [(0, RED), (480, RED), (600, KICK), (600, YELLOW), (720, RED), (960, RED), (1440, RED)]
    whole = [(0, 1920, 105), (0, 1920, 106)]
    assert told(duet(gems, [(480, 1440, 126), *whole]))[::2] == [
        (0, "lee", "drum", 38, None),
        (480, "lee", "drum", 38, 960),
        (600, "lee", "cymbal", 42, None),
        (1440, "lee", "drum", 38, None),
    ]


def test_a_roll_on_two_lanes_is_on_each_pad_that_goes_on() -> None:
    """Tom and snare are one pad; a crash that is struck once is no roll, one that goes on is."""
    swell = [(0, RED), (60, GREEN), (120, RED), (180, GREEN)]
    marks = [(0, 960, 127), (0, 960, 105), (0, 960, 106)]
    assert told(duet(swell, marks))[::2] == [(0, "lee", "drum", 38, 120), (60, "lee", "cymbal", 49, 180)]
    assert told(duet([*swell, (0, 99)][:3], [*marks, (0, 960, 112)]))[::2] == [(0, "lee", "drum", 38, 120)]
    assert told(duet(swell[:3], marks))[::2] == [(0, "lee", "drum", 38, 120), (60, "lee", "cymbal", 49, None)]


def test_a_roll_that_begins_on_a_chord_goes_on_with_its_own_lane() -> None:
    """The first gem that is alone tells which pad rolls."""
    gems = [(0, RED), (0, GREEN), (120, RED), (240, GREEN), (360, GREEN)]
    lee = [note for note in told(duet(gems, [(0, 960, 126), (0, 960, 105), (0, 960, 106)])) if note[1] == "lee"]
    assert lee == [
        (0, "lee", "drum", 38, 120),
        *((tick, "lee", "cymbal", 49, None) for tick in (0, 240, 360)),
    ]


def test_a_roll_of_one_gem_lasts_as_long_as_its_phrase() -> None:
    """As it is written by those who mark rolls with their length alone."""
    assert told(duet([(0, RED), (960, RED)], [(0, 480, 126), (0, 960, 105), (960, 961, 106)]))[0] == (
        0,
        "lee",
        "drum",
        38,
        480,
    )


def test_rolls_that_overlap_are_one_at_a_time() -> None:
    """What is below a roll begins none; `chart check` has no fault to find."""
    gems = [(tick, RED) for tick in range(0, 1920, 120)]
    for first, second in (((0, 960, 126), (480, 1440, 127)), ((0, 960, 127), (480, 1440, 126))):
        chart = duet(gems, [first, second, (0, 1920, 105), (0, 1920, 106)])
        assert [(note[0], note[4]) for note in told(chart)[::2] if note[4] is not None] == [(0, 840), (960, 1320)]
        assert "check.roll-over" not in {fault.code for fault in faults(chart)}


def test_second_kicks_sound_and_are_in_no_lane() -> None:
    """They stay in the backing, once where a first kick is on the same tick."""
    found = taken(part([*beat(8), (120, 95), (0, 95)]))
    assert 120 not in {note.tick for note in found.chart.levels[Level.EXPERT]}
    assert [tick for tick, key in sounding(found) if key == 36][:2] == [0, 120]


def test_what_its_charter_kept_lower_is_kept_first() -> None:
    """Easy keeps the charter's own ticks before the strong places of the bar; without them those."""
    gems = beat(16, (RED,))
    offbeats = [(tick, 61) for tick, _ in gems if tick % BEAT]
    share = {}
    for name, lower in (("nobody", []), ("charter", offbeats)):
        ticks = {note.tick for note in duet([*gems, *lower]).levels[Level.EASY]}
        share[name] = sum(tick % BEAT > 0 for tick in ticks) / len(ticks)
    assert share["nobody"] < 0.2
    assert share["charter"] > 0.7


def test_a_song_without_expert_is_made_from_what_it_has() -> None:
    """Its hardest level, and that is said."""
    found = taken(part([(tick, key - 12) for tick, key in beat(8)]))
    assert {note.tick for note in found.chart.levels[Level.EXPERT]} == {tick for tick, _ in beat(8)}
    assert ("gems.no-expert", (("level", "hard"),)) in [(r.code, r.params) for r in found.chart.warnings]


def test_the_folder_s_words_are_the_song_s() -> None:
    """Title, artist, charter; a delay against a recording is said, since no recording sounds."""
    said = SongIni("さくら", "Band", "Hand", delay_ms=-120.0)
    found = taken(part(beat(8)), ini=said).chart
    assert (found.title, found.artist, found.credits) == ("さくら", "Band", ("chart: Hand",))
    assert {"gems.delay", "gems.drums-only"} <= {remark.code for remark in found.warnings}
    assert "gems.delay" not in {remark.code for remark in duet(beat(8)).warnings}


def test_a_title_in_the_file_is_taken_unless_it_is_a_part_s() -> None:
    """The first track's name; in a file of one track that is PART DRUMS."""
    named = read_midi(song_of(track(meta(3, b"Own song")), part(beat(8))))
    alone = read_midi(song_of(part(beat(8))))
    titles = [found.chart.title for file in (named, alone) if (found := take_midi(file, SongIni()))]
    assert titles == ["Own song", ""]


def song_of(*tracks: bytes) -> bytes:
    """The bytes of a MIDI file of these tracks."""
    head = b"MThd\x00\x00\x00\x06\x00\x01" + len(tracks).to_bytes(2, "big") + (480).to_bytes(2, "big")
    return head + b"".join(tracks)


def test_instruments_go_on_sounding() -> None:
    """A track that names an instrument is kept as it is; parts of other players are not."""
    bass = track(meta(3, b"Bass") + b"\x00\xc1\x20" + strokes([(0, 40), (480, 43)], channel=1))
    guitar = track(meta(3, b"PART GUITAR") + b"\x00\xc0\x1d" + strokes([(0, 96), (480, 97)], channel=0))
    found = taken(part(beat(8)), bass, guitar, track(strokes([(0, 12)], channel=0, name=b"BEAT")))
    file = read_midi(found.midi)
    assert [file.track_names().get(number) for number in range(file.tracks)] == [None, "Drums", "Bass"]
    other = file.notes.channel == 1
    assert list(zip(file.notes.tick[other].tolist(), file.notes.key[other].tolist(), strict=True)) == [
        (0, 40),
        (480, 43),
    ]
    assert "gems.drums-only" not in {remark.code for remark in found.chart.warnings}


def test_markers_name_the_sections_of_two_parts() -> None:
    """As in any file that holds two parts."""
    named = track(meta(6, b"section: Call | device: trading"))
    marks = [(tick, tick + 960, 105 + tick // 960 % 2) for tick in range(0, 4 * BAR, 960)]
    chart = taken(part(beat(4), marks), named).chart
    assert [(section.name, section.device) for section in chart.sections] == [("Call", Device.TRADING)]


def test_a_rest_that_no_midi_file_can_hold_is_refused() -> None:
    """In a sentence: the drums are written again, without what stands between."""
    fast, longest = meta(0x51, b"\x00\x00\x64"), b"\xff\xff\xff\x7f"
    gem = b"\x90\x61\x64"
    between = longest + b"\xff\x01\x01a" + longest
    with pytest.raises(GemError, match="a rest of"):
        taken(track(meta(3, b"PART DRUMS") + fast + b"\x00" + gem + between + gem))


def sounding(found: GemSong) -> Notes:
    """Tick and key of every drum that sounds."""
    file = read_midi(found.midi)
    drums = find_percussion(file).sounding
    return list(zip(file.notes.tick[drums].tolist(), file.notes.key[drums].tolist(), strict=True))


def test_all_gems_sound_on_their_ticks() -> None:
    """Every gem of expert and every second kick, in the song's own time; each note of the chart finds its stroke."""
    found, gems = take_midi(read_midi((OWN / "notes.mid").read_bytes()), SongIni()), own_gems()
    assert found is not None
    wanted = [(gem.tick, key_of(gem, gems.layout)) for gem in gems.levels[Level.EXPERT]]
    assert sorted(sounding(found)) == sorted([*wanted, *((tick, 36) for tick in gems.doubled)])
    file = read_midi(found.midi)
    assert (file.tempo, file.meters, file.end) == (found.chart.tempo, found.chart.meters, gems.end)
    rows = take(file, find_percussion(file), found.chart, found.chart.levels[Level.EXPERT]).rows
    assert min(rows) >= 0


@pytest.mark.parametrize("name", LONG)
def test_the_duet_of_a_long_song_keeps_every_promise(name: str) -> None:
    """As fair, as playable and as nested as that of any drum part."""
    assert LONG[name][1].chart.source is Source.CHART
    assert [fault.text for fault in faults(LONG[name][1].chart)] == []


@pytest.mark.parametrize("name", LONG)
def test_every_note_is_a_gem_and_no_playable_gem_is_lost(name: str) -> None:
    """Each note has the tick and the drum of a gem; what is 130 ms from its neighbours is in a lane."""
    gems, found = LONG[name]
    own = {(gem.tick, key_of(gem, gems.layout)) for gem in gems.levels[Level.EXPERT]}
    notes = found.chart.levels[Level.EXPERT]
    assert {(note.tick, note.key) for note in notes} <= own
    ticks = np.unique([tick for tick, _ in own])
    gaps = np.diff(found.chart.tempo.seconds(ticks), prepend=-9.0, append=1e9)
    alone = ticks[(gaps[:-1] >= 0.13) & (gaps[1:] >= 0.13)]
    assert set(alone.tolist()) <= {note.tick for note in notes}


def test_exchanged_roles_give_the_mirror_image(monkeypatch: pytest.MonkeyPatch) -> None:
    """The charter's levels favour nobody: with the leaders exchanged every level is the mirror image."""
    cells: list[list[set[tuple[int, Lane, Pad]]]] = []
    for a_is_lee in (True, False):
        monkeypatch.setattr("drumjam.midi.duet.a_is_lee", lambda _, value=a_is_lee: value)
        chart = long_songs()["rock"][1].chart
        cells.append([{(n.tick, Lane(n.lane ^ (not a_is_lee)), n.pad) for n in chart.levels[x]} for x in Level])
    assert cells[0] == cells[1]


def test_the_same_song_gives_the_same_bytes() -> None:
    """The chart and what sounds."""
    for name, (_, again) in long_songs().items():
        assert (chart_bytes(again.chart), again.midi) == (chart_bytes(LONG[name][1].chart), LONG[name][1].midi)


def test_guitars_are_refused_in_a_sentence() -> None:
    """As MIDI and as text; but a file that has drums as well, or no frets, is left to the ordinary way."""
    guitar = part(beat(4, (96, 97, 98, 99)), name=b"PART GUITAR")
    with pytest.raises(GemError, match="guitars"):
        take_midi(song(guitar), SongIni())
    with pytest.raises(GemError, match="guitars"):
        take_dotchart(read_dotchart(dotchart(Song=["Resolution = 192"], ExpertSingle=["0 = N 1 0"])))
    assert take_midi(song(guitar, track(strokes(groove(4)))), SongIni()) is None
    assert take_midi(song(track(strokes(groove(4, keys=(60, 64)), channel=0))), SongIni()) is None


@others
def test_other_people_s_drum_songs_become_duets() -> None:
    """The drum tutorials of FoFiX build without a fault; no guitar song of Frets on Fire becomes a chart."""
    drums = []
    for path in sorted(OTHERS.glob("*.mid")):
        file = read_midi(path.read_bytes(), path.name)
        if find_gems(file) is None:
            with pytest.raises(GemError, match="guitars"):
                take_midi(file, SongIni())
            continue
        found = take_midi(file, SongIni())
        assert found is not None
        assert found.chart.source is Source.CHART
        assert [fault.text for fault in faults(found.chart)] == []
        drums.append(path.name)
    assert drums == ["fofix_drumrolls_notes.mid", "fofix_drumtest_notes.mid"]
