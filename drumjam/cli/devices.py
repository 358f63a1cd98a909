"""`drumjam devices`: what the game would use on this machine, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drumjam.cli import warn
from drumjam.cli.report import plain, print_json, table
from drumjam.game.survey import SoundDevice, Survey, survey
from drumjam.library.machine import Machine
from drumjam.library.settings import Devices, Settings
from drumjam.library.settingsfile import load_settings

OWNERS = {"lee": "Lee's", "takaichi": "Takaichi's"}
ANYBODY = "anybody's"
LAST_PLAY = {
    "looks": "input looked for every {usual:.1f} ms, at worst {worst:.1f} ms",
    "pictures": "a picture every {usual:.1f} ms, at worst {worst:.1f} ms",
    "clock": "song clock {usual:.1f} ms off the sound, at worst {worst:.1f} ms",
}
"""By the names of the settings' [machine]."""


def show_devices(json: bool) -> int:
    """Tell of sound, kits, game pads and keys."""
    loaded = load_settings()
    if loaded.notice:
        warn(loaded.notice)
    found, settings = survey(loaded.settings), loaded.settings
    if json:
        print_json(devices_json(found, settings))
        return 0
    rows = [("sound", sound_text(found.sound))]
    rows += _rows("kits", found.kits, settings.devices)
    rows += _rows("game pads", found.game_pads, settings.devices)
    rows += _last_play(settings.machine)
    told = [plain(missing.text) for missing in found.missing]
    print("\n".join([table(rows), "", *told] if told else [table(rows)]))
    return 0


def devices_json(found: Survey, settings: Settings) -> dict[str, Any]:
    """The same as a document; times in ms."""
    sound, chosen, machine = found.sound, settings.devices, settings.machine
    return {
        "sound": sound
        and {
            "driver": sound.driver,
            "rate": sound.rate,
            "buffer": sound.buffer,
            "latency_ms": round(sound.latency_ms, 1),
            "true_time": sound.trusted,
            "outputs": list(sound.outputs),
        },
        "midi": {"library": found.midi or None, "kits": _owned(found.kits, chosen)},
        "game_pads": _owned(found.game_pads, chosen),
        "last_play": {
            name: {"usual_ms": usual, "worst_ms": machine.worst_ms.get(name)}
            for name, usual in machine.usual_ms.items()
        },
        "missing": [
            {"code": remark.code, "text": remark.text, "params": dict(remark.params)} for remark in found.missing
        ],
    }


def sound_text(sound: SoundDevice | None) -> str:
    """The sound device in a line."""
    if sound is None:
        return "none"
    heard = f"heard about {sound.latency_ms:.0f} ms later"
    if not sound.trusted:
        heard = "not a real device"
    name = f"{sound.outputs[0]}, " if sound.outputs else ""
    return f"{name}{sound.driver}, {sound.rate:,} Hz, {sound.buffer} frames: {heard}"


def _last_play(machine: Machine) -> Iterator[tuple[str, str]]:
    """How this machine kept time when it was last played on."""
    head = "last play"
    for name, told in LAST_PLAY.items():
        if name in machine.usual_ms and name in machine.worst_ms:
            yield head, told.format(usual=machine.usual_ms[name], worst=machine.worst_ms[name])
            head = ""


def _rows(head: str, names: tuple[str, ...], chosen: Devices) -> list[tuple[str, str]]:
    told = [f"{name}: {OWNERS.get(chosen.leader.get(name, ''), ANYBODY)}" for name in names] or ["none"]
    return [(head, told[0]), *(("", text) for text in told[1:])]


def _owned(names: tuple[str, ...], chosen: Devices) -> list[dict[str, str | None]]:
    return [{"name": name, "leader": chosen.leader.get(name)} for name in names]
