"""The way from the results to the souvenir, by keys, mouse and pads; names typed, drawn, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.keeping import keep
from drumjam.game.pictures import png_bytes
from drumjam.game.scenes import sticks as sticks_module
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.scenes.souvenir import SouvenirScene
from drumjam.game.scenes.sticks import SticksScene
from drumjam.game.signature import Signature
from drumjam.game.signcard import wood
from drumjam.game.signing import NAMES_KEPT
from drumjam.game.souvenir import draw_souvenir
from drumjam.game.stage.exchange import CAUGHT, ENDED, HOLD
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.settings import Language, Mode, Settings, Souvenir
from drumjam.library.settingsfile import load_settings
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click
from tests.game.fingers import PADS, click, english, prepared, press, song, window, world

ENTER, ESCAPE, TAB = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE, pygame.KSCAN_TAB
BOTH = frozenset(Lane)
KINDS = {
    Mode.TWO: (BOTH, ("human", "human")),
    Mode.BOTH_HANDS: (BOTH, ("human", "human")),
    Mode.SOLO: (frozenset({Lane.TAKAICHI}), ("partner", "human")),
    Mode.WATCH: (frozenset[Lane](), ("human:sd=9", "partner")),
    Mode.PRACTICE: (frozenset({Lane.LEE}), ("human", "partner")),
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the page takes for now, in its only place."""
    now = [100.0]
    monkeypatch.setattr(sticks_module, "perf_counter", lambda: now[0])
    return now


def results(made: World, folder: Path, mode: Mode = Mode.TWO) -> ResultsScene:
    """The results of a play in which nobody struck; open long enough to take keys."""
    led, kinds = KINDS[mode]
    ready = prepared(made, song(folder / "tune"), mode, led, kinds)
    page = ResultsScene(made, ready, keep(ready, datetime(2026, 6, 20, 18, 0), finished=True))
    page.update(0.0)
    page.update(5.0)
    return page


def signing(folder: Path, mode: Mode = Mode.TWO, settings: Settings | None = None) -> SticksScene:
    """The page on which sticks are signed."""
    made = world(settings)
    page = SticksScene(made, results(made, folder, mode))
    page.update(10.0)
    return page


def named(player: str = "", guest: str = "", *names: str, **screen: Any) -> Settings:
    """Settings that remember names."""
    return replace(english(**screen), souvenir=Souvenir(player, guest, names))


def type_text(page: SticksScene, text: str) -> None:
    """Letters come from the keyboard."""
    for letter in text:
        page.handle(pygame.event.Event(pygame.TEXTINPUT, text=letter))
    page.update(20.0)


def box(page: Any, key: str) -> tuple[float, float, float, float]:
    """Where an item is."""
    return next(item.box for item in page.menu.items if item.key == key)


def exchanged(page: SticksScene, clock: list[float]) -> Any:
    """Let the exchange run to its end; the page that opens."""
    opened: Any = page
    for frame in range(round((ENDED + 0.2) * 60)):
        opened = page.update(clock[0] + frame / 60)
        if opened is not page:
            break
    return opened


# -- the way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", KINDS)
def test_only_people_who_played_sign(mode: Mode, tmp_path: Path) -> None:
    """After a watched play and after practice Next leads to the songs, else to the sticks."""
    page = results(world(), tmp_path, mode)
    page.menu.focus = "next"
    opened = press(page, ENTER, 6.0)
    assert isinstance(opened, SelectScene if mode in (Mode.WATCH, Mode.PRACTICE) else SticksScene)


@pytest.mark.parametrize("by", ["keyboard", "mouse", "pads"])
def test_the_whole_way_goes_by_keyboard_mouse_or_pads_alone(
    by: str, tmp_path: Path, home: Path, clock: list[float]
) -> None:
    """From the results over sticks, exchange and a saved souvenir to the next song, with one of them alone."""

    def choose(page: Any, key: str, now: float) -> Any:
        if by == "mouse":
            return click(page, box(page, key), now)
        step, enter = (TAB, ENTER) if by == "keyboard" else (PADS["k"], PADS["f"])
        for _ in page.menu.items:
            if page.menu.focus == key:
                break
            press(page, step, now)
        assert page.menu.focus == key
        return press(page, enter, now)

    sticks = choose(results(world(), tmp_path), "next", 6.0)
    assert isinstance(sticks, SticksScene)
    sticks.update(7.0)
    assert choose(sticks, "exchange", 8.0) is sticks
    souvenir = exchanged(sticks, clock)
    assert isinstance(souvenir, SouvenirScene)
    souvenir.update(200.0)
    assert choose(souvenir, "picture", 201.0) is souvenir
    assert len(list((home / "pictures").iterdir())) == 1
    assert isinstance(choose(souvenir, "next", 202.0), SelectScene)


def test_escape_skips_the_sticks_and_in_flight_goes_on_to_the_souvenir(tmp_path: Path, clock: list[float]) -> None:
    """Nobody has to wait; the key that began the exchange does not end it."""
    page = signing(tmp_path)
    assert isinstance(press(page, ESCAPE, 11.0), SelectScene)
    page.next = page
    page.menu.focus = "exchange"
    assert press(page, ENTER, 100.0) is page
    assert press(page, ENTER, 100.2) is page
    assert isinstance(press(page, ESCAPE, 101.0), SouvenirScene)


def test_a_click_ends_the_exchange_as_well(tmp_path: Path, clock: list[float]) -> None:
    """The mouse alone can skip it, but not with the click that began it."""
    page = signing(tmp_path)
    click(page, box(page, "exchange"), 100.0)
    clock[0] = 100.1
    assert click(page, (600, 200, 10, 10), 100.1) is page
    clock[0] = 101.0
    assert isinstance(click(page, (600, 200, 10, 10), 101.0), SouvenirScene)


@pytest.mark.parametrize("still", [False, True])
def test_the_sticks_change_hands_and_are_heard(still: bool, tmp_path: Path, clock: list[float]) -> None:
    """They pass, are caught and meet with a click each; with reduced motion they are exchanged by a cut, in silence."""
    page = signing(tmp_path, settings=named("Mina", "Kenta", reduced_motion=still))
    page.menu.focus = "exchange"
    press(page, ENTER, 100.0)
    assert page._moment(100.05).swapped is still
    assert page._moment(100.0 + CAUGHT + 0.01).swapped
    assert not page.items()
    if still:
        assert page.update(100.0 + HOLD - 0.01) is page
        assert isinstance(page.update(100.0 + HOLD + 0.01), SouvenirScene)
    else:
        assert isinstance(exchanged(page, clock), SouvenirScene)
    audio = page.world.audio
    assert isinstance(audio, RecordingAudio)
    heard = [heard.what for heard in audio.heard]
    assert heard == ([] if still else [Click.PULSE, Click.PULSE, Click.DOWNBEAT])


def test_each_plate_keeps_its_name_and_takes_the_other_s_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the catch it wears the leader's own colour; from then on that of the sticks that were caught."""
    page = signing(tmp_path, settings=named("Mina", "Kenta"))
    plates: list[tuple[Any, ...]] = []
    monkeypatch.setattr(sticks_module, "plate", lambda theme, canvas, box, *how: plates.append(how[:3]))
    lee, takaichi = page.world.theme.palette.leaders
    for since, colours in ((CAUGHT - 0.01, (lee, takaichi)), (CAUGHT + 0.01, (takaichi, lee))):
        page._began = 20.0 - since
        plates.clear()
        page.draw(window(), 20.0, lambda: None)
        assert plates == [
            (Lane.LEE, Signature("Mina"), colours[0]),
            (Lane.TAKAICHI, Signature("Kenta"), colours[1]),
        ]


# -- names --------------------------------------------------------------------------------------------


def test_while_a_name_is_typed_keys_are_letters(tmp_path: Path) -> None:
    """Pads, arrows and space command nothing; Enter confirms and leads on to who has not signed yet."""
    page = signing(tmp_path)
    assert page.menu.focus == "name.lee"
    press(page, ENTER, 11.0)
    for code in (*PADS.values(), pygame.KSCAN_LEFT, pygame.KSCAN_SPACE):
        assert press(page, code, 12.0) is page
        assert page.signing.typing is not None
        assert page.menu.focus == "name.lee"
    type_text(page, "djfk 민아")
    assert page.signing.signatures[0] == Signature("djfk 민아")
    press(page, ENTER, 13.0)
    assert page.signing.typing is None
    assert page.menu.focus == "name.takaichi"
    press(page, ENTER, 14.0)
    type_text(page, "けんた")
    press(page, ENTER, 15.0)
    assert page.menu.focus == "exchange"
    assert page.signing.signatures == (Signature("djfk 민아"), Signature("けんた"))


def test_a_name_has_16_characters_at_most_and_is_tidied(tmp_path: Path) -> None:
    """More letters are not taken; spaces at the ends and signs that nobody sees go."""
    page = signing(tmp_path)
    press(page, ENTER, 11.0)
    type_text(page, "  Anna\u200b Maria Luisa von und zu")
    press(page, ENTER, 12.0)
    assert page.signing.signers[0].field.text == "Anna Maria Lu"
    assert len(page.signing.signatures[0].name) <= 16


def test_escape_brings_the_old_name_back(tmp_path: Path) -> None:
    """The first Esc ends the typing, the second one leaves the page."""
    page = signing(tmp_path, settings=named("Mina", "Kenta"))
    page.menu.focus = "name.lee"
    press(page, ENTER, 11.0)
    press(page, pygame.KSCAN_BACKSPACE, 12.0)
    type_text(page, "x")
    assert page.signing.signatures[0].name == "Minx"
    assert press(page, ESCAPE, 13.0) is page
    assert page.signing.signatures[0].name == "Mina"
    assert isinstance(press(page, ESCAPE, 14.0), SelectScene)


def test_letters_that_are_being_composed_are_seen_and_their_keys_belong_to_the_input_method(tmp_path: Path) -> None:
    """Hangul grows on the stick while it is typed; Enter and Backspace are then the input method's."""
    page = signing(tmp_path)
    press(page, ENTER, 11.0)
    for part in ("ㅁ", "미", "민"):
        page.handle(pygame.event.Event(pygame.TEXTEDITING, text=part, start=0, length=0))
        assert page.signing.signatures[0].name == part
    press(page, pygame.KSCAN_BACKSPACE, 12.0)
    press(page, ENTER, 12.1)
    assert page.signing.typing is not None
    page.handle(pygame.event.Event(pygame.TEXTINPUT, text="민"))
    press(page, ENTER, 13.0)
    assert page.signing.signers[0].field.text == "민"
    assert page.signing.typing is None


def test_names_are_remembered_and_stand_there_next_time(tmp_path: Path, clock: list[float]) -> None:
    """Both players' names, the newest first among all; who plays alone signs as before, whichever kit it is."""
    page = signing(tmp_path / "one", settings=named("", "", *(f"Guest {i}" for i in range(NAMES_KEPT))))
    for lane, name in zip(Lane, ("Mina", "Kenta"), strict=True):
        page.menu.focus = f"name.{lane.id}"
        press(page, ENTER, 11.0)
        type_text(page, name)
        press(page, ENTER, 12.0)
    page.menu.focus = "exchange"
    press(page, ENTER, 13.0)
    kept = load_settings().settings
    assert (kept.souvenir.player, kept.souvenir.guest) == ("Mina", "Kenta")
    assert kept.souvenir.names[:3] == ("Mina", "Kenta", "Guest 0")
    assert len(kept.souvenir.names) == NAMES_KEPT
    again = signing(tmp_path / "two", settings=replace(english(), souvenir=kept.souvenir))
    assert again.signing.signatures == (Signature("Mina"), Signature("Kenta"))
    assert again.menu.focus == "exchange"
    alone = signing(tmp_path / "three", Mode.SOLO, replace(english(), souvenir=kept.souvenir))
    assert alone.signing.signatures == (Signature(), Signature("Mina"))
    alone.menu.focus = "exchange"
    press(alone, ENTER, 13.0)
    assert load_settings().settings.souvenir.guest == "Kenta"


def test_one_player_with_both_hands_signs_both_pairs(tmp_path: Path) -> None:
    """There is one field, and its name on all sticks."""
    page = signing(tmp_path, Mode.BOTH_HANDS)
    assert [item.key for item in page.menu.items if item.key.startswith("name")] == ["name.lee"]
    press(page, ENTER, 11.0)
    type_text(page, "Mina")
    assert page.signing.signatures == (Signature("Mina"), Signature("Mina"))


def test_pads_step_through_names_signed_before(tmp_path: Path) -> None:
    """They cannot type: a drum chooses the next name, at last the note; arrows do the same."""
    page = signing(tmp_path, settings=named("", "", "Mina", "Kenta"))
    seen = []
    for code in (PADS["f"], PADS["j"], PADS["f"], pygame.KSCAN_RIGHT, pygame.KSCAN_LEFT):
        page.menu.focus = "name.lee"
        press(page, code, 11.0)
        assert page.signing.typing is None
        seen.append(page.signing.signatures[0].name)
    assert seen == ["Mina", "Kenta", "", "Mina", ""]


def test_arrows_do_not_lose_a_name_that_was_typed(tmp_path: Path) -> None:
    """It is one of the names that they step through."""
    page = signing(tmp_path)
    press(page, ENTER, 11.0)
    type_text(page, "Mina")
    press(page, ENTER, 12.0)
    page.menu.focus = "name.lee"
    seen = []
    for _ in range(2):
        press(page, pygame.KSCAN_RIGHT, 13.0)
        seen.append(page.signing.signatures[0].name)
    assert seen == ["", "Mina"]


def test_settings_that_were_written_by_hand_do_no_harm(tmp_path: Path) -> None:
    """Names that are too long or hold odd signs are tidied before they are seen."""
    page = signing(tmp_path, settings=named("x" * 500, "\u202egnp", "\n", "", "Mina"))
    assert [one.name for one in page.signing.signatures] == ["x" * 16, "gnp"]
    assert page.signing.names == ("Mina",)


def test_what_cannot_be_kept_is_said_and_stops_nothing(tmp_path: Path, home: Path, clock: list[float]) -> None:
    """Settings that cannot be written: one line, and the exchange begins."""
    page = signing(tmp_path)
    (home / "config").write_text("in the way")
    page.menu.focus = "exchange"
    assert press(page, ENTER, 11.0) is page
    assert page._began is not None
    assert page.world.notice is not None
    assert page.world.notice.text == page.world.strings.text("unsaved")


# -- drawing ------------------------------------------------------------------------------------------


def mouse(page: SticksScene, kind: int, at: tuple[float, float]) -> None:
    """Press or let go of the left button at a logical point."""
    page.handle(pygame.event.Event(kind, button=1, pos=page.world.theme.point(*at)))


def scrawl(page: SticksScene, lane: Lane) -> None:
    """Two lines with the mouse on a stick."""
    x, y, w, h = wood(lane)
    for start in (0.2, 0.6):
        mouse(page, pygame.MOUSEBUTTONDOWN, (x + start * w, y + 0.3 * h))
        for step in range(1, 6):
            page.point((x + (start + 0.04 * step) * w, y + (0.3 + 0.1 * step) * h), 11.0)
        mouse(page, pygame.MOUSEBUTTONUP, (x + (start + 0.2) * w, y + 0.8 * h))
        page.point((x, y), 11.1)
    page.update(12.0)


@pytest.mark.parametrize("lane", Lane)
def test_the_mouse_draws_on_a_stick(lane: Lane, tmp_path: Path) -> None:
    """Each press begins a line, moving goes on, letting go ends it; the drawing stands instead of the name."""
    page = signing(tmp_path, settings=named("Mina", "Kenta"))
    scrawl(page, lane)
    strokes = page.signing.signatures[lane].strokes
    assert [len(stroke) for stroke in strokes] == [6, 6]
    assert strokes[0][0] == pytest.approx((0.2, 0.3), abs=0.02)
    assert strokes[1][-1] == pytest.approx((0.8, 0.8), abs=0.02)
    assert not page.signing.signatures[lane.other].strokes
    click(page, box(page, f"clear.{lane.id}"), 13.0)
    assert page.signing.signatures[lane] == Signature(("Mina", "Kenta")[lane])
    click(page, box(page, f"clear.{lane.id}"), 14.0)
    assert page.signing.signatures[lane] == Signature()


def test_typing_replaces_a_drawing(tmp_path: Path) -> None:
    """What was written last counts."""
    page = signing(tmp_path)
    scrawl(page, Lane.LEE)
    click(page, box(page, "name.lee"), 13.0)
    type_text(page, "M")
    assert page.signing.signatures[0] == Signature("M")
    scrawl(page, Lane.LEE)
    assert page.signing.signatures[0].strokes
    assert page.signing.typing is None


def test_the_computer_s_sticks_are_not_to_be_drawn_upon(tmp_path: Path) -> None:
    """It signs with a note, whatever the mouse does."""
    page = signing(tmp_path, Mode.SOLO)
    scrawl(page, Lane.LEE)
    assert page.signing.signatures[Lane.LEE] == Signature()


# -- the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("began", [None, 0.5, CAUGHT + 0.1])
def test_neutral_names_hold_no_family_name(
    language: str, began: float | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With neutral names neither page writes a leader's name."""
    page = signing(tmp_path, Mode.SOLO, named(language=Language(language), neutral_names=True))
    drawn: list[str] = []
    text = page.world.theme.text
    monkeypatch.setattr(
        page.world.theme, "text", lambda c, t, *how, **more: drawn.append(t) or text(c, t, *how, **more)
    )
    page._began = None if began is None else 20.0 - began
    page.draw(window(), 20.0, lambda: None)
    families = {"en": ("Lee", "Takaichi"), "ko": ("이재명", "다카이치"), "ja": ("李", "高市")}[language]
    assert drawn
    assert not [line for line in drawn for family in families if family in line]


@pytest.mark.parametrize("moment", [0.1, 0.2, 1.35, CAUGHT + 0.1])
def test_drawing_the_exchange_changes_nothing(moment: float, tmp_path: Path) -> None:
    """The same moment is the same picture."""
    page = signing(tmp_path, settings=named("Mina", "Kenta"))
    page._began = 20.0 - moment
    pictures = []
    for _ in range(2):
        canvas = pygame.Surface((1280, 720))
        page.draw(canvas, 20.0, lambda: None)
        pictures.append(pygame.image.tobytes(canvas, "RGB"))
    assert pictures[0] == pictures[1]


def test_a_window_of_another_size_is_painted_anew(tmp_path: Path) -> None:
    """Nothing that was signed is lost when the window is pulled larger."""
    page = signing(tmp_path, settings=named("Mina", "Kenta"))
    page.world.resize((800, 600))
    page.update(11.0)
    canvas = pygame.Surface((800, 600))
    page.draw(canvas, 11.0, lambda: None)
    assert canvas.get_at((400, 300))[:3] != (0, 0, 0)
    assert page.signing.signatures == (Signature("Mina"), Signature("Kenta"))


# -- the souvenir -------------------------------------------------------------------------------------


def shown(folder: Path, settings: Settings | None = None) -> SouvenirScene:
    """The souvenir's page."""
    made = world(settings)
    page = SouvenirScene(made, results(made, folder), (Signature("Mina"), Signature("けんた")))
    page.update(10.0)
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_souvenir_is_kept_as_a_picture_in_the_language_on_screen(language: str, tmp_path: Path, home: Path) -> None:
    """A PNG of 1200x630 with a name that tells the play; where it is, is said and stays on the page."""
    page = shown(tmp_path, english(language=Language(language)))
    press(page, ENTER, 11.0)
    (file,) = (home / "pictures").iterdir()
    song_id = page.results.prepared.plan.song.id
    assert file.name == f"drumjam 2026-06-20 18.00.00 {song_id} souvenir.png"
    assert pygame.image.load(file).get_size() == (1200, 630)
    assert file.read_bytes() == png_bytes(draw_souvenir(page.card, page.world.strings))
    assert page.world.notice is not None
    assert str(file) in page.world.notice.text
    assert page.file == file


def test_the_date_can_be_left_off_and_that_is_remembered(tmp_path: Path) -> None:
    """One switch: the card without a date, in this souvenir and the next."""
    page = shown(tmp_path)
    assert page.card.played is not None
    page.menu.focus = "date"
    press(page, ENTER, 11.0)
    assert page.card.played is None
    assert load_settings().settings.souvenir.dated is False
    click(page, box(page, "date"), 12.0)
    assert page.card.played is not None


def test_a_souvenir_that_cannot_be_kept_is_said_and_nothing_is_lost(tmp_path: Path, home: Path) -> None:
    """One sentence; the page stays, and once there is room the picture is kept after all."""
    page = shown(tmp_path)
    (home / "pictures").write_text("in the way")
    assert press(page, ENTER, 11.0) is page
    assert page.world.notice is not None
    assert page.world.notice.text == page.world.strings.text("picture.failed")
    assert page.file is None
    (home / "pictures").unlink()
    press(page, ENTER, 12.0)
    assert page.file is not None
    assert page.file.exists()


@pytest.mark.parametrize(("key", "after"), [("again", LoadingScene), ("next", SelectScene), ("back", ResultsScene)])
def test_the_souvenir_leads_on_and_back(key: str, after: type, tmp_path: Path) -> None:
    """The same play again, the next song, or the results."""
    page = shown(tmp_path)
    opened = click(page, box(page, key), 11.0)
    assert isinstance(opened, after)
    if isinstance(opened, LoadingScene):
        opened.leave()
    if isinstance(opened, ResultsScene):
        assert opened.update(12.0) is opened


def test_the_page_shows_the_picture_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At least three quarters of the window's width, drawn for its size and not enlarged; drawn once."""
    zooms: list[float] = []
    draw: Callable[..., pygame.Surface] = draw_souvenir

    def counted(*how: Any) -> pygame.Surface:
        zooms.append(how[-1])
        return draw(*how)

    monkeypatch.setattr("drumjam.game.scenes.souvenir.draw_souvenir", counted)
    page = shown(tmp_path)
    page.update(11.0)
    assert page._shown is not None
    assert page._shown[3].get_width() >= 0.75 * 1280
    assert zooms == [pytest.approx(0.84)]
