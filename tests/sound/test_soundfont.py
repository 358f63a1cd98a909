"""The reader of SoundFonts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drumjam.sound import zones
from drumjam.sound.envelope import envelope_of
from drumjam.sound.soundfont import SoundFont, SoundFontError
from drumjam.sound.voice import Voices
from tests.sound.fonts import (
    ATTENUATION,
    COARSE,
    PAN,
    ROOT,
    SHIPPED,
    START,
    STROKE,
    TONE,
    FontBuilder,
    keys,
    plain_font,
)


@pytest.mark.parametrize("padded", [True, False])
@pytest.mark.parametrize("vorbis", [True, False])
def test_fonts_of_both_kinds_are_read_padded_or_not(tmp_path, vorbis, padded):
    """A sample comes out of sf2 and sf3 as it went in, also where odd chunks lack their padding byte."""
    font = plain_font(tmp_path, vorbis=vorbis, padded=padded)
    (zone,) = font.find(0, 0, 69, 100)
    sample = font.sample(zone.sample)
    assert (sample.rate, sample.root, sample.loop_start, sample.loop_end) == (44_100, 69, 1000, 3000)
    assert len(sample.data) == len(TONE)
    assert np.corrcoef(sample.data, TONE)[0, 1] > (0.999 if vorbis else 0.999999)


def test_places_of_later_samples_count_from_the_sample(tmp_path):
    """The loop of a sample that does not stand first in an sf2 file is counted from its own start."""
    font = FontBuilder()
    font.sample(STROKE)
    second = font.sample(TONE, loop=(1000, 3000))
    font.preset(0, 0, ({}, second))
    sample = SoundFont.open(font.save(tmp_path)).sample(second)
    assert (sample.loop_start, sample.loop_end) == (1000, 3000)
    np.testing.assert_allclose(sample.data, TONE, atol=1e-4)


def test_a_preset_adds_to_its_instruments(tmp_path):
    """Tuning, pan and attenuation of a preset are added to the instrument's; places in the sample and roots are not."""
    font = FontBuilder()
    tone = font.sample(TONE)
    own = {COARSE: 2, PAN: 100, ATTENUATION: 50, ROOT: 60, START: 7}
    font.preset(0, 0, (own, tone), added={COARSE: 3, PAN: -300, ATTENUATION: 50, ROOT: 5, START: 9})
    (zone,) = SoundFont.open(font.save(tmp_path)).zones(0, 0)
    assert (zone.tune, zone.pan, zone.root, zone.start) == (500, pytest.approx(-0.2), 60, 7)
    assert zone.gain == pytest.approx(10 ** (-0.4 * 10 / 20))


def test_zones_answer_to_their_own_keys_and_velocities(tmp_path):
    """Only zones sound whose ranges, the preset's and the instrument's together, hold the note."""
    font = FontBuilder()
    tone = font.sample(TONE)
    zones = [({43: keys(0, 59)}, tone), ({43: keys(60, 127), 44: keys(0, 64)}, tone), ({43: keys(60, 127)}, tone)]
    font.preset(0, 0, *zones, added={43: keys(50, 70)})
    opened = SoundFont.open(font.save(tmp_path))
    found = [
        len(opened.find(0, 0, key, velocity)) for key, velocity in ((49, 64), (55, 64), (65, 64), (65, 65), (71, 1))
    ]
    assert found == [0, 1, 2, 1, 0]


def test_what_a_font_lacks_falls_back(tmp_path):
    """An unknown bank plays bank 0, an unknown kit, or a key that a kit lacks, plays kit 0."""
    font = FontBuilder()
    tone = font.sample(TONE)
    font.preset(0, 5, ({PAN: 1}, tone))
    font.preset(128, 0, ({PAN: 2}, tone))
    font.preset(128, 25, ({PAN: 3, 43: keys(36, 36)}, tone))
    opened = SoundFont.open(font.save(tmp_path))
    assert [zone.pan for zone in opened.find(8, 5, 60, 100)] == [0.001]
    assert [opened.find_drum(kit, key, 100)[0].pan for kit, key in ((9, 36), (25, 36), (25, 58))] == [
        0.002,
        0.003,
        0.002,
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"RIFF\4\0\0\0WAVE", "not a SoundFont"),
        (b"RIFF\4\0\0\0sfbk", "phdr is missing"),
        (None, "read"),
    ],
)
def test_what_is_no_font_is_refused_in_one_line(tmp_path, data, says):
    """Each refusal is one line with the file, what is wrong, and what to do."""
    path = tmp_path / "bad.sf2"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SoundFontError, match=says) as refused:
        SoundFont.open(path)
    line = str(refused.value)
    assert str(path) in line
    assert "put a whole SoundFont (.sf2 or .sf3) there" in line
    assert "\n" not in line


def test_a_font_that_is_cut_off_is_refused(tmp_path):
    """A font of which the end is missing is refused when it is opened, wherever it was cut."""
    path = plain_font(tmp_path).path
    whole = path.read_bytes()
    for size in range(0, len(whole) - 1, len(whole) // 50):
        path.write_bytes(whole[:size])
        with pytest.raises(SoundFontError):
            SoundFont.open(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_font_is_refused_or_plays(tmp_path, changes):
    """Whatever bytes are changed, a font either plays finite sound or raises SoundFontError."""
    font = FontBuilder()
    font.preset(0, 0, ({54: 1}, font.sample(TONE[:200], loop=(50, 150))))
    data = bytearray(font.bytes())
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / "damaged.sf2"
    path.write_bytes(data)
    try:
        opened = SoundFont.open(path)
        sound = Voices(opened, 8000).note(opened.find(0, 0, 60, 100), 60, 0.2)
    except SoundFontError:
        return
    assert np.isfinite(sound).all()


def test_the_shipped_font_has_every_instrument():
    """All 128 programs sound, and in every kit all keys from 35 to 81."""
    font = SoundFont.open(SHIPPED)
    assert [program for program in range(128) if not font.find(0, program, 60, 100)] == []
    kits = [program for bank, program in font.presets if bank == 128]
    assert sorted(kits) == [0, 8, 16, 24, 25, 32, 40, 48]
    assert [(kit, key) for kit in kits for key in range(35, 82) if not font.find_drum(kit, key, 100)] == []


@pytest.mark.parametrize("amount", [32_767, -32_767])
def test_envelopes_that_lean_on_the_key_keep_within_bounds(tmp_path, amount):
    """Whatever a font writes, hold and decay change by an octave a key at most; every key has a sound."""
    font = FontBuilder()
    font.preset(0, 0, ({39: amount, 40: amount}, font.sample(TONE)))
    (zone,) = SoundFont.open(font.save(tmp_path)).find(0, 0, 60, 100)
    assert abs(zone.hold_per_key) == abs(zone.decay_per_key) == 1200
    for key in (0, 127):
        assert len(envelope_of(zone, key, 1000, 2000, 44_100)) <= 2000


def test_an_instrument_of_too_many_zones_is_refused(tmp_path, monkeypatch):
    """Zones of a preset times zones of their instruments are counted before they are made."""
    font = FontBuilder()
    sample = font.sample(TONE)
    font.preset(0, 0, *[({}, sample)] * 4)
    font.preset(0, 1, *[({}, sample)] * 5)
    monkeypatch.setattr(zones, "MOST_ZONES", 4)
    opened = SoundFont.open(font.save(tmp_path))
    assert len(opened.zones(0, 0)) == 4
    with pytest.raises(SoundFontError, match="0:1 has more than 4 zones"):
        opened.zones(0, 1)
