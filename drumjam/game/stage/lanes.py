"""Lanes: notes on their way, targets, and what becomes of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import pi, sin

import pygame

from drumjam.game.palette import mix
from drumjam.game.stage import paint
from drumjam.game.stage.layout import MISS_TRAVEL, WIDTH, LaneLayout, Layout
from drumjam.game.stage.moments import BURST, MISS_FADE, PRESS, WOBBLE, WORD
from drumjam.game.stage.setup import Arrangement, Motion, StageSetup
from drumjam.game.stage.sprites import BURST_FRAMES, GLOW_STEPS, ROLL_STRIPES, LaneArt
from drumjam.game.stage.state import StageState, fading
from drumjam.game.strings import Strings
from drumjam.game.theme import Kind, Theme
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.judgement import Grade

ROLL_STROKES_A_SECOND = 8.0
"""Strokes that fill a roll."""

CAP = 30


class Lanes:
    """Draws both lanes.

    theme, setup  the window and the play
    layout        the places
    """

    def __init__(self, theme: Theme, setup: StageSetup, layout: Layout) -> None:
        self.theme = theme
        self.setup = setup
        self.layout = layout
        self.strings = Strings(setup.language)
        palette, scale = theme.palette, theme.scale
        self.art = tuple(
            LaneArt(palette, palette.leaders[lane.lane], scale, lane.size, lane.direction) for lane in layout.lanes
        )
        self._caps = {place: self._cap(label, lit=False) for place, label in setup.keys.items() if label}
        self._lit_caps = {place: self._cap(label, lit=True) for place, label in setup.keys.items() if label}
        self._edges = [self._edge(place) for place in layout.lanes]
        self._time_lines = [(self._time_line(place, 0.07), self._time_line(place, 0.26)) for place in layout.lanes]

    def prepare(self, state: StageState) -> None:
        """Paint every note of a play beforehand."""
        for lane, art in zip(Lane, self.art, strict=True):
            art.prepare({state.part.looks[i] for i in state.part.lane_notes[lane]})

    # -- the still part ---------------------------------------------------------------------------

    def bake(self, surface: pygame.Surface) -> None:
        """Draw what never moves: the lanes' panels and lines of travel."""
        for place in self.layout.lanes:
            panel = self._panel(place)
            x, y = self.theme.point(place.box[0] + place.box[2] / 2, place.box[1] + place.box[3] / 2)
            surface.blit(panel, (x - panel.get_width() // 2, y - panel.get_height() // 2))

    def _panel(self, place: LaneLayout) -> pygame.Surface:
        """A lane: darker at its far end, in its leader's colour near the targets."""
        p, s = self.theme.palette, self.theme.scale
        colour = p.leaders[place.lane]
        wide, high = place.box[2] * s, place.box[3] * s
        sheet = paint.Sheet(wide + 4, high + 4)
        # The far end runs out of the picture: only the near corners are round.
        shifted = sheet.x + place.direction * 40 * s
        shape = paint.box(shifted, sheet.y, wide / 2 + 40 * s, high / 2, 24 * s)
        near = (sheet.x * place.direction / wide + 0.5).clip(0, 1) ** 2
        sheet.lay(mix(p.lane, p.ground, 0.25), paint.inside(shape), mix(p.lane, p.ground, 0.55))
        sheet.lay(mix(p.lane, colour, 0.42), paint.inside(shape) * near * 0.75)
        sheet.lay(colour, paint.outline(shape, 1.6 * s) * (0.15 + 0.75 * near))
        for pad in Pad:
            y = (place.y(pad) - place.box[1] - place.box[3] / 2) * s
            sheet.lay(colour, paint.inside(abs(sheet.y - y) - 2 * s) * (0.10 + 0.25 * near) * paint.inside(shape))
        return sheet.surface()

    def _edge(self, place: LaneLayout) -> pygame.Surface:
        """The light on a lane's edge that says whose turn comes next."""
        s = self.theme.scale
        sheet = paint.Sheet(place.box[2] * s + 20 * s, place.box[3] * s + 20 * s)
        wide, high = place.box[2] * s, place.box[3] * s
        shape = paint.box(sheet.x + place.direction * 40 * s, sheet.y, wide / 2 + 40 * s, high / 2, 24 * s)
        colour = self.theme.palette.leaders[place.lane]
        sheet.lay(colour, paint.glow(abs(shape) - 1.5 * s, 9 * s) * 0.5)
        sheet.lay(mix(colour, self.theme.palette.stroke, 0.4), paint.band(shape, 3 * s))
        return paint.packed(sheet.surface())

    def _time_line(self, place: LaneLayout, strength: float) -> pygame.Surface:
        """The line of a pulse or of a bar, fading towards its ends."""
        s = self.theme.scale
        sheet = paint.Sheet(4, (place.box[3] - 16) * s)
        fade = (1 - abs(sheet.y) / (sheet.height / 2)).clip(0, 0.25) * 4
        sheet.lay(self.theme.palette.stroke, paint.inside(abs(sheet.x) - 0.75 * max(s, 0.7)) * fade * strength)
        return paint.packed(sheet.surface())

    def _cap(self, label: str, *, lit: bool) -> pygame.Surface:
        """A key's cap with its letter."""
        p, s = self.theme.palette, self.theme.scale
        size = CAP * s * (1.0 if self.layout.arrangement is Arrangement.FACING else 0.7)
        lettering = self.theme.lettering
        label, pixels = lettering.fit(label, round(size * 1.5), max(round(size * 0.6), 6), 6)
        letters = lettering.label(label, pixels, p.ink if lit else p.text)
        wide = max(size, letters.get_width() + size * 0.4)
        sheet = paint.Sheet(wide + 4, size + 6)
        shape = paint.box(sheet.x, sheet.y, wide / 2, size / 2, size * 0.22)
        sheet.lay(p.shade, paint.inside(paint.box(sheet.x, sheet.y - 2 * s, wide / 2, size / 2, size * 0.22)) * 0.6)
        face = (p.stroke, mix(p.stroke, p.muted, 0.3)) if lit else (mix(p.raised, p.stroke, 0.1), p.raised)
        sheet.lay(face[0], paint.inside(shape), face[1])
        sheet.lay(p.stroke, paint.outline(shape, 1.2 * s) * (0.0 if lit else 0.35))
        made = sheet.surface()
        made.blit(
            letters,
            ((made.get_width() - letters.get_width()) // 2, (made.get_height() - letters.get_height()) // 2),
        )
        return paint.packed(made)

    # -- the moving part --------------------------------------------------------------------------

    def draw_below(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw what lies under the threads: lines of pulses and bars, and the light of a turn."""
        part = state.part
        for place in self.layout.lanes:
            left, top, wide, high = place.box
            start, end = now - 0.5, now + place.sight()
            for times, line in zip((part.beats, part.bars), self._time_lines[place.lane], strict=True):
                for time in times[bisect_left(times, start) : bisect_right(times, end)]:
                    x = place.x(time - now)
                    if left + 4 < x < left + wide - 4:
                        paint.centred(surface, line, self.theme.point(x, top + high / 2))
        for turn in part.turns[max(bisect_right(part.turn_cues, now) - 2, 0) : bisect_right(part.turn_cues, now)]:
            if turn.cue <= now < turn.told_until:
                paint.centred(surface, self._edges[turn.lane], self.theme.point(*_middle(self.layout.lanes[turn.lane])))

    def draw(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw targets, rolls and notes."""
        for place in self.layout.lanes:
            self._targets(surface, state, place, now)
            if self.layout.arrangement is Arrangement.STACKED:  # there is no line free of notes: they go over it
                self._say(surface, state, place, now)
            visible = state.part.visible(
                place.lane, now - place.past() - 0.3 - state.part.longest_roll, now + place.sight()
            )
            for i in reversed(visible):
                if state.part.tails[i] is not None:
                    self._roll(surface, state, place, i, now)
                self._note(surface, state, place, i, now)

    def draw_above(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        """Draw what stands over the notes: bursts, words and the label of a turn."""
        for burst in state.bursts:
            age = (now - burst.time) / BURST
            if 0 <= age < 1 and self.setup.motion is Motion.FULL:
                frames = self.art[burst.lane].bursts[burst.pad]
                target = self.layout.lanes[burst.lane].target(burst.pad)
                paint.centred(surface, frames[int(age * BURST_FRAMES)], self.theme.point(*target))
        if self.layout.arrangement is Arrangement.FACING:
            for place in self.layout.lanes:
                self._say(surface, state, place, now)
        self._turn_label(surface, state, now)

    def _say(self, surface: pygame.Surface, state: StageState, place: LaneLayout, now: float) -> None:
        """The grade of a lane's latest note."""
        word = state.words[place.lane]
        if word is not None and 0 <= now - word.time < WORD:
            self._word(surface, place, word.grade, word.error, (now - word.time) / WORD)

    def _targets(self, surface: pygame.Surface, state: StageState, place: LaneLayout, now: float) -> None:
        art = self.art[place.lane]
        phase = state.part.beat_at(now) % 1.0
        glow = 0 if self.setup.motion is Motion.REDUCED else int((1 - phase) ** 2 * (GLOW_STEPS - 1) + 0.5)
        pressed = {press.pad for press in state.presses[place.lane] if 0 <= now - press.time < PRESS}
        for pad in Pad:
            x, y = place.target(pad)
            wobble = next(
                (
                    w
                    for w in reversed(state.wobbles)
                    if w.lane == place.lane and w.pad == pad and 0 <= now - w.time < WOBBLE
                ),
                None,
            )
            if wobble is not None and self.setup.motion is Motion.FULL:
                share = (now - wobble.time) / WOBBLE
                x += 3 * sin(share * 6 * pi) * (1 - share)
            down = pad in pressed
            paint.centred(surface, art.pressed[pad] if down else art.targets[pad][glow], self.theme.point(x, y))
            caps = self._lit_caps if down else self._caps
            if (place.lane, pad) in caps:
                paint.centred(surface, caps[place.lane, pad], self.theme.point(x, y))
            if wobble is not None and self.setup.motion is Motion.REDUCED:
                surface.fill(self.theme.palette.missed, self.theme.rect(x - 14, y + 43 * place.size, 28, 4))

    def _note(self, surface: pygame.Surface, state: StageState, place: LaneLayout, i: int, now: float) -> None:
        part, hit, missed = state.part, state.hit_at[i], state.missed_at[i]
        art, time, (x, y) = self.art[place.lane], part.times[i], place.target(part.notes[i].pad)
        if hit is not None and hit <= now:
            tail = part.tails[i]
            if tail is not None and time <= now < tail:
                paint.centred(surface, art.note(part.looks[i]), self.theme.point(x, y))
        elif missed is None or missed > now:
            paint.centred(surface, art.note(part.looks[i]), self.theme.point(place.x(time - now), y))
        elif (left := fading(missed, now)) > 0:
            share = (now - missed) / MISS_FADE
            x = place.x(time - missed) + place.direction * MISS_TRAVEL * share * (2 - share)
            picture = art.missed(part.looks[i])
            picture.set_alpha(round(255 * left) if self.setup.motion is Motion.FULL else 255)
            paint.centred(surface, picture, self.theme.point(x, y))
            picture.set_alpha(255)

    def _roll(self, surface: pygame.Surface, state: StageState, place: LaneLayout, i: int, now: float) -> None:
        """A roll's bar from its head (held at the target while it lasts) to its tail."""
        time, tail = state.part.times[i], state.part.tails[i]
        if tail is None or now >= tail or state.missed_at[i] is not None:
            return
        y = place.y(state.part.notes[i].pad)
        head = place.x(max(time - now, 0.0))
        end = place.x(tail - now)
        art = self.art[place.lane]
        filled = min(state.strokes.get(i, 0) / max(ROLL_STROKES_A_SECOND * (tail - time), 1.0), 1.0)
        high = art.roll.get_height()
        near, far = self.theme.point(head, y), self.theme.point(end, y)
        slid = round(max(now - time, 0.0) * place.speed * self.theme.scale) % max(
            round(ROLL_STRIPES * self.theme.scale), 1
        )
        for strip, share in ((art.roll, 1.0), (art.roll_filled, filled)):
            wide = round(abs(far[0] - near[0]) * share)
            wide = min(wide, strip.get_width() - slid)
            if place.direction > 0:
                area = pygame.Rect(strip.get_width() - slid - wide, 0, wide, high)
                surface.blit(strip, (near[0] - wide, near[1] - high // 2), area)
            else:
                surface.blit(strip, (near[0], near[1] - high // 2), (slid, 0, wide, high))
        paint.centred(surface, art.roll_tails[state.part.notes[i].pad], self.theme.point(end, y))

    def _word(
        self, surface: pygame.Surface, place: LaneLayout, grade: Grade, error: float | None, share: float
    ) -> None:
        p = self.theme.palette
        colour = (p.harmony, p.text, p.muted, p.missed)[grade]
        x, y = place.word
        if self.setup.motion is Motion.FULL:
            y += 5 * max(1 - share * 5, 0.0)
        facing = self.layout.arrangement is Arrangement.FACING
        size = 24 if facing else 20
        right = facing and place.direction > 0
        drawn = self.theme.text(
            surface, self.strings.text(f"grade.{grade.id}"), (x, y), size, colour, align="right" if right else "left"
        )
        if error is None or grade is Grade.PERFECT:
            return
        side = self.strings.text("early" if error < 0 else "late")
        wide = drawn.width / self.theme.scale + 10
        self.theme.text(
            surface,
            f"{side} {error * 1000:+.0f}",
            (x - wide if right else x + wide, y),
            18,
            p.muted,
            align="right" if right else "left",
        )

    def _turn_label(self, surface: pygame.Surface, state: StageState, now: float) -> None:
        part = state.part
        last = bisect_right(part.turn_cues, now) - 1
        if last < 0 or now >= part.turns[last].told_until:
            return
        place = self.layout.lanes[part.turns[last].lane]
        text = self.strings.text("turn.holds" if part.turns[last].holds else f"turn.{1 + last % 2}")
        wide = self.theme.width(text, 22) + 36
        clear = 2.05 * self.theme.text_percent + wide / 2  # of the longest word that a strike brings
        x, y = place.word[0] - place.direction * clear, place.word[1]
        x = min(max(x, wide / 2 + 8), WIDTH - 8 - wide / 2)
        colour = self.theme.palette.leaders[place.lane]
        self.theme.panel(surface, (x - wide / 2, y - 18, wide, 36), Kind.PILL, 18, self.theme.tinted(Kind.PILL, colour))
        self.theme.text(surface, text, (x, y), 22, colour, align="center")


def _middle(place: LaneLayout) -> tuple[float, float]:
    x, y, wide, high = place.box
    return x + wide / 2, y + high / 2
