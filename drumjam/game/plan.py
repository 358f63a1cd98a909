"""Plan: one play as it was chosen. Which song, how hard, who plays what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from drumjam.game.drill import Drill
from drumjam.game.strings import Strings
from drumjam.library.request import Leader, PlayRequest
from drumjam.library.settings import Assists, Mode, Play, Practice, Temper
from drumjam.library.songs import Song
from drumjam.rules.chart import Lane, Level
from drumjam.rules.form import Form
from drumjam.rules.judgement import BY_RULE
from drumjam.rules.replay import Replay

WATCHED = ("human:sd=9", "partner")
"""Who plays when people watch: somebody of flesh and blood, and one who listens."""

WIDE = 1.5
"""How much wider wide hit windows are."""

ONE_KEY = "one key"
"""The assist with which any key strikes whatever is asked for."""

OWN_CHART = (Form.LESSON, Form.ONE_PART)
"""Forms that play something else than is written."""

BAND_BACK = 0.4
"""Share of its amplitude."""

NO_ASSISTS = Assists()

LED = {
    Mode.BOTH_HANDS: frozenset(Lane),
    Mode.TWO: frozenset(Lane),
    Mode.WATCH: frozenset[Lane](),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One play.

    song         what is played
    levels       Lee's and Takaichi's
    mode         solo, both hands, two, watch, practice
    led          the lanes that people play
    kinds        who plays Lee's lane and Takaichi's: `human`, `partner`, `autoplay` or a model drummer
    speed        0.5 to 1.5
    windows      factors on Lee's hit windows and on Takaichi's, 1 by the rules
    one_key      lanes whose players may strike with any key whatever is asked for
    seed         of the computer's drummers
    save_replay  a file for the replay, beside the one the library keeps
    drill        what is practised; None where the song is played once, as a whole
    form         how two people share the song
    first        of two people, who signs with the settings' first name: Lee's player, or who had begun alone
    card         the story's card that the play was begun on; 0 for a play that is no part of the story
    recorded     a play that is watched again: its strikes are those that fall; nothing more of it is kept
    """

    song: Song
    levels: tuple[Level, Level]
    mode: Mode
    led: frozenset[Lane]
    kinds: tuple[str, str]
    speed: float = 1.0
    windows: tuple[float, float] = BY_RULE
    one_key: frozenset[Lane] = frozenset()
    seed: int = 0
    save_replay: Path | None = None
    drill: Drill | None = None
    form: Form = Form.TOGETHER
    first: Lane = Lane.LEE
    card: int = 0
    recorded: Replay | None = None

    @property
    def assist(self) -> tuple[str, ...]:
        """What keeps it from being a best: the names of assists, and of a form that plays what is not written."""
        return (*((ONE_KEY,) if self.one_key else ()), *((str(self.form),) if self.form in OWN_CHART else ()))

    @property
    def band(self) -> float:
        """How loud the band is beside what the settings say: it steps back where one of two people holds the beat."""
        return BAND_BACK if self.form is Form.LEAD else 1.0

    def swapped(self) -> Plan:
        """The same play with the leaders exchanged: each takes the other's place and all that was set for it."""
        return replace(
            self,
            levels=self.levels[::-1],
            kinds=self.kinds[::-1],
            led=frozenset(lane.other for lane in self.led),
            one_key=frozenset(lane.other for lane in self.one_key),
            windows=self.windows[::-1],
        )

    def assisted(self, chosen: Play, assists: Assists) -> Plan:
        """The same play with hit windows and keys as they are set: for everybody, or for one of two players."""
        if self.recorded is not None:  # what was played stays as it was
            return self
        return replace(
            self,
            windows=_windows(chosen, self.mode, wide=bool(self.led) and assists.wide_windows),
            one_key=frozenset(lane for lane in self.led if assists.one_key or has_one_key(chosen, self.mode, lane)),
        )


def level_of(name: str) -> Level:
    """The level of a settings name."""
    return next(level for level in Level if level.id == name)


def chosen_levels(chosen: Play, mode: Mode) -> tuple[Level, Level]:
    """Lee's level and Takaichi's: two players may have one each, in any other mode both lanes are alike."""
    lee = level_of(chosen.lee_level)
    return lee, level_of(chosen.takaichi_level) if mode is Mode.TWO else lee


def has_one_key(chosen: Play, mode: Mode, lane: Lane) -> bool:
    """Whether one of two players has chosen to need one key alone."""
    return mode is Mode.TWO and bool(getattr(chosen, f"{lane.id}_one_key"))


def _windows(chosen: Play, mode: Mode, *, wide: bool) -> tuple[float, float]:
    """Factors on both lanes' hit windows: `wide` for everybody, or for one of two players who has chosen so."""
    own = (chosen.lee_wide, chosen.takaichi_wide) if mode is Mode.TWO else (False, False)
    return WIDE if wide or own[0] else 1.0, WIDE if wide or own[1] else 1.0


def planned(song: Song, chosen: Play, request: PlayRequest, seed: int, assists: Assists = NO_ASSISTS) -> Plan:
    """The play that settings and the command line together ask for; the command line's word counts."""
    mode, led = who_plays(chosen, request)
    kinds = tuple("human" if lane in led else partner_kind(chosen.partner) for lane in Lane)
    if request.autoplay:
        kinds = ("autoplay", "autoplay")
    elif mode is Mode.WATCH:
        kinds = WATCHED
    plan = Plan(
        song=song,
        levels=request.levels or chosen_levels(chosen, mode),
        mode=mode,
        led=led,
        kinds=(kinds[0], kinds[1]),
        speed=chosen.speed if request.speed is None else request.speed,
        seed=seed if request.seed is None else request.seed,
        save_replay=request.save_replay,
        form=chosen.form if mode is Mode.TWO else Form.TOGETHER,
    )
    return plan.assisted(chosen, assists)


def watched(replay: Replay, song: Song) -> Plan:
    """A recorded play of a song, to be watched as it was played."""
    return Plan(
        song=song,
        levels=replay.levels,
        mode=Mode.WATCH,
        led=LED[Mode.WATCH],
        kinds=replay.kinds,
        speed=replay.speed,
        windows=replay.windows,
        seed=replay.seed,
        recorded=replay,
    )


def practised(
    song: Song, drill: Drill, levels: tuple[Level, Level], chosen: Practice, seed: int, assists: Assists = NO_ASSISTS
) -> Plan:
    """The first pass of a drill, as it was chosen; the lane that nobody plays is the computer's, or silent."""
    led = led_in_practice(chosen)
    kinds = tuple("human" if lane in led else "autoplay" if lane in drill.excerpt.lanes else "silent" for lane in Lane)
    return Plan(
        song=song,
        levels=levels,
        mode=Mode.PRACTICE,
        led=led,
        kinds=(kinds[0], kinds[1]),
        speed=chosen.speed,
        windows=(WIDE, WIDE) if assists.wide_windows else BY_RULE,
        one_key=led if assists.one_key else frozenset(),
        seed=seed,
        drill=drill,
    )


def led_in_practice(chosen: Practice) -> frozenset[Lane]:
    """The lanes that are practised."""
    return frozenset(lane for lane in Lane if chosen.leader in (lane.id, "both"))


def partner_kind(temper: Temper) -> str:
    """The WHO of a partner of that temper; the attentive one needs no more words."""
    return "partner" if temper is Temper.ATTENTIVE else f"partner:temper={temper}"


def who_plays(chosen: Play, request: PlayRequest) -> tuple[Mode, frozenset[Lane]]:
    """The mode, and the lanes that people lead."""
    if request.autoplay:
        return Mode.WATCH, frozenset()
    if request.players == 2:
        return Mode.TWO, frozenset(Lane)
    if request.leader is Leader.BOTH:
        return Mode.BOTH_HANDS, frozenset(Lane)
    if request.leader is not None or request.players == 1:
        leader = request.leader or chosen.leader
        return Mode.SOLO, frozenset({lane for lane in Lane if lane.id == str(leader)})
    if chosen.mode is Mode.SOLO:
        return Mode.SOLO, frozenset({lane for lane in Lane if lane.id == chosen.leader})
    return chosen.mode, LED.get(chosen.mode, frozenset(Lane))


def how(plan: Plan, words: Strings) -> str:
    """At which levels it is played, and in which form two people share it."""
    told = [words.text(f"level.{level.id}") for level in dict.fromkeys(plan.levels)]
    return " · ".join(told if plan.form is Form.TOGETHER else [*told, words.text(f"form.{plan.form}")])
