"""Settings: defaults, round trips, and a broken file that is kept but never in the way."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.formats.atomic import WriteError
from drumjam.library import settingsfile
from drumjam.library.checked import SettingsError
from drumjam.library.keys import Keys
from drumjam.library.settings import (
    LEADERS,
    LEVELS,
    NOTHING,
    PADS,
    Curve,
    Devices,
    Drums,
    Language,
    Mode,
    Play,
    Screen,
    Settings,
    Sound,
    Souvenir,
    Timing,
)
from drumjam.library.settingsfile import (
    HOMELESS,
    Loaded,
    SettingsFile,
    load_settings,
    save_settings,
    settings_bytes,
    settings_path,
)
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.replay import MODES

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
offsets = st.dictionaries(names, st.floats(-500, 500), max_size=3)
devices = st.builds(
    Devices,
    leader=st.dictionaries(names, st.sampled_from(LEADERS), max_size=3),
    pads=st.dictionaries(names, st.dictionaries(names, st.sampled_from((*PADS, NOTHING)), max_size=3), max_size=3),
    threshold=st.dictionaries(names, st.integers(1, 127), max_size=3),
    curve=st.dictionaries(names, st.sampled_from(Curve), max_size=3),
    cymbal_threshold=st.dictionaries(names, st.integers(1, 127), max_size=3),
    cymbal_curve=st.dictionaries(names, st.sampled_from(Curve), max_size=3),
)
chosen = st.builds(
    Settings,
    devices=devices,
    keys=st.lists(names, min_size=4, max_size=6, unique=True).map(lambda k: Keys((k[0],), (k[1],), (k[2],), (*k[3:],))),
    sound=st.builds(
        Sound, master=st.floats(0, 1), buffer=st.sampled_from([256, 512, 1024]), drums=st.sampled_from(Drums)
    ),
    timing=st.builds(Timing, lee_ms=offsets, takaichi_ms=offsets, visual_ms=st.floats(-500, 500)),
    screen=st.builds(Screen, language=st.sampled_from(Language), reduced_motion=st.booleans()),
    play=st.builds(Play, song=names, lee_level=st.sampled_from(["easy", "expert"])),
    souvenir=st.builds(
        Souvenir, player=st.just("") | names, guest=names, names=st.lists(names).map(tuple), dated=st.booleans()
    ),
)


@given(chosen)
@settings(max_examples=40)
def test_settings_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, wanted: Settings) -> None:
    """What is saved is loaded equal, without a notice."""
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save_settings(wanted, path)
    loaded = load_settings(path)
    assert loaded.settings == wanted
    assert loaded.notice is None


def test_modes_levels_leaders_and_pads_are_those_of_the_rules() -> None:
    """They are written again here, so that the first picture need not wait for the rules: the same words."""
    assert tuple(Mode) == MODES
    assert tuple(level.id for level in Level) == LEVELS
    assert tuple(lane.id for lane in Lane) == LEADERS
    assert tuple(pad.id for pad in Pad) == PADS


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    """A first start has settings, writes nothing and says nothing."""
    assert load_settings(tmp_path / "settings.toml").settings == Settings()
    assert list(tmp_path.iterdir()) == []


@given(st.binary(max_size=40))
@settings(max_examples=60)
def test_a_broken_file_is_kept_aside(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes give settings; if they were not understood, a notice names the copy that keeps them."""
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(data)
    loaded = load_settings(path)
    if loaded.notice:
        assert path.with_name("settings.toml.broken").read_bytes() == data
        assert "settings.toml.broken" in str(loaded.notice)
    assert load_settings(path).notice is None


def test_one_wrong_value_does_not_cost_the_others(tmp_path: Path) -> None:
    """Each value that can be read is taken; the wrong one is named and its default used."""
    path = tmp_path / "settings.toml"
    path.write_text('[screen]\npalette = "plaid"\ntext_size = 150\n[sound]\nmaster = 0.25\n')
    loaded = load_settings(path)
    assert loaded.settings == Settings(screen=Screen(text_size=150), sound=Sound(master=0.25))
    assert "'plaid' where standard or colour-blind or high contrast belongs" in str(loaded.notice)


@pytest.mark.parametrize(
    ("table", "wanted", "place"),
    [
        (
            "[timing]\nvisual_ms = 7\nlee_ms = { keyboard = 40, pad = 'bad', TD-17 = 12.5 }",
            Settings(timing=Timing(visual_ms=7.0, lee_ms={"keyboard": 40.0, "TD-17": 12.5})),
            "lee ms, pad",
        ),
        (
            "[devices]\nthreshold = { a = 20, b = 0, c = true }\ncurve = { a = 'steep', b = 'hard' }",
            Settings(devices=Devices(threshold={"a": 20}, curve={"b": Curve.HARD})),
            "threshold, b",
        ),
        (
            "[devices]\npads = { a = { 38 = 'drum', 40 = 'gong', 49 = 'cymbal' }, b = 3, c = { 51 = { x = 'drum' } } }",
            Settings(devices=Devices(pads={"a": {"38": "drum", "49": "cymbal"}})),
            "pads, a, 40",
        ),
        ("[devices]\nleader = { a = 'lee', b = 'me' }", Settings(devices=Devices(leader={"a": "lee"})), "leader, b"),
        (f"[timing]\nlee_ms.{'a.' * 3000}b = 1\nlee_ms.c = 2", Settings(timing=Timing({"c": 2.0})), "lee ms, a"),
        ("[sound]\nmaster = { a = 1 }\nfont = [{ a.b = 1 }]", Settings(), "master"),
    ],
)
def test_one_wrong_entry_does_not_cost_its_table(tmp_path: Path, table: str, wanted: Settings, place: str) -> None:
    """Offsets and pads of other devices are kept, however little of a table can be; the first wrong one is named."""
    path = tmp_path / "settings.toml"
    path.write_text(table)
    loaded = load_settings(path)
    assert loaded.settings == wanted
    assert f"settings.toml, {place})" in str(loaded.notice)
    assert path.with_name("settings.toml.broken").read_text() == table
    assert load_settings(path) == Loaded(wanted)


def test_a_second_broken_file_does_not_replace_the_first(tmp_path: Path) -> None:
    """What was set aside once stays."""
    path = tmp_path / "settings.toml"
    for text in ("first [", "second ["):
        path.write_text(text)
        load_settings(path)
    kept = sorted(file.read_text() for file in tmp_path.glob("*.broken*"))
    assert kept == ["first [", "second ["]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("[keys]\nlee_drum = ['K']", "key K is bound to lee_drum too"),
        ("[keys]\nlee_drum = []", "no key"),
        ("[sound]\nmaster = 2.0", "2.0 where a number from 0 to 1 belongs"),
        ("[sound]\nbuffer = 300", "300 where 256 or 512 or 1024 belongs"),
        ("[screen]\ncomments = 1", "1 where true or false belongs"),
        ("[timing]\nlee_ms = { keyboard = 900 }", "900.0 where a number from -500 to 500 belongs"),
        ("screen = 3", "screen is no table"),
        ("[devices]\nleader = { TD-17 = 'me' }", "'me' where lee or takaichi belongs"),
        ("[devices]\nleader = 'lee'", "'lee' where a table belongs"),
        ("[devices]\npads = { TD-17 = { 38 = 'gong' } }", "'gong' where drum or cymbal or nothing belongs"),
        ("[devices]\npads = { TD-17 = 38 }", "38 where a table belongs"),
        ("[devices]\nthreshold = { TD-17 = 0 }", "0 where a number from 1 to 127 belongs"),
        ("[devices]\nthreshold = { TD-17 = 9.5 }", "9.5 where a whole number belongs"),
        ("[devices]\ncurve = { TD-17 = 'steep' }", "'steep' where soft or even or hard belongs"),
        ("[sound]\nmaster = nan", "nan where a number"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, table: str, sentence: str) -> None:
    """The notice says which value, where, and what it may be, on one line."""
    path = tmp_path / "settings.toml"
    path.write_text(table)
    loaded = load_settings(path)
    assert sentence in str(loaded.notice)
    assert loaded.settings == Settings()


def test_swapped_keys_are_no_conflict(tmp_path: Path) -> None:
    """Keys are compared with each other, not with the defaults they replace."""
    path = tmp_path / "settings.toml"
    path.write_text("[keys]\nlee_cymbal = ['F']\nlee_drum = ['D']\n")
    assert load_settings(path).settings.keys == Keys(lee_cymbal=("F",), lee_drum=("D",))


def test_settings_refuse_what_cannot_be() -> None:
    """The settings screen gets the reason when it tries."""
    with pytest.raises(SettingsError, match=r"choose another key"):
        replace(Keys(), lee_drum=("J",))


def test_every_setting_has_a_line_in_the_file() -> None:
    """The file shows all there is to set."""
    lines = [line for line in settings_bytes(Settings()).decode().splitlines() if " = " in line]
    assert len(lines) == sum(len(fields(getattr(Settings(), part.name))) for part in fields(Settings))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_settings_that_are_no_file_are_left_alone(tmp_path: Path) -> None:
    """A pipe is not waited for: defaults are used, and that is said."""
    os.mkfifo(tmp_path / "settings.toml")
    loaded = load_settings(tmp_path / "settings.toml")
    assert loaded.settings == Settings()
    assert "the settings are not a file" in str(loaded.notice)


def test_a_number_beyond_all_floats_is_a_wrong_value(tmp_path: Path) -> None:
    """It gives way to its default, as any other does, and the file is kept aside."""
    path = tmp_path / "settings.toml"
    path.write_text(f"[sound]\nmaster = 1{'0' * 400}\nmusic = 0.5\n")
    loaded = load_settings(path)
    assert loaded.settings.sound == Sound(music=0.5)
    assert "kept as settings.toml.broken" in str(loaded.notice)


def test_two_programs_change_the_settings_beside_each_other(home: Path) -> None:
    """`drumjam calibrate` in a terminal beside an open game: each keeps what the other has written, and its own."""
    mine = theirs = Settings()
    game, command = SettingsFile(mine), SettingsFile(theirs)
    game.save(mine)
    theirs = command.merged(theirs)
    command.save(replace(theirs, timing=replace(theirs.timing, lee_ms={"keyboard": 12.0}), play=Play(speed=0.75)))
    mine = game.merged(replace(mine, play=replace(mine.play, lee_level="hard")))  # which no file tells of
    assert (mine.play.lee_level, mine.play.speed) == ("hard", 0.75)
    game.save(replace(mine, play=replace(mine.play, song="common-harmony")))
    kept = load_settings().settings
    assert kept.timing.lee_ms == {"keyboard": 12.0}
    assert (kept.play.song, kept.play.speed) == ("common-harmony", 0.75)
    settings_path().write_text("[play\n")  # what cannot be read does not win
    assert game.merged(kept) == kept


def test_settings_that_cannot_be_written_are_not_forgotten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed since stays in force: the older file is no news."""
    file = SettingsFile(Settings())
    file.save(Settings())
    changed = Settings(play=Play(speed=0.5))

    def full(path: Path, data: bytes) -> None:
        raise WriteError("cannot write: No space left on device", str(path))

    monkeypatch.setattr(settingsfile, "write_whole", full)
    with pytest.raises(WriteError):
        file.save(changed)
    assert file.merged(changed) == changed


def test_settings_that_cannot_be_read_are_kept_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is in them: the next change must not write over them."""
    path = tmp_path / "settings.toml"
    path.write_text("[play]\nspeed = 0.5\n")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "cannot read the settings: Permission denied" in str(loaded.notice)
    assert "kept as settings.toml.broken" in str(loaded.notice)
    assert (tmp_path / "settings.toml.broken").read_text() == "[play]\nspeed = 0.5\n"


@pytest.mark.usefixtures("homeless")
def test_without_a_home_there_are_defaults_and_one_sentence() -> None:
    """It says that nothing is kept; what is changed counts all the same, and is not written anywhere."""
    loaded = load_settings()
    assert loaded.settings == Settings()
    assert loaded.notice is not None
    assert loaded.notice.code == HOMELESS
    assert "nothing is kept" in str(loaded.notice)
    file, changed = SettingsFile(loaded.settings), Settings(souvenir=Souvenir(player="Mina"))
    assert file.merged(changed) == changed
    with pytest.raises(WriteError, match="home folder cannot be found"):
        file.save(changed)
