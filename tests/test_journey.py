"""The whole road: a MIDI file becomes a chart, is played, is heard."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from drumjam.cli import main
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Level
from drumjam.rules.simulate import simulate
from drumjam.sound.loudness import TARGET, loudness

DATA = Path(__file__).parent / "data"
MANIFEST = (DATA / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
FILES = [row["file"] for row in csv.DictReader(MANIFEST, delimiter="\t")]
ONSET_TOLERANCE = 0.002


@pytest.mark.parametrize("file", FILES)
def test_every_valid_file_plays_at_all_four_levels(file: str) -> None:
    """Each level has notes for both leaders and can be played without a flaw."""
    chart = build_chart(read_midi((DATA / file).read_bytes(), file))
    for level in Level:
        result = simulate(chart, (level, level), ("autoplay", "autoplay")).result()
        assert [player.accuracy for player in result.players] == [1.0, 1.0]
        assert result.score == 1_000_000


def test_the_built_in_song_played_by_the_computer_is_flawless(capsys: pytest.CaptureFixture[str]) -> None:
    """Expert, both leaders: accuracy 1, harmony above .95, a million points."""
    assert main(["play", "common-harmony", "--headless", "--autoplay", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [result["players"][lane]["accuracy"] for lane in ("lee", "takaichi")] == [1.0, 1.0]
    assert result["harmony"]["final"] > 0.95
    assert (result["score"], result["level"]) == (1_000_000, "expert")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    """Common Harmony as sound: the two stems and the mix, float (n, 2) at one rate."""
    folder = tmp_path_factory.mktemp("sound")
    sounds = {}
    for stem in ("backing", "drums", "mix"):
        path = folder / f"{stem}.wav"
        assert main(["render", "common-harmony", "-o", str(path), "--stem", stem]) == 0
        sounds[stem], sounds["rate"] = soundfile.read(path)
    return sounds


def test_backing_and_drums_add_up_to_the_mix(rendered: dict[str, np.ndarray]) -> None:
    """To a millionth of full scale."""
    assert np.abs(rendered["backing"] + rendered["drums"] - rendered["mix"]).max() <= 1e-6


def test_the_mix_is_as_loud_as_every_song_and_never_clips(rendered: dict[str, np.ndarray]) -> None:
    """-16 LUFS within half a unit, below full scale in all three files."""
    stems = [rendered[stem].astype(np.float32) for stem in ("backing", "drums")]
    assert loudness(*stems, rate=rendered["rate"]) == pytest.approx(TARGET, abs=0.5)
    assert max(np.abs(rendered[stem]).max() for stem in ("backing", "drums", "mix")) < 1.0


def test_drums_are_heard_at_their_notes(rendered: dict[str, np.ndarray], capsys: pytest.CaptureFixture[str]) -> None:
    """Every onset that stands free in the drum stem lies within 2 ms of its note."""
    main(["chart", "notes", "common-harmony", "--json"])
    times = sorted({note["time"] for note in json.loads(capsys.readouterr().out)["notes"]})
    free = [time for before, time in zip([-1.0, *times], times, strict=False) if time - before > 0.1]
    found = np.array([onset(rendered["drums"], int(rendered["rate"]), time) for time in free])
    errors = found - free
    assert len(free) > 200
    assert np.isnan(errors).mean() < 0.02  # a soft stroke under a ringing cymbal has no onset to be found
    assert np.nanmax(np.abs(errors)) <= ONSET_TOLERANCE


def onset(sound: np.ndarray, rate: int, near: float) -> float:
    """Seconds of the first steep rise within 10 ms before to 30 ms after a time; NaN if nothing rises there.

    Steepness is the difference of neighbouring samples: what rings on is smooth, a stroke is not. It has begun
    where it passes a tenth of its peak, and what was there before.
    """
    start = max(0, round((near - 0.010) * rate))
    steep = np.abs(np.diff(sound[max(0, start - rate // 50) : start + rate // 25], axis=0)).max(axis=1)
    before, after = np.split(steep, [len(steep) - rate // 25 + 1])
    peak = after[: rate // 33].max()
    if peak < 1.5 * before.max(initial=0.0):
        return float("nan")
    return (start + int(np.argmax(after > max(peak / 10, 1.3 * before.max(initial=0.0))))) / rate
