"""The key test finds exactly what a keyboard cannot report, and other keys that it can."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drumjam.game.inputs.rollover import HOLD, SETTLE, Rollover, Verdict, remedy
from tests.game.keymatrix import KeyMatrix, hold, obey

pytestmark = pytest.mark.once

D, F, J, K, L, S = 7, 9, 13, 14, 15, 22
PADS = (D, F, J, K)
SPREAD = {D: (0, 0), F: (1, 1), J: (2, 2), K: (3, 3), L: (4, 4), S: (5, 5)}
SQUARE = {D: (0, 0), F: (0, 1), J: (1, 0), K: (1, 1), L: (2, 2), S: (3, 3)}
ALL = frozenset(PADS)


def combos() -> list[frozenset[int]]:
    """Every combination of two pads or more."""
    return [frozenset(one) for size in (2, 3, 4) for one in combinations(PADS, size)]


def cannot(board: KeyMatrix) -> set[frozenset[int]]:
    """What a board cannot report as it is pressed; none that holds another of them."""
    bad = {one for one in combos() if set(board.reported(key for key in PADS if key in one)) != one}
    return {one for one in bad if not any(other < one for other in bad)}


@st.composite
def boards(draw: st.DrawFn) -> KeyMatrix:
    """Any keyboard: close or spread keys, of every make."""
    spots = st.tuples(st.integers(0, 2), st.integers(0, 2))
    places = draw(st.lists(spots, min_size=4, max_size=4, unique=True))
    pairs = [one for one in combos() if len(one) == 2]
    deaf = draw(st.frozensets(st.sampled_from(pairs), max_size=2))
    ghosts = draw(st.booleans()) and not deaf
    most = draw(st.sampled_from([2, 3, 6, None]))
    return KeyMatrix(dict(zip(PADS, places, strict=True)), draw(st.booleans()), ghosts, most, deaf)


@settings(max_examples=40)
@given(boards(), st.sampled_from([0.0, 0.03, 0.2]))
@example(KeyMatrix(SPREAD), 0.0)
@example(KeyMatrix(SQUARE), 0.03)
@example(KeyMatrix(SQUARE, ghosts=True), 0.0)
def test_the_test_finds_exactly_the_combinations_that_fail(board: KeyMatrix, gap: float) -> None:
    """Whoever does what it asks for, quick or slow, is told of each combination that fails, and of no other."""
    test = Rollover(PADS)
    obey(board, test, gap=gap)
    assert test.done
    assert set(test.failing) == cannot(board)


@pytest.mark.parametrize(
    ("board", "failing"),
    [
        (KeyMatrix(SPREAD, diodes=True), []),
        (KeyMatrix(SQUARE, diodes=True, most=6), []),
        (KeyMatrix(SPREAD, most=3), [ALL]),
        (KeyMatrix(SPREAD, most=2), [frozenset(one) for one in combinations(PADS, 3)]),
        (KeyMatrix(SPREAD, deaf=frozenset([frozenset((F, J))])), [frozenset((F, J))]),
        (KeyMatrix(SQUARE), [frozenset(one) for one in combinations(PADS, 3)]),
    ],
    ids=["full rollover", "six keys", "three keys", "two keys", "a deaf pair", "a square without diodes"],
)
def test_keyboards_of_every_make(board: KeyMatrix, failing: list[frozenset[int]]) -> None:
    """What each kind of keyboard is known for."""
    test = Rollover(PADS)
    obey(board, test)
    assert test.failing == failing


def test_a_key_that_nobody_pressed_is_told_from_one_that_was() -> None:
    """Three corners of a square report the fourth; pressed one after another, all four are simply there."""
    test = Rollover(PADS)
    board = KeyMatrix(SQUARE, ghosts=True)
    obey(board, test)
    assert {test.verdict(frozenset(one)) for one in combinations(PADS, 3)} == {Verdict.GHOST}
    assert test.verdict(ALL) is Verdict.SEEN


def test_all_four_held_at_once_light_every_pair() -> None:
    """Nobody has to go through them one by one."""
    test = Rollover(PADS)
    hold(KeyMatrix(SPREAD), test, PADS, 0.0)
    assert {test.verdict(combo) for combo in combos() if len(combo) != 3} == {Verdict.SEEN}


def test_a_slow_second_finger_takes_the_verdict_back() -> None:
    """One key held alone for long is a pair that was lost; it is seen as soon as the other comes."""
    test = Rollover(PADS, alone=set(PADS))
    pair = frozenset((D, F))
    assert test.asked == pair
    test.press(D, True, 0.0)
    test.advance(HOLD - 0.1)
    assert test.verdict(pair) is Verdict.OPEN
    test.advance(HOLD + 0.1)
    assert test.failing == [pair]
    test.press(F, True, 3.0)
    test.advance(3.0 + SETTLE + 0.01)
    assert test.failing == []


def test_keys_still_held_from_before_are_no_attempt_at_the_next_pair() -> None:
    """After D and F, who goes on holding D while reading what comes next has not yet tried D and J."""
    test = Rollover(PADS, alone=set(PADS))
    test.press(D, True, 0.0)
    test.press(F, True, 0.1)
    test.press(F, False, 0.5)
    test.advance(0.5 + 2 * HOLD)
    assert test.asked == frozenset((D, J))
    assert test.holding(0.5 + HOLD) == 0.0


def test_keys_that_only_brush_each_other_are_not_seen_together() -> None:
    """A trill is no chord."""
    test = Rollover(PADS, alone=set(PADS))
    for at in (0.0, 0.1, 0.2):
        test.press(D, True, at)
        test.press(F, True, at + 0.02)
        test.press(D, False, at + 0.03)
        test.press(F, False, at + 0.05)
    assert test.verdict(frozenset((D, F))) is Verdict.OPEN


def test_nothing_is_asked_for_before_every_key_was_seen() -> None:
    """A key that does not work at all must not look like a pair that does not."""
    test = Rollover(PADS)
    assert test.asked is None
    for key in PADS[:3]:
        test.press(key, True, 0.0)
        test.press(key, False, 0.1)
    assert test.asked is None
    assert not test.done
    test.press(K, True, 0.2)
    assert test.asked == frozenset((D, F))


def test_what_is_passed_over_is_not_known() -> None:
    """Who cannot hold four keys goes on without a verdict on them."""
    test = Rollover(PADS, alone=set(PADS))
    asked = []
    while test.asked is not None:
        asked.append(test.asked)
        test.skip()
    assert sorted(map(sorted, asked)) == sorted(map(sorted, combos()))
    assert test.failing == []
    assert test.done


SPARES = {D: (S,), F: (S,), J: (L,), K: (L,)}


def test_a_remedy_names_a_key_that_does_not_share_what_fails() -> None:
    """F and J fail together: another key for one of them, and the test is passed."""
    board = KeyMatrix(SPREAD, deaf=frozenset([frozenset((F, J)), frozenset((S, J))]))
    test = Rollover(PADS)
    at = obey(board, test)
    keys: tuple[int, ...] = PADS
    swaps = []
    while (swap := remedy(test, SPARES)) is not None:
        swaps.append(swap)
        keys = tuple(swap[1] if key == swap[0] else key for key in keys)
        test = Rollover(keys, test.verdicts, test.alone)
        at = obey(board, test, at)
    assert swaps == [(F, S), (J, L)]
    assert test.failing == []


@settings(max_examples=40)
@given(boards(), st.sampled_from([(4, 4), (0, 4), (4, 0), (2, 2)]), st.sampled_from([(5, 5), (1, 5), (5, 1), (1, 2)]))
def test_remedies_come_to_an_end_and_never_lead_back_to_what_fails(
    board: KeyMatrix, left: tuple[int, int], right: tuple[int, int]
) -> None:
    """However often a remedy is taken, the keys in it are ones of which nothing bad is known; then none is left."""
    board.places = {**board.places, S: left, L: right}
    test, keys = Rollover(PADS), PADS
    obey(board, test)
    for _ in range(9):
        swap = remedy(test, SPARES)
        if swap is None:
            break
        keys = tuple(swap[1] if key == swap[0] else key for key in keys)
        test = Rollover(keys, test.verdicts, test.alone)
        assert test.failing == []
        obey(board, test)
    assert remedy(test, SPARES) is None


def test_there_is_no_remedy_where_nothing_fails_or_no_key_is_left() -> None:
    """It says nothing rather than something that cannot help."""
    assert remedy(Rollover(PADS), SPARES) is None
    test = Rollover(PADS)
    obey(KeyMatrix(SPREAD, most=2), test)
    assert remedy(test, SPARES, avoid=(S, L)) is None
