"""The game's mixer and clock at work, in a process of their own: `python -m tests.game.sounding SCRIPT BUFFER FOLDER`.

Each script prints as JSON what it did and when; what came of it is to be found in the recording of a sound server.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import numpy as np

from drumjam.game.app import App, open_window
from drumjam.game.audio import Volumes
from drumjam.game.inputs import open_input
from drumjam.game.mixer import PygameAudio, open_audio
from drumjam.game.preparing import Sounds
from drumjam.game.scenes.play import PlayScene
from drumjam.game.world import World
from drumjam.library.paths import sound_font
from drumjam.library.settings import Mode, Settings, Sound
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Lane
from drumjam.rules.clock import Conductor
from drumjam.sound.cache import Backing
from drumjam.sound.files import Depth, write_sound
from drumjam.sound.keysounds import DrumLevel, KeysoundMaker
from drumjam.sound.kit import Kit
from drumjam.sound.soundfont import SoundFont
from tests.game.fingers import prepared, song
from tests.game.plays import repeated
from tests.game.ranks import GAME, MIXER, go_first

RATE = 48_000
BLAST = Path(__file__).parents[1] / "data" / "groove_blast_240bpm.mid"
STALL = 3.0
"""Seconds after which a server that was just started no longer stalls."""

CLICK = np.zeros((1200, 2), np.float32)
CLICK[:] = (0.5 * np.exp(-np.arange(1200) / 120))[:, None]
"""Begins at its peak: its onset is a single frame."""

APART, SECONDS = 0.1, 60.0
HERTZ = 480.0
FORESEEN, DRIFTING = 3.0137, 0.0007
"""Song time of the first stroke that is known beforehand, and by how much each next one lags behind the clicks."""
FRAME, DRAWN = 1 / 60, 0.005
"""Seconds from frame to frame, and how many of them Python is busy."""


def opened(buffer: int) -> PygameAudio:
    """The device, once it no longer stalls; Lee's drums on the left alone, Takaichi's on the right."""
    go_first(MIXER)
    audio = open_audio(buffer)
    go_first(GAME)
    assert isinstance(audio, PygameAudio), "no sound"
    audio.set_volumes(Volumes(lee_pan=-1.0, takaichi_pan=1.0))
    sleep(STALL)
    return audio


def strike(buffer: int, _: Path) -> dict[str, Any]:
    """Keysounds at random moments of the buffer: when each was struck."""
    audio = opened(buffer)
    audio.load(None, {(38, layer): CLICK for layer in range(5)})
    rng, struck = np.random.default_rng(1), []
    for gap in rng.uniform(0.08, 0.13, 300):
        sleep(gap)
        struck.append(perf_counter())
        audio.strike(38, 127, Lane.TAKAICHI)
    sleep(0.3)
    return {"struck": struck, "driver": audio.driver}


def conduct(buffer: int, folder: Path) -> dict[str, Any]:
    """A backing of clicks, followed by the Conductor frame by frame: clock and song time of each frame."""
    track = np.zeros((round(SECONDS * RATE), 2), np.float32)
    for start in range(0, len(track) - len(CLICK), round(APART * RATE)):
        track[start : start + len(CLICK)] = CLICK
    write_sound(folder / "clicks.wav", track, RATE, Depth.GAME)
    audio = opened(buffer)
    audio.load(folder / "clicks.wav", {})
    conductor = Conductor(1.0, audio.out_latency, trusted=audio.trusted)
    audio.start()
    conductor.start(perf_counter(), -audio.out_latency)
    told, slot = [], perf_counter()
    while (heard := audio.position()) is not None:
        before = perf_counter()
        heard = audio.position()
        if heard is not None:
            conductor.observe((before + perf_counter()) / 2, heard)
        now = perf_counter()
        told.append((now, conductor.pos(now)))
        while perf_counter() < now + DRAWN:
            pass
        slot = max(slot + FRAME, perf_counter() - FRAME)
        sleep(max(slot - perf_counter(), 0))
    return {"frames": told, "trusted": conductor.steered}


def foresee(buffer: int, folder: Path) -> dict[str, Any]:
    """Strokes that are known beforehand over a backing of clicks: when each is due, in song time."""
    track = np.zeros((round(SECONDS / 2 * RATE), 2), np.float32)
    for start in range(0, len(track) - len(CLICK), round(APART * RATE)):
        track[start : start + len(CLICK), 0] = CLICK[:, 0]
    write_sound(folder / "clicks.wav", track, RATE, Depth.GAME)
    audio = opened(buffer)
    audio.load(folder / "clicks.wav", {(38, layer): CLICK for layer in range(5)})
    conductor = Conductor(1.0, audio.out_latency, trusted=audio.trusted)
    audio.start()
    conductor.start(perf_counter(), -audio.out_latency)
    due, frame = [FORESEEN], 0.0
    while (heard := audio.position()) is not None:
        now = perf_counter()
        if now > frame + FRAME:
            conductor.observe(now, heard)
            frame = now
        if conductor.pos(now) + audio.strike_latency >= due[-1]:
            audio.strike(38, 127, Lane.TAKAICHI)
            due.append(due[-1] + APART + DRIFTING)
        sleep(0.0005)
    return {"due": due}


def rattle(buffer: int, folder: Path) -> dict[str, Any]:
    """A hundred keysounds a second for ten seconds over a tone."""
    audio = backed(buffer, folder)
    audio.start()
    sleep(0.5)
    failed, begun = 0, perf_counter()
    for number in range(1000):
        sleep(max(begun + number / 100 - perf_counter(), 0))
        try:
            audio.strike((36, 38, 42, 46)[number % 4], 60 + number % 60, Lane.TAKAICHI)
        except Exception:  # whatever it is, it is counted
            failed += 1
    took = perf_counter() - begun
    sleep(0.5)
    return {"failed": failed, "stolen": audio.stolen, "seconds": took}


def backed(buffer: int, folder: Path) -> PygameAudio:
    """The device with a tone on the left as its backing, and drums that ring for as long as a cymbal does."""
    time = np.arange(round((SECONDS + 5) * RATE)) / RATE
    tone = np.zeros((len(time), 2), np.float32)
    tone[:, 0] = 0.5 * np.sin(2 * np.pi * HERTZ * time)
    write_sound(folder / "tone.wav", tone, RATE, Depth.GAME)
    audio = opened(buffer)
    ring = np.random.default_rng(0).standard_normal((2 * RATE, 2)) * np.exp(-np.arange(2 * RATE) / RATE)[:, None]
    audio.load(folder / "tone.wav", {(k, n): 0.1 * ring.astype(np.float32) for k in (36, 38, 42, 46) for n in range(5)})
    return audio


def play(buffer: int, folder: Path) -> dict[str, Any]:
    """The game in its window: a minute of blast beats, both leaders played by model drummers, over a tone."""
    audio = backed(buffer, folder)
    settings = Settings(sound=Sound(music=1.0, lee_pan=1.0, takaichi_pan=1.0, clicks=0.0, buffer=buffer))
    window = open_window(settings)
    world = World(settings, open_input(), window.get_size())
    world.audio = audio
    audio.set_volumes(Volumes(lee_pan=1.0, takaichi_pan=1.0, clicks=0.0))
    chart = repeated(build_chart(read_midi(BLAST.read_bytes(), BLAST.name)), SECONDS)
    kinds = ("human:sd=12", "human:sd=12")
    ready = prepared(world, song(folder / "blast", chart), Mode.WATCH, frozenset(), kinds)
    drums = KeysoundMaker(SoundFont.open(sound_font()), {36, 38, 51}, Kit(), RATE).make(DrumLevel(1.0))
    scene = PlayScene(world, replace(ready, sounds=Sounds(Backing(folder / "tone.wav", drums, {}, RATE, ()))))
    app = App(world)
    app.scene = scene
    drawn: list[float] = []
    while app.scene is scene and len(drawn) < SECONDS / FRAME:
        drawn.append(perf_counter())
        app.frame(drawn[-1])
        app.wait(drawn[0] + len(drawn) * FRAME)
    audio.stop()
    return {"drawn": drawn, "strikes": len(ready.session.strikes), "stolen": audio.stolen}


SCRIPTS = {"strike": strike, "conduct": conduct, "foresee": foresee, "rattle": rattle, "play": play}

if __name__ == "__main__":
    print(json.dumps(SCRIPTS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))), flush=True)
    os._exit(0)
