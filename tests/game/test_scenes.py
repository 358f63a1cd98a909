"""The pages: how one moves through them, and that everything on them can be reached and read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.formats.gems import GemError
from drumjam.game.calibration.measuring import View
from drumjam.game.inputs.keys import Slot
from drumjam.game.keeping import keep
from drumjam.game.menu import Reach
from drumjam.game.offer import Offer
from drumjam.game.options.tabs import Tab
from drumjam.game.page import Page
from drumjam.game.pictures import png_bytes
from drumjam.game.plan import planned
from drumjam.game.road import CARDS, Card
from drumjam.game.scene import Command
from drumjam.game.scenes.calibration import CalibrationScene
from drumjam.game.scenes.credits import CreditsScene
from drumjam.game.scenes.devices import DevicesScene
from drumjam.game.scenes.ending import EndingScene
from drumjam.game.scenes.join import JoinScene
from drumjam.game.scenes.keytest import KeyTestScene
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.mode import ModeScene
from drumjam.game.scenes.practice import PracticeScene
from drumjam.game.scenes.report import ReportScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.scenes.select import Aim, SelectScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.souvenir import SouvenirScene
from drumjam.game.scenes.start import start
from drumjam.game.scenes.sticks import SticksScene
from drumjam.game.scenes.story import StoryScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.shelf import Problem
from drumjam.game.signature import Signature
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.game.world import World
from drumjam.library.request import Leader, PlayRequest
from drumjam.library.scores import Scores
from drumjam.library.settings import Drums, Language, Mode, Play, Temper
from drumjam.library.settingsfile import load_settings
from drumjam.library.songs import BUILT_IN
from drumjam.midi.smf import MidiError
from drumjam.rules.chart import Lane, Level
from drumjam.rules.judgement import Strike
from drumjam.rules.partner import TEMPERS
from tests.formats.gemfiles import OWN
from tests.game.fingers import (
    ARROWS,
    PADS,
    click,
    cut_texts,
    english,
    event,
    prepared,
    press,
    song,
    texts_on_texts,
    window,
    world,
)
from tests.game.plugging import plug_into
from tests.game.test_story import played

ENTER, ESCAPE = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE


def settled(made: World, shelf: Any) -> None:
    """Wait for the shelf's own thread to have read everything there is."""
    shelf._thread.join(20)


def select(made: World, aim: Aim = Aim.PLAY) -> SelectScene:
    """The list of songs, all of them read."""
    scene = SelectScene(made, aim=aim)
    settled(made, scene.shelf)
    scene.update(0.0)
    return scene


def results(made: World, tmp_path: Path) -> ResultsScene:
    """The results of a play in which every note was hit 4 ms late by Lee and 3 ms early by Takaichi."""
    ready = prepared(made, song(tmp_path / "tune"))
    for note, time in zip(ready.session.notes, ready.session.times.tolist(), strict=True):
        error = 4_000 if note.lane is Lane.LEE else -3_000
        ready.duet.strike(Strike(round(time * 1e6) + error, note.lane, note.pad))
    ready.duet.advance(99.0)
    return ResultsScene(made, ready, keep(ready, datetime(2026, 1, 13), finished=True))


def plugged(made: World, kits: int) -> DevicesScene:
    """The page of devices, with so many kits, and a game pad if there is any."""
    plug_into(made, kits, pad=kits > 0)
    page = DevicesScene(made, TitleScene)
    page.menu.focus = "device.TD-17" if kits else page.menu.focus
    return page


def for_two(made: World) -> StoryScene:
    """A card of the story for two players."""
    made.change("play", mode=Mode.TWO)
    return StoryScene(made, CARDS[2])


def walked(made: World, card: Card) -> StoryScene:
    """A card of the story for who has played all of it."""
    for name in BUILT_IN:
        played(name)
    return StoryScene(made, card)


def of_the_story(page: ResultsScene) -> ResultsScene:
    """The same results, of a piece begun on a card."""
    plan = page.prepared.plan
    plan = replace(plan, song=replace(plan.song, id=BUILT_IN[-1]), card=6)
    page.prepared = replace(page.prepared, plan=plan)
    return page


def offered(made: World, tmp_path: Path) -> ResultsScene:
    """Those results with an offer along their foot."""
    page = results(made, tmp_path)
    page.offer.open = Offer(Lane.TAKAICHI, "keyboard", -113, -113, 3)
    page.offer.update(9.0)
    return page


def picture(made: World) -> CalibrationScene:
    """The picture's tab of calibration."""
    scene = CalibrationScene(made, TitleScene)
    scene.measuring.open(View.PICTURE)
    return scene


def resting(made: World) -> KeyTestScene:
    """The key test while nobody touches the keys: pads move through it."""
    scene = KeyTestScene(made, TitleScene)
    scene.update(-20.0)
    scene.update(-5.0)
    return scene


PAGES: dict[str, Callable[[World, Path], Page]] = {
    "title": lambda made, _: TitleScene(made),
    "mode": lambda made, _: ModeScene(made),
    "join": lambda made, _: JoinScene(made),
    "select": lambda made, _: select(made),
    "select, practice": lambda made, _: select(made, Aim.PRACTICE),
    "practice": lambda made, tmp: PracticeScene(made, song(tmp / "tune"), (2, 3)),
    "key test": lambda made, _: resting(made),
    "settings": lambda made, _: SettingsScene(made, TitleScene),
    "settings, sound": lambda made, _: SettingsScene(made, TitleScene, Tab.SOUND),
    "settings, timing": lambda made, _: SettingsScene(made, TitleScene, Tab.TIMING),
    "settings, keys": lambda made, _: SettingsScene(made, TitleScene, Tab.KEYS),
    "calibration": lambda made, _: CalibrationScene(made, TitleScene),
    "calibration, picture": lambda made, _: picture(made),
    "report": lambda made, tmp: ReportScene(made, results(made, tmp)),
    "devices": lambda made, _: plugged(made, 0),
    "devices, plugged in": lambda made, _: plugged(made, 2),
    "story": lambda made, _: StoryScene(made),
    "story, a piece": lambda made, _: StoryScene(made, CARDS[2]),
    "story, two players": lambda made, _: for_two(made),
    "story, a closed card": lambda made, _: StoryScene(made, CARDS[5]),
    "story, the bell": lambda made, _: walked(made, CARDS[3]),
    "story, the last card": lambda made, _: walked(made, CARDS[6]),
    "ending": lambda made, _: EndingScene(made),
    "credits": lambda made, _: CreditsScene(made),
    "results": results,
    "results, of the story": lambda made, tmp: of_the_story(results(made, tmp)),
    "sticks": lambda made, tmp: SticksScene(made, results(made, tmp)),
    "souvenir": lambda made, tmp: SouvenirScene(made, results(made, tmp), (Signature("Mina"), Signature())),
    "results, offer": offered,
}


@pytest.mark.parametrize("name", PAGES)
def test_arrows_reach_everything_on_a_page(name: str, tmp_path: Path) -> None:
    """From where a page begins, arrow keys lead to each of its items, and from each of them on."""
    page = PAGES[name](world(), tmp_path)
    page.update(0.0)
    everything = {item.key for item in page.menu.items if item.reach is not Reach.MOUSE}
    reached, wanted = {page.menu.focus}, [page.menu.focus]
    while wanted:
        here = wanted.pop()
        for command in ARROWS:
            page.menu.focus = here
            if page.menu.chosen and page.menu.chosen.change and command.name in ("LEFT", "RIGHT"):
                continue
            page.menu.command(command, 0.0)
            if page.menu.focus not in reached:
                reached.add(page.menu.focus)
                wanted.append(page.menu.focus)
    assert reached == everything


@pytest.mark.parametrize("name", [name for name in PAGES if name != "join"])  # there each player has own pads
def test_the_cymbal_pads_go_round_everything_on_a_page(name: str, tmp_path: Path) -> None:
    """K leads from item to item and back to the first; D the other way."""
    page = PAGES[name](world(), tmp_path)
    page.update(0.0)
    first, everything = page.menu.focus, {item.key for item in page.menu.items}
    seen = []
    for _ in everything:
        page.press(event(PADS["k"], 2.0))
        seen.append(page.menu.focus)
    assert set(seen) == everything
    assert page.menu.focus == first
    page.press(event(PADS["d"], 2.0))
    assert page.menu.focus == seen[-2:][0]


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("mode", TitleScene),
        ("select", ModeScene),
        ("select, practice", TitleScene),
        ("practice", SelectScene),
        ("key test", TitleScene),
        ("settings", TitleScene),
        ("calibration", TitleScene),
        ("calibration, picture", TitleScene),
        ("credits", TitleScene),
        ("devices", TitleScene),
        ("devices, plugged in", TitleScene),
        ("results", SelectScene),
        ("results, offer", SelectScene),
        ("report", ResultsScene),
        ("sticks", SelectScene),
        ("souvenir", ResultsScene),
        ("story", TitleScene),
        ("story, two players", TitleScene),
        ("ending", StoryScene),
        ("results, of the story", StoryScene),
    ],
)
@pytest.mark.parametrize("by", ["keyboard", "mouse", "pads"])
def test_a_page_is_left_by_keyboard_mouse_or_pads_alone(name: str, after: type, by: str, tmp_path: Path) -> None:
    """Esc, the arrow at the page's head, or that arrow chosen with the pads."""
    page = PAGES[name](world(), tmp_path)
    page.update(0.0)
    if by == "keyboard":
        opened = press(page, ESCAPE, 2.0)
    elif by == "mouse":
        opened = click(page, next(item.box for item in page.menu.items if item.key == "back"), 2.0)
    else:
        while page.menu.focus != "back":
            page.press(event(PADS["k"], 2.0))
        opened = press(page, PADS["f"], 3.0)
    assert isinstance(opened, after)


def test_hands_that_still_drum_do_not_leave_the_results(tmp_path: Path) -> None:
    """The pads choose on a page; for a moment after a play they do not."""
    page = results(world(), tmp_path)
    page.update(10.0)
    assert press(page, PADS["f"], 10.3) is page
    assert press(page, PADS["f"], 12.0) is not page


def test_the_bars_to_practise_are_practised_from_the_results(tmp_path: Path) -> None:
    """By the lane that was played, with those bars between A and B; the way back is to the same results."""
    made = world()
    ready = prepared(made, song(tmp_path / "tune"), Mode.SOLO, frozenset({Lane.TAKAICHI}), ("autoplay", "human"))
    ready.duet.play_out()
    page = ResultsScene(made, ready, keep(ready, datetime(2026, 1, 13), finished=True))
    page.update(0.0)
    page.menu.focus = "practise"
    practice = press(page, ENTER, 5.0)
    assert isinstance(practice, PracticeScene)
    assert practice.bars == page.figures.practise
    assert made.settings.practice.leader == "takaichi"
    practice.update(6.0)
    assert press(practice, ESCAPE, 7.0) is page
    assert page.update(7.1) is page


def test_escape_on_the_title_leads_to_quit_before_it_leaves() -> None:
    """Nobody leaves the game by one slip of a finger."""
    title = TitleScene(world())
    title.update(0.0)
    assert press(title, ESCAPE, 1.0) is title
    assert title.menu.focus == "quit"
    assert press(title, ENTER, 2.0) is None


LARGEST = [
    *((name, language, (800, 450)) for name in PAGES for language in LANGUAGES),
    *((name, LANGUAGES[(count + 1) % 3], (1280, 720)) for count, name in enumerate(PAGES)),
    *((name, LANGUAGES[count % 3], (3840, 2160)) for count, name in enumerate(PAGES)),
]
"""Pages, languages and windows; in larger windows, which take long to paint, each page in one language."""


@pytest.mark.once
@pytest.mark.parametrize(("name", "language", "size"), LARGEST)
def test_no_text_is_cut_at_the_largest_size(
    name: str, language: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 % every word of a page stands whole in its box, and on no other, in three languages and any window."""
    cut, crowded = cut_texts(monkeypatch), texts_on_texts(monkeypatch)
    made = world(english(language=Language(language), text_size=150), size)
    page = PAGES[name](made, tmp_path)
    page.update(0.0)
    page.draw(window(size), 3.0, lambda: None)
    assert cut == []
    assert crowded() == []


@pytest.mark.parametrize("name", PAGES)
def test_drawing_a_page_changes_nothing(name: str, tmp_path: Path) -> None:
    """The same moment is the same picture, at the smallest window as well."""
    made = world(size=(800, 450))
    page = PAGES[name](made, tmp_path)
    page.update(0.0)
    pictures = []
    for _ in range(2):
        canvas = pygame.Surface((800, 450))
        page.draw(canvas, 2.5, lambda: None)
        pictures.append(pygame.image.tobytes(canvas, "RGB"))
    assert pictures[0] == pictures[1]


def test_a_changed_language_is_kept_and_spoken_at_once() -> None:
    """The title's language buttons need no restart."""
    made = world()
    title = TitleScene(made)
    title.update(0.0)
    click(title, next(item.box for item in title.menu.items if item.key == "language.ko"), 1.0)
    assert made.strings.text("play") == "연주하기"
    assert load_settings().settings.screen.language is Language.KOREAN


def test_a_click_on_a_value_steps_back_on_its_left_half_and_on_anywhere_else() -> None:
    """The arrows beside a value are where they are drawn; a click on its name goes on."""
    made = world()
    page = SettingsScene(made, TitleScene)
    page.update(0.0)
    row = next(item for item in page.menu.items if item.key == "text_size")
    assert row.arrows is not None
    x, y, w, h = row.arrows
    seen = []
    for box in ((x + w - 20, y, 10, h), (x + w - 20, y, 10, h), (x + 10, y, 10, h), (row.box[0], y, 20, h)):
        click(page, box, 1.0)
        seen.append(made.settings.screen.text_size)
    assert seen == [125, 150, 125, 150]


def test_arrows_along_the_tabs_open_them_and_the_mouse_does_too() -> None:
    """Every setting is two steps away: its tab, then its row."""
    page = SettingsScene(world(), TitleScene)
    seen = []
    for _ in Tab:
        page.update(0.0)
        seen.append((page.tab, page.rows()[0].key))
        press(page, pygame.KSCAN_RIGHT, 1.0)
    assert [tab for tab, _ in seen] == list(Tab)
    assert len({row for _, row in seen}) == len(Tab)
    click(page, next(item.box for item in page.menu.items if item.key == "tab.sound"), 2.0)
    assert page.tab is Tab.SOUND


def test_the_partner_chosen_on_the_mode_page_is_the_one_who_plays(tmp_path: Path) -> None:
    """A step to the right is another temper; it is kept and written into the plan, and so into the replay."""
    made = world()
    page = ModeScene(made)
    page.update(0.0)
    page.menu.focus = "partner"
    kinds = []
    for _ in Temper:
        kinds.append(planned(song(tmp_path / str(len(kinds))), made.settings.play, PlayRequest(), 1).kinds)
        press(page, pygame.KSCAN_RIGHT, 1.0)
    assert kinds == [("human", "partner"), ("human", "partner:temper=steady"), ("human", "partner:temper=own")]
    assert load_settings().settings.play.partner is Temper.ATTENTIVE
    assert set(TEMPERS) == {str(temper) for temper in Temper}


def test_who_chooses_at_once_means_the_song_that_was_played_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the list is still being read Enter waits for that song; a player who looked for another gets that one."""
    for looked in (False, True):
        made = world()
        made.change("play", song=BUILT_IN[2])
        scene = SelectScene(made)
        scene.shelf._thread.join(20)
        known, scene.shelf._ready = list(scene.shelf._ready), deque()
        monkeypatch.setattr(type(scene.shelf), "reading", True)
        scene.shelf._ready.extend(known[:2])
        scene.update(0.0)
        if looked:
            press(scene, ARROWS[Command.DOWN], 0.05)
        assert isinstance(press(scene, ENTER, 0.1), LoadingScene if looked else SelectScene)
        if not looked:
            scene.shelf._ready.extend(known[2:])
            monkeypatch.setattr(type(scene.shelf), "reading", False)
            after = scene.update(0.2)
            assert isinstance(after, LoadingScene)
            assert after.plan.song.id == BUILT_IN[2]


def test_letting_go_of_the_key_that_opened_the_list_keeps_its_song_in_focus() -> None:
    """The songs come a moment after the page; the one it was opened for is then chosen and in sight."""
    made = world()
    scene = SelectScene(made, "common-harmony")
    scene.press(event(ENTER, 0.0, down=False))
    scene.menu.set(scene.items())  # a frame before the first song is there
    settled(made, scene.shelf)
    scene.update(0.1)
    assert scene.menu.focus == "song.common-harmony"


def test_the_mouse_slides_a_volume_to_where_it_points() -> None:
    """A press on the bar sets it, moving goes on while the button is down, and letting go ends it."""
    made = world()
    page = SettingsScene(made, TitleScene, Tab.SOUND)
    page.update(0.0)
    x, y, w, h = next(item.groove for item in page.menu.items if item.key == "music")
    seen = []
    click(page, (x + 0.3 * w, y, 0, h), 1.0)
    seen.append(made.settings.sound.music)
    page.point((x + 0.9 * w, y + 50), 1.1)
    seen.append(made.settings.sound.music)
    page.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=(0, 0)))
    page.point((x, y), 1.2)
    seen.append(made.settings.sound.music)
    assert seen == [0.3, 0.9, 0.9]


@pytest.mark.parametrize(
    ("row", "name", "values"),
    [
        ("drum_time", "drums", [Drums.ON_TIME, Drums.STRIKES]),
        ("pan.lee", "lee_pan", [-0.2, -0.1, 0.0, 0.1]),
        ("pan.takaichi", "takaichi_pan", [*(round(0.1 * i, 1) for i in range(4, 11)), 1.0]),
        ("buffer", "buffer", [1024, 256, 512]),
        ("cache", "cache", [1024, 2048, 128, 256, 512]),
    ],
)
def test_each_step_to_the_right_is_another_sound(row: str, name: str, values: list[object]) -> None:
    """When drums sound, where they stand, the buffer, what is kept: changed at once, and written down."""
    made = world()
    page = SettingsScene(made, TitleScene, Tab.SOUND)
    page.update(0.0)
    page.menu.focus = row
    seen = []
    for _ in values:
        press(page, pygame.KSCAN_RIGHT, 1.0)
        seen.append(getattr(made.settings.sound, name))
    assert seen == values
    assert load_settings().settings.sound == made.settings.sound


def test_only_escape_calls_off_the_loading(tmp_path: Path) -> None:
    """Hands that warm up on the pads and a second Enter leave it alone."""
    made = world()
    tune = song(tmp_path / "tune")
    page = LoadingScene(made, planned(tune, made.settings.play, PlayRequest(), 1))
    for code in (*PADS.values(), ENTER):
        page.press(event(code, 1.0))
        assert page.next is page
    page.press(event(ESCAPE, 2.0))
    assert isinstance(page.next, SelectScene)
    page.leave()


def test_playing_again_leaves_the_file_of_the_first_play_alone(tmp_path: Path) -> None:
    """A replay that the command line asked for holds the play it was asked for."""
    page = results(world(), tmp_path)
    page.prepared = replace(page.prepared, plan=replace(page.prepared.plan, save_replay=tmp_path / "mine.json"))
    page.update(0.0)
    page.menu.focus = "again"
    again = press(page, ENTER, 5.0)
    assert isinstance(again, LoadingScene)
    again.leave()
    assert again.plan.save_replay is None


def test_the_results_say_nothing_of_how_even_no_strikes_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who did not strike once has no mean error and no spread, not a perfect one."""
    made = world()
    ready = prepared(made, song(tmp_path / "tune"))
    page = ResultsScene(made, ready, keep(ready, datetime(2026, 1, 13), finished=True))
    drawn = []
    monkeypatch.setattr(made.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect())
    page.update(0.0)
    page.paint(window(), 3.0)
    assert drawn.count("–") == 4
    assert not [text for text in drawn if text.endswith("0.0 ms")]


@pytest.mark.parametrize(("final", "word"), [(0.2, "harmony.own"), (0.91, "harmony.common")])
def test_the_results_name_the_harmony_that_was_reached(
    final: float, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word is the one that stood on the stage at the end, whatever the mean is."""
    page = results(world(), tmp_path)
    page.kept = replace(page.kept, result=replace(page.kept.result, final=final, mean=0.6))
    drawn = []
    monkeypatch.setattr(
        page.world.theme, "text", lambda canvas, text, *how, **more: drawn.append(text) or canvas.get_rect()
    )
    page.update(0.0)
    page.paint(window(), 3.0)
    assert page.world.strings.text(word) in drawn
    assert page.world.strings.text("harmony.together") not in drawn


def test_the_report_is_kept_as_a_picture_and_leads_back(tmp_path: Path, home: Path) -> None:
    """A PNG of full size under a name with the moment of the play; the same play, the same bytes."""
    page = results(world(), tmp_path)
    page.update(0.0)
    page.update(5.0)
    page.menu.focus = "report"
    report = press(page, ENTER, 9.0)
    assert isinstance(report, ReportScene)
    report.update(10.0)
    report.menu.focus = "picture"
    press(report, ENTER, 11.0)
    (file,) = (home / "pictures").iterdir()
    assert pygame.image.load(file).get_size() == (1920, 1080)
    assert file.read_bytes() == png_bytes(report.picture())
    assert report.world.notice is not None
    assert str(file) in report.world.notice.text
    assert press(report, ESCAPE, 12.0) is page
    assert page.update(13.0) is page


def test_a_picture_that_cannot_be_kept_is_said(tmp_path: Path, home: Path) -> None:
    """A file where the folder should be: one line, and the page goes on."""
    home.mkdir(exist_ok=True)
    (home / "pictures").write_text("")
    report = ReportScene(made := world(), results(made, tmp_path))
    report.update(0.0)
    report.menu.focus = "picture"
    assert press(report, ENTER, 1.0) is report
    assert made.notice is not None
    assert made.notice.text == made.strings.text("picture.failed")


def test_a_key_is_bound_by_pressing_it_and_never_twice() -> None:
    """The next key after choosing a pad is its key; one that another pad has is refused, and told."""
    made = world()
    page = SettingsScene(made, TitleScene, Tab.KEYS)
    page.update(0.0)
    page.menu.focus = f"key.{Slot.LEE_CYMBAL}"
    press(page, ENTER, 1.0)
    press(page, pygame.KSCAN_S, 2.0)
    assert made.settings.keys.lee_cymbal == ("S",)
    press(page, ENTER, 3.0)
    press(page, PADS["j"], 4.0)
    assert made.settings.keys.lee_cymbal == ("S",)
    assert made.notice is not None
    assert made.strings.text("key.used") in made.notice.text


def test_dropped_files_become_songs_or_one_line_each(tmp_path: Path) -> None:
    """A good file, a bad one and an empty one: one song more, two lines, no crash."""
    made = world()
    page = select(made)
    before = len(page.shelf.entries)
    (tmp_path / "bad.mid").write_bytes(b"no music here")
    (tmp_path / "empty.mid").write_bytes(b"")
    good = Path(__file__).parents[1] / "data" / "harmony_unison.mid"
    told = []
    for file in (tmp_path / "bad.mid", good, tmp_path / "empty.mid"):
        page.handle(pygame.event.Event(pygame.DROPFILE, file=str(file)))
        page.update(1.0)
        settled(made, page.shelf)
        page.update(2.0)
        assert made.notice is not None
        told.append(made.notice.text)
    assert len(page.shelf.entries) == before + 1
    assert "bad.mid" in told[0]
    assert "empty.mid" in told[2]


def test_a_dropped_clone_hero_folder_becomes_a_song_or_one_line() -> None:
    """One with drums is a song more; one with guitars alone is told in the player's language."""
    made = world()
    page = select(made)
    before = len(page.shelf.entries)
    page.handle(pygame.event.Event(pygame.DROPFILE, file=str(OWN)))
    page.update(1.0)
    settled(made, page.shelf)
    page.update(2.0)
    assert [entry.song.title for entry in page.shelf.entries[before:]] == ["Own chart"]
    problem = Problem("guitar", GemError("no drums", code="gems.no-drums"))
    assert problem.told(Strings("ko")) == f"guitar: {Strings('ko').text('no_drums')}"


@pytest.mark.parametrize("code", ["midi.all-late", "chart.all-late"])
@pytest.mark.parametrize("language", ["ko", "ja"])
def test_a_dropped_file_whose_notes_all_come_too_late_says_so(code: str, language: str) -> None:
    """Not that it holds none, in the player's language."""
    strings = Strings(language)
    assert Problem("late.mid", MidiError("late", code=code)).told(strings) == f"late.mid: {strings.text('late_notes')}"


@pytest.mark.parametrize(
    ("chosen", "request_", "mode", "led", "kinds"),
    [
        (Play(), PlayRequest(), Mode.SOLO, {Lane.LEE}, ("human", "partner")),
        (Play(leader="takaichi"), PlayRequest(), Mode.SOLO, {Lane.TAKAICHI}, ("partner", "human")),
        (Play(mode=Mode.TWO), PlayRequest(), Mode.TWO, set(Lane), ("human", "human")),
        (Play(mode=Mode.TWO), PlayRequest(leader=Leader.LEE), Mode.SOLO, {Lane.LEE}, ("human", "partner")),
        (Play(), PlayRequest(players=2), Mode.TWO, set(Lane), ("human", "human")),
        (Play(), PlayRequest(leader=Leader.BOTH), Mode.BOTH_HANDS, set(Lane), ("human", "human")),
        (Play(), PlayRequest(autoplay=True), Mode.WATCH, set(), ("autoplay", "autoplay")),
    ],
)
def test_settings_and_the_command_line_decide_who_plays(
    chosen: Play,
    request_: PlayRequest,
    mode: Mode,
    led: set[Lane],
    kinds: tuple[str, str],
    tmp_path: Path,
) -> None:
    """What the command line says counts more than what was chosen last."""
    plan = planned(song(tmp_path / "tune"), chosen, request_, 1)
    assert (plan.mode, plan.led, plan.kinds) == (mode, frozenset(led), kinds)


@pytest.mark.parametrize(
    ("request_", "play"),
    [
        (
            PlayRequest(players=2, levels=(Level.HARD, Level.HARD), speed=0.75),
            Play(mode=Mode.TWO, lee_level="hard", takaichi_level="hard", speed=0.75),
        ),
        (PlayRequest(autoplay=True, levels=(Level.HARD, Level.HARD)), Play()),
    ],
)
def test_after_a_play_from_the_command_line_the_next_is_of_the_same_kind(
    request_: PlayRequest, play: Play, tmp_path: Path
) -> None:
    """Mode, levels and speed stay as in the last play; who only watched finds all as it was."""
    made = world()
    made.request = request_
    song(tmp_path / "tune")
    scene = start(made, str(tmp_path / "tune"))
    assert isinstance(scene, LoadingScene)
    scene.leave()
    assert made.settings.play == play


def test_a_play_of_a_person_goes_to_the_score_board_and_a_watched_one_is_never_a_best(tmp_path: Path) -> None:
    """Both plays are kept; only the person's may be a best result."""
    made = world()
    tune = song(tmp_path / "tune")
    human = prepared(made, tune)
    assert keep(human, datetime(2026, 1, 13), finished=True).best
    watched = prepared(made, tune, Mode.WATCH, frozenset(), ("autoplay", "autoplay"), Level.EXPERT)
    watched.duet.play_out()
    kept = keep(watched, datetime(2026, 1, 14), finished=True)
    assert not kept.best
    assert not kept.counts
    assert [play.mode for play in Scores().bests()] == ["two"]
    assert len(Scores().plays()) == 2
