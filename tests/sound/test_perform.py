"""The drums of a perfect play."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.rules.chart import Lane
from drumjam.sound.keysounds import LAYERS
from drumjam.sound.kit import CHOKE_MS
from drumjam.sound.perform import Stroke, perform

RATE = 1000
RING = np.full((500, 2), 0.5, np.float32)
KEYSOUNDS = {(key, index): RING for key in (38, 42, 44, 46) for index in range(len(LAYERS))}


def stroke(start: float, key: int = 38, lane: Lane = Lane.LEE, velocity: int = 127, share: float = 1.0) -> Stroke:
    """A stroke, as loud as can be unless told otherwise."""
    return Stroke(start, key, velocity, lane, share)


def test_each_stroke_sounds_at_its_moment_on_its_side():
    """The near side at full, the far side lower; what rings on behind the end is cut."""
    sound = perform([stroke(0.1), stroke(0.7, lane=Lane.TAKAICHI)], KEYSOUNDS, RATE, 1000)
    assert sound.shape == (1000, 2)
    assert not sound[:100].any()
    np.testing.assert_allclose(sound[100], [0.5, 0.35])
    np.testing.assert_allclose(sound[999], [0.35, 0.5])
    assert not sound[600:700].any()


def test_a_leader_with_other_drums_plays_those():
    """The other leader's strokes are the song's own."""
    kits = {Lane.TAKAICHI: {name: sound / 2 for name, sound in KEYSOUNDS.items()}}
    sound = perform([stroke(0), stroke(0.5, lane=Lane.TAKAICHI)], KEYSOUNDS, RATE, 1000, kits)
    np.testing.assert_allclose(sound[0], [0.5, 0.35])
    np.testing.assert_allclose(sound[500], [0.175, 0.25])


def test_velocity_and_share_turn_a_stroke_down():
    """Half the velocity is a quarter of the amplitude; the share is an amplitude."""
    loud, soft = (perform([stroke(0, velocity=v, share=s)], KEYSOUNDS, RATE, 10)[0, 0] for v, s in ((88, 1), (44, 0.5)))
    # 44 is played by the layer of 64, which is as loud as that of 88 here.
    assert soft / loud == pytest.approx((44 / 64) ** 2 * 0.5)


@pytest.mark.parametrize("closed", [42, 44])
def test_a_closed_hat_ends_the_same_leaders_open_one(closed):
    """It fades out within 20 ms; the other leader's rings on."""
    sound = perform([stroke(0, 46), stroke(0, 46, Lane.TAKAICHI), stroke(0.2, closed)], KEYSOUNDS, RATE, 500)
    alone = perform([stroke(0, 46, Lane.TAKAICHI), stroke(0.2, closed)], KEYSOUNDS, RATE, 500)
    open_hat = sound - alone
    assert (open_hat[:200] > 0).all()
    assert not open_hat[200 + CHOKE_MS :].any()
    assert np.abs(np.diff(open_hat[:, 0])).max() < 0.03


def test_other_drums_ring_on():
    """A drum ends nothing but what belongs to it."""
    sound = perform([stroke(0, 38), stroke(0, 46), stroke(0.2, 38)], KEYSOUNDS, RATE, 500)
    assert (sound[250:499, 0] > 1.2).all()
