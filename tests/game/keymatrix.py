"""A simulated keyboard: a matrix of rows and columns, with or without diodes, and somebody who presses its keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from drumjam.game.inputs.rollover import Rollover

TICK = 0.01
"""Seconds between two looks at the keyboard."""


@dataclass
class KeyMatrix:
    """A keyboard.

    places  the row and the column of each key, by scancode
    diodes  whether keys are kept apart, so that none can seem to be down for others
    ghosts  without diodes: whether it reports keys that only seem to be down; else it leaves out the key they come with
    most    how many keys it reports at once, or None for any number
    deaf    keys that it never reports together
    """

    places: Mapping[int, tuple[int, int]]
    diodes: bool = False
    ghosts: bool = False
    most: int | None = None
    deaf: frozenset[frozenset[int]] = frozenset()
    down: list[int] = field(default_factory=list)

    def reported(self, pressed: Iterable[int]) -> list[int]:
        """The keys that it says are down when these are pressed one after another and held."""
        told: list[int] = []
        for key in pressed:
            apart = all(frozenset((key, other)) not in self.deaf for other in told)
            seeming = set() if self.diodes else self._closed([*told, key]) - {*told, key}
            if key in told or not apart or (seeming and not self.ghosts):
                continue
            told += [key, *sorted(seeming)]
        return told[: self.most]

    def _closed(self, keys: Sequence[int]) -> set[int]:
        """Keys whose row and column are joined by those that are down."""
        joined = {node: {node} for key in keys for node in self._nodes(key)}
        for key in keys:
            row, column = self._nodes(key)
            whole = joined[row] | joined[column]
            joined.update(dict.fromkeys(whole, whole))
        nodes = {key: self._nodes(key) for key in self.places}
        return {key for key, (row, column) in nodes.items() if row in joined and column in joined[row]}

    def _nodes(self, key: int) -> tuple[tuple[str, int], tuple[str, int]]:
        row, column = self.places[key]
        return ("row", row), ("column", column)


def hold(board: KeyMatrix, test: Rollover, keys: Sequence[int], at: float, *, gap: float = 0.03) -> float:
    """Press keys one after another and hold them for long; what the board reports goes to the test. The time after."""
    told: list[int] = []
    for count in range(1, len(keys) + 1):
        told = _tell(test, told, board.reported(keys[:count]), at)
        at += gap
    for _ in range(round(2 / TICK)):
        test.advance(at)
        at += TICK
    _tell(test, told, [], at)
    return at + 0.2


def _tell(test: Rollover, before: Sequence[int], after: Sequence[int], at: float) -> list[int]:
    for key in before:
        if key not in after:
            test.press(key, False, at)
    for key in after:
        if key not in before:
            test.press(key, True, at)
    return list(after)


def obey(board: KeyMatrix, test: Rollover, at: float = 0.0, *, gap: float = 0.03) -> float:
    """Do all that the test asks for, to its end, fingers coming down `gap` seconds apart; the time after."""
    for key in test.keys:
        if key not in test.alone:
            at = hold(board, test, [key], at, gap=gap)
    while test.asked is not None:
        wanted = test.asked
        at = hold(board, test, [key for key in test.keys if key in wanted], at, gap=gap)
        assert test.asked != wanted, "asked for the same again"
    return at
