"""Channels: what is in force at a tick, however often it is asked."""

from __future__ import annotations

from types import SimpleNamespace

from drumjam.midi.channels import Channels
from drumjam.midi.smf import read_midi
from tests.midi.writing import midi, track

VOLUME = 7
NOTE = b"\x00\x99\x26\x60"


def channels(body):
    """The channels of a file of one track."""
    return Channels(read_midi(midi(track(body + NOTE))).events)


def test_the_latest_setting_counts():
    """Before the first it is 0; on the tick of a message the message counts; other channels do not."""
    found = channels(b"\x0a\xb9\x07\x40\x0a\xb9\x07\x20\x0a\xc9\x05\x00\xb8\x07\x11")
    assert [found.setting(9, VOLUME, tick) for tick in (9, 10, 19, 20, 99)] == [0, 64, 64, 32, 32]
    assert [found.program(9, tick) for tick in (29, 30)] == [0, 5]
    assert found.setting(8, VOLUME, 99) == 17


def test_a_channel_is_silent_where_nothing_above_0_is_in_force():
    """From the setting before the first tick to the last tick; a channel that was never set is heard."""
    found = channels(b"\x00\xb9\x07\x40\x0a\xb9\x07\x00\x0a\xb9\x07\x00\x0a\xb9\x07\x40")
    spans = {(0, 5): False, (5, 15): False, (10, 29): True, (15, 19): True, (10, 30): False, (30, 40): False}
    assert {span: found.silent(9, VOLUME, *span) for span in spans} == spans
    assert not found.silent(8, VOLUME, 0, 99)


def test_messages_are_searched_once_for_each_setting():
    """A thousand parts ask no more of a file than one."""
    events = read_midi(midi(track(b"\x00\xb9\x07\x40" + NOTE))).events
    looks = []

    class Watched(SimpleNamespace):
        """Events that note when their messages are looked at."""

        @property
        def status(self):
            """What every message is."""
            looks.append(1)
            return events.status

    found = Channels(Watched(tick=events.tick, a=events.a, b=events.b))
    for tick in range(1000):
        found.setting(9, VOLUME, tick)
        found.silent(9, VOLUME, tick, tick + 9)
        found.program(9, tick)
    assert len(looks) == 2
