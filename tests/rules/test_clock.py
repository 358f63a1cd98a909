"""The Conductor: song time within a millisecond of the sound, whatever the sound's own clock tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drumjam.rules.clock import MEMORY, Conductor, ManualClock


def sawtooth(t: float, drift: float = 0.0, late: float = 0.0) -> float:
    """What a mixer tells: its position in whole ms, extrapolated in a sawtooth of 3 ms, drifting, late."""
    true = t * (1 + drift) - late
    return np.floor((true + 0.003 * (2 * (true / 0.0107 % 1) - 1)) * 1e3) / 1e3 + 0.0005


def run(
    conductor: Conductor,
    position: Callable[[float], float],
    seconds: float,
    fps: float = 60,
    frames: Iterable[float] | None = None,
) -> np.ndarray:
    """Observe once a frame from t = 0; rows of (clock time, song time told)."""
    conductor.start(0.0, 0.0)
    told = []
    for t in frames if frames is not None else np.arange(1 / fps, seconds, 1 / fps):
        conductor.observe(float(t), position(float(t)))
        told.append((t, conductor.pos(float(t))))
    return np.array(told)


def errors_ms(told: np.ndarray, true: Callable[[np.ndarray], np.ndarray], after: float = 2.0) -> np.ndarray:
    """Told less true, in ms, once the clock has settled."""
    told = told[told[:, 0] > after]
    return (told[:, 1] - true(told[:, 0])) * 1e3


@pytest.mark.parametrize(
    ("fps", "p99", "ppm", "seconds"),
    [(60, 1.0, 200, 1200), (60, 1.0, -200, 240), (20, 2.0, -200, 1200), (20, 2.0, 200, 240)],
)
def test_a_drifting_noisy_position_is_followed_within_a_millisecond(
    fps: int, p99: float, ppm: int, seconds: int
) -> None:
    """Up to twenty minutes at +-200 ppm with a sawtooth of +-3 ms in whole ms."""
    told = run(Conductor(), lambda t: sawtooth(t, ppm * 1e-6), seconds, fps)
    errors = errors_ms(told, lambda t: t * (1 + ppm * 1e-6))
    assert np.percentile(np.abs(errors), 99) <= p99
    assert fps < 60 or errors.std() <= 0.3


@pytest.mark.parametrize("ppm", [-900, 900])
def test_a_drift_once_known_carries_the_song_while_nothing_is_heard(ppm: int) -> None:
    """Twenty seconds of listening, then ten in which no position is told: still within 2 ms of the sound."""
    conductor = Conductor()
    run(conductor, lambda t: sawtooth(t, ppm * 1e-6), 20)
    assert conductor.pos(30.0) == pytest.approx(30.0 * (1 + ppm * 1e-6), abs=0.002)


def test_late_audio_and_long_frames_are_followed() -> None:
    """Sound 30 ms late from the start, and a frame of 200 ms now and then."""
    steps = np.random.default_rng(1).choice([1 / 60, 0.2], 3000, p=[0.97, 0.03])
    told = run(Conductor(), lambda t: sawtooth(t, late=0.030), 0, frames=np.cumsum(steps))
    assert np.percentile(np.abs(errors_ms(told, lambda t: t - 0.030, after=3.0)), 99) <= 1.0


@pytest.mark.parametrize("slip", [0.020, -0.020])
def test_a_slip_of_the_sound_is_followed_within_a_second(slip: float) -> None:
    """The sound loses or gains 20 ms at 10 s: under 2 ms off one second later."""
    told = run(Conductor(), lambda t: sawtooth(t + slip * (t > 10)), 20)
    assert np.abs(errors_ms(told, lambda t: t + slip, after=11.0)).max() < 2.0


def test_a_large_jump_of_the_sound_is_followed_at_once() -> None:
    """100 ms lost: followed within 0.2 s."""
    told = run(Conductor(), lambda t: sawtooth(t - 0.1 * (t > 10)), 15)
    assert np.abs(errors_ms(told, lambda t: t - 0.1, after=10.2)).max() < 2.0


def test_a_stall_of_half_a_second_is_survived() -> None:
    """No observation for 500 ms, then on."""
    frames = [t for t in np.arange(0, 20, 1 / 60) if not 10 < t < 10.5]
    told = run(Conductor(), sawtooth, 0, frames=frames)
    assert np.abs(errors_ms(told, lambda t: t)).max() < 2.0


def test_sound_that_stalls_for_half_a_second_is_waited_for() -> None:
    """The position stands still, then goes on: a second and a half later the song goes with it."""
    told = run(Conductor(), lambda t: sawtooth(min(t, max(10.0, t - 0.5))), 20)
    assert np.abs(errors_ms(told, lambda t: t - 0.5, after=12.0)).max() < 2.0


def test_a_sound_that_stutters_is_followed_between_its_slips() -> None:
    """Twenty slips of 5 ms, one every three seconds: a second and a half after each, it is within 2 ms again."""
    slipped = lambda t: 0.005 * np.minimum(np.floor(t / 3), 20)  # noqa: E731
    told = run(Conductor(), lambda t: sawtooth(t - float(slipped(t))), 66)
    calm = told[(told[:, 0] % 3 > 1.5) & (told[:, 0] > 3)]
    assert np.abs(errors_ms(calm, lambda t: t - slipped(t))).max() < 2.0


def test_a_device_that_runs_4_percent_fast_is_no_clock() -> None:
    """Dummy drivers do: flagged, and the song follows the computer's clock exactly."""
    conductor = Conductor()
    told = run(conductor, lambda t: sawtooth(t * 1.045), 20)
    assert not conductor.steered
    assert np.abs(errors_ms(told, lambda t: t)).max() == pytest.approx(0.0, abs=1e-6)


def test_after_a_pause_a_device_that_was_false_is_looked_at_anew() -> None:
    """It may be another one by then, or the same without what disturbed it."""
    conductor = Conductor()
    run(conductor, lambda t: sawtooth(t * 1.045), 8)
    assert not conductor.steered
    conductor.pause(8.0)
    told = run(conductor, lambda t: sawtooth(t * 1.0001 - 0.03), 8)
    assert conductor.steered
    assert np.abs(errors_ms(told, lambda t: t * 1.0001 - 0.03, after=4.0)).max() < 2.0


@given(at=st.floats(0.0, 1.5), lost=st.floats(-0.1, 0.3))
def test_a_sound_that_breaks_off_while_the_song_begins_is_followed_all_the_same(at: float, lost: float) -> None:
    """Once the sound goes on evenly it is followed, however much of it was lost in the first seconds."""
    conductor = Conductor()
    told = run(conductor, lambda t: sawtooth(t - lost * (t > at)), 8)
    assert conductor.steered
    assert np.abs(errors_ms(told, lambda t: t - lost, after=4.0)).max() < 2.0
    assert np.abs(errors_ms(told, lambda t: t - lost, after=1.5 + MEMORY + 0.3)).max() < 0.5


def test_a_single_wild_position_is_passed_over() -> None:
    """One reading of zero in mid-song changes nothing."""
    told = run(Conductor(), lambda t: 0.0 if 10 < t < 10 + 1 / 60 else sawtooth(t), 15)
    assert np.abs(errors_ms(told, lambda t: t)).max() < 2.0


@pytest.mark.parametrize("rate", [0.5, 1.0, 1.5])
def test_practice_speeds_pass_song_time_at_their_rate(rate: float) -> None:
    """The position is told in song time; latency is in seconds of the clock."""
    conductor = Conductor(rate, out_latency=0.020)
    told = run(conductor, lambda t: sawtooth(t) * rate, 30)
    assert np.abs(errors_ms(told, lambda t: (t - 0.020) * rate)).max() < 3.0


def test_pause_and_resume_go_on_from_the_same_place() -> None:
    """Song time stands still while paused and goes on from where it is told to."""
    conductor = Conductor(trusted=False)
    conductor.start(0.0, -2.0)
    assert conductor.pause(5.0) == pytest.approx(3.0)
    assert conductor.pos(9.0) == pytest.approx(3.0)
    assert not conductor.running
    conductor.start(10.0, 1.0)
    assert conductor.pos(12.0) == pytest.approx(3.0)


def test_an_old_event_keeps_its_time_when_the_course_is_corrected() -> None:
    """An event is placed by the anchor in force at its time."""
    conductor = Conductor()
    run(conductor, sawtooth, 10)
    event = 9.99
    conductor.observe(10.0, sawtooth(10.0))
    before = conductor.pos(event)
    conductor.observe(10.02, sawtooth(10.0) + 0.030)
    assert conductor.pos(event) == before


@given(st.lists(st.tuples(st.floats(0.001, 0.3), st.floats(-0.045, 0.045)), min_size=5, max_size=120))
@example([(0.25, 0.0)] * 9 + [(0.25, 0.03125), (0.25, -0.0390625), (0.0078125, 0.0)])
@settings(max_examples=60)
def test_song_time_never_runs_backwards_without_a_jump(steps: list[tuple[float, float]]) -> None:
    """Any readings within 45 ms of the truth, at any frame times."""
    conductor, t = Conductor(), 0.0
    conductor.start(0.0, 0.0)
    last = 0.0
    for step, noise in steps:
        t += step
        before = conductor.pos(t)
        conductor.observe(t, t + noise)
        assert conductor.pos(t) >= last
        assert before >= last
        last = conductor.pos(t)


def test_what_came_just_before_the_beginning_lies_before_it() -> None:
    """A frame's own time may be older than the beginning that falls into it: the song does not stand at 0 there."""
    conductor = Conductor()
    assert conductor.pos(50.0) == 0.0
    conductor.start(100.0, -3.0)
    assert conductor.pos(99.95) == pytest.approx(-3.05)
    conductor.pause(101.0)
    conductor.start(110.0, -2.5)
    assert conductor.pos(105.0) == pytest.approx(-2.0)


def test_a_seek_begins_anew_without_a_trace_of_before() -> None:
    """Elsewhere in the song the clock locks again, and what it saw before pulls it nowhere."""
    conductor = Conductor()
    run(conductor, sawtooth, 10)
    conductor.start(10.0, 100.0)
    told = []
    for t in np.arange(10.0, 20.0, 1 / 60):
        conductor.observe(float(t), 100.0 + sawtooth(float(t) - 10.0))
        told.append((t, conductor.pos(float(t))))
    assert np.abs(errors_ms(np.array(told), lambda t: t + 90.0, after=10.0)).max() < 3.5


def test_without_sound_the_song_follows_the_computers_clock_exactly() -> None:
    """No position is ever told, or its device is known for a false clock: not a millisecond is moved."""
    silent, distrusted = Conductor(0.75), Conductor(0.75, trusted=False)
    for conductor in (silent, distrusted):
        conductor.start(5.0, -2.0)
    for t in np.arange(5.0, 30.0, 0.1):
        distrusted.observe(float(t), float(t) * 1.045)
        assert silent.pos(float(t)) == distrusted.pos(float(t)) == pytest.approx(-2.0 + (t - 5.0) * 0.75)


def test_it_tells_how_far_off_the_sound_it_stood() -> None:
    """Nothing while it only looks, then next to nothing; behind by 20 ms once the sound has slipped by so much."""
    conductor = Conductor()
    conductor.start(0.0, 0.0)
    behind = [conductor.observe(t / 60, t / 60 + (0.02 if t > 300 else 0.0)) for t in range(1, 320)]
    assert not any(each is not None for each in behind[:58])
    assert max(abs(each) for each in behind[62:300] if each is not None) < 1e-9
    assert max(each for each in behind[300:] if each is not None) == pytest.approx(0.02, abs=0.002)
    conductor.pause(6.0)
    assert conductor.observe(6.1, 6.1) is None


steps = st.tuples(st.sampled_from(["frame", "frame", "frame", "pause", "seek", "slip"]), st.floats(0.001, 0.3))


@given(st.lists(steps, max_size=80), st.floats(0.5, 1.5), st.integers(0, 99))
@settings(max_examples=80)
def test_song_time_runs_backwards_only_by_a_seek_or_a_large_slip(
    script: list[tuple[str, float]], rate: float, seed: int
) -> None:
    """With pauses, seeks, slips of the sound and noise: it stands or goes on, 50 ms a second faster at most."""
    conductor, rng, t, slip, origin = Conductor(rate), np.random.default_rng(seed), 0.0, 0.0, 0.0
    conductor.start(0.0, 0.0)
    last, free = 0.0, False
    for what, size in [*script, *[("frame", 1 / 60)] * 60]:
        t += size
        if what == "pause":
            conductor.pause(t)
            t += 1.0
            assert conductor.pos(t) == pytest.approx(conductor.pos(t - 1.0), abs=1e-9)
            conductor.start(t, last := conductor.pos(t))
            origin, slip = last - t * rate, 0.0
        elif what == "seek":
            conductor.start(t, last := rng.uniform(0, 100))
            origin, slip = last - t * rate, 0.0
        elif what == "slip":
            slip += rng.choice([-0.4, -0.02, 0.02, 0.4])
            free = free or abs(slip) * rate > 0.04
        conductor.observe(t, origin + (t + slip + rng.uniform(-0.003, 0.003)) * rate)
        now = conductor.pos(t)
        assert now >= last or free
        assert now - last <= size * (rate * 1.002 + 0.05) + 1e-6 or free or what == "pause"
        last = now


def test_a_manual_clock_moves_only_forwards() -> None:
    """It stands still until told, and refuses to go back."""
    clock = ManualClock(3.0)
    assert clock.move(0.5) == clock() == 3.5
    with pytest.raises(ValueError, match="cannot move"):
        clock.move(-1)
