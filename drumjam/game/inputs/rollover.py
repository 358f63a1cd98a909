"""Rollover: which keys a keyboard reports together, found out by holding them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import combinations

Combo = frozenset[int]
"""Keys that are held together, by their scancodes."""

SETTLE = 0.05
"""Seconds for which keys must be reported together to have been seen: a key that is not there comes with the last."""

HOLD = 1.5
"""Seconds after which keys that are held but not reported will not be reported any more."""

AT_ONCE = 0.005
"""A key that comes within so many seconds of another was not pressed by a finger of its own."""


class Verdict(Enum):
    """What is known of keys that are held together."""

    OPEN = auto()
    """Nobody has held them yet."""
    SEEN = auto()
    """All of them were reported, and no other."""
    LOST = auto()
    """They were asked for and held, but not all of them were reported."""
    GHOST = auto()
    """Another pad's key was reported with them, which nobody had pressed."""


@dataclass(slots=True)
class Rollover:
    """A test of some keys: asks for one combination after another, and watches what comes.

    Combinations are seen whether they were asked for or not. One that was lost, or came with a ghost, is seen after
    all as soon as it comes as it should: who was slow to press the second key is not told a lie for long.

    keys      the scancodes under test, in the order of the pads
    verdicts  of every combination that was tried, also of keys that were under test before
    alone     keys that were seen at all
    held      keys that are down
    """

    keys: Sequence[int]
    verdicts: dict[Combo, Verdict] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    _passed_over: set[Combo] = field(default_factory=set)
    _aim: Combo | None = None
    _since: float = 0.0
    _came: dict[int, float] = field(default_factory=dict)

    # -- what happens -----------------------------------------------------------------------------

    def press(self, code: int, down: bool, at: float) -> None:
        """A key came down or up, at a time in seconds; keys that are not under test are passed over."""
        if code not in self.keys:
            return
        self.advance(at)
        if down:
            if not self.held:  # a key that is still down from before does not belong to what is asked for now
                self._aim = self.asked
            self.alone.add(code)
            self.held.add(code)
            self._came[code] = at
        else:
            self.held.discard(code)
        self._since = at

    def advance(self, now: float) -> None:
        """Let time pass: keys that have been down together for long enough were seen, or not."""
        if not self.held:
            return
        held, steady = frozenset(self.held), now - self._since
        if steady >= SETTLE:
            self._see(held)
        asked = self.asked
        if asked is not None and asked == self._aim and held < asked and steady >= HOLD:
            self.verdicts[asked] = Verdict.LOST

    def skip(self) -> None:
        """Pass over the combination that is asked for."""
        if self.asked is not None:
            self._passed_over.add(self.asked)

    def let_go(self) -> None:
        """Nothing is down any more, as far as can be known: the window was elsewhere."""
        self.held.clear()

    # -- what is known ----------------------------------------------------------------------------

    @property
    def combos(self) -> list[Combo]:
        """Every combination of two keys or more: pairs first, then all of them, then what lies between."""
        sizes = [2, len(self.keys), *range(3, len(self.keys))]
        return [frozenset(one) for size in dict.fromkeys(sizes) for one in combinations(self.keys, size)]

    @property
    def asked(self) -> Combo | None:
        """The combination to be held next; None before every key was seen, and when all is known."""
        if not self.alone.issuperset(self.keys):
            return None
        lost = self.failing
        return next(
            (
                combo
                for combo in self.combos
                if self.verdict(combo) is Verdict.OPEN
                and combo not in self._passed_over
                and not any(one < combo for one in lost)
            ),
            None,
        )

    @property
    def done(self) -> bool:
        """Whether there is nothing left to ask for."""
        return self.alone.issuperset(self.keys) and self.asked is None

    @property
    def failing(self) -> list[Combo]:
        """The combinations that this keyboard cannot report; none that holds another one of them."""
        bad = [combo for combo in self.combos if self.verdict(combo) in (Verdict.LOST, Verdict.GHOST)]
        return [combo for combo in bad if not any(other < combo for other in bad)]

    def verdict(self, combo: Combo) -> Verdict:
        """What is known of a combination."""
        return self.verdicts.get(combo, Verdict.OPEN)

    def holding(self, now: float) -> float:
        """How far the hold is after which what was not reported is lost, 0 to 1; 0 while nothing asked for is held."""
        asked = self.asked
        if asked is None or asked != self._aim or not self.held or not self.held < asked:
            return 0.0
        return min(max((now - self._since) / HOLD, 0.0), 1.0)

    def _see(self, held: Combo) -> None:
        """Keys were reported together and stayed."""
        asked = self.asked
        if asked is not None and asked == self._aim and asked < held and self._ghostly(held - asked, asked):
            self.verdicts[asked] = Verdict.GHOST
            return
        if len(held) > 1:
            self.verdicts[held] = Verdict.SEEN
        for pair in map(frozenset, combinations(held, 2)):
            if self.verdict(pair) is not Verdict.GHOST:
                self.verdicts[pair] = Verdict.SEEN

    def _ghostly(self, more: Combo, asked: Combo) -> bool:
        """Whether the keys beyond those that were asked for came at one instant with the last of these."""
        last = max(self._came[code] for code in asked)
        return all(abs(self._came[code] - last) <= AT_ONCE for code in more)


def remedy(
    rollover: Rollover, spares: Mapping[int, Sequence[int]], avoid: Collection[int] = ()
) -> tuple[int, int] | None:
    """A key to give up and one to take in its place, after which nothing that is known to fail is left.

    spares  keys that may stand in for each key under test, the best first
    avoid   keys that may not be taken

    None where nothing fails, or where no spare is known to help.
    """
    failing = rollover.failing
    bad = {combo for combo, verdict in rollover.verdicts.items() if verdict in (Verdict.LOST, Verdict.GHOST)}
    for key in _by_blame(rollover.keys, failing):
        for spare in spares.get(key, ()):
            taken = frozenset(rollover.keys) - {key} | {spare}
            if spare not in rollover.keys and spare not in avoid and not any(combo <= taken for combo in bad):
                return key, spare
    return None


def _by_blame(keys: Sequence[int], failing: Iterable[Combo]) -> list[int]:
    """Keys that something fails with, those with which most fails first."""
    counts = {key: sum(key in combo for combo in failing) for key in keys}
    return sorted((key for key in keys if counts[key]), key=lambda key: -counts[key])
