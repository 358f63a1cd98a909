"""The tabs of the settings, each a list of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from drumjam.game.inputs.keys import Slot, key_label
from drumjam.game.inputs.seats import DRUMS, LEFT_HAND
from drumjam.game.inputs.source import KEYBOARD
from drumjam.game.options.edit import Edit
from drumjam.game.rows import Row, Shape
from drumjam.game.strings import LANGUAGES, OWN_NAMES
from drumjam.library.keys import Keys
from drumjam.library.settings import (
    BUFFERS,
    CACHES,
    FRAME_RATES,
    DrumKit,
    Drums,
    Language,
    Layout,
    Mode,
    PaletteChoice,
)
from drumjam.rules.chart import Lane
from drumjam.rules.form import Form

OFFSETS = (-200, 200)
OWN_FONT = "drumjam"
"""What the game calls the SoundFont that comes with it."""

SCROLLS = tuple(round(0.5 + 0.1 * i, 1) for i in range(16))
SPEEDS = tuple(round(0.5 + 0.05 * i, 2) for i in range(21))


class Tab(StrEnum):
    """One page of the settings; its name is the string `set.NAME`."""

    SCREEN = "screen"
    SOUND = "sound"
    TIMING = "timing"
    KEYS = "keys"
    ASSISTS = "assists"


def screen_rows(edit: Edit) -> list[Row]:
    """Language, colours, layout, motion, pace."""
    words, screen = edit.world.strings.text, edit.world.settings.screen
    language = words("set.system") if screen.language is Language.SYSTEM else OWN_NAMES[screen.language]
    languages = [Language.SYSTEM, *(Language(name) for name in LANGUAGES)]
    rate = str(screen.frame_rate) if screen.frame_rate else words("set.unlimited")
    return [
        edit.choice("language", language, "screen", "language", languages),
        edit.choice("palette", words(f"palette.{screen.palette}"), "screen", "palette", list(PaletteChoice)),
        edit.choice("text_size", f"{screen.text_size}%", "screen", "text_size", [100, 125, 150]),
        edit.choice("scroll", f"{screen.scroll_speed:.1f}×", "screen", "scroll_speed", SCROLLS),
        edit.choice("layout", words(f"layout.{screen.layout}"), "screen", "layout", list(Layout)),
        edit.switch("swap", "screen", "swap_sides"),
        edit.switch("motion", "screen", "reduced_motion"),
        edit.switch("comments", "screen", "comments"),
        edit.switch("neutral", "screen", "neutral_names"),
        edit.choice("frame_rate", rate, "screen", "frame_rate", FRAME_RATES),
    ]


def sound_rows(edit: Edit) -> list[Row]:
    """Volumes, places, when drums sound, the mixer's buffer, what is kept."""
    words, leader, sound = edit.world.strings.text, edit.world.strings.leader, edit.world.settings.sound
    return [
        edit.amount("master", "master"),
        edit.amount("music", "music"),
        edit.amount("drums.lee", "lee", label=leader(Lane.LEE)),
        edit.amount("drums.takaichi", "takaichi", label=leader(Lane.TAKAICHI)),
        edit.amount("clicks", "clicks"),
        edit.choice("drum_time", words(f"drums.{sound.drums}"), "sound", "drums", list(Drums)),
        *(drum_kit(edit, lane, words("set.kit", name=leader(lane))) for lane in Lane),
        edit.pan("pan.lee", "lee_pan", label=words("set.pan", name=leader(Lane.LEE))),
        edit.pan("pan.takaichi", "takaichi_pan", label=words("set.pan", name=leader(Lane.TAKAICHI))),
        edit.choice("buffer", str(sound.buffer), "sound", "buffer", BUFFERS),
        edit.choice("cache", f"{sound.cache} MB", "sound", "cache", CACHES),
        edit.choice("font", Path(sound.font).stem or OWN_FONT, "sound", "font", list(dict.fromkeys((sound.font, "")))),
    ]


def drum_kit(edit: Edit, lane: Lane, label: str) -> Row:
    """What a leader's drums are, from the next song on."""
    name = f"{lane.id}_kit"
    kit = edit.world.strings.text(f"kit.{getattr(edit.world.settings.sound, name)}")
    return edit.choice(f"kit.{lane.id}", kit, "sound", name, list(DrumKit), label=label)


def assist_rows(edit: Edit) -> list[Row]:
    """What makes playing easier."""
    return [
        edit.switch("wide", "assists", "wide_windows"),
        edit.switch("one_key", "assists", "one_key"),
        edit.switch("turn_sounds", "assists", "turn_sounds"),
    ]


def song_rows(edit: Edit, mode: Mode) -> list[Row]:
    """Beside a song: how fast notes travel, and how fast it is played.

    The page for practising has a speed of its own, and each of two players has set how fast the notes travel.
    """
    settings = edit.world.settings
    scroll, speed = f"{settings.screen.scroll_speed:.1f}×", f"{settings.play.speed:.0%}"
    rows = []
    if mode is Mode.TWO:
        rows.append(way_to_play(edit))
    else:
        rows.append(edit.choice("scroll", scroll, "screen", "scroll_speed", SCROLLS))
    if mode is not Mode.PRACTICE:
        rows.append(edit.choice("speed", speed, "play", "speed", SPEEDS, label=edit.world.strings.text("speed")))
    return rows


def way_to_play(edit: Edit) -> Row:
    """How two people share the next song."""
    form = edit.world.settings.play.form
    return edit.choice("form", edit.world.strings.text(f"form.{form}"), "play", "form", list(Form))


def timing_rows(edit: Edit) -> list[Row]:
    """Offsets."""
    world = edit.world
    rows = []
    for lane, name in ((Lane.LEE, "lee_ms"), (Lane.TAKAICHI, "takaichi_ms")):
        known = getattr(world.settings.timing, name)
        label = world.strings.text("set.offset", name=world.strings.leader(lane))
        rows.append(edit.milliseconds(f"offset.{lane.id}", _offset(edit, name), known.get(KEYBOARD, 0.0), label=label))
    rows.append(edit.milliseconds("visual", _visual(edit), world.settings.timing.visual_ms))
    return rows


def _offset(edit: Edit, name: str) -> Callable[[int], None]:
    def change(step: int) -> None:
        known = getattr(edit.world.settings.timing, name)
        edit.put("timing", **{name: {**known, KEYBOARD: _moved(known.get(KEYBOARD, 0.0), step)}})

    return change


def _visual(edit: Edit) -> Callable[[int], None]:
    def change(step: int) -> None:
        edit.put("timing", visual_ms=_moved(edit.world.settings.timing.visual_ms, step))

    return change


def _moved(ms: float, step: int) -> float:
    return min(max(ms + step, OFFSETS[0]), OFFSETS[1])


def key_rows(edit: Edit, wait: Callable[[Slot], None], waiting: Slot | None) -> list[Row]:
    """The pads' keys: a pad that is `waiting` takes the next key that is pressed, which `wait` asks for."""
    world, rows = edit.world, []
    for slot in Slot:
        lane = world.left if slot in LEFT_HAND else world.left.other
        pad = world.strings.text("drum" if slot in DRUMS else "cymbal")
        label = world.strings.text("key.pad", name=world.strings.leader(lane), pad=pad)
        caps = "…" if slot is waiting else " ".join(key_label(code) for code in world.bindings.codes(slot))
        rows.append(Row(f"key.{slot}", label, caps, 0.0, Shape.KEY, choose=_ask(wait, slot), help="keys"))
    return [*rows, edit.action("default", lambda: edit.put("keys", **{slot: getattr(Keys(), slot) for slot in Slot}))]


def _ask(wait: Callable[[Slot], None], slot: Slot) -> Callable[[], None]:
    return lambda: wait(slot)


ROWS: dict[Tab, Callable[[Edit], Sequence[Row]]] = {
    Tab.SCREEN: screen_rows,
    Tab.SOUND: sound_rows,
    Tab.TIMING: timing_rows,
    Tab.ASSISTS: assist_rows,
}
"""What each tab shows; the keys' rows need to know which pad waits as well."""
