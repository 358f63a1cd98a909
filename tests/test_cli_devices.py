"""`drumjam devices`: what is there, whose it is, and what is missing, on any machine and without a window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mido
import pygame
import pytest

from drumjam.cli import main
from drumjam.cli.devices import sound_text
from drumjam.game.inputs import gamepads, kits
from drumjam.game.inputs.ports import Ports
from drumjam.game.survey import GamePadNames, Midi, SoundDevice, missing_of
from tests.game import midiroom
from tests.game.plugging import Joystick


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty room, and a silent loudspeaker that SDL makes up."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setattr(kits, "open_ports", lambda: Ports(mido.Backend(midiroom.NAME), lambda: None))
    midiroom.clear()
    yield
    midiroom.clear()
    pygame.quit()


def devices(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command prints; it succeeds and says nothing else."""
    assert main(["devices", *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def document(capsys: pytest.CaptureFixture[str]) -> Any:
    """The same as a document."""
    return json.loads(devices(capsys, "--json"))


def test_kits_and_game_pads_are_told_with_their_players(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two kits of one name are two; a device of nobody is anybody's."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('[devices]\nleader = { "TD-17 (2)" = "takaichi" }\n')
    for port in ("TD-17:TD-17 MIDI 1 24:0", "TD-17:TD-17 MIDI 1 28:0", "Midi Through:Midi Through Port-0 14:0"):
        midiroom.plug(port)
    monkeypatch.setattr(gamepads.GamePads, "_add", lambda self, index: None)
    told = document(capsys)
    assert told["midi"]["kits"] == [{"name": "TD-17", "leader": None}, {"name": "TD-17 (2)", "leader": "takaichi"}]
    assert [one["code"] for one in told["missing"]] == ["devices.no_game_pad"]
    out = devices(capsys)
    assert "TD-17: anybody's" in out
    assert "TD-17 (2): Takaichi's" in out


def test_a_game_pad_is_found_without_a_window(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SDL tells of it when game pads are looked for."""
    real = pygame.joystick.init

    def init() -> None:
        real()
        pygame.event.post(pygame.event.Event(pygame.JOYDEVICEADDED, device_index=0))

    monkeypatch.setattr(pygame.joystick, "init", init)
    monkeypatch.setattr(pygame.joystick, "Joystick", lambda index: Joystick(3, "Stick"))
    assert document(capsys)["game_pads"] == [{"name": "Stick", "leader": None}]


def test_nothing_at_all_is_no_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No sound, a system without MIDI, no game pad: a line each, exit 0."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "none of these")
    midiroom.FAULTS.append(SystemError("MidiInAlsa::initialize"))
    told = document(capsys)
    assert told["sound"] is None
    assert told["midi"]["kits"] == told["game_pads"] == []
    assert [one["code"] for one in told["missing"]] == ["devices.no_sound", "devices.no_midi", "devices.no_game_pad"]
    assert all("\n" not in one["text"] for one in told["missing"])
    assert devices(capsys).count("none") == 3


def test_a_kit_that_is_in_use_elsewhere_is_named() -> None:
    """With what the library says; nothing else is missing then."""
    held = missing_of(True, Midi("PortMidi", held=(("Nitro", "Host error"),)), GamePadNames(("Stick",)))
    assert [remark.text for remark in held] == [
        "Nitro cannot be opened (Host error): another program may be using it.",
    ]


def test_without_a_midi_library_that_is_the_line() -> None:
    """It is not the kit that is missing."""
    told = missing_of(True, Midi("", trouble="No module named 'mido'"), GamePadNames(trouble="SDL has none"))
    assert [remark.code for remark in told] == ["devices.no_library", "devices.no_pads_here"]


def test_how_the_last_play_kept_time_is_told(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """As its window has measured it; half of a figure, or a name that nobody knows, is left out."""
    assert document(capsys)["last_play"] == {}
    (home / "config").mkdir(parents=True)
    lines = "[machine]\nusual_ms = { looks = 0.46, clock = 0.12, odd = 1 }\nworst_ms = { looks = 1.31, odd = 2 }\n"
    (home / "config" / "settings.toml").write_text(lines)
    assert document(capsys)["last_play"]["looks"] == {"usual_ms": 0.46, "worst_ms": 1.31}
    out = devices(capsys)
    assert "last play  input looked for every 0.5 ms, at worst 1.3 ms" in out
    assert "song clock" not in out


def test_the_sound_device_is_told_with_its_latency() -> None:
    """A made-up one is called so."""
    real = SoundDevice("pulseaudio", 48_000, 512, 17.07, True, ("Speakers", "HDMI"))
    assert sound_text(real) == "Speakers, pulseaudio, 48,000 Hz, 512 frames: heard about 17 ms later"
    assert sound_text(SoundDevice("dummy", 48_000, 512, 17.07, False, ())).endswith("not a real device")
    assert sound_text(None) == "none"


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_as_a_process_it_needs_no_display_and_leaves_no_trace(words: list[str]) -> None:
    """No banner, no complaint of a library in C, no traceback."""
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "SDL_VIDEODRIVER")}
    command = [sys.executable, "-m", "drumjam", "devices", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["sound"] if words else done.stdout.startswith("sound")
