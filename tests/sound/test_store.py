"""Sounds that are kept for the next time."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
import soundfile

from drumjam.sound.store import LEFT_OVER, Store

SOUND = (0.1 * np.random.default_rng(0).standard_normal((1000, 2))).astype(np.float32)


@pytest.fixture
def store(tmp_path):
    """A store in a folder that is not there yet."""
    return Store(tmp_path / "sound")


def test_what_is_kept_is_found(store):
    """The file and the note beside it come back; other names are not there."""
    kept = store.keep("one", SOUND, 48_000, {"gain": 1.5}, silence=10)
    assert store.find("one") == kept
    assert kept.about == {"gain": 1.5}
    assert soundfile.info(kept.path).frames == 1010
    assert store.find("other") is None


@pytest.mark.parametrize("damage", [lambda data: data[:100], lambda data: b"", lambda data: data[:-1] + b"\x55"])
def test_a_damaged_sound_is_not_there(store, damage):
    """Cut off, empty or changed by a single byte: to be made again."""
    kept = store.keep("one", SOUND, 48_000, {})
    kept.path.write_bytes(damage(kept.path.read_bytes()))
    assert store.find("one") is None


@pytest.mark.parametrize("note", ["", "{", "[]", '{"sum": 1}', '{"sum": null, "about": 3}'])
def test_a_damaged_note_is_not_there(store, note):
    """Neither is a sound whose note cannot be read, or was changed."""
    kept = store.keep("one", SOUND, 48_000, {"gain": 1.5})
    beside = kept.path.with_suffix(".json")
    changed = json.dumps(json.loads(beside.read_text()) | {"about": {"gain": 2.5}})
    for text in (note, changed):
        beside.write_text(text)
        assert store.find("one") is None


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path):
    """A file in the folder's place is no error."""
    (tmp_path / "file").write_text("")
    assert Store(tmp_path / "file").keep("one", SOUND, 48_000, {}) is None


def ages(store, *names):
    """Make the sounds so, the first one the oldest; the bytes of one."""
    for age, name in enumerate(names):
        path = store.keep(name, SOUND, 48_000, {}).path
        os.utime(path, (1e9 + age, 1e9 + age))
    return path.stat().st_size


def names(store):
    """What is there, by name, each with its note."""
    there = sorted(path.stem for path in store.folder.glob("*.wav"))
    assert there == sorted(path.stem for path in store.folder.glob("*.json"))
    return there


def test_the_folder_keeps_its_limit(store):
    """What was not used for longest goes first; to be found is to be used."""
    size = ages(store, "old", "middle", "new")
    store.find("old")
    store.limit = 3 * size
    store.keep("newest", SOUND, 48_000, {})
    assert names(store) == ["new", "newest", "old"]


def test_the_newest_sound_stays_even_if_it_is_larger(store):
    """Otherwise it could never be played."""
    ages(store, "old")
    store.limit = 0
    assert store.keep("large", SOUND, 48_000, {}) == store.find("large")
    assert names(store) == ["large"]


def test_what_a_writer_left_half_done_is_cleared_after_a_day(store):
    """Younger ones may still be written to."""
    ages(store, "old")
    parts = [store.folder / f".drumjam-{age}.part" for age in ("young", "old")]
    for part, age in zip(parts, (0.5, 1.5), strict=True):
        part.write_bytes(b"x")
        os.utime(part, ns=(0, round((part.stat().st_mtime - age * LEFT_OVER) * 1e9)))
    store.keep("new", SOUND, 48_000, {})
    assert [part.exists() for part in parts] == [True, False]


def test_another_game_may_clear_the_same_folder(store, monkeypatch):
    """A file that goes while room is made is no error."""
    size = ages(store, "old", "middle")
    unlink = type(store.folder).unlink

    def gone(path, missing_ok=False):
        unlink(path, missing_ok=missing_ok)
        if path.suffix == ".wav":
            raise PermissionError("in use")

    store.limit = size
    monkeypatch.setattr(type(store.folder), "unlink", gone)
    assert store.keep("new", SOUND, 48_000, {}) is not None
