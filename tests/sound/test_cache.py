"""Backings that are kept."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from drumjam.rules.chart import Level
from drumjam.sound import cache
from drumjam.sound.cache import make_backing
from drumjam.sound.store import Store
from tests.sound.fonts import note, plain_font, song, strokes
from tests.sound.songs import EXPERT, LEE, beat, chart


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Makes a backing in a folder; tells it with what was rendered for it: tones, mixes."""
    midi = song(strokes((0, 38), (1, 36)) + note(69, 1))
    own = chart(midi, [beat(0, LEE)])
    font = plain_font(tmp_path)
    work: list[str] = []
    for name in ("render_tones", "mix_stems"):
        monkeypatch.setattr(cache, name, counted(getattr(cache, name), work))

    def make(folder=tmp_path / "cache", levels=EXPERT, **named):
        work.clear()
        return make_backing(Store(folder), midi, own, levels, font, **named), tuple(work)

    return make


def counted(function, work):
    """The same function, which notes down that it was called."""

    def call(*values, **named):
        work.append(function.__name__)
        return function(*values, **named)

    return call


ALL, MIX = ("render_tones", "mix_stems"), ("mix_stems",)


def test_a_song_played_again_is_not_rendered_again(made):
    """The same song, levels, speed and lead-in give the file that is there, with the same drums."""
    first, work = made()
    assert work == ALL
    again, work = made()
    assert work == ()
    assert (again.path, again.shares) == (first.path, first.shares)
    assert set(again.keysounds) == set(first.keysounds)
    for name, sound in first.keysounds.items():
        np.testing.assert_allclose(again.keysounds[name], sound, rtol=1e-6)
    assert soundfile.info(again.path).subtype == "PCM_16"


@pytest.mark.parametrize(
    ("other", "needed"),
    [
        ({"speed": 0.5}, ALL),
        ({"rate": 44_100}, ALL),
        ({"lead_in": 1.0}, MIX),
        ({"levels": (Level.EASY, Level.EXPERT)}, MIX),
    ],
)
def test_what_changes_the_sound_changes_the_name(made, other, needed):
    """Another speed, lead-in, rate or level is another file; tones are rendered again only where they differ."""
    first, _ = made()
    changed, work = made(**other)
    assert work == needed
    assert changed.path != first.path


def test_a_level_sounds_the_same_whether_it_was_the_first_or_not(made, tmp_path):
    """Byte for byte, with the song's tones at hand or made for it."""
    easy = (Level.EASY, Level.EASY)
    made()
    after, _ = made(levels=easy)
    alone, _ = made(tmp_path / "other", levels=easy)
    assert alone.path.read_bytes() == after.path.read_bytes()


def test_a_lead_in_is_silence_in_front(made):
    """Song time 0 stands behind so many seconds of nothing; the rest is the same."""
    plain, moved = (soundfile.read(made(lead_in=lead)[0].path)[0] for lead in (0.0, 0.25))
    assert not moved[:12_000].any()
    assert np.array_equal(moved[12_000:], plain)
    with pytest.raises(ValueError, match="lead-in"):
        made(lead_in=-1.0)


def test_damaged_files_are_made_again(made):
    """Whatever is no longer whole, tones or backing, without an error."""
    first, _ = made()
    whole = first.path.read_bytes()
    tones = next(path for path in first.path.parent.glob("*.wav") if path != first.path)
    first.path.write_bytes(whole[:100])
    again, work = made()
    assert work == MIX
    assert again.path.read_bytes() == whole
    for path in (first.path, tones):
        path.write_bytes(b"")
    again, work = made()
    assert work == ALL
    assert again.path.read_bytes() == whole


def test_tones_that_another_game_takes_away_are_no_error(made, monkeypatch):
    """Gone between being kept and being read: the song is made of what was rendered."""

    def gone(*_values, **_named):
        raise soundfile.LibsndfileError(2)

    monkeypatch.setattr(cache.soundfile, "read", gone)
    backing, work = made()
    assert work == ALL
    assert backing.path.exists()


def test_a_folder_that_cannot_be_written_is_no_error(made, tmp_path):
    """The song is played from a temporary file, which goes with it."""
    (tmp_path / "file").write_text("")
    backing, _ = made(tmp_path / "file", lead_in=0.25)
    path = backing.path
    assert soundfile.info(path).frames > 12_000
    assert backing.keysounds
    del backing
    assert not path.exists()
