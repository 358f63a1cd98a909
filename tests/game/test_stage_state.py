"""StageState: what happens in a play, and what is shown of it."""

from __future__ import annotations

import pytest

from drumjam.game.stage.comments import EVERY_BARS, Band, band
from drumjam.game.stage.moments import Light
from drumjam.game.stage.ring import mark_offset, pointer_offset
from drumjam.game.stage.setup import Voices
from drumjam.game.stage.state import StageState
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.judgement import Strike
from drumjam.rules.session import Session
from tests.game.plays import folded, parade, setup_for

LEE_DRUM = (Lane.LEE, Pad.DRUM)


def fresh() -> StageState:
    """The state of a play that has not begun."""
    setup = setup_for()
    return StageState(Session(parade(), setup.levels), setup)


def strike(state: StageState, lane: Lane, pad: Pad, time: float) -> None:
    """A person strikes at a song time."""
    state.struck(state.session.strike(Strike(round(time * 1e6), lane, pad)), time)


def test_a_hit_shows_in_the_very_next_picture() -> None:
    """The strike's target is pressed, its note gone, a burst and a word there, before anything is settled."""
    state = fresh()
    due = state.part.times[state.part.lane_notes[Lane.LEE][0]]
    strike(state, Lane.LEE, Pad.CYMBAL, due + 0.030)
    note = state.part.lane_notes[Lane.LEE][0]
    assert state.hit_at[note] == due + 0.030
    assert [burst.lane for burst in state.bursts] == [Lane.LEE]
    word = state.words[Lane.LEE]
    assert word is not None
    assert word.error == pytest.approx(0.030)
    press = state.last_press(Lane.LEE, due + 0.031, Pad.CYMBAL)
    assert press is not None
    assert press.time == due + 0.030


def test_a_hit_that_settles_later_is_not_shown_twice() -> None:
    """Settling a person's hit adds its error to the bar and neither a second burst nor a second word."""
    state = fresh()
    due = state.part.times[0]
    strike(state, Lane.LEE, Pad.CYMBAL, due)
    word = state.words[Lane.LEE]
    for judgement in state.session.advance(due + 0.05):
        state.settled(judgement)
    assert len(state.bursts) == 1
    assert state.words[Lane.LEE] is word
    assert list(state.errors[Lane.LEE]) == [0.0]


def test_the_marks_of_both_last_strokes_come_together_as_the_strokes_do() -> None:
    """Their distance is how far apart the two strike, whoever is first; nothing stands there before."""
    assert fresh().gauges.apart is None
    shown = {}
    for apart in (0.0, 40.0):
        for who in ((f"human:sd=0,mean={apart}", "perfect"), ("perfect", f"human:sd=0,mean={apart}")):
            state, _ = folded(setup_for(), 12.0, who=who)
            shown[apart, who] = state.gauges.apart
    near, far = list(shown.values())[:2], list(shown.values())[2:]
    assert near == pytest.approx([0.0, 0.0])
    assert far == pytest.approx([0.040, 0.040], abs=1e-3)
    assert (mark_offset(0.0), mark_offset(0.030), mark_offset(0.5)) == (0.0, 25.0, 50.0)


def test_only_a_partner_that_listens_is_said_to() -> None:
    """An attentive partner more and more, a steady one less, one that keeps its own beat and a script not at all."""
    heard = {}
    for who in ("partner", "partner:temper=steady", "partner:temper=own", "perfect"):
        early, _ = folded(setup_for(), 6.0, who=("human:sd=10", who))
        late, _ = folded(setup_for(), 36.0, who=("human:sd=10", who))
        heard[who] = (early.listening[Lane.TAKAICHI], late.listening[Lane.TAKAICHI])
    assert heard["partner"][1] > 2 * heard["partner"][0] > 0
    assert heard["partner"][1] > 2 * heard["partner:temper=steady"][1] > 0
    assert heard["partner:temper=own"] == heard["perfect"] == (0.0, 0.0)


@pytest.mark.parametrize(("apart", "light"), [(0.000, Light.GOLD), (0.024, Light.GOLD), (0.026, Light.WHITE)])
def test_a_unison_struck_within_25_ms_shines_gold_else_white(apart: float, light: Light) -> None:
    """The thread's colour tells how near the two strikes were to each other, not to the note."""
    state = fresh()
    due = state.part.times[0] - 0.010
    strike(state, Lane.LEE, Pad.CYMBAL, due)
    strike(state, Lane.TAKAICHI, Pad.CYMBAL, due + apart)
    assert [shine.light for shine in state.shines] == [light]


def test_a_planned_strike_happens_at_its_own_time() -> None:
    """What the computer has decided on is not seen before its time, but its arm knows."""
    state = fresh()
    due = state.part.times[0]
    state.planned(Strike(round(due * 1e6), Lane.TAKAICHI, Pad.CYMBAL))
    assert state.last_press(Lane.TAKAICHI, due - 0.001) is None
    assert any(stroke.time == pytest.approx(due) for stroke in state.strokes_near(Lane.TAKAICHI, due - 0.1))
    assert state.last_press(Lane.TAKAICHI, due + 0.001) is not None
    assert [burst.time for burst in state.bursts] == [pytest.approx(due)]


def test_a_stray_wobbles_its_target() -> None:
    """A strike that takes no note is answered too."""
    state = fresh()
    strike(state, Lane.LEE, Pad.CYMBAL, state.part.times[0])
    strike(state, Lane.LEE, Pad.DRUM, state.part.times[0] + 0.1)
    assert [(w.lane, w.pad) for w in state.wobbles] == [LEE_DRUM]


def test_free_strokes_fill_the_roll_they_fall_in() -> None:
    """Each stroke of a roll after its head counts towards its filling."""
    state = fresh()
    head = next(i for i in state.part.lane_notes[Lane.LEE] if state.part.tails[i] is not None)
    due = state.part.times[head]
    for k in range(4):
        strike(state, Lane.LEE, Pad.DRUM, due + 0.15 * k)
    assert state.strokes == {head: 3}


def test_after_a_rewind_judged_notes_are_not_shown_again_and_no_effect_is_repeated() -> None:
    """A pause goes back by a count-in: what was judged stays judged, what was seen is not seen twice."""
    state, now = folded(setup_for(), 5.0)
    gone = [i for i, hit in enumerate(state.hit_at) if hit is not None and hit <= now]
    assert gone
    state.advance(now - 2.0)
    assert all((state.hit_at[i] or 0) <= now - 2.0 for i in gone)
    assert not state.bursts or min(b.time for b in state.bursts) > now
    assert state.last_press(Lane.LEE, now) is None or state.last_press(Lane.LEE, now).time > now  # type: ignore[union-attr]


def test_the_word_for_harmony_changes_with_a_hysteresis() -> None:
    """A band is left only when its edge is passed by 0.03, so the word does not flicker."""
    assert band(0.32, Band.OWN) is Band.OWN
    assert band(0.33, Band.OWN) is Band.AWKWARD
    assert band(0.28, Band.AWKWARD) is Band.AWKWARD
    assert band(0.26, Band.AWKWARD) is Band.OWN
    assert band(0.99, Band.OWN) is Band.HARMONY


def test_the_light_follows_harmony_slowly() -> None:
    """Between two frames the light changes by no more than its rate allows, whatever harmony does."""
    state, now = folded(setup_for(), 4.0)
    state.session.harmony.value = 1.0
    for frame in range(1, 240):
        before = state.gauges.light
        state.advance(now + frame / 60)
        assert abs(state.gauges.light - before) <= 0.2 / 60 + 1e-9
    assert state.gauges.light > before - 1e-9


def test_the_pointer_rests_in_the_middle_and_leans_to_who_is_earlier() -> None:
    """Left is Lee earlier (a positive asynchrony); 60 ms is the end; within 10 ms nobody is."""
    assert pointer_offset(0.0) == pointer_offset(0.010) == pointer_offset(-0.010) == 0
    assert pointer_offset(0.030) == -25
    assert pointer_offset(-0.060) == pointer_offset(-0.5) == 50


def test_the_crowd_is_seeded_keeps_its_rate_and_can_be_off() -> None:
    """One seed says the same twice; at most one comment in two bars, two on screen; off means none."""
    said = [_comments(seed) for seed in (3, 3, 4)]
    assert said[0] == said[1] != said[2]
    assert said[0]
    bar = 2.0
    for before, after in zip(said[0], said[0][1:], strict=False):
        assert after[0] // bar - before[0] // bar >= EVERY_BARS
        assert after[1] != before[1]
    assert _comments(3, Voices.OFF) == []


def _comments(seed: int, voices: Voices = Voices.ON) -> list[tuple[float, str]]:
    setup = setup_for(seed=seed, voices=voices)
    state = StageState(Session(parade(), setup.levels), setup)
    said: dict[float, str] = {}
    for frame in range(-10, 700):
        state.advance(frame / 10)
        assert len(state.bubbles) <= 2
        said |= {bubble.time: bubble.text for bubble in state.bubbles}
    return sorted(said.items())
