"""What comes out of the mixer: when strikes are heard, how near the Conductor is to it, and that nothing breaks up.

Recorded behind a PulseAudio server of our own, against the computer's clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.host import watched
from tests.game.ranks import GAME, go_first
from tests.game.sounding import APART, HERTZ, RATE, SECONDS
from tests.game.soundserver import MISSING, Recording, recorder, sound_server
from tests.game.xserver import window_driver

Rows = list[tuple[str, str, str]]

TABLE = {256: 6.1, 512: 11.9}
"""Milliseconds from a strike to its sound that were once measured, by buffer."""

BEFORE, AFTER = 0.03, 0.005
"""Seconds about a gap in which a processor that stood still is the reason: its clock is that exact, buffers so long."""

SETTLED, SLIP = 2.0, 0.0003
"""Seconds that the Conductor needs; seconds that clicks stand farther apart where the server broke off."""


def figures() -> Rows:
    """Rows of what, measured, limit."""
    if MISSING:
        return [("sound behind a sound server", f"{' and '.join(MISSING)} not installed", "")]
    rows: Rows = []
    for buffer, mean in TABLE.items():
        rows += _strikes(buffer, mean)
    return rows + _conductor() + _foresee() + _rattle() + _play()


def _run(script: str, buffer: int, *, first: bool = True) -> tuple[dict[str, Any], Recording]:
    """What a script told, and what was heard meanwhile; `first` as for the sound server."""
    with tempfile.TemporaryDirectory() as folder, sound_server(first=first):
        with recorder() as made:
            run = [sys.executable, "-m", "tests.game.sounding", script, str(buffer), folder]
            done = subprocess.run(run, capture_output=True, check=True, text=True)
        return json.loads(done.stdout.splitlines()[-1]), made[0]


def _onsets(sound: NDArray[np.float32], apart: float) -> NDArray[np.int64]:
    """Frames at which clicks begin."""
    loud = np.flatnonzero(np.abs(sound) > 0.2)
    return loud[np.diff(loud, prepend=-RATE) > apart * RATE / 2]


def _strikes(buffer: int, mean: float) -> Rows:
    told, recording = _run("strike", buffer, first=False)
    struck = np.array(told["struck"])
    heard = recording.time(_onsets(recording.sound[:, 1], 0.08))
    late = np.array([heard[np.searchsorted(heard, at)] - at for at in struck if at < heard[-1]]) * 1e3
    what = f"strike to sound, {told['driver']}, buffer {buffer}, {len(struck)} strikes"
    spread = f"{late.mean():.1f} ms, p50 {np.median(late):.1f}, p99 {np.percentile(late, 99):.1f}, sd {late.std():.1f}"
    return [
        (f"{what}: mean", spread, f"{mean} +- 1 ms"),
        (f"{what}: not heard", f"{len(struck) - len(heard)}", "0"),
    ]


def _conductor() -> Rows:
    told, recording = _run("conduct", 512)
    frames, onsets = np.array(told["frames"]), _onsets(recording.sound[:, 0], APART)
    out, place = recording.time(onsets), np.arange(len(onsets)) * APART
    slips = out[1:][
        np.abs(np.diff(onsets) / RATE - APART) > SLIP
    ]  # where the server itself broke off, on a busy machine
    begun = np.array([frames[0, 0], *slips])
    off = (np.interp(out, frames[:, 0], frames[:, 1]) - place)[_settled(out, begun)] * 1e3
    off = off[:-1]  # the last one may come after the last frame
    steps = np.diff(frames, axis=0)[_settled(frames[1:, 0], begun)]
    rate = steps[:, 1].sum() / steps[:, 0].sum()
    jitter = (steps[:, 1] - rate * steps[:, 0]).std() * 1e3
    what = f"Conductor beside {len(off)} clicks of a backing ({len(slips)} slips of the server)"
    return [
        (f"{what}: off by, sd", f"{off.mean():+.2f} ms, {off.std():.2f} ms", "sd 0.5 ms"),
        (f"{what}: farthest from its mean", f"{np.abs(off - off.mean()).max():.2f} ms", ""),
        (f"{what}: frame jitter", f"{jitter:.4f} ms", "0.05 ms"),
    ]


def _foresee() -> Rows:
    told, recording = _run("foresee", 512)
    clicks, strokes = (_onsets(recording.sound[:, side], 0.08) for side in (0, 1))
    heard = np.interp(strokes, clicks, np.arange(len(clicks)) * APART)
    due = np.array(told["due"])[: len(heard)]
    late = (heard[: len(due)] - due) * 1e3
    spread = f"{late.mean():+.1f} ms, sd {late.std():.1f}, p99 of distance {np.percentile(np.abs(late), 99):.1f}"
    return [(f"{len(late)} strokes known beforehand beside the backing, buffer 512: late by", spread, "0 +- 1 ms")]


def _settled(times: NDArray[np.float64], begun: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which times are SETTLED after the last beginning before them, or more."""
    since = times - begun[np.maximum(np.searchsorted(begun, times, "right") - 1, 0)]
    return since > SETTLED


def _rattle() -> Rows:
    with watched() as stood:
        told, recording = _run("rattle", 512)
    lost = f"{told['failed']} failed, {told['stolen']} ended an older one"
    return [
        (f"1000 keysounds in {told['seconds']:.1f} s", lost, "none lost unseen"),
        ("the same: gaps in the backing", _told(recording, stood[0]), "0"),
    ]


def _play() -> Rows:
    with window_driver() as driver, watched() as stood:
        go_first(GAME)
        told, recording = _run("play", 512)
    frames = np.diff(told["drawn"]) * 1e3
    what = f"{told['strikes']} strikes in {SECONDS:.0f} s with the full stage on {driver}"
    return [
        (f"{what}: gaps in the backing", _told(recording, stood[0]), "0"),
        (f"{what}: strikes that ended an older one", f"{told['stolen']}", ""),
        (
            f"{what}: frames apart, median, 99 %",
            f"{np.median(frames):.1f}, {np.percentile(frames, 99):.1f} ms",
            "16.7 ms",
        ),
    ]


def _told(recording: Recording, stood: NDArray[np.float64]) -> str:
    """How many gaps there are in a tone on the left, and how many of them while no processor stood still."""
    at = recording.time(gaps(recording.sound[:, 0]))
    own = [time for time in at if not np.any((stood[:, 0] < time + AFTER) & (time - BEFORE < stood[:, 1]))]
    stands = f"a processor stood still {len(stood)} times, {np.sum(np.diff(stood)):.2f} s in all"
    return f"{len(at)}, {len(own)} of them while none stood still ({stands})"


def gaps(sound: NDArray[np.float32]) -> NDArray[np.int64]:
    """Frames at which a tone of HERTZ breaks up, between its beginning and its end.

    Three frames of a tone in a row tell the next (x[n] = 2 cos w x[n-1] - x[n-2]); where they do not, it was cut.
    """
    heard = np.flatnonzero(np.abs(sound) > 0.01)
    begin = heard[0] + RATE // 10
    tone = sound[begin : heard[-1] - RATE // 10].astype(np.float64)
    wrong = np.abs(tone[2:] - 2 * np.cos(2 * np.pi * HERTZ / RATE) * tone[1:-1] + tone[:-2]) > 0.005
    places = np.flatnonzero(wrong)
    return begin + places[np.diff(places, prepend=-RATE) > RATE // 100]
