"""The key test's page: what it asks for, what it says, and the other keys that it takes."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from drumjam.game.inputs.rollover import Verdict
from drumjam.game.scenes.join import JoinScene
from drumjam.game.scenes.keytest import IDLE, STILL_TESTING, KeyTestScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.strings import LANGUAGES
from drumjam.game.world import World
from drumjam.library.settings import Language
from drumjam.library.settingsfile import load_settings
from tests.game.fingers import PADS, cut_texts, english, event, press, window, world
from tests.game.keymatrix import KeyMatrix

KEYS = tuple(PADS.values())
D, F, J, K = KEYS
SPREAD = {code: (place, place) for place, code in enumerate([*KEYS, *range(100, 120)])}
ESCAPE, ENTER = pygame.KSCAN_ESCAPE, pygame.KSCAN_RETURN
FINE, DEAF = KeyMatrix(SPREAD), KeyMatrix(SPREAD, deaf=frozenset([frozenset((F, J))]))
POOR = KeyMatrix(SPREAD, most=2)
GHOSTLY = KeyMatrix({D: (0, 0), F: (0, 1), J: (1, 0), K: (1, 1)}, ghosts=True)


def opened(made: World | None = None) -> KeyTestScene:
    """The page, just opened at 0 s."""
    scene = KeyTestScene(made or world(), TitleScene)
    scene.update(0.0)
    return scene


def hold(scene: KeyTestScene, board: KeyMatrix, keys: list[int], at: float) -> float:
    """Hold keys on a board as long as it takes; the time after."""
    told = board.reported(keys)
    for code in told:
        scene.press(event(code, at))
    for _ in range(40):
        at += 0.05
        scene.update(at)
    for code in told:
        scene.press(event(code, at, down=False))
    scene.update(at + 0.05)
    return at + 0.1


def done(board: KeyMatrix, made: World | None = None, at: float = 0.5) -> tuple[KeyTestScene, float]:
    """The page after all it asked for was done on a board, and the time."""
    scene = opened(made)
    return scene, obeyed(scene, board, at)


def obeyed(scene: KeyTestScene, board: KeyMatrix, at: float) -> float:
    """Do all it asks for."""
    for code in scene.test.keys:
        if code not in scene.test.alone:
            at = hold(scene, board, [code], at)
    while scene.test.asked is not None:
        at = hold(scene, board, [code for code in scene.test.keys if code in scene.test.asked], at)
    return at


def said(scene: KeyTestScene, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything that stands on the page."""
    drawn: list[str] = []
    theme = scene.world.theme
    text, lines = theme.text, theme.lines
    monkeypatch.setattr(
        theme, "text", lambda canvas, what, *how, **more: drawn.append(what) or text(canvas, what, *how, **more)
    )
    monkeypatch.setattr(theme, "lines", lambda what, *how: drawn.append(what) or lines(what, *how))
    scene.paint(window(), 1.0)
    return "\n".join(drawn)


def test_the_keys_under_test_do_not_move_through_the_page() -> None:
    """They are lit instead; arrows and Enter work all the time."""
    scene = opened()
    before = scene.menu.focus
    for code in KEYS:
        scene.press(event(code, 0.5))
    assert scene.menu.focus == before
    assert scene.test.held == set(KEYS)
    scene.press(event(pygame.KSCAN_LEFT, 0.6))
    assert scene.menu.focus != before


def test_a_pair_that_never_arrives_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though both keys were seen alone; all that was seen together is gold."""
    scene, _ = done(DEAF)
    assert "This keyboard cannot report F+J." in said(scene, monkeypatch)
    seen = {combo for combo in scene.test.combos if scene.test.verdict(combo) is Verdict.SEEN}
    assert {frozenset((D, F)), frozenset((D, F, K)), frozenset((J, K))} <= seen


def test_a_good_keyboard_is_told_so_and_that_two_of_them_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said plainly, whatever was found."""
    scene, _ = done(FINE)
    told = said(scene, monkeypatch)
    assert scene.world.strings.text("keytest.all") in told
    assert "Two keyboards count as one" in told


def test_another_key_is_bound_and_only_what_is_new_is_asked_for() -> None:
    """It does not share what failed; it is kept, and tested in its turn."""
    scene, at = done(DEAF)
    scene.update(at + STILL_TESTING + 0.1)
    scene.menu.focus = "use"
    press(scene, ENTER, at + 2.0)
    taken = set(scene.test.keys) - set(KEYS)
    assert len(taken) == 1
    assert load_settings().settings.keys == scene.world.settings.keys
    assert set(scene.test.keys) == set(scene.world.bindings.slots)
    known = {combo for combo in scene.test.combos if scene.test.verdict(combo) is not Verdict.OPEN}
    assert known
    assert all(not combo & taken for combo in known)
    obeyed(scene, KeyMatrix({**SPREAD, **dict.fromkeys(taken, (50, 50))}), at + 3.0)
    assert scene.test.done
    assert scene.test.failing == []


def test_hands_that_go_on_after_the_test_choose_nothing() -> None:
    """For a moment; then the pads move through the page again."""
    scene, at = done(FINE)
    assert not scene.listening
    assert press(scene, F, at + 0.1) is scene
    assert scene.test.done
    while scene.menu.focus != "back":
        scene.press(event(K, at + STILL_TESTING + 1.0))
    assert isinstance(press(scene, F, at + STILL_TESTING + 1.0), TitleScene)


def test_who_has_only_pads_leaves_after_a_rest() -> None:
    """Where no pad is touched for some seconds they move through the page."""
    scene = opened()
    scene.press(event(D, 1.0))
    scene.press(event(D, 1.1, down=False))
    scene.update(1.0 + IDLE)
    assert scene.listening
    scene.update(1.2 + IDLE)
    assert not scene.listening
    while scene.menu.focus != "back":
        scene.press(event(K, 2.0 + IDLE))
    assert isinstance(press(scene, F, 2.0 + IDLE), TitleScene)


def test_starting_again_forgets_everything() -> None:
    """A new keyboard may have been plugged in."""
    scene, at = done(DEAF)
    scene.menu.focus = "again"
    press(scene, ENTER, at + 1.0)
    assert scene.listening
    assert scene.test.failing == []
    assert scene.test.alone == set()


def test_keys_let_go_in_another_window_are_not_held_for_ever() -> None:
    """Nobody says that they came up."""
    scene = opened()
    scene.press(event(D, 0.5))
    scene.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert scene.test.held == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [FINE, DEAF, POOR, GHOSTLY], ids=["fine", "a deaf pair", "two keys", "ghosts"])
def test_no_word_of_a_verdict_is_cut_at_the_largest_size(
    language: str, board: KeyMatrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 %, in three languages; paragraphs stay in their boxes."""
    made = world(english(language=Language(language), text_size=150))
    scene, _ = done(board, made)
    cut = cut_texts(monkeypatch)
    scene.draw(window(), 99.0, lambda: None)
    assert cut == []
    assert bool(scene.test.failing) is (board is not FINE)


def test_a_pad_with_two_keys_is_tested_by_its_first() -> None:
    """And a key that another pad has already is never offered."""
    made = world()
    made.change("keys", lee_cymbal=("D", "S"))
    scene, _ = done(DEAF, made)
    assert scene.test.keys == list(KEYS)
    swap: Any = scene._swap()
    assert swap is not None
    assert swap[1] != pygame.KSCAN_S


def test_what_fails_is_said_where_two_take_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before they play: as long as the keys are those of pads, and until another test finds nothing."""
    made = world()
    scene = KeyTestScene(made, JoinScene)
    scene.test.verdicts = {frozenset({PADS["f"], PADS["j"]}): Verdict.LOST}
    scene.leave()
    assert made.settings.play.unreported == ("F+J",)
    drawn = texts_of(JoinScene(made), monkeypatch)
    assert "This keyboard cannot report F+J." in drawn
    made.change("keys", lee_drum=("G",))
    assert not any("cannot report" in text for text in texts_of(JoinScene(made), monkeypatch))
    made.change("keys", lee_drum=("F",))
    scene.test.verdicts = {frozenset({PADS["f"], PADS["j"]}): Verdict.SEEN}
    scene.leave()
    assert made.settings.play.unreported == ()


def test_a_test_that_was_not_begun_forgets_nothing() -> None:
    """Who only looks at the page leaves what is known as it is."""
    made = world()
    made.change("play", unreported=("F+J",))
    KeyTestScene(made, JoinScene).leave()
    assert made.settings.play.unreported == ("F+J",)


def texts_of(scene: JoinScene, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All lines that a page draws."""
    drawn: list[str] = []
    text = scene.world.theme.text

    def watched(canvas: Any, words: str, *how: Any, **more: Any) -> Any:
        drawn.append(words)
        return text(canvas, words, *how, **more)

    scene.update(1.0)
    with monkeypatch.context() as patch:
        patch.setattr(scene.world.theme, "text", watched)
        scene.draw(window(), 1.0, lambda: None)
    return drawn
