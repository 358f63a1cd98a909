"""song.ini: what the folder of a song says, in any charset and any case."""

from __future__ import annotations

from pathlib import Path

import pytest

from drumjam.formats.songini import SongIni, parse_ini, read_ini
from tests.formats.gemfiles import OWN
from tests.midi.mutator import mutated


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("さくら・夜の歌", "shift_jis"),
        ("아리랑의 노래", "cp949"),
        ("Café del Mar", "latin-1"),
        ("Motörhead", "utf-8"),
        ("Ångström", "utf-16"),
        ("Plain", "ascii"),
    ],
)
def test_a_title_is_read_in_its_charset(text: str, charset: str) -> None:
    """Japanese, Korean, western and Unicode files."""
    assert parse_ini(f"[song]\nname = {text}\nartist = Band\n".encode(charset)).name == text


def test_everything_asked_is_found() -> None:
    """Keys in any case, with or without spaces; values without their colours; comments are none."""
    text = (
        "; made by a tool\n[Song]\nNAME=<color=#00FF00>Green</color> song\nArtist =  Band \n# charter = nobody\n"
        "frets = Old hand\npro_drums = True\nfive_lane_drums=1\nDelay = -120\nsong_length = 99999999999999999999\n"
    )
    assert parse_ini(text.encode()) == SongIni("Green song", "Band", "Old hand", True, True, -120.0)
    assert parse_ini(b"charter = A\r\nfrets = B\r\nname = a = b").charter == "A"


@pytest.mark.parametrize("value", ["", "soon", "-", "1e9", "nan"])
def test_a_delay_without_sense_is_none(value: str) -> None:
    """Whatever stands there."""
    assert parse_ini(f"delay = {value}".encode()).delay_ms in (0.0, 1.0)


def test_damaged_files_say_what_they_can() -> None:
    """No bytes make an error of it."""
    originals = [(OWN / "song.ini").read_bytes()]
    names = [parse_ini(mutated(originals, number)).name for number in range(300)]
    assert names.count("Own chart") > 100


def test_a_folder_s_own_is_read(tmp_path: Path) -> None:
    """Its name in any case; a folder without one says nothing, nor does one that is a folder itself."""
    assert read_ini(tmp_path) == read_ini(tmp_path / "none") == SongIni()
    (tmp_path / "song.ini").mkdir()
    assert read_ini(tmp_path) == SongIni()
    (tmp_path / "Song.INI").write_bytes(b"[song]\nname = Loud")
    assert read_ini(tmp_path).name == "Loud"
    assert read_ini(OWN) == SongIni("Own chart", "drumjam test", "drumjam test", pro_drums=True)
