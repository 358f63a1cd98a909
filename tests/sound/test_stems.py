"""A song's two halves: what both leaders play, and all the rest."""

from __future__ import annotations

import mido
import numpy as np
import pytest

from drumjam.rules.chart import Lane, Level, Note, Pad, Source
from drumjam.sound import stems
from drumjam.sound.division import divide
from drumjam.sound.keysounds import DrumLevel
from drumjam.sound.kit import Kit
from drumjam.sound.loudness import loudness
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import CEILING, DRUM_CEILING, FULL, render_stems
from tests.sound.fonts import ROOT, SHIPPED, STROKE, FontBuilder, control, note, plain_font, song, strokes
from tests.sound.songs import EXPERT, LEE, TAKAICHI, beat, chart

RATE = 48_000
PADS = {Pad.DRUM: 38, Pad.CYMBAL: 46}


def onsets(sound, least=0.02):
    """Seconds at which a sound begins after at least 20 ms of near silence."""
    heard = np.abs(sound).max(axis=1) > least * np.abs(sound).max()
    places = np.flatnonzero(heard)
    starts = places[np.diff(places, prepend=-RATE) > RATE // 50]
    return starts / RATE


DRY, DRY_DRUMS = control(91, 0), control(91, 0, channel=9)
"""What keeps a channel out of the room."""


def loud(sound, start, end):
    """Root mean square between two times."""
    return float(np.sqrt((sound[round(start * RATE) : round(end * RATE)] ** 2).mean()))


def test_every_note_sounds_in_the_drums_at_its_time(tmp_path):
    """Onsets in the drums stand within 2 ms of the chart's notes, with tempo and speed counted."""
    beats = [0, 1, 2.5, 3.25, 4, 5.125, 7]
    midi = song(DRY_DRUMS + strokes(*((place, 38) for place in beats)))
    notes = [beat(place, LEE if number % 2 else TAKAICHI) for number, place in enumerate(beats)]
    for speed in (1.0, 0.5, 1.5):
        stems = render_stems(midi, chart(midi, notes), EXPERT, plain_font(tmp_path), speed=speed)
        np.testing.assert_allclose(onsets(stems.drums), np.array(beats) * 0.5 / speed, atol=0.002)


def test_a_leader_with_a_louder_kit_stays_under_the_ceilings(tmp_path):
    """The drums that are heard are those that find room; the other leader's are the song's own."""
    font = FontBuilder()
    for program, gain in ((0, 0.2), (16, 1.0)):
        font.preset(128, program, ({ROOT: 38}, font.sample(STROKE * np.float32(gain))))
    opened = SoundFont.open(font.save(tmp_path))
    midi = song(DRY_DRUMS + strokes((1, 38), (3, 38)))
    both = chart(midi, [beat(1, LEE), beat(3, TAKAICHI)])
    own = render_stems(midi, both, EXPERT, opened)
    other = render_stems(midi, both, EXPERT, opened, kits={TAKAICHI: 16})
    for made in (own, other):
        assert np.abs(made.drums).max() <= DRUM_CEILING + 1e-6
        assert np.abs(made.drums + made.backing).max() <= FULL + 1e-6
    shares = [loud(made.drums, 1.5, 1.8) / loud(made.drums, 0.5, 0.8) for made in (own, other)]
    assert shares[0] == pytest.approx(1.0, rel=0.05)
    assert shares[1] > 1.5


def test_silence_in_front_of_a_drum_sample_is_left_out(tmp_path):
    """A sample that begins with silence still sounds at its note."""
    font = FontBuilder()
    font.preset(128, 0, ({ROOT: 38}, font.sample(np.concatenate([np.zeros(150, np.float32), STROKE]))))
    midi = song(DRY_DRUMS + strokes((1, 38)))
    stems = render_stems(midi, chart(midi, [beat(1, LEE)]), EXPERT, SoundFont.open(font.save(tmp_path)))
    np.testing.assert_allclose(onsets(stems.drums), [0.5], atol=0.001)


def test_what_the_lanes_took_is_not_in_the_backing(tmp_path):
    """With every stroke taken the backing of a drum song is silent; melodic notes stay."""
    midi = song(strokes((0, 38), (1, 36)) + note(69, 4))
    stems = render_stems(midi, chart(midi, [beat(0, LEE), beat(1, TAKAICHI, 36)]), EXPERT, plain_font(tmp_path))
    assert not stems.backing[: round(1.5 * RATE)].any()
    assert loud(stems.backing, 2.0, 2.4) > 0.01
    assert loud(stems.drums, 2.0, 2.4) == 0


def test_strokes_that_no_lane_took_stay_in_the_backing(tmp_path):
    """At a lower level the strokes that it leaves out are heard in the backing, each once."""
    midi = song(DRY_DRUMS + strokes((0, 38), (1, 38), (2, 38), (3, 38)))
    whole = chart(midi, [beat(place, LEE) for place in range(4)], easy=[beat(0, LEE), beat(2, LEE)])
    stems = render_stems(midi, whole, (Level.EASY, Level.EASY), plain_font(tmp_path))
    np.testing.assert_allclose(onsets(stems.drums), [0, 1], atol=0.002)
    np.testing.assert_allclose(onsets(stems.backing), [0.5, 1.5], atol=0.002)


def test_a_note_takes_the_stroke_next_to_it(tmp_path):
    """Where a chart moved a stroke onto its instant (30 ms at most), that stroke is taken; farther ones are not."""
    midi = song(DRY_DRUMS + strokes((1.05, 38), (3.1, 38)))
    stems = render_stems(midi, chart(midi, [beat(1, LEE), beat(3, LEE)]), EXPERT, plain_font(tmp_path))
    np.testing.assert_allclose(onsets(stems.drums), [0.5, 1.5], atol=0.002)
    np.testing.assert_allclose(onsets(stems.backing), [1.55], atol=0.002)


def test_doubled_strokes_are_taken_together(tmp_path):
    """Layers of one stroke (same tick and key, twice) do not leave a double in the backing."""
    midi = song(strokes((1, 38)), strokes((1, 38), velocity=60))
    stems = render_stems(midi, chart(midi, [beat(1, LEE)]), EXPERT, plain_font(tmp_path))
    assert not stems.backing.any()


def test_leaders_of_two_parts_take_their_own_strokes(tmp_path):
    """In a file of two parts a leader's note takes the stroke of that leader's track alone."""
    midi = song(DRY_DRUMS + strokes((0, 38), (1, 38)), strokes((0, 38), (1, 38)), names=("Lee", "Takaichi"))
    notes = [beat(place, lane) for place in (0, 1) for lane in (LEE, TAKAICHI)]
    two = chart(midi, notes, Source.TWO_PARTS, easy=[beat(0, LEE), beat(0, TAKAICHI), beat(1, LEE)])
    assert not render_stems(midi, two, EXPERT, plain_font(tmp_path)).backing.any()
    stems = render_stems(midi, two, (Level.EASY, Level.EASY), plain_font(tmp_path))
    np.testing.assert_allclose(onsets(stems.backing), [0.5], atol=0.002)


def test_marks_of_rolls_do_not_sound(tmp_path):
    """Keys 126 and 127 of a file of two parts are signs, not strokes."""
    midi = song(strokes((0, 38), (1, 126), (1, 127)), strokes((0, 38)), names=("Lee", "Takaichi"))
    font = SoundFont.open(SHIPPED)
    stems = render_stems(midi, chart(midi, [beat(0, LEE), beat(0, TAKAICHI)], Source.TWO_PARTS), EXPERT, font)
    assert not stems.backing.any()


def test_lanes_stand_on_their_leaders_sides(tmp_path):
    """Lee's drums are louder on the left, Takaichi's on the right, as much."""
    midi = song(DRY_DRUMS + strokes((0, 38), (2, 38)))
    drums = render_stems(midi, chart(midi, [beat(0, LEE), beat(2, TAKAICHI)]), EXPERT, plain_font(tmp_path)).drums
    lee, takaichi = (drums[start : start + RATE // 2].std(axis=0) for start in (0, RATE))
    assert lee[0] > 1.2 * lee[1]
    np.testing.assert_allclose(lee, takaichi[::-1], rtol=1e-3)


def test_drums_are_played_as_the_file_has_them(tmp_path):
    """Kit, volume and room are those of the strokes that were taken; a part muted for playing along is heard."""
    program = [(0, mido.Message("program_change", channel=9, program=16))]
    midi = song(program + control(7, 64, channel=9) + DRY_DRUMS + strokes((1, 38)))
    assert divide(midi, chart(midi, [beat(1, LEE)]), EXPERT, plain_font(tmp_path)).kit == Kit(
        16, pytest.approx((64 / 127) ** 2), 0.0
    )
    muted = song(control(7, 0, channel=9) + strokes((1, 38)))
    own = chart(muted, [beat(1, LEE)])
    assert divide(muted, own, EXPERT, plain_font(tmp_path)).kit == Kit()
    assert render_stems(muted, own, EXPERT, plain_font(tmp_path)).drums.any()


def test_strokes_keep_the_volume_of_their_passage(tmp_path):
    """Where the file turns its drums down the strokes are softer, against the loudest passage."""
    midi = song(control(7, 100, channel=9) + control(7, 50, 2, channel=9) + strokes((1, 38), (3, 38)))
    division = divide(midi, chart(midi, [beat(1, LEE), beat(3, LEE)]), EXPERT, plain_font(tmp_path))
    assert [stroke.share for stroke in division.strokes] == pytest.approx([1.0, 0.25])


def test_drums_of_the_backing_stand_in_the_same_room_as_keysounds(tmp_path):
    """A stroke rings on alike, whether it is played or left to the backing; what is kept out of the room does not."""
    soft, tones = strokes((1, 38), (4, 38), velocity=30), note(69, 10, 20, 127)
    midi = song(soft, tones)
    own = chart(midi, [beat(1, LEE, velocity=30), beat(4, LEE, velocity=30)], easy=[beat(1, LEE, velocity=30)])
    stems = render_stems(midi, own, (Level.EASY, Level.EASY), plain_font(tmp_path))
    played, left = (
        [loud(sound, begin + after, begin + after + 0.1) for after in (0.0, 0.25)]
        for sound, begin in ((stems.drums, 0.5), (stems.backing, 2.0))
    )
    assert played[1] / played[0] == pytest.approx(left[1] / left[0], rel=0.25)
    dry = song(DRY_DRUMS + soft, tones)
    quiet = render_stems(dry, own, (Level.EASY, Level.EASY), plain_font(tmp_path))
    assert loud(quiet.drums, 0.75, 0.85) < 0.1 * played[1] * loud(quiet.drums, 0.5, 0.6) / played[0]


def mixed_song():
    """Eight bars of tones and drums; every second stroke is Lee's."""
    places = [number / 2 for number in range(64)]
    tones = [event for place in places for event in note(60 + round(place * 5) % 12, place, 0.5, 80)]
    midi = song(strokes(*((place, 38) for place in places)), tones)
    return midi, chart(midi, [beat(place, LEE if number % 2 else TAKAICHI) for number, place in enumerate(places)])


def test_every_song_is_as_loud(tmp_path):
    """Backing and drums together are at -16 LUFS, half a unit at most beside it, and keep their ceilings."""
    midi, whole = mixed_song()
    quiet = song(control(7, 50) + [event for place in range(40) for event in note(72, place, 0.9)])
    for played, own in ((midi, whole), (quiet, chart(quiet, [beat(0, LEE)]))):
        stems = render_stems(played, own, EXPERT, plain_font(tmp_path))
        assert loudness(stems.backing, stems.drums, rate=RATE) == pytest.approx(-16, abs=0.5)
        assert np.abs(stems.backing).max() <= CEILING
        assert np.abs(stems.drums).max() <= DRUM_CEILING


def test_a_perfect_play_passes_full_scale_nowhere(tmp_path):
    """Both leaders strike every note at once, as loud as can be, over a backing as loud as can be."""
    places = range(32)
    tones = [event for place in places for key in range(48, 72) for event in note(key, place, 1, 127)]
    midi = song(control(7, 127) + control(7, 127, channel=9) + strokes(*((p, 38) for p in places), velocity=127), tones)
    both = [Note(480 * place, lane, pad, key, 127) for place in places for lane in Lane for pad, key in PADS.items()]
    stems = render_stems(midi, chart(midi, both), EXPERT, plain_font(tmp_path))
    assert np.abs(stems.drums).max() <= DRUM_CEILING * (1 + 1e-6)
    assert np.abs(stems.backing + stems.drums).max() <= FULL * (1 + 1e-6)
    assert loud(stems.backing, 0, 10) > 0.05


def test_a_song_that_is_as_loud_as_it_should_be_keeps_its_ceilings_too(tmp_path, monkeypatch):
    """Its loudness is right from the start, a chord of all keys in it is not."""
    chord = [event for key in range(48, 84) for event in note(key, 30, 1, 127)]
    midi = song(control(7, 127), [event for place in range(64) for event in note(60, place, 1, 45)], chord)
    measured = []
    monkeypatch.setattr(stems, "loudness", lambda *sound, rate: measured.append(loudness(*sound, rate=rate)) or -99.0)
    render_stems(midi, chart(midi, []), EXPERT, plain_font(tmp_path))
    monkeypatch.setattr(stems, "loudness", loudness)
    monkeypatch.setattr(stems, "TARGET", measured[0])
    made = render_stems(midi, chart(midi, []), EXPERT, plain_font(tmp_path))
    assert np.abs(made.backing).max() == pytest.approx(CEILING, rel=1e-3)


def test_accents_stay_louder_than_other_strokes(tmp_path):
    """A song of soft strokes is not turned up until its few loud ones meet them at the ceiling."""
    places = range(0, 64, 2)
    velocities = [127 if place == 32 else 40 for place in places]
    played = [strokes((place, 38), velocity=v) for place, v in zip(places, velocities, strict=True)]
    midi = song(control(7, 127, channel=9) + [event for one in played for event in one])
    notes = [beat(place, LEE, velocity=v) for place, v in zip(places, velocities, strict=True)]
    drums = render_stems(midi, chart(midi, notes), EXPERT, plain_font(tmp_path)).drums
    soft, accent = loud(drums, 15.0, 15.1), loud(drums, 16.0, 16.1)
    assert accent > 3 * soft


def test_speed_changes_times_and_not_pitches(tmp_path):
    """At half speed a tone lasts twice as long at the same pitch."""
    midi = song(DRY + note(69, 0, 2))
    for speed, seconds in ((1.0, 1.0), (0.5, 2.0)):
        sound = render_stems(midi, chart(midi, []), EXPERT, plain_font(tmp_path), speed=speed).backing[:, 0]
        heard = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())[-1] / RATE
        assert heard == pytest.approx(seconds, abs=0.02)
        assert np.argmax(np.abs(np.fft.rfft(sound[: RATE // 2]))) * 2 == pytest.approx(441, abs=2)


def test_silence_stays_silence(tmp_path):
    """A song of which nothing is heard gives finite silence, not noise."""
    midi = song(note(60, 0, velocity=1) + control(7, 0))
    stems = render_stems(midi, chart(midi, []), EXPERT, plain_font(tmp_path))
    assert not stems.backing.any()
    assert not stems.drums.any()
    assert stems.level == DrumLevel(1.0)


@pytest.mark.parametrize("wrong", [{"speed": 0.0}, {"speed": float("nan")}, {"rate": 100}])
def test_values_out_of_range_are_refused(tmp_path, wrong):
    """Speed, lead-in and rate must be possible."""
    midi = song(note(60, 0))
    with pytest.raises(ValueError, match="is "):
        render_stems(midi, chart(midi, []), EXPERT, plain_font(tmp_path), **wrong)


def test_a_song_that_lasts_too_long_is_refused(tmp_path, monkeypatch):
    """Before memory is taken for it; at another speed it may fit."""
    midi = song(note(69, 0, 8) + strokes((1, 38)))
    own, font = chart(midi, [beat(1, LEE)]), plain_font(tmp_path)
    monkeypatch.setattr(stems, "LONGEST", 3.0)
    with monkeypatch.context() as patch:
        patch.setattr(stems, "Synth", None)
        with pytest.raises(stems.SongLengthError, match="minutes"):
            render_stems(midi, own, EXPERT, font)
    assert len(render_stems(midi, own, EXPERT, font, speed=2.0).backing)
