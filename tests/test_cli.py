"""The command line, called as a function: what each command prints, and what it says when it cannot."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drumjam.cli import main
from drumjam.formats.songfolder import chart_bytes, save_song
from drumjam.game.plan import planned
from drumjam.library.request import PlayRequest
from drumjam.library.settings import DrumKit, Play, Settings, Sound
from drumjam.library.settingsfile import save_settings
from drumjam.library.songs import resolve
from drumjam.rules.chart import Lane, Level, Note, Pad
from tests.charts import BEAT, small_chart
from tests.sound.fonts import plain_font

DATA = Path(__file__).parent / "data"
TWO_PARTS = str(DATA / "harmony_mixed.mid")
ONE_LINE = re.compile(r"drumjam: error: [^\n]+ \([^\n]+\): [^\n]+\n")


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The path of a small song folder."""
    save_song(tmp_path / "small", small_chart(), (DATA / "groove_5-4.mid").read_bytes())
    return str(tmp_path / "small")


def document(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What a command that succeeds prints as its one JSON document."""
    assert main([*words, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line of a command that fails."""
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert ONE_LINE.fullmatch(err), err
    assert out == ""
    return err


def test_midi_info_tells_what_is_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of the contract is there, and the text form names the drums."""
    info = document(capsys, "midi", "info", str(DATA / "groove_5-4.mid"))
    keys = "title format ticks_per_beat duration notes drum_notes last_onset tempo meter drum_parts repairs"
    assert set(info) >= set(keys.split())
    assert main(["midi", "info", str(DATA / "groove_5-4.mid")]) == 0
    assert "drum part" in capsys.readouterr().out


def test_chart_build_makes_song_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file gives one document and a folder with four levels that can be played at once."""
    built = document(capsys, "chart", "build", TWO_PARTS, "-o", str(tmp_path))
    assert built["source"] == "two parts"
    assert set(built["levels"]) == {"easy", "medium", "hard", "expert"}
    assert (Path(built["folder"]) / "song.mid").read_bytes() == Path(TWO_PARTS).read_bytes()
    notes = document(capsys, "chart", "notes", built["folder"])
    assert len(notes["notes"]) == sum(built["levels"]["expert"]["notes"].values())


def test_a_file_s_name_does_not_change_its_chart(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The same MIDI under two names gives the same chart.json, byte for byte."""
    for name in ("one.mid", "two.KAR"):
        (tmp_path / name).write_bytes((DATA / "groove_5-4.mid").read_bytes())
    built = document(capsys, "chart", "build", str(tmp_path), "-o", str(tmp_path / "out"))
    charts = {(Path(one["folder"]) / "chart.json").read_bytes() for one in built}
    assert [Path(one["folder"]).name for one in built] == ["one", "two"]
    assert len(charts) == 1


def test_a_bad_file_does_not_stop_the_rest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is told in one line, the others are built, and the exit code is 1."""
    (tmp_path / "bad.mid").write_bytes(b"GIF89a")
    words = ["chart", "build", str(tmp_path / "bad.mid"), TWO_PARTS, "-o", str(tmp_path), "--json"]
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert ONE_LINE.fullmatch(err)
    assert "bad.mid" in err
    assert [Path(one["folder"]).name for one in json.loads(out)] == ["harmony_mixed"]


def test_two_files_of_one_name_are_two_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The second gets hash digits."""
    for name, source in (("a", "groove_5-4.mid"), ("b", "groove_samba_2-4.mid")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.mid").write_bytes((DATA / source).read_bytes())
    built = document(capsys, "chart", "build", str(tmp_path), "-o", str(tmp_path / "out"))
    assert re.fullmatch(r"x x-[0-9a-f]{8}", " ".join(Path(one["folder"]).name for one in built))


def test_chart_notes_are_sorted_and_complete(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """Notes by tick, lane and pad, with seconds, unisons and sections."""
    notes = document(capsys, "chart", "notes", small, "--level", "expert")
    order = [(note["tick"], note["lane"], note["pad"]) for note in notes["notes"]]
    assert order == sorted(order)
    assert {note["tick"] for note in notes["notes"] if note["unison"]} == {0, 4 * BEAT, 8 * BEAT, 12 * BEAT}
    assert notes["notes"][-1]["time"] == 7.5
    assert notes["sections"] == [{"tick": 0, "time": 0.0, "name": "A", "device": "trading"}]
    assert notes["rating"] == 4.0


def test_each_leader_can_have_an_own_level(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """LEVEL,LEVEL is Lee's and Takaichi's."""
    notes = document(capsys, "chart", "notes", small, "--level", "expert,easy")
    lanes = [note["lane"] for note in notes["notes"]]
    assert (lanes.count("lee"), lanes.count("takaichi")) == (8, 4)
    assert notes["level"] == {"lee": "expert", "takaichi": "easy"}


def test_chart_check_is_silent_about_a_good_chart(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """Nothing wrong: no line, exit 0."""
    assert main(["chart", "check", small]) == 0
    assert capsys.readouterr().out == ""


def test_chart_check_names_what_cannot_be_played(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A line for each fault, beginning with the song, and exit 1."""
    chart = small_chart()
    extra = Note(10, Lane.LEE, Pad.CYMBAL, 38)
    levels = {level: tuple(sorted((*notes, extra))) for level, notes in chart.levels.items() if level != Level.HARD}
    bad = replace(chart, levels={**chart.levels, **levels})
    (tmp_path / "bad.json").write_bytes(chart_bytes(bad))
    assert main(["chart", "check", str(tmp_path / "bad.json")]) == 1
    said = capsys.readouterr().out
    assert all(line.startswith(f"{tmp_path / 'bad.json'}: ") for line in said.splitlines())
    assert "expert, lee, bar 1, beat 1: 10 ms to the next stroke, 70 at least" in said
    assert "medium, lee, bar 1, beat 1.02: a note that hard has not" in said
    assert "easy, lee, bar 1, beat 1.02: key 38 sounds like a drum, not a cymbal" in said


def test_chart_check_goes_on_behind_a_song_that_is_not_there(
    capsys: pytest.CaptureFixture[str], small: str, tmp_path: Path
) -> None:
    """It is told on stderr like any other failure; a chart that is not one is a fault of that chart."""
    (tmp_path / "broken.json").write_bytes(b"{}")
    assert main(["chart", "check", "nowhere", small, str(tmp_path / "broken.json")]) == 1
    out, err = capsys.readouterr()
    assert ONE_LINE.fullmatch(err)
    assert out.startswith(f"{tmp_path / 'broken.json'}: not a drumjam chart")


def test_a_headless_play_is_flawless_and_kept(capsys: pytest.CaptureFixture[str], small: str, tmp_path: Path) -> None:
    """Autoplay scores all there is; the play and its replay are kept, and never a best result."""
    replay = str(tmp_path / "play.json")
    result = document(capsys, "play", small, "--headless", "--autoplay", "--seed", "7", "--save-replay", replay)
    assert (result["score"], result["accuracy"], result["seed"]) == (1_000_000, 1.0, 7)
    assert result["players"]["lee"]["kind"] == "autoplay"
    assert document(capsys, "replay", "score", replay) == result
    (kept,) = document(capsys, "replay", "list")
    assert document(capsys, "replay", "score", kept["file"]) == result
    board = document(capsys, "scores")
    assert [play["score"] for play in board["plays"]] == [1_000_000]
    assert board["bests"] == []


def test_a_replay_can_be_scored_with_a_chart_that_is_named(
    capsys: pytest.CaptureFixture[str], small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another machine --chart stands in for the library."""
    replay = str(tmp_path / "play.json")
    result = document(capsys, "play", small, "--headless", "--autoplay", "--save-replay", replay)
    monkeypatch.setenv("DRUMJAM_HOME", str(tmp_path / "elsewhere"))
    assert "not in the library" in refusal(capsys, "replay", "score", replay)
    assert document(capsys, "replay", "score", replay, "--chart", small) == result


def test_simulations_differ_by_seed_and_repeat(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """Seeds follow one another, each gives its own play, and the same again next time."""
    words = ["simulate", small, "--lee", "human:sd=30", "--takaichi", "partner"]
    three = document(capsys, *words, "--seed", "5", "--seeds", "3")
    assert [run["seed"] for run in three["runs"]] == [5, 6, 7]
    assert len({run["accuracy"] for run in three["runs"]}) > 1
    assert document(capsys, *words, "--seed", "6") == three["runs"][1]
    mean = sum(run["score"] for run in three["runs"]) / 3
    assert three["means"]["score"] == pytest.approx(mean)
    assert set(three["means"]["players"]["lee"]["grades"]) == {"perfect", "great", "good", "miss"}


def test_means_of_mixed_levels_hold_figures_alone(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """What has no mean is left out, also where each leader has a level of an own."""
    words = ["simulate", small, "--lee", "perfect", "--takaichi", "perfect", "--level", "hard,easy", "--seeds", "2"]
    assert set(document(capsys, *words)["means"]) == {"score", "accuracy", "harmony", "players", "pair"}


def test_songs_are_added_listed_and_removed(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """`add` prints ids, `list` shows them, `remove` takes them out."""
    assert main(["songs", "add", small, TWO_PARTS]) == 0
    ids = capsys.readouterr().out.split()
    listed = {song["id"]: song for song in document(capsys, "songs", "list")}
    assert set(ids) <= set(listed)
    assert listed[ids[0]]["title"] == "Small"
    assert main(["songs", "remove", ids[0]]) == 0
    assert ids[0] not in {song["id"] for song in document(capsys, "songs", "list")}


def test_a_broken_song_does_not_hide_the_others(capsys: pytest.CaptureFixture[str], small: str, home: Path) -> None:
    """It is told on stderr; the list goes on."""
    assert main(["songs", "add", small]) == 0
    broken = home / "data" / "songs" / "broken"
    broken.mkdir()
    (broken / "chart.json").write_bytes(b"{")
    capsys.readouterr()
    assert main(["songs", "list"]) == 0
    out, err = capsys.readouterr()
    assert "Small" in out
    assert err.startswith("drumjam: warning: ")


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg"])
def test_render_writes_sound_files(small: str, tmp_path: Path, ending: str) -> None:
    """Each format can be read again and is about as long as the song."""
    import soundfile

    path = tmp_path / f"out.{ending}"
    assert main(["render", small, "-o", str(path), "--stem", "drums", "--level", "easy"]) == 0
    assert soundfile.info(path).duration > 7.5


def test_text_output_is_readable(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """Without --json every command prints something for people."""
    for words in (
        ["play", small, "--headless", "--autoplay"],
        ["simulate", small, "--lee", "random", "--takaichi", "silent", "--seeds", "2"],
        ["chart", "notes", small],
        ["songs", "list"],
        ["replay", "list"],
        ["scores", small],
        ["scores"],
    ):
        assert main(words) == 0
        assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    "words",
    [
        ["play", "nowhere", "--headless", "--autoplay"],
        ["play", "./nowhere.mid", "--headless", "--autoplay"],
        ["midi", "info", "nowhere.mid"],
        ["midi", "info", "."],
        ["chart", "notes", "nowhere.json"],
        ["chart", "build", "nowhere.mid"],
        ["replay", "score", "nowhere.json"],
        ["songs", "add", "nowhere.mid"],
        ["songs", "remove", "nowhere"],
        ["render", "nowhere", "-o", "x.wav"],
        ["scores", "nowhere"],
        ["simulate", TWO_PARTS, "--lee", "human:sd=x", "--takaichi", "partner"],
        ["simulate", TWO_PARTS, "--lee", "nobody", "--takaichi", "partner"],
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 1, one line with what, where and how to mend it, nothing on stdout."""
    monkeypatch.chdir(tmp_path)
    refusal(capsys, *words)


@pytest.mark.parametrize("data", [b"", b"MThd", b"\x89PNG\r\n", b"{}", b"[" * 9999, b"\xff" * 99])
@pytest.mark.parametrize("name", ["bad.mid", "bad.json"])
@pytest.mark.parametrize("command", [["chart", "notes"], ["midi", "info"], ["replay", "score"]])
def test_damaged_files_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, name: str, command: list[str]
) -> None:
    """Whatever is in a file, and whatever it is given to."""
    path = tmp_path / name
    path.write_bytes(data)
    assert name in refusal(capsys, *command, str(path))


@pytest.mark.parametrize(
    "words",
    [
        ["play", "x", "--headless"],
        ["play", "--headless", "--autoplay"],
        ["play", "x", "--json"],
        ["play", "x", "--players", "2", "--leader", "lee"],
        ["play", "x", "--speed", "3"],
        ["play", "x", "--speed", "nan"],
        ["play", "x", "--seed", "-1"],
        ["chart", "notes", "x", "--level", "insane"],
        ["chart", "notes", "x", "--level", "easy,hard,easy"],
        ["render", "x", "-o", "x.mp3"],
        ["chart"],
        ["dance"],
    ],
)
def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Told by usage on stderr, before any work."""
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage: drumjam" in capsys.readouterr().err


def test_the_help_of_play_tells_which_speed_and_level_are_played(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the window those chosen last, which a number of its own stands before."""
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit):
        main(["play", "--help"])
    told = capsys.readouterr().out
    assert "0.5 to 1.5 (default: 1 if headless, else the last one chosen)" in told
    assert "(default: expert if headless, else the last one played)" in told
    song, chosen = resolve("common-harmony"), Play(speed=0.8, lee_level="hard")
    plan = planned(song, chosen, PlayRequest(), 0)
    assert (plan.speed, plan.levels) == (0.8, (Level.HARD, Level.HARD))
    assert planned(song, chosen, PlayRequest(speed=1.2), 0).speed == 1.2


def test_a_library_that_cannot_be_written_does_not_spoil_a_play(
    capsys: pytest.CaptureFixture[str], small: str, home: Path
) -> None:
    """The result is printed all the same, and that the play was not kept is told."""
    home.write_bytes(b"in the way")
    assert main(["play", small, "--headless", "--autoplay", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["score"] == 1_000_000
    assert re.fullmatch(r"drumjam: warning: the play was not kept: .+ \(.+\): .+\n", err)


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_games_own_songs_are_played_and_heard(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One line says that nothing is kept, and what to set."""
    assert main(["play", "common-harmony", "--headless", "--autoplay", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["score"] == 1_000_000
    told = r"drumjam: warning: the play was not kept: your home folder .+ \(HOME\): set DRUMJAM_HOME .+\n"
    assert re.fullmatch(told, err)
    assert main(["render", "common-harmony", "--stem", "drums", "-o", str(tmp_path / "x.wav")]) == 0
    told = r"drumjam: warning: your home folder .+: nothing is kept, .+ DRUMJAM_HOME .+\n"
    assert re.fullmatch(told, capsys.readouterr().err)
    assert "HOME" in refusal(capsys, "scores")


def test_a_play_is_kept_though_its_other_replay_cannot_be_written(
    capsys: pytest.CaptureFixture[str], small: str, home: Path
) -> None:
    """The library has the play, whatever becomes of --save-replay."""
    refusal(capsys, "play", small, "--headless", "--autoplay", "--save-replay", small)
    assert len(list((home / "data" / "replays").iterdir())) == 1


def test_a_replay_with_an_odd_result_is_listed(capsys: pytest.CaptureFixture[str], small: str, home: Path) -> None:
    """What a result says was never checked: a list shows what it can."""
    assert main(["play", small, "--headless", "--autoplay"]) == 0
    path = next((home / "data" / "replays").iterdir())
    path.write_bytes(re.sub(rb'"score": [0-9]+', b'"score": []', path.read_bytes()))
    capsys.readouterr()
    assert main(["replay", "list"]) == 0
    assert path.name in capsys.readouterr().out


def test_a_replay_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """What was asked for and failed is an error."""
    words = ("play", small, "--headless", "--autoplay", "--save-replay", f"{small}/chart.json/replay.json")
    assert "cannot write" in refusal(capsys, *words)


def test_a_missing_font_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SoundFont that is damaged or not there stops only what needs it."""
    from drumjam.cli import rendering

    font = tmp_path / "font.sf3"
    monkeypatch.setattr(rendering, "sound_font", lambda: font)
    for data in (None, b"", b"RIFF\0\0\0\0sfbk"):
        if data is not None:
            font.write_bytes(data)
        assert "font.sf3" in refusal(capsys, "render", small, "-o", str(tmp_path / "x.wav"))


def test_render_plays_with_the_instruments_that_the_settings_name(small: str, tmp_path: Path) -> None:
    """Those of the game where they name none."""
    own, other = tmp_path / "own.wav", tmp_path / "other.wav"
    assert main(["render", small, "-o", str(own)]) == 0
    save_settings(Settings(sound=Sound(font=str(plain_font(tmp_path).path))))
    assert main(["render", small, "-o", str(other)]) == 0
    assert other.read_bytes() != own.read_bytes()


def test_render_plays_each_leader_s_own_drums(small: str, tmp_path: Path) -> None:
    """As in the window."""
    heard = set()
    for kit in (DrumKit.SONG, DrumKit.TAIKO, DrumKit.JANGGU):
        save_settings(Settings(sound=Sound(takaichi_kit=kit)))
        file = tmp_path / f"{kit}.wav"
        assert main(["render", small, "--stem", "drums", "-o", str(file)]) == 0
        heard.add(file.read_bytes())
    assert len(heard) == 3


@pytest.mark.parametrize("words", [["render", "-o", "x.wav"], ["chart", "export", "--to", "osu", "--audio", "-o", "x"]])
def test_a_chosen_font_that_cannot_be_read_is_told_and_the_game_s_own_is_heard(
    capsys: pytest.CaptureFixture[str], small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """As in the window: the work is done all the same."""
    monkeypatch.chdir(tmp_path)
    save_settings(Settings(sound=Sound(font=str(tmp_path / "gone.sf2"))))
    assert main([*words, small]) == 0
    told = r"drumjam: warning: the SoundFont cannot be read: .+ \(.+gone\.sf2\): the game's own is heard instead\n"
    assert re.fullmatch(told, capsys.readouterr().err)


def test_ctrl_c_exits_with_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No message, no traceback."""
    from drumjam.cli import commands

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "songs_list", interrupt)
    assert main(["songs", "list"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_fault_of_the_game_is_one_line_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even what nobody thought of gives no traceback, but the place to look."""
    from drumjam.cli import commands

    monkeypatch.setattr(commands, "songs_list", lambda _: 1 // 0)
    assert "ZeroDivisionError" in refusal(capsys, "songs", "list")


def test_a_title_cannot_take_over_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Control signs in a shared chart are not passed on."""
    save_song(tmp_path / "evil", small_chart("\x1b[2J\nevil"), b"MThd")
    for words in (["chart", "notes"], ["play", "--headless", "--autoplay"]):
        assert main([*words, str(tmp_path / "evil")]) == 0
        assert capsys.readouterr().out.startswith(" [2J evil, expert")


def test_a_name_with_line_breaks_stays_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that is typed or read can break the line."""
    refusal(capsys, "midi", "info", "two\nlines\r.mid")


def test_a_place_that_takes_no_sound_is_told_before_the_rendering(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, small: str, tmp_path: Path
) -> None:
    """Nobody waits for a song that cannot be written."""
    from drumjam.cli import rendering

    monkeypatch.setattr(rendering, "song_stems", lambda *_: 1 // 0)
    (tmp_path / "folder.wav").mkdir()
    assert "something else" in refusal(capsys, "render", small, "-o", str(tmp_path / "folder.wav"))


def test_a_song_that_is_too_long_to_render_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, small: str, tmp_path: Path
) -> None:
    """One sentence with the file and what to do."""
    from drumjam.sound import stems

    monkeypatch.setattr(stems, "LONGEST", 1.0)
    told = refusal(capsys, "render", small, "-o", str(tmp_path / "x.wav"))
    assert small in told
    assert "shorter song" in told


def test_too_little_memory_is_no_fault_of_the_game(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as what it is."""
    from drumjam.cli import commands

    def fill(_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(commands, "songs_list", fill)
    told = refusal(capsys, "songs", "list")
    assert "not enough memory" in told
    assert "fault" not in told
