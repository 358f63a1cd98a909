"""Two at one machine, while they play: one leaves and comes back, one joins, both exchange the leaders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pygame
import pytest

from drumjam.game.furnishing import Furnished
from drumjam.game.keeping import keep
from drumjam.game.options.edit import Edit
from drumjam.game.options.tabs import way_to_play
from drumjam.game.places import swap_places
from drumjam.game.plan import Plan, planned
from drumjam.game.preparing import prepare
from drumjam.game.scenes.ending import EndingScene
from drumjam.game.scenes.loading import LoadingScene, setup_of
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.scenes.sticks import SticksScene
from drumjam.game.signing import Signing
from drumjam.game.silence import GONE
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.library.replays import chart_of, list_replays
from drumjam.library.request import PlayRequest
from drumjam.library.retold import retold
from drumjam.library.scores import Scores
from drumjam.library.settings import Assists, Mode, Souvenir, Timing
from drumjam.library.songs import resolve
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.clock import ManualClock
from drumjam.rules.form import Form
from drumjam.rules.forms import leads
from drumjam.sound.store import Store
from tests.game.fingers import PADS, click, event, press, window, world

pytestmark = pytest.mark.once

FRAME = 1 / 60
TAB, ESCAPE, ENTER = pygame.KSCAN_TAB, pygame.KSCAN_ESCAPE, pygame.KSCAN_RETURN
HANDS = {
    (Lane.LEE, Pad.CYMBAL): "d",
    (Lane.LEE, Pad.DRUM): "f",
    (Lane.TAKAICHI, Pad.DRUM): "j",
    (Lane.TAKAICHI, Pad.CYMBAL): "k",
}
EASY = (Level.EASY, Level.EASY)
LEE, TAKAICHI, BOTH = Lane.LEE, Lane.TAKAICHI, frozenset(Lane)

Plays = Callable[[Lane, float], bool]
"""Whether a person strikes at a song time."""


KEPT: list[Path] = []
"""Where the sound of these plays is kept, so that it is rendered once."""


@pytest.fixture(scope="module", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    KEPT[:] = [tmp_path_factory.mktemp("sound")]


@cache
def hall() -> Stage:
    """A stage painted once."""
    made = world()
    plan = Plan(resolve("a-little-awkward"), EASY, Mode.TWO, BOTH, ("human", "human"))
    return Stage(Theme(window().get_size()), setup_of(made, plan))


class Sofa:
    """A play of a whole song on a clock that is moved by hand."""

    def __init__(self, mode: Mode = Mode.TWO, led: frozenset[Lane] = BOTH, form: Form = Form.TOGETHER) -> None:
        self.clock = ManualClock(10.0)
        self.world = world()
        kinds = tuple("human" if lane in led else "partner" for lane in Lane)
        plan = Plan(resolve("a-little-awkward"), EASY, mode, led, (kinds[0], kinds[1]), seed=3, form=form)
        self.ready = prepare(plan, setup_of(self.world, plan), Store(KEPT[0]), 48_000, lambda share: None)
        furnished = Furnished(hall(), StageState(self.ready.session, self.ready.setup))
        self.scene: Any = PlayScene(self.world, self.ready, furnished, self.clock)
        self.scene.update(self.clock.now)
        self.waiting = list(zip(self.ready.session.notes, self.ready.session.times.tolist(), strict=True))

    def until(self, end: float, plays: Plays = lambda lane, time: True, late: float = 0.004) -> None:
        """Let people play up to a song time, or to the end."""
        while isinstance(self.scene, PlayScene) and self.pos < end:
            while self.waiting and self.pos + FRAME / 2 >= self.waiting[0][1]:
                note, time = self.waiting.pop(0)
                if plays(note.lane, time):
                    at = self.clock.now + time - self.pos + late
                    self.scene.press(event(PADS[HANDS[note.lane, note.pad]], at))
            self.clock.move(FRAME)
            self.scene = self.scene.update(self.clock.now)

    @property
    def pos(self) -> float:
        """The song time of now."""
        position: float = self.scene.performance.pos(self.clock.now)
        return position

    @property
    def told(self) -> str:
        """What stands on the screen."""
        return self.world.notice.text if self.world.notice else ""


def kept() -> Any:
    """The newest replay; it gives its result again, from the chart that the library keeps."""
    replay = next(one.replay for one in list_replays())
    assert replay is not None
    assert replay.score(chart_of(replay)).to_json() == replay.result
    return replay


def test_who_stops_striking_is_played_for_and_comes_back_with_a_stroke() -> None:
    """The song goes on all the while: twelve notes go by, then the partner plays them; one stroke takes the lane back,
    and from then on the strokes count. The replay tells who played when, and gives its result again.
    """
    sofa = Sofa()
    sofa.until(40.0, lambda lane, time: lane is LEE or time < 15)
    given = sofa.scene.company.given
    assert given == {TAKAICHI}
    assert sofa.told == "Takaichi: the partner plays on. Strike a pad to come back."
    sofa.waiting = [one for one in sofa.waiting if one[0].lane is LEE or one[1] > 45]
    sofa.until(45.0)
    assert sofa.scene.company.given == {TAKAICHI}
    struck = sofa.ready.session.tallies[TAKAICHI].strays
    sofa.scene.press(event(PADS["k"], sofa.clock.now))
    assert sofa.scene.company.given == frozenset()
    assert sofa.told == "Takaichi: welcome back."
    sofa.until(1e9)
    assert isinstance(sofa.scene, ResultsScene)
    replay = kept()
    assert replay.players[0] == "human"
    (_, first), (gone, second), (back, third) = replay.players[1]
    assert (first, second, third) == ("human", "partner", "human")
    assert 15e6 < gone < 40e6 < back < 46e6
    player = sofa.scene.kept.result.players[TAKAICHI]
    assert GONE <= player.grades["miss"] <= GONE + 4
    assert player.strays == struck == 0
    assert sofa.scene.kept.result.players[LEE].grades["miss"] == 0
    assert not sofa.scene.kept.counts


def test_where_both_have_stopped_nobody_plays_for_them() -> None:
    """They have gone to open the door, both: it is not for the computer to play the song to its end."""
    sofa = Sofa()
    sofa.until(40.0, lambda lane, time: time < 10)
    assert sofa.scene.company.given == frozenset()
    sofa.scene.leave()


def test_who_errs_is_not_taken_for_gone() -> None:
    """Every eighth note struck is enough to stay."""
    sofa, count = Sofa(), {LEE: 0, TAKAICHI: 0}

    def seldom(lane: Lane, time: float) -> bool:
        count[lane] += 1
        return lane is LEE or count[lane] % 8 == 0

    sofa.until(60.0, seldom)
    assert sofa.scene.company.given == frozenset()
    sofa.scene.leave()


@pytest.mark.parametrize("way", ["tab", "pause"])
def test_a_second_player_joins_a_running_song(way: str) -> None:
    """Tab in the middle of it, or a line of the pause: the partner's lane is a person's, the keys are shared out, and
    all notes from then on count for who strikes them.
    """
    sofa = Sofa(Mode.SOLO, frozenset({LEE}))
    sofa.until(20.0, lambda lane, time: lane is LEE)
    assert sofa.scene.company.has_room
    if way == "tab":
        press(sofa.scene, TAB, sofa.clock.now)
    else:
        press(sofa.scene, ESCAPE, sofa.clock.now)
        sofa.clock.move(2.0)
        sofa.scene.menu.focus = "second"
        press(sofa.scene, ENTER, sofa.clock.now)
    assert sofa.scene.menu is None
    assert not sofa.scene.company.has_room
    assert sofa.told == "Takaichi: a second player has joined."
    since = sofa.pos
    sofa.until(1e9, lambda lane, time: lane is LEE or time > since + 0.3)
    assert isinstance(sofa.scene, ResultsScene)
    replay = kept()
    assert replay.mode == "two"
    assert replay.players[0] == "human"
    assert [kind for _, kind in replay.players[1]] == ["partner", "human"]
    lee, takaichi = sofa.scene.kept.result.players
    assert lee.grades["miss"] == lee.strays == takaichi.strays == 0
    assert takaichi.grades["miss"] <= 2
    assert takaichi.kind == "human"
    assert sofa.scene.kept.counts
    assert sofa.world.evening == [sofa.scene.kept.result.mean]


def test_one_key_of_another_evenings_pair_is_not_for_who_plays_already() -> None:
    """It would cost the best that is under way; who joins needs one key if that was chosen for the lane."""
    sofa = Sofa(Mode.SOLO, frozenset({LEE}))
    sofa.world.change("play", lee_one_key=True)
    sofa.until(1.0, lambda lane, time: lane is LEE)
    press(sofa.scene, TAB, sofa.clock.now)
    assert sofa.scene.prepared.plan.one_key == frozenset()
    sofa.scene.leave()
    other = Sofa(Mode.SOLO, frozenset({LEE}))
    other.world.change("play", takaichi_one_key=True)
    other.until(1.0, lambda lane, time: lane is LEE)
    press(other.scene, TAB, other.clock.now)
    assert other.scene.prepared.plan.one_key == {TAKAICHI}
    other.scene.leave()


@pytest.mark.parametrize(("led", "names"), [(LEE, ["Ana", "Bo"]), (TAKAICHI, ["Bo", "Ana"])])
def test_who_began_alone_signs_with_the_own_name_and_the_ending_shows_both(led: Lane, names: list[str]) -> None:
    """Whichever leader that was; also after the next song that is begun alone."""
    sofa = Sofa(Mode.SOLO, frozenset({led}))
    sofa.world.change("play", mode=Mode.SOLO, leader=led.id)
    sofa.world.change("souvenir", player="Ana", guest="Bo")
    sofa.until(1.0, lambda lane, time: lane is led)
    press(sofa.scene, TAB, sofa.clock.now)
    plan, settings = sofa.scene.prepared.plan, sofa.world.settings
    signing = Signing(plan, settings.souvenir)
    assert [one.name for one in signing.signatures] == names
    kept_names = signing.kept(settings.souvenir)
    assert (kept_names["player"], kept_names["guest"]) == ("Ana", "Bo")
    assert [one.name for one in EndingScene(sofa.world, plan).signatures] == names
    sofa.scene.leave()


def test_the_keys_of_who_joins_are_shown_at_the_targets_without_a_pause() -> None:
    """The stage is painted anew beside the play."""
    sofa = Sofa(Mode.SOLO, frozenset({TAKAICHI}))
    before = sofa.scene.decor.furnished
    sofa.until(2.0, lambda lane, time: lane is TAKAICHI)
    press(sofa.scene, TAB, sofa.clock.now)
    for _ in range(2000):
        sofa.clock.move(0.001)
        sofa.scene.update(sofa.clock.now)
        if sofa.scene.decor.furnished is not before:
            break
        pygame.time.wait(5)
    assert sofa.scene.stage.setup.keys[LEE, Pad.DRUM] == "F"
    assert sofa.scene.stage.setup.keys[TAKAICHI, Pad.DRUM] == "J"
    sofa.scene.leave()


@pytest.mark.parametrize(("mode", "led"), [(Mode.TWO, BOTH), (Mode.BOTH_HANDS, BOTH), (Mode.WATCH, frozenset())])
def test_where_there_is_no_room_nobody_joins(mode: Mode, led: frozenset[Lane]) -> None:
    """Tab does nothing on the stage, and the pause offers nothing."""
    sofa = Sofa(mode, led)
    sofa.until(1.0)
    press(sofa.scene, TAB, sofa.clock.now)
    assert sofa.scene.prepared.plan.mode is mode
    sofa.scene.pause()
    assert "second" not in [item.key for item in sofa.scene.menu.items]
    sofa.scene.leave()


# -- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(Form))
def test_every_form_is_played_kept_and_scored_again(form: Form) -> None:
    """From the first note to results, through the replay and back; a lesson or one part is never a best."""
    sofa = Sofa(form=form)
    sofa.until(1e9)
    result = sofa.scene.kept.result
    assert all(player.grades["perfect"] == sum(player.grades.values()) for player in result.players)
    assert result.song == "a-little-awkward"
    replay = kept()
    assert replay.assist == (() if form in (Form.TOGETHER, Form.LEAD) else (str(form),))
    assert bool(Scores().bests("a-little-awkward")) is (form in (Form.TOGETHER, Form.LEAD))
    assert sofa.scene.prepared.plan.song.id == "a-little-awkward"


def test_the_band_steps_back_where_one_holds_the_beat() -> None:
    """And is itself again once the play is left; the label and the report tell who held it."""
    sofa = Sofa(form=Form.LEAD)
    audio: Any = sofa.world.audio
    volumes: list[float] = []
    audio.set_volumes = lambda turned: volumes.append(turned.music)
    sofa.world.change("sound", music=0.5)
    assert volumes == [pytest.approx(0.2)]
    held = leads(resolve("a-little-awkward").chart)
    assert sofa.scene.prepared.setup.held == held
    assert [turn.lane for turn in sofa.scene.performance.state.part.turns] == [lane for _, lane in held]
    sofa.until(1e9)
    sofa.scene.update(sofa.clock.now)
    assert [one.code for one in sofa.scene.figures.report.story[:2]] == ["pair.held", "pair.held"]


def test_leaving_the_play_gives_the_band_its_loudness_back() -> None:
    """However it was left."""
    sofa = Sofa(form=Form.LEAD)
    audio: Any = sofa.world.audio
    volumes: list[float] = []
    audio.set_volumes = lambda turned: volumes.append(turned.music)
    sofa.scene.leave()
    assert volumes[-1] == sofa.world.settings.sound.music


def test_in_a_lesson_the_bars_say_whose_turn_it_is() -> None:
    """Its turns are found in its own chart."""
    sofa = Sofa(form=Form.LESSON)
    lanes = [turn.lane for turn in sofa.scene.performance.state.part.turns]
    assert len(lanes) >= 12
    assert set(lanes) == set(Lane)
    sofa.scene.leave()


# -- exchanged ------------------------------------------------------------------------------------


def test_again_with_sides_swapped_exchanges_all_that_is_a_persons_own() -> None:
    """Levels, windows, keys, drums, volumes, offsets, names; the same song in the same form begins anew."""
    sofa = Sofa(form=Form.LESSON)
    made = sofa.world
    made.change("play", lee_level="hard", takaichi_one_key=True, takaichi_scroll=1.4, lee_wide=True)
    made.change("sound", lee=0.4, takaichi=0.9, lee_pan=-0.5, takaichi_pan=0.2)
    made.settings = replace(
        made.settings,
        souvenir=Souvenir("Mina", "Kenta"),
        timing=Timing(lee_ms={"keyboard": 12.0}, takaichi_refused_ms={"keyboard": 5.0}),
    )
    sofa.ready = replace(sofa.ready, plan=replace(sofa.ready.plan, levels=(Level.HARD, Level.EASY)))
    sofa.until(1e9)
    results = sofa.scene
    results.prepared = sofa.ready
    results.update(sofa.clock.now)
    box = next(item.box for item in results.menu.items if item.key == "again.swapped")
    after = click(results, box, sofa.clock.now + 3)
    assert isinstance(after, LoadingScene)
    assert (after.plan.levels, after.plan.form) == ((Level.EASY, Level.HARD), Form.LESSON)
    play, sound, timing = made.settings.play, made.settings.sound, made.settings.timing
    assert (play.lee_level, play.takaichi_level) == ("easy", "hard")
    assert (play.lee_one_key, play.lee_scroll, play.takaichi_wide) == (True, 1.4, True)
    assert (sound.lee, sound.takaichi, sound.lee_pan, sound.takaichi_pan) == (0.9, 0.4, 0.2, -0.5)
    assert (timing.takaichi_ms, timing.lee_refused_ms) == ({"keyboard": 12.0}, {"keyboard": 5.0})
    assert (made.settings.souvenir.player, made.settings.souvenir.guest) == ("Kenta", "Mina")
    assert made.left is TAKAICHI
    after.leave()


def test_swapped_twice_is_as_before() -> None:
    """Nothing is lost on the way."""
    made = world()
    made.change("play", lee_level="hard", takaichi_one_key=True)
    made.joined["TD-17"] = LEE
    before = made.settings
    swap_places(made)
    assert made.joined == {"TD-17": TAKAICHI}
    assert made.settings != before
    swap_places(made)
    timing = replace(made.settings.timing, swapped="")  # when it was is kept alone
    assert replace(made.settings, timing=timing) == before


def test_one_alone_is_not_offered_to_swap() -> None:
    """The button stands below the results of two people only, and their names go on to the sticks."""
    sofa = Sofa(Mode.SOLO, frozenset({LEE}))
    sofa.until(1e9, lambda lane, time: lane is LEE)
    assert "again.swapped" not in sofa.scene.buttons
    pair = Sofa()
    pair.world.change("souvenir", player="Mina", guest="Kenta")
    pair.until(1e9)
    assert "again.swapped" in pair.scene.buttons
    pair.scene.update(pair.clock.now)
    sticks = click(pair.scene, pair.scene.buttons["next"], pair.clock.now + 3)
    assert isinstance(sticks, SticksScene)
    assert [signer.field.text for signer in sticks.signing.signers] == ["Mina", "Kenta"]
    sticks.leave()


def test_wide_windows_are_one_players_own() -> None:
    """Who has chosen them is forgiven more, the other is not; the replay tells so, and it is no best."""
    made = world()
    made.change("play", mode=Mode.TWO, takaichi_wide=True)
    plan = planned(resolve("a-little-awkward"), made.settings.play, PlayRequest(), 3, Assists())
    assert plan.windows == (1.0, 1.5)
    ready = prepare(plan, setup_of(made, plan), made.store(), 48_000, lambda share: None)
    widths = [{target.windows[0] for target in lane.targets} for lane in ready.session.lanes]
    assert (max(widths[LEE]), max(widths[TAKAICHI])) == (25_000, 37_500)
    told = keep(ready, datetime(2026, 1, 13, 17, 30), finished=True)
    assert not told.counts
    assert kept().windows == (1.0, 1.5)


def test_a_song_retold_keeps_its_name_and_its_midi_file() -> None:
    """Only its chart is another one, as a chart file says it."""
    song = resolve("two-festivals")
    made = retold(song, Form.LESSON)
    assert (made.id, made.title, made.titles, made.midi) == (song.id, song.title, song.titles, song.midi)
    assert made.chart_sha256 != song.chart_sha256
    assert retold(made, Form.LESSON).chart_sha256 == made.chart_sha256
    assert retold(song, Form.LEAD) is song


def test_the_row_beside_a_song_steps_through_the_forms() -> None:
    """And back to the first."""
    made = world()
    seen = []
    for _ in Form:
        row = way_to_play(Edit(made))
        seen.append(row.value)
        assert row.change is not None
        row.change(1)
    assert seen == ["together", "trade the lead", "lesson", "one part for both"]
    assert made.settings.play.form is Form.TOGETHER
