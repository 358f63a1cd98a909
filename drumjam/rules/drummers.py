"""Model drummers for headless plays: flawless, human, silent, mashing, random."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from math import inf

import numpy as np

from drumjam.rules.chart import Lane, Pad
from drumjam.rules.duet import LEAD_US, Drummer
from drumjam.rules.errors import DrumjamError
from drumjam.rules.judgement import Judgement, Strike
from drumjam.rules.partner import TEMPERS, AdaptivePartner, Temper
from drumjam.rules.session import Session
from drumjam.rules.targets import Target

WHO = (
    "perfect, human:sd=12[,mean=0][,miss=0.1][,extra=0.25][,drift=0.02], silent, masher:hz=20, random, "
    f"partner or partner:temper={'|'.join(TEMPERS)}"
)
"""The drummers there are, as people write them."""


class DrummerError(DrumjamError):
    """A description of a drummer that cannot be understood."""

    advice = f"write {WHO}"


class Scripted:
    """A drummer whose strikes are all known before the song, in order of time."""

    listening = 0.0

    def __init__(self, strikes: Iterable[Strike]) -> None:
        self._strikes = sorted(strikes, reverse=True)

    @property
    def next_us(self) -> float:
        """The instant of the next plan in microseconds of song time."""
        return self._strikes[-1].time_us - LEAD_US if self._strikes else inf

    def hear(self, judgement: Judgement) -> None:
        """Deaf: nothing heard changes a script."""

    def plan(self) -> list[Strike]:
        """All strikes of the next instant."""
        instant = self._strikes[-1].time_us
        planned = []
        while self._strikes and self._strikes[-1].time_us == instant:
            planned.append(self._strikes.pop())
        return planned


@dataclass(frozen=True, slots=True)
class Human:
    """How a model of a person errs.

    sd     spread of the errors in ms
    mean   constant lateness in ms
    miss   share of notes not struck, 0 to 1
    extra  strokes without a note, a second of song time
    drift  how much slower than the song it runs, as a share
    """

    sd: float = 0.0
    mean: float = 0.0
    miss: float = 0.0
    extra: float = 0.0
    drift: float = 0.0


LIMITS = {
    "sd": (0.0, 1000.0),
    "mean": (-1000.0, 1000.0),
    "miss": (0.0, 1.0),
    "extra": (0.0, 100.0),
    "drift": (-0.5, 0.5),
    "hz": (0.1, 100.0),
}
"""What the numbers of a description may be."""

MOST_STROKES = 5_000_000
"""Of one drummer in one song; 100 a second for half a day."""


def make_drummer(who: str, session: Session, lane: Lane, seed: int) -> Drummer:
    """The drummer that a WHO describes, for one lane of a session; `autoplay` is `perfect`. Raises DrummerError."""
    kind, _, values = who.partition(":")
    if kind == "human":
        return Scripted(_human(session, lane, seed, Human(**_numbers(who, values, [f.name for f in fields(Human)]))))
    if kind == "masher":
        return Scripted(_masher(session, lane, seed, _numbers(who, values, ["hz"]).get("hz", 20.0)))
    if kind == "partner":
        return AdaptivePartner(session, lane, seed, _temper(who, values))
    if values:
        raise DrummerError(f"{kind!r} takes no values", f"drummer {who}")
    if kind in ("perfect", "autoplay"):
        return Scripted(_human(session, lane, seed, Human()))
    if kind == "silent":
        return Scripted(())
    if kind == "random":
        return Scripted(_random(session, lane, seed))
    raise DrummerError("unknown drummer", who)


def _temper(who: str, values: str) -> Temper:
    name, _, temper = (values or "temper=attentive").partition("=")
    if name != "temper" or temper not in TEMPERS:
        raise DrummerError(f"{values!r} is no temper", f"drummer {who}")
    return TEMPERS[temper]


def _numbers(who: str, values: str, names: Sequence[str]) -> dict[str, float]:
    numbers: dict[str, float] = {}
    for pair in filter(None, values.split(",")):
        name, _, text = pair.partition("=")
        low, high = LIMITS.get(name, (0.0, 0.0))
        try:
            numbers[name] = float(text)
        except ValueError:
            raise DrummerError(f"{pair!r} is no NAME=NUMBER", f"drummer {who}") from None
        if name not in names:
            raise DrummerError(f"it has no {name!r}, only {', '.join(names)}", f"drummer {who}")
        if not low <= numbers[name] <= high:
            raise DrummerError(f"{name} must be from {low:g} to {high:g}", f"drummer {who}")
    return numbers


def _generator(session: Session, lane: Lane, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, int(lane)])


def _human(session: Session, lane: Lane, seed: int, human: Human) -> list[Strike]:
    targets = session.lanes[lane].targets
    if not targets:
        return []
    rng = _generator(session, lane, seed)
    errors = (human.mean + human.sd * rng.standard_normal(len(targets))) * 1e3
    played = rng.random(len(targets)) >= human.miss
    start, end = targets[0].time_us, targets[-1].time_us
    strikes = []
    for target, error, hit in zip(targets, errors.tolist(), played.tolist(), strict=True):
        at = round(target.time_us + (target.time_us - start) * human.drift + error)
        if hit:
            strikes += [Strike(at, lane, pad, session.notes[i].velocity) for pad, i in target.notes.items()]
    extra = rng.uniform(start, end, rng.poisson(_bearable(human.extra * (end - start) / 1e6)))
    return strikes + _on_favourite(targets, lane, extra)


def _masher(session: Session, lane: Lane, seed: int, hz: float) -> list[Strike]:
    targets = session.lanes[lane].targets
    if not targets:
        return []
    gap = 1e6 / hz
    first = targets[0].time_us + gap * (_generator(session, lane, seed).random() - 0.5)
    _bearable((targets[-1].time_us - first) / gap)
    return _on_favourite(targets, lane, np.arange(first, targets[-1].time_us + gap / 2, gap))


def _random(session: Session, lane: Lane, seed: int) -> list[Strike]:
    targets = session.lanes[lane].targets
    if not targets:
        return []
    rng = _generator(session, lane, seed)
    times = rng.uniform(targets[0].time_us, targets[-1].time_us, rng.poisson(len(targets)))
    return _on_favourite(targets, lane, times)


def _bearable(strokes: float) -> float:
    """The same number of strokes, if memory can hold them: a chart may last for years."""
    if strokes > MOST_STROKES:
        raise DrummerError("the song is too long for this drummer", f"{strokes:.3g} strokes", "take a shorter song")
    return strokes


def _on_favourite(targets: Sequence[Target], lane: Lane, times: np.ndarray) -> list[Strike]:
    """Strikes at these times on the pad that most notes of a lane ask for."""
    pad = _favourite(targets)
    return [Strike(round(at), lane, pad) for at in times.tolist()]


def _favourite(targets: Sequence[Target]) -> Pad:
    """The pad that most notes of a lane ask for."""
    return max(Pad, key=lambda pad: (sum(pad in target.notes for target in targets), -pad))
