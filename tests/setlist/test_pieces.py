"""The pieces, as they are written down."""

from bisect import bisect_left
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest

from drumjam.midi.kit import PAD
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Lane, Pad
from drumjam.setlist import a_little_awkward, common_harmony
from drumjam.setlist.__main__ import PIECES
from drumjam.setlist.midifile import TICKS_PER_BEAT, to_midi
from drumjam.setlist.notation import ScoreError, tune
from drumjam.setlist.score import Drums, Part, Piece, Section, Sharing
from drumjam.setlist.strokes import KIT
from drumjam.setlist.tunes import ARIRANG, SAKURA

MIDI = {piece.id: read_midi(to_midi(piece)) for piece in PIECES}
AWKWARD, HARMONY = a_little_awkward.PIECE, common_harmony.PIECE
every_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)


def strokes(piece, lane):
    """The beats on which a leader strikes, rising."""
    return sorted({sound.beat for sound in piece.lane(lane)})


def seconds(piece, beats):
    """Song time of some beats."""
    return MIDI[piece.id].tempo.seconds([round(beat * TICKS_PER_BEAT) for beat in beats]).tolist()


def section(piece, name):
    """A section and the beat on which it begins."""
    return next((start, each) for start, each in piece.starts() if each.name == name)


@every_piece
def test_a_piece_is_the_same_bytes_each_time(piece):
    """Nothing in a piece is random."""
    assert to_midi(piece) == to_midi(piece)


@every_piece
def test_a_piece_lasts_one_minute_to_two_and_a_half(piece):
    """Long enough to come together, short enough to play again."""
    assert 60 <= seconds(piece, [piece.length])[0] <= 150


@every_piece
def test_both_leaders_have_as_many_strokes(piece):
    """Their numbers differ by a tenth at most."""
    few, many = sorted(len(piece.lane(lane)) for lane in Lane)
    assert many <= 1.1 * few


@every_piece
@pytest.mark.parametrize("lane", Lane)
def test_no_lane_rests_longer_than_sixteen_beats(piece, lane):
    """A leader never waits for more than four bars of four, from the first beat to the last stroke."""
    beats = [Fraction(0), *strokes(piece, lane)]
    assert max(b - a for a, b in pairwise(beats)) <= 16


@every_piece
@pytest.mark.parametrize("lane", Lane)
def test_a_lane_asks_at_most_eight_strokes_a_second(piece, lane):
    """In any second, that is; and never two pads at once."""
    times = seconds(piece, strokes(piece, lane))
    assert all(bisect_left(times, time + 1) - i <= 8 for i, time in enumerate(times))
    pads = Counter((s.beat, int(PAD[key])) for s in piece.lane(lane) for key in s.keys)
    assert len({beat for beat, _ in pads}) == len(pads)


@every_piece
def test_every_section_ends_together(piece):
    """Its last stroke is struck by both leaders, or the downbeat that closes it is."""
    lee, takaichi = (set(strokes(piece, lane)) for lane in Lane)
    for start, each in piece.starts():
        end = start + each.length
        last = max(beat for beat in lee | takaichi if start <= beat < end)
        assert {last, Fraction(end)} & lee & takaichi, each.name


@every_piece
def test_the_last_stroke_is_a_double_raise(piece):
    """Both leaders end on a cymbal, at once."""
    lee, takaichi = (max(piece.lane(lane), key=lambda sound: sound.beat) for lane in Lane)
    assert lee.beat == takaichi.beat
    assert [PAD[key] for key in (*lee.keys, *takaichi.keys)] == [Pad.CYMBAL, Pad.CYMBAL]


@every_piece
def test_the_pieces_strokes_lie_on_pads(piece):
    """Every key a leader strikes belongs to the drum or the cymbal."""
    assert all(PAD[key] in (Pad.DRUM, Pad.CYMBAL) for lane in Lane for s in piece.lane(lane) for key in s.keys)


@every_piece
def test_no_instrument_strikes_a_pitch_twice_at_once(piece):
    """Voices of one part never collide on a pitch."""
    for part in piece.parts:
        struck = Counter((sound.beat, key) for sound in piece.part(part) for key in sound.keys)
        assert set(struck.values()) == {1}, part.name


@every_piece
def test_the_midi_file_says_what_it_is(piece):
    """It carries the English title, both leaders' tracks, and every credit in three languages."""
    midi = MIDI[piece.id]
    assert midi.title == piece.titles["en"]
    names = midi.track_names()
    assert [names[1], names[2]] == ["Lee", "Takaichi"]
    assert {line for credit in piece.credits for line in credit.values()} <= {text.text for text in midi.texts}


@every_piece
def test_a_piece_is_named_in_three_languages(piece):
    """English, Korean and Japanese each have a title of their own."""
    assert set(piece.titles) == {"en", "ko", "ja"}
    assert len(set(piece.titles.values())) == 3


def test_the_leaders_take_turns_at_beginning():
    """Takaichi begins the lesson of the first piece, Lee begins the second."""
    start, _ = section(AWKWARD, "Lesson")
    first = {lane: min(beat for beat in strokes(AWKWARD, lane) if beat >= start) for lane in Lane}
    assert first[Lane.TAKAICHI] < first[Lane.LEE]
    assert strokes(HARMONY, Lane.LEE)[0] < strokes(HARMONY, Lane.TAKAICHI)[0]


def test_the_drift_meets_on_beat_twenty_three():
    """He strikes every 480 ticks, she every 460; her 25th stroke and his 24th are one tick, then they stay together."""
    start, drift = section(AWKWARD, "Drift")
    notes = MIDI[AWKWARD.id].notes
    begin, end = start * TICKS_PER_BEAT, (start + drift.length) * TICKS_PER_BEAT
    lee, takaichi = (
        (notes.tick[(notes.track == track) & (notes.tick >= begin) & (notes.tick < end)] - begin).tolist()
        for track in (1, 2)
    )
    assert lee == [480 * beat for beat in range(32)]
    assert takaichi[:25] == [460 * stroke for stroke in range(25)]
    assert takaichi[24] == lee[23] == 23 * 480
    assert takaichi[24:] == lee[23:]


def test_the_echo_quickens_evenly():
    """From 92 to 104 beats a minute, a little on every beat."""
    start, echo = section(AWKWARD, "Echo")
    tempo = MIDI[AWKWARD.id].tempo
    bpm = [tempo.bpm(int(start + beat) * TICKS_PER_BEAT) for beat in range(int(echo.length) + 1)]
    assert bpm == pytest.approx([92 + 12 * beat / 32 for beat in range(33)], abs=0.001)


def test_the_bridge_has_the_three_common_tones_only():
    """E, A and B: what the two scales share."""
    _, bridge = section(HARMONY, "Bridge")
    tones = {key % 12 for voice in bridge.backing for sound in bridge.voice(voice) for key in sound.keys}
    assert tones == {4, 9, 11}


def test_the_bridge_locks_on_beats_0_12_and_24():
    """Three beats against four: only then do both leaders strike at once."""
    start, bridge = section(HARMONY, "Bridge")
    both = set(strokes(HARMONY, Lane.LEE)) & set(strokes(HARMONY, Lane.TAKAICHI))
    assert sorted(beat - start for beat in both if 0 <= beat - start <= bridge.length) == [0, 12, 24]


@pytest.mark.parametrize(
    ("name", "players", "traditional"),
    [("Arirang", ("Flute", "Strings"), ARIRANG), ("Sakura", ("Koto", "Piano"), SAKURA)],
)
def test_a_traditional_tune_is_played_whole(name, players, traditional):
    """The top voice of its two players, in turn, has every tone of the tune in its place, octaves aside."""
    start, each = section(HARMONY, name)
    melody = tune(traditional.notes, Fraction(traditional.bar)).sounds
    for sound, halfway in ((s, s.beat * 2 >= each.length) for s in melody):
        felt = sound.beat + (Fraction(1, 6) if name == "Arirang" and sound.beat % 1 else 0)
        player = next(part for part in HARMONY.parts if part.name == players[halfway])
        top = max(key for s in HARMONY.part(player) if s.beat == start + felt for key in s.keys)
        assert top % 12 == sound.keys[0] % 12, sound


def test_the_two_traditional_tunes_have_equal_time():
    """With the lead-in that belongs to the first, they differ by less than two seconds."""
    lead_in, arirang, sakura = (section(HARMONY, name)[1].length for name in ("Lead-in", "Arirang", "Sakura"))
    assert abs((lead_in + arirang) - sakura) * 60 / common_harmony.BPM < 2


def test_more_than_eight_parts_are_refused():
    """The backing stays small enough for the drums to be in front."""
    voices = tuple(Part(f"Part {n}", program=n).plays("C4:4") for n in range(9))
    drums = (Drums("K . . .", KIT),)
    crowded = Section("All", Sharing.UNISON, bars=1, bpm=100, lee=drums, takaichi=drums, backing=voices)
    with pytest.raises(ScoreError, match="9 parts"):
        to_midi(Piece("crowded", {"en": "Crowded"}, (crowded,)))


def test_music_that_does_not_fill_its_section_is_refused():
    """A bar too few is told with the section and the part."""
    drums = (Drums("K . . .", KIT),)
    short = Section("Verse", Sharing.UNISON, bars=2, bpm=100, lee=drums, takaichi=drums)
    with pytest.raises(ScoreError, match="Verse, lee"):
        to_midi(Piece("short", {"en": "Short"}, (short,)))
