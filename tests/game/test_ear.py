"""Kits: which strokes count, and what MIDI messages come to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mido import Message

from drumjam.formats.songfolder import open_song
from drumjam.game.inputs.ear import OPEN_HAT, Ear
from drumjam.game.inputs.guards import MS, Guards, Verdict
from drumjam.game.inputs.notes import usual_pads
from drumjam.game.inputs.tuning import Touch, kit_tuning
from drumjam.game.scene import Command
from drumjam.library.paths import charts
from drumjam.library.settings import Curve, Devices
from drumjam.rules.chart import Lane, Level, Pad

KICK, SNARE, TOM, CRASH, RIDE, HAT, PEDAL, UNKNOWN = 36, 38, 45, 49, 51, 42, 44, 100


def ear(chosen: Devices | None = None, name: str = "TD-17") -> Ear:
    """An ear on a kit of that name."""
    return Ear(name, kit_tuning(name, chosen or Devices()))


def on(note: int, velocity: int = 90) -> Message:
    """A stroke as kits send it."""
    return Message("note_on", channel=9, note=note, velocity=velocity)


def struck(listener: Ear, *strokes: tuple[float, int, int]) -> list[int]:
    """The notes that counted of strokes (ms, note, velocity)."""
    events = [listener.hear(on(note, velocity), round(ms * MS)) for ms, note, velocity in strokes]
    return [event.code for event in events if event is not None and event.down]


# -- which strokes count --------------------------------------------------------------------------


def test_a_pad_that_another_one_shakes_is_not_heard() -> None:
    """Within 12 ms and below 40 % of the other's velocity: crosstalk. Later, or louder: a stroke."""
    assert struck(ear(), (0, SNARE, 100), (12, CRASH, 39)) == [SNARE]
    assert struck(ear(), (0, SNARE, 100), (12, CRASH, 40)) == [SNARE, CRASH]
    assert struck(ear(), (0, SNARE, 100), (13, CRASH, 20)) == [SNARE, CRASH]


def test_a_pad_that_swings_on_counts_once() -> None:
    """25 ms per pad, whatever drum of it; the other pad is free all the time."""
    assert struck(ear(), (0, SNARE, 60), (24.9, 48, 120)) == [SNARE]
    assert struck(ear(), (0, SNARE, 60), (25, SNARE, 60)) == [SNARE, SNARE]
    assert struck(ear(), (0, SNARE, 60), (5, CRASH, 60), (10, SNARE, 60)) == [SNARE, CRASH]


def test_a_stroke_that_comes_too_soon_on_its_pad_shakes_others_all_the_same() -> None:
    """A snare beside a kick is no second stroke of the drum, but the cymbal that it shakes is none either."""
    assert struck(ear(), (0, KICK, 40), (1, SNARE, 120), (3, CRASH, 30)) == [KICK]
    assert struck(ear(), (0, KICK, 90), (5, SNARE, 120), (17, CRASH, 47)) == [KICK]
    assert struck(ear(), (0, KICK, 90), (5, SNARE, 120), (17, CRASH, 48)) == [KICK, CRASH]
    assert struck(ear(), (0, SNARE, 100), (5, SNARE, 30), (11, CRASH, 35)) == [SNARE]


def test_two_kits_never_silence_each_other() -> None:
    """Two players strike the same pad within a millisecond: both count, however loud one is."""
    lee, takaichi = ear(), ear(name="TD-17 (2)")
    assert struck(lee, (0, SNARE, 127)) == [SNARE]
    assert struck(takaichi, (0.5, SNARE, 12), (1, CRASH, 12)) == [SNARE, CRASH]


def test_each_hand_has_its_pads_where_each_plays_a_lane() -> None:
    """Snare and tom, hat and ride are two strokes then, and each still counts once; with one lane they are one."""
    both = ear()
    both.two_handed = True
    assert struck(both, (0, SNARE, 90), (1, TOM, 80), (2, SNARE, 90), (3, TOM, 90)) == [SNARE, TOM]
    assert struck(both, (50, HAT, 90), (51, RIDE, 80)) == [HAT, RIDE]
    assert struck(both, (100, HAT, 110), (105, RIDE, 40)) == [HAT]
    assert struck(ear(), (0, KICK, 90), (1, SNARE, 90), (50, HAT, 90), (51, RIDE, 90)) == [KICK, HAT]
    owned = ear(Devices(leader={"TD-17": "lee"}))
    owned.two_handed = True
    assert struck(owned, (0, KICK, 90), (1, SNARE, 90)) == [KICK]


HANDS = {
    (Lane.LEE, Pad.DRUM): SNARE,
    (Lane.LEE, Pad.CYMBAL): HAT,
    (Lane.TAKAICHI, Pad.DRUM): TOM,
    (Lane.TAKAICHI, Pad.CYMBAL): RIDE,
}


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("name", ["common-harmony", "shuttle-to-tomorrow"])
def test_two_hands_that_strike_every_note_lose_none(name: str, level: Level) -> None:
    """As loud as each is written; all unisons are heard as two."""
    chart = open_song(charts() / name).chart
    notes = sorted(chart.levels[level])
    both = ear()
    both.two_handed = True
    strokes = [(chart.tempo.seconds(one.tick) * 1e3, HANDS[one.lane, one.pad], one.velocity) for one in notes]
    assert struck(both, *strokes) == [HANDS[one.lane, one.pad] for one in notes]


def test_a_foot_and_what_plays_nothing_shake_no_pad() -> None:
    """A soft stroke just after a loud pedal counts, also where the pedal was taught; they can be shaken themselves."""
    assert struck(ear(), (0, PEDAL, 110), (5, RIDE, 40)) == [PEDAL, RIDE]
    assert struck(ear(), (0, UNKNOWN, 127), (5, SNARE, 20)) == [UNKNOWN, SNARE]
    taught = ear(Devices(pads={"TD-17": {str(PEDAL): "cymbal"}}))
    assert struck(taught, (0, PEDAL, 110), (5, SNARE, 40)) == [PEDAL, SNARE]
    assert struck(ear(), (0, SNARE, 110), (5, UNKNOWN, 40), (30, UNKNOWN, 40), (40, UNKNOWN, 40)) == [
        SNARE,
        UNKNOWN,
    ]


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Pad), st.integers(1, 127)), max_size=40))
def test_what_counts_is_never_closer_than_a_hand_can_strike(strokes: list[tuple[int, Pad, int]]) -> None:
    """Strokes that count lie 25 ms apart on each pad, and none is softer than the threshold."""
    guards, last = Guards(), dict[Pad, int]()
    for ms, pad, velocity in sorted(strokes):
        if guards.judge(pad, ms * MS, velocity, 10) is Verdict.STRUCK:
            assert velocity >= 10
            assert ms - last.get(pad, -25) >= 25
            last[pad] = ms


def test_a_stroke_softer_than_the_threshold_does_not_count() -> None:
    """10 unless the player says otherwise, each kit its own; its cymbals may have another than its drums."""
    assert struck(ear(), (0, SNARE, 9), (50, SNARE, 10)) == [SNARE]
    picky = Devices(threshold={"TD-17": 40})
    assert struck(ear(picky), (0, SNARE, 39), (50, SNARE, 40)) == [SNARE]
    assert struck(ear(picky, "Nitro"), (0, SNARE, 39)) == [SNARE]
    assert struck(ear(picky), (0, UNKNOWN, 39), (50, UNKNOWN, 40)) == [UNKNOWN]
    picky = Devices(threshold={"TD-17": 20}, cymbal_threshold={"TD-17": 60})
    assert struck(ear(picky), (0, SNARE, 20), (50, CRASH, 59), (90, CRASH, 60), (130, SNARE, 19)) == [SNARE, CRASH]


def test_the_last_stroke_is_told_also_when_it_did_not_count() -> None:
    """So that a player sees why nothing happened."""
    listener = ear()
    struck(listener, (0, SNARE, 5))
    assert listener.heard is not None
    assert (listener.heard.code, listener.heard.velocity, listener.heard.verdict) == (SNARE, 5, Verdict.SOFT)


def test_a_pad_that_plays_nothing_strikes_nothing() -> None:
    """Its strokes are heard, so that it can be taught again, but play no pad and lead through no page."""
    tuning = kit_tuning("TD-17", Devices(pads={"TD-17": {"38": "nothing", "40": "nothing", "44": "nothing"}}))
    assert not {38, 40, 44} & {*tuning.pads, *tuning.commands}
    assert tuning.touch(38) == Touch()
    listener = Ear("TD-17", tuning)
    assert struck(listener, (0, SNARE, 90), (100, CRASH, 90)) == [SNARE, CRASH]


# -- messages -------------------------------------------------------------------------------------


def test_a_note_of_velocity_0_is_a_note_that_ends() -> None:
    """Kits end their notes so; it is no stroke, and silences none."""
    listener = ear()
    event = listener.hear(on(SNARE, 0), 5)
    assert event is not None
    assert (event.down, event.code, event.choke) == (False, SNARE, False)
    assert struck(listener, (1, SNARE, 60)) == [SNARE]
    assert listener.hear(Message("note_off", note=SNARE), 9 * MS) is not None


@pytest.mark.parametrize(
    ("message", "choked"),
    [
        (Message("polytouch", note=CRASH, value=127), CRASH),
        (Message("polytouch", note=CRASH, value=0), None),
        (Message("polytouch", note=SNARE, value=127), None),
        (Message("aftertouch", value=127), RIDE),
        (Message("aftertouch", value=10), None),
    ],
)
def test_a_hand_on_a_cymbal_ends_its_ringing(message: Message, choked: int | None) -> None:
    """By the pressure on its note, or on all of them: then it is the last cymbal struck. Letting go is nothing."""
    listener = ear()
    struck(listener, (0, RIDE, 90))
    event = listener.hear(message, 100 * MS)
    assert (event.code if event else None) == choked
    assert event is None or (event.choke and not event.down)


def test_a_foot_that_closes_the_hi_hat_ends_its_ringing_once() -> None:
    """The pedal goes down: once; it has to come up first. It strikes nothing, neither does its note."""
    listener = ear()
    events = [listener.hear(Message("control_change", control=4, value=v), 0) for v in (0, 60, 95, 127, 80, 20, 100)]
    assert [event.code if event else None for event in events] == [None, None, OPEN_HAT, None, None, None, OPEN_HAT]
    assert PEDAL not in listener.tuning.pads
    assert listener.hear(Message("control_change", control=7, value=127), 0) is None


@pytest.mark.parametrize("message", [Message("clock"), Message("active_sensing"), Message("sysex", data=(1, 2))])
def test_what_is_no_stroke_is_passed_over(message: Message) -> None:
    """Clocks and other talk."""
    assert ear().hear(message, 0) is None


@given(st.integers(1, 127))
def test_a_curve_bends_velocities_and_keeps_their_ends(velocity: int) -> None:
    """For light hands nothing gets softer, for heavy ones nothing louder; 127 stays, and none gets lost."""
    soft, even, hard = (Touch(curve=curve).bent(velocity) for curve in (Curve.SOFT, Curve.EVEN, Curve.HARD))
    assert 1 <= hard <= even <= soft <= 127
    assert even == velocity
    assert [Touch(curve=curve).bent(127) for curve in Curve] == [127, 127, 127]


# -- what notes play ------------------------------------------------------------------------------

DRUM, CYMBAL = Pad.DRUM, Pad.CYMBAL
FACTORY: dict[str, dict[Pad | None, tuple[int, ...]]] = {
    "TD-17": {DRUM: (36, 38, 40, 37, 48, 50, 45, 47, 43, 58), CYMBAL: (42, 22, 46, 26, 49, 55, 57, 52, 51, 59, 53)},
    "Alesis Nitro": {DRUM: (36, 38, 40, 48, 50, 45, 47, 43, 58, 41, 39), CYMBAL: (42, 23, 46, 21, 49, 57, 51)},
    "DTX502": {
        DRUM: (36, 35, 38, 40, 37, 31, 34, 27, 48, 47, 43),
        CYMBAL: (51, 52, 53, 59, 49, 55, 46, 78, 42, 79, 57),
    },
    "DTXPLORER": {DRUM: (33, 31, 34, 37, 48, 47, 43), CYMBAL: (49, 57, 46, 42, 51, 52, 55)},
    "DTX-PRO": {DRUM: (38, 37, 40, 48, 47, 43), CYMBAL: (49, 55, 59, 16, 17, 20, 57, 46, 77, 78)},
}
"""What kits send as they leave the factory, by the makers' own tables: drums and cymbals."""


@pytest.mark.parametrize("name", FACTORY)
def test_common_kits_play_without_being_taught(name: str) -> None:
    """Roland, Alesis, Yamaha: every drum is the drum, every cymbal the cymbal; the foot's hi-hat is nothing."""
    pads = usual_pads(name)
    for pad, notes in FACTORY[name].items():
        assert [pads.get(note) for note in notes] == [pad] * len(notes)
    assert 44 not in pads


def test_a_kit_learns_what_its_player_says() -> None:
    """Other notes, and the foot's; each kit its own. What is no number does no harm."""
    chosen = Devices(pads={"TD-17": {"44": "cymbal", "38": "cymbal", "90": "drum", "x": "drum"}})
    pads = kit_tuning("TD-17", chosen).pads
    assert [pads.get(note) for note in (44, 38, 90, 49)] == [CYMBAL, CYMBAL, DRUM, CYMBAL]
    assert kit_tuning("Nitro", chosen).pads.get(38) is DRUM


def test_on_pages_drums_choose_and_cymbals_go_on_and_the_hi_hat_back() -> None:
    """As the four pad keys do."""
    commands = kit_tuning("TD-17", Devices()).commands
    assert [commands[note] for note in (SNARE, CRASH, HAT)] == [Command.CHOOSE, Command.NEXT, Command.PREVIOUS]


def test_a_kit_belongs_to_who_the_settings_say() -> None:
    """Or to nobody."""
    chosen: Any = Devices(leader={"TD-17": "takaichi"})
    assert kit_tuning("TD-17", chosen).owner is Lane.TAKAICHI
    assert kit_tuning("Nitro", chosen).owner is None
