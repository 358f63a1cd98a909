"""Replay: the strikes of a session, from which its result follows again to the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from drumjam.rules.chart import Chart, Lane, Level, Pad
from drumjam.rules.errors import DrumjamError
from drumjam.rules.judgement import Strike
from drumjam.rules.score import Result, level_to_json
from drumjam.rules.session import Session

FORMAT = "drumjam-replay"
VERSION = 1
MODES = ("solo", "both hands", "two", "watch", "practice")


class ReplayError(DrumjamError):
    """A replay that cannot be read or does not belong to its chart."""

    advice: ClassVar[str] = "give a replay that drumjam has saved"


Kind = str | tuple[tuple[int, str], ...]
"""Who played a lane: `human`, `partner`, `autoplay` or a WHO; or (from microsecond, who) where it changed hands."""


@dataclass(frozen=True, slots=True)
class Replay:
    """All that a session was made of, but for the chart.

    chart_sha256  of the bytes of chart.json
    levels        Lee's and Takaichi's
    mode          one of MODES
    strikes       every strike of both lanes, computer's and people's, in order of time
    players       who played Lee's lane and Takaichi's
    seed          of the computer's drummers
    speed         of the song, 0.5 to 1.5; strikes are in song time at any speed
    windows       factor on the hit windows, 1 by the rules
    assist        names of assists that were on
    result        the result document, as it was shown
    """

    chart_sha256: str
    levels: tuple[Level, Level]
    mode: str
    strikes: tuple[Strike, ...]
    players: tuple[Kind, Kind]
    seed: int = 0
    speed: float = 1.0
    windows: float = 1.0
    assist: tuple[str, ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, str]:
        """Who played each lane; where it changed hands, who finished."""
        lee, takaichi = (kind if isinstance(kind, str) else kind[-1][1] for kind in self.players)
        return lee, takaichi

    def session(self, chart: Chart) -> Session:
        """The finished session, played again from the strikes."""
        session = Session(chart, self.levels, windows=self.windows)
        for strike in sorted(self.strikes):
            session.settle(strike.time_us - 1)
            session.strike(strike)
        session.finish()
        return session

    def score(self, chart: Chart) -> Result:
        """The result, reckoned again from the strikes alone."""
        return self.session(chart).result(song=str(self.result.get("song", "")), seed=self.seed, kinds=self.kinds)

    def to_json(self) -> dict[str, Any]:
        """The replay document of the contract."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "chart_sha256": self.chart_sha256,
            "level": level_to_json(self.levels),
            "mode": self.mode,
            "windows": self.windows,
            "assist": list(self.assist),
            "speed": self.speed,
            "seed": self.seed,
            "players": {lane.id: _kind_to_json(self.players[lane]) for lane in Lane},
            "strikes": [[s.time_us, s.lane.id, s.pad.id, s.velocity] for s in sorted(self.strikes)],
            "result": dict(self.result),
        }

    @classmethod
    def from_json(cls, document: object, where: str = "") -> Replay:
        """The replay of a document; `where` names its file. Raises ReplayError; unknown keys are passed over."""
        try:
            if not isinstance(document, dict) or document.get("format") != FORMAT:
                raise ReplayError("this is no drumjam replay")
            if document.get("version") != VERSION:
                raise ReplayError(f"replay version {document.get('version')!r} is not known", mend="update drumjam")
            return cls(
                chart_sha256=_expect(document, "chart_sha256", str),
                levels=_levels(document.get("level")),
                mode=_choice(document.get("mode"), MODES, "mode"),
                strikes=tuple(_strike(i, row) for i, row in enumerate(_expect(document, "strikes", list))),
                players=_players(_expect(document, "players", dict)),
                seed=_expect(document, "seed", int),
                speed=_within(document, "speed", 0.5, 1.5),
                windows=_within(document, "windows", 0.1, 10.0),
                assist=tuple(map(str, _expect({"assist": [], **document}, "assist", list))),
                result=_expect(document, "result", dict),
            )
        except ReplayError as error:
            raise error.at(where) if where else error from None


def _expect(document: Mapping[str, Any], key: str, kind: type) -> Any:
    value = document.get(key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ReplayError(f"replay: {key!r} is missing or is no {kind.__name__}")
    return value


def _within(document: Mapping[str, Any], key: str, low: float, high: float) -> float:
    value = document.get(key, 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ReplayError(f"replay: {key!r} must be a number from {low:g} to {high:g}")
    return float(value)


def _choice(value: object, choices: tuple[str, ...], key: str) -> str:
    if value not in choices:
        raise ReplayError(f"replay: {key} {value!r} is none of {', '.join(choices)}")
    return str(value)


def _levels(value: object) -> tuple[Level, Level]:
    names = [value.get(lane.id) for lane in Lane] if isinstance(value, dict) else [value, value]
    known = {level.id: level for level in Level}
    if any(not isinstance(name, str) or name not in known for name in names):
        raise ReplayError(f"replay: unknown level {value!r}")
    return known[str(names[0])], known[str(names[1])]


def _players(value: Mapping[str, Any]) -> tuple[Kind, Kind]:
    kinds: list[Kind] = []
    for lane in Lane:
        kind = value.get(lane.id)
        if isinstance(kind, str):
            kinds.append(kind)
        elif isinstance(kind, list) and kind and all(_is_change(change) for change in kind):
            kinds.append(tuple((change[0], change[1]) for change in kind))
        else:
            raise ReplayError(f"replay: it does not say who played {lane.id}")
    return kinds[0], kinds[1]


def _is_change(change: object) -> bool:
    return isinstance(change, list) and len(change) == 2 and isinstance(change[0], int) and isinstance(change[1], str)


def _kind_to_json(kind: Kind) -> str | list[list[int | str]]:
    return kind if isinstance(kind, str) else [[since, who] for since, who in kind]


LANES = {lane.id: lane for lane in Lane}
PADS = {pad.id: pad for pad in Pad}
FURTHEST_US = 2**53
"""Strikes beyond this many microseconds from the start (285 years) are nonsense."""


def _strike(index: int, row: object) -> Strike:
    place = f"strike {index + 1}"
    if not isinstance(row, list) or len(row) < 4:
        raise ReplayError("replay: a strike is [microseconds, lane, pad, velocity]", place)
    time_us, lane, pad, velocity = row[:4]
    if type(time_us) is not int or abs(time_us) > FURTHEST_US:
        raise ReplayError(f"replay: {time_us!r} is no time in whole microseconds", place)
    if not isinstance(lane, str) or lane not in LANES or not isinstance(pad, str) or pad not in PADS:
        raise ReplayError(f"replay: there is no pad {pad!r} of {lane!r}", place)
    if type(velocity) is not int or not 1 <= velocity <= 127:
        raise ReplayError(f"replay: velocity {velocity!r} is not from 1 to 127", place)
    return Strike(time_us, LANES[lane], PADS[pad], velocity)
