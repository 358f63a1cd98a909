"""Backings that are kept."""

from __future__ import annotations

import os

import pytest
import soundfile

from drumjam.rules.chart import Level
from drumjam.sound import cache
from drumjam.sound.cache import make_backing
from drumjam.sound.stems import render_stems
from tests.sound.fonts import note, plain_font, song, strokes
from tests.sound.songs import EXPERT, LEE, beat, chart


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Makes a backing in a folder and tells how often something was rendered."""
    midi = song(strokes((0, 38), (1, 36)) + note(69, 1))
    own = chart(midi, [beat(0, LEE)])
    font = plain_font(tmp_path)
    renders = []

    def counted(*values, **named):
        renders.append(named)
        return render_stems(*values, **named)

    monkeypatch.setattr(cache, "render_stems", counted)

    def make(folder=tmp_path / "cache", levels=EXPERT, **named):
        return make_backing(folder, midi, own, levels, font, **named), len(renders)

    return make


def test_a_song_played_again_is_not_rendered_again(made):
    """The same song, levels, speed and lead-in give the file that is there, with its kit and gain."""
    first, _ = made()
    again, renders = made()
    assert renders == 1
    assert (again.path, again.kit, again.gain) == (first.path, first.kit, first.gain)
    assert soundfile.info(again.path).subtype == "PCM_16"


@pytest.mark.parametrize(
    "other", [{"speed": 0.5}, {"lead_in": 1.0}, {"rate": 44_100}, {"levels": (Level.EASY, Level.EXPERT)}]
)
def test_what_changes_the_sound_changes_the_name(made, other):
    """Another speed, lead-in, rate or level is another file."""
    first, _ = made()
    changed, renders = made(**other)
    assert renders == 2
    assert changed.path != first.path


@pytest.mark.parametrize("damage", [lambda data: data[:100], lambda data: b"", lambda data: data[:-1] + b"\x55"])
def test_a_damaged_file_is_made_again(made, damage):
    """Cut off, empty or changed: rendered again, without an error."""
    first, _ = made()
    whole = first.path.read_bytes()
    first.path.write_bytes(damage(whole))
    again, renders = made()
    assert renders == 2
    assert again.path.read_bytes() == whole


def test_a_damaged_note_beside_a_file_is_no_error(made):
    """The file of kit and gain may be damaged as well."""
    first, _ = made()
    first.path.with_suffix(".json").write_text("{")
    assert made()[1] == 2


def test_a_folder_that_cannot_be_written_is_no_error(made, tmp_path):
    """The song is played from a temporary file, which goes with it."""
    (tmp_path / "file").write_text("")
    backing, _ = made(tmp_path / "file")
    path = backing.path
    assert soundfile.info(path).frames > 0
    del backing
    assert not path.exists()


def test_the_folder_keeps_its_limit(made, monkeypatch):
    """What was played longest ago goes first; what was just made never goes."""
    paths = [made(speed=speed)[0].path for speed in (1.0, 1.25, 1.5)]
    for age, path in zip((30, 10, 20), paths, strict=True):
        os.utime(path, (1e9 - age, 1e9 - age))
    size = sum(path.stat().st_size for path in paths)
    monkeypatch.setattr(cache, "LIMIT", size)
    new = made(speed=0.9)[0].path
    assert [path.exists() for path in (*paths, new)] == [False, True, False, True]
    monkeypatch.setattr(cache, "LIMIT", 0)
    last = made(speed=0.8)[0].path
    assert sorted(last.parent.glob("*.wav")) == [last]
    assert sorted(last.parent.glob("*.json")) == [last.with_suffix(".json")]
