"""Sound files."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from drumjam.sound.files import BLOCK, Depth, SoundFileError, check_place, write_sound

SOUND = np.clip(0.3 * np.random.default_rng(5).standard_normal((BLOCK + 1000, 2)), -0.99, 0.99).astype(np.float32)


@pytest.mark.parametrize("ending", [".wav", ".flac", ".WAV"])
def test_wav_and_flac_keep_every_sample(tmp_path, ending):
    """What was written is read back within 24 bits, so that stems in files still add up."""
    path = tmp_path / "new" / f"song{ending}"
    write_sound(path, SOUND, 48_000)
    read, rate = soundfile.read(path, dtype="float32")
    assert rate == 48_000
    np.testing.assert_allclose(read, SOUND, atol=2.5e-7)


def test_ogg_is_written_in_blocks(tmp_path, monkeypatch):
    """Ogg Vorbis keeps length and sound, and libsndfile never gets more frames at once than it can bear."""
    sizes = []
    write = soundfile.SoundFile.write
    monkeypatch.setattr(soundfile.SoundFile, "write", lambda file, data: sizes.append(len(data)) or write(file, data))
    write_sound(tmp_path / "song.ogg", SOUND, 44_100)
    assert max(sizes) <= 65_536
    assert soundfile.info(tmp_path / "song.ogg").frames == len(SOUND)


def test_the_game_plays_sixteen_bits(tmp_path):
    """The mixer's own files are WAV with 16 bits; what is too loud is clipped, not wrapped."""
    write_sound(tmp_path / "song.wav", np.array([[2.0, -2.0], [0.5, 0]], np.float32), 48_000, Depth.GAME)
    assert soundfile.info(tmp_path / "song.wav").subtype == "PCM_16"
    read, _ = soundfile.read(tmp_path / "song.wav")
    np.testing.assert_allclose(read, [[1, -1], [0.5, 0]], atol=1e-4)


@pytest.mark.parametrize("name", ["song.mp3", "song", "song.wav.txt"])
def test_other_endings_are_refused(tmp_path, name):
    """The refusal names the endings that work."""
    with pytest.raises(SoundFileError, match=r"\.wav, \.flac or \.ogg"):
        write_sound(tmp_path / name, SOUND, 48_000)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), AssertionError(), soundfile.SoundFileError("x")]
)
def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch, fault):
    """When writing fails half-way the old file stays as it was, nothing else is left, and the error is one line."""
    path = tmp_path / "song.wav"
    write_sound(path, SOUND[:10], 48_000)
    before = path.read_bytes()

    def fail(_file, _data):
        raise fault

    monkeypatch.setattr(soundfile.SoundFile, "write", fail)
    with pytest.raises(SoundFileError, match="cannot be written") as refused:
        write_sound(path, SOUND, 48_000)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_is_told(tmp_path):
    """A file in the way of the folder is an error with the path in it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SoundFileError, match="file"):
        write_sound(tmp_path / "file" / "song.wav", SOUND, 48_000)


@pytest.mark.parametrize("depth", list(Depth))
def test_silence_may_stand_in_front(tmp_path, depth):
    """So many frames of nothing, then the sound as it is without them."""
    write_sound(tmp_path / "song.wav", SOUND, 48_000, depth, silence=BLOCK + 5)
    write_sound(tmp_path / "plain.wav", SOUND, 48_000, depth)
    read, plain = (soundfile.read(tmp_path / name)[0] for name in ("song.wav", "plain.wav"))
    assert not read[: BLOCK + 5].any()
    assert np.array_equal(read[BLOCK + 5 :], plain)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_followed(tmp_path):
    """The file that a link leads to is written, and the link stays."""
    (tmp_path / "there").mkdir()
    link = tmp_path / "song.wav"
    link.symlink_to(tmp_path / "there" / "real.wav")
    check_place(link)
    write_sound(link, SOUND[:10], 48_000)
    assert link.is_symlink()
    assert soundfile.info(tmp_path / "there" / "real.wav").frames == 10


@pytest.mark.parametrize("write", [check_place, lambda path: write_sound(path, SOUND[:10], 48_000)])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_plain_file_stays(tmp_path, write):
    """A pipe or a folder is refused in words."""
    os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "folder.wav").mkdir()
    for name in ("pipe.wav", "folder.wav"):
        with pytest.raises(SoundFileError, match="something else than a file"):
            write(tmp_path / name)
    assert (tmp_path / "pipe.wav").is_fifo()


@pytest.mark.parametrize("write", [check_place, lambda path: write_sound(path, SOUND[:10], 48_000)])
def test_the_system_s_own_reason_is_told(tmp_path, monkeypatch, write):
    """A folder that may not be written is no full disk."""

    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SoundFileError, match="Permission denied"):
        write(tmp_path / "song.wav")


def test_a_look_at_a_place_leaves_nothing(tmp_path):
    """Folders that are not there yet are not made by it, and what is there stays."""
    check_place(tmp_path / "new" / "song.wav")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SoundFileError, match=r"\.wav, \.flac or \.ogg"):
        check_place(tmp_path / "song.mp3")
