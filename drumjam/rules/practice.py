"""Practice: an excerpt played over and over, and when it may go faster."""

from __future__ import annotations

from dataclasses import dataclass

from drumjam.rules.excerpt import Excerpt

CLEAN = 0.90
"""Accuracy from which a pass is clean."""

STEP = 0.05
"""How much faster the pass after a clean one is, as a share of the song's own speed."""

SLOWEST, FASTEST = 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Pass:
    """One time through an excerpt.

    strikes  how many strikes it had
    speed    of the song, 0.5 to 1.5
    whole    whether it was played to its end
    """

    strikes: int
    speed: float = 1.0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Practice:
    """What was practised, and how often; each pass is a session of its own over the excerpt.

    passes  in order, at least one
    """

    excerpt: Excerpt
    passes: tuple[Pass, ...]

    @property
    def told(self) -> int:
        """Index of the pass that a result tells of: the last one played to its end, else the last."""
        whole = [index for index, one in enumerate(self.passes) if one.whole]
        return whole[-1] if whole else len(self.passes) - 1

    def strikes_of(self, index: int) -> slice:
        """Where a pass's strikes stand among those of all passes."""
        before = sum(one.strikes for one in self.passes[:index])
        return slice(before, before + self.passes[index].strikes)


def goal_of(speed: float) -> float:
    """How fast clean passes may become: the song's own speed for who begins slower, the fastest for all others."""
    return 1.0 if speed < 1.0 else FASTEST


def next_speed(speed: float, accuracy: float, goal: float) -> float:
    """The speed of the pass that follows one of this speed and accuracy: a step faster after a clean one."""
    return min(round(speed + STEP, 2), goal) if accuracy >= CLEAN and speed < goal else speed
