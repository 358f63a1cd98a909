"""Join: two people take their places by striking what they hold, and set up side by side at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from drumjam.game.inputs.reported import still_bound
from drumjam.game.inputs.seats import lane_of, pad_of
from drumjam.game.inputs.source import DEVICE_LOST, KEYBOARD, InputEvent
from drumjam.game.inputs.tuning import owner_of
from drumjam.game.joining import Act, Joining, Place
from drumjam.game.menu import Box, Item
from drumjam.game.options.edit import Edit
from drumjam.game.options.tabs import SCROLLS, drum_kit
from drumjam.game.page import BACK_BOX, Page
from drumjam.game.placecard import BOTH, draw_place
from drumjam.game.places import swap_places
from drumjam.game.rows import Row, draw_row
from drumjam.game.scene import Command, Scene
from drumjam.game.signing import Signer
from drumjam.game.theme import Kind
from drumjam.game.widgets import paragraph
from drumjam.game.world import World
from drumjam.library.settings import LEVELS
from drumjam.rules.chart import Lane, Pad
from drumjam.sound.clicks import Click

CARDS: tuple[Box, Box] = ((32, 96, 600, 516), (648, 96, 600, 516))
"""The places on the left and on the right."""

PITCH, ROW_H, ROWS_TOP, READY_H = 38, 35, 146, 56
SWAP: Box = (32, 626, 270, 48)
SONGS: Box = (440, 622, 400, 56)
TEST: Box = (978, 626, 270, 48)
STEPS = {Command.UP: (-1, 0), Command.DOWN: (1, 0), Command.LEFT: (0, -1), Command.RIGHT: (0, 1)}
"""Rows and values to which a game pad's arrows lead."""
NAMED = ("player", "guest")
"""Where the settings keep the names of who plays Lee and who plays Takaichi."""


class JoinScene(Page):
    """Two places. Pads move through their own player's rows alone; arrows and the mouse reach everything.

    asked_by  makes the page that asked for two players, and to which they go back; None for the way to the songs
    """

    pads_lead = False

    def __init__(self, world: World, asked_by: Callable[[World], Scene] | None = None) -> None:
        super().__init__(world, "songs")
        self.asked_by = asked_by
        self.signers = self._named()
        self.joining = Joining(len(self.rows(Lane.LEE)))

    # -- what there is ----------------------------------------------------------------------------

    def rows(self, lane: Lane) -> Sequence[Row]:
        """What one player sets: name, level, scroll speed, drum kit, keys, windows, volume; the name first."""
        edit, settings, words = Edit(self.world), self.world.settings, self.world.strings.text
        who = lane.id
        level, scroll = getattr(settings.play, f"{who}_level"), getattr(settings.play, f"{who}_scroll")
        name = self.signers[lane].field.shown or self.world.strings.leader(lane)
        return (
            edit.typed(f"name.{who}", name, self._namer(lane), self._typing(lane), label=words("join.name")),
            edit.choice(f"level.{who}", words(f"level.{level}"), "play", f"{who}_level", LEVELS, label=words("level")),
            edit.choice(f"scroll.{who}", f"{scroll:.1f}×", "play", f"{who}_scroll", SCROLLS, label=words("set.scroll")),
            drum_kit(edit, lane, words("join.kit")),
            edit.switch(f"one_key.{who}", "play", f"{who}_one_key", label=words("set.one_key")),
            edit.switch(f"wide.{who}", "play", f"{who}_wide", label=words("set.wide")),
            edit.amount(f"drums.{who}", who, label=words("join.volume")),
        )

    def items(self) -> Sequence[Item]:
        """Both players' rows and Ready, the swap, the way on and back."""
        items = []
        for lane in (self.world.left, self.world.left.other):
            items += [row.item(box) for row, box in self._placed(lane)]
            items.append(Item(f"ready.{lane.id}", self._ready_box(lane), self._readier(lane)))
        return [
            *items,
            Item("swap", SWAP, self._swap),
            Item("songs", SONGS, self._go_on),
            Item("test", TEST, self._test),
            self.back_item(),
        ]

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        if self._typist() is not None:
            return (("Enter", words("hint.choose")), ("Esc", words("hint.back")))
        return (*super().hints(), ("Tab", words("set.swap")))

    def back(self) -> None:
        """To the choice of mode, or whoever asked."""
        from drumjam.game.scenes.mode import ModeScene

        self.next = self.asked_by(self.world) if self.asked_by else ModeScene(self.world)

    def _placed(self, lane: Lane) -> list[tuple[Row, Box]]:
        x, y, w, _ = self._card(lane)
        return [(row, (x + 20, y + ROWS_TOP + i * PITCH, w - 40, ROW_H)) for i, row in enumerate(self.rows(lane))]

    def _card(self, lane: Lane) -> Box:
        return CARDS[0 if lane is self.world.left else 1]

    def _ready_box(self, lane: Lane) -> Box:
        x, y, w, h = self._card(lane)
        return (x + 20, y + h - READY_H - 44, w - 40, READY_H)

    def _named(self) -> tuple[Signer, Signer]:
        kept = self.world.settings.souvenir
        return Signer(Lane.LEE, kept.player), Signer(Lane.TAKAICHI, kept.guest)

    def _typist(self) -> Signer | None:
        return next((signer for signer in self.signers if signer.field.typing), None)

    # -- what happens -----------------------------------------------------------------------------

    def press(self, event: InputEvent) -> None:
        """Letters of a name; pads of the players; all other keys move through the page."""
        typist = self._typist()
        if typist is not None and event.device == KEYBOARD:
            if typist.press(event):
                self._keep_names()
            return
        seat, command = self._seat(event), self.world.command(event)
        if seat is None or (event.device != KEYBOARD and command is Command.BACK):
            if event.down and event.device == KEYBOARD and event.code == pygame.KSCAN_TAB:
                self._swap()
            else:
                super().press(event)
        elif event.down and not event.choke:
            self._strike(*seat, event.device, STEPS.get(command) if command and event.device != KEYBOARD else None)

    def handle(self, event: pygame.event.Event) -> None:
        """Letters; devices that go and come; all that a page handles."""
        typist = self._typist()
        if typist is not None and typist.field.handle(event):
            return
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._end_typing()
        elif event.type == DEVICE_LOST:
            self.joining.lose(event.device)
        super().handle(event)

    def leave(self) -> None:
        """Letters go to nobody any more."""
        self._end_typing()

    def _end_typing(self) -> None:
        """Nobody types any longer; what was typed is kept."""
        if (typist := self._typist()) is not None:
            typist.finish()
            self._keep_names()

    def _seat(self, event: InputEvent) -> tuple[Lane, Pad] | None:
        """Whose pad it is; None for keys and buttons that are no pads.

        A kit or game pad is its owner's, or sits where it has joined; else it takes the place that is free.
        """
        world, device = self.world, event.device
        if device == KEYBOARD:
            slot = world.bindings.slots.get(event.code)
            lane = lane_of(slot, BOTH, world.left) if slot else None
            return (lane, pad_of(slot)) if slot and lane is not None else None
        pad = world.tuning(device).pads.get(event.code)
        return None if pad is None else (self._lane(device), pad)

    def _lane(self, device: str) -> Lane:
        """Where a kit or game pad sits; not where it sat another time, if another has taken that and one is free."""
        owner = owner_of(device, self.world.settings.devices)
        if owner is not None:
            return owner
        places, left = self.joining.places, self.world.left
        free = left if not places[left].device else left.other
        sat = self.world.joined.get(device, free)
        moves = places[sat].device not in ("", device) and not places[free].device
        return free if moves else sat

    def _strike(self, lane: Lane, pad: Pad, device: str, towards: tuple[int, int] | None) -> None:
        """A stroke; a game pad that has joined goes `towards` another row, or another value, with its arrows."""
        place = self.joining.places[lane]
        if device != KEYBOARD:
            self.world.joined[device] = lane
        if towards and place.device == device:
            down, along = towards
            self.joining.move(lane, down) if down else self._change(lane, along)
            return
        act = self.joining.strike(lane, pad, device)
        if act is Act.CHANGED:
            self._change(lane, 1)
        elif act is Act.BACK:
            self.back()
        elif act is not Act.MOVED:
            self.world.open_audio().click(Click.DOWNBEAT)
        if self.joining.ready:
            self._go_on()

    def _change(self, lane: Lane, step: int) -> None:
        """Change what the pads stand on. They go one way alone: an amount that is full begins at nothing again."""
        place = self.joining.places[lane]
        if place.row >= self.joining.rows:
            return
        row = self.rows(lane)[place.row]
        if row.slide is not None and step > 0 and row.share >= 1:
            row.slide(0.0)
        elif row.change is not None:
            row.change(step)

    def _readier(self, lane: Lane) -> Callable[[], None]:
        def turn() -> None:
            place = self.joining.places[lane]
            place.device = place.device or KEYBOARD
            place.ready = not place.ready
            if self.joining.ready:
                self._go_on()

        return turn

    def _swap(self) -> None:
        """The leaders change places; the people stay where they sit, and take along what they have set."""
        self._end_typing()
        swap_places(self.world)
        self.signers = self._named()
        self.joining.swap()

    def _go_on(self) -> None:
        from drumjam.game.scenes.select import SelectScene

        self.next = self.asked_by(self.world) if self.asked_by else SelectScene(self.world)

    def _test(self) -> None:
        """Whether this keyboard can report both players' keys together: better known before a play."""
        from drumjam.game.scenes.keytest import KeyTestScene

        self.next = KeyTestScene(self.world, lambda world: JoinScene(world, self.asked_by))

    def _namer(self, lane: Lane) -> Callable[[int], None]:
        def step(step: int) -> None:
            self.signers[lane].step(step, self.world.settings.souvenir.names)
            self._keep_names()

        return step

    def _typing(self, lane: Lane) -> Callable[[], None]:
        def type_() -> None:
            self._end_typing()
            _, box = self._placed(lane)[0]
            self.signers[lane].type()
            self.signers[lane].field.open(self.world.theme.rect(*box))

        return type_

    def _keep_names(self) -> None:
        """What was typed stands on the sticks in the end, and is offered again another time."""
        Edit(self.world).put("souvenir", **dict(zip(NAMED, (one.field.text for one in self.signers), strict=True)))

    def update(self, now: float) -> Scene | None:
        """While a name is typed nothing else is chosen."""
        self.helps = self._typist() is None
        return super().update(now)

    # -- the picture ------------------------------------------------------------------------------

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Two places, the swap between them, the way on."""
        words = self.world.strings.text
        self.head(canvas, words("mode.two"), now, 420)
        self._warn(canvas)
        for lane in Lane:
            self._paint_place(canvas, lane, self.joining.places[lane], now)
        self.button(canvas, "swap", words("set.swap"), now, 22)
        self.button(canvas, "songs", words("story.on" if self.asked_by else "join.songs"), now, 26, Kind.PRIMARY)
        self.button(canvas, "test", words("set.key_test"), now, 22)

    def _warn(self, canvas: pygame.Surface) -> None:
        """Say which of the keys this keyboard cannot report together, if a test has found any."""
        lost = still_bound(self.world.settings.play.unreported, self.world.bindings)
        if lost:
            theme, told = self.world.theme, self.world.strings.text("keytest.cannot", keys=", ".join(lost))
            paragraph(theme, canvas, told, (560, 18, 688, 68), 22, middle=True, colour=theme.palette.harmony)

    def _paint_place(self, canvas: pygame.Surface, lane: Lane, place: Place, now: float) -> None:
        """A player's card, and what the own pads stand on with an edge in the leader's colour."""
        theme, words = self.world.theme, self.world.strings.text
        draw_place(self.world, canvas, self._card(lane), lane, place, now)
        edge = theme.ring_look(theme.palette.leaders[lane])
        for i, (row, box) in enumerate(self._placed(lane)):
            own = bool(place.device) and place.row == i
            if own:
                theme.panel(canvas, box, Kind.CARD, 10, edge)
            draw_row(theme, canvas, row, box, max(self.menu.light(row.key, now), 0.4 * own))
        label, base = ("join.ready", Kind.PRIMARY) if place.ready else ("join.unready", Kind.BUTTON)
        self.button(canvas, f"ready.{lane.id}", words(label), now, 22, base)
        if place.device and place.row >= self.joining.rows:
            at = self._ready_box(lane) if place.row == self.joining.rows else BACK_BOX
            theme.panel(canvas, at, Kind.SUNKEN, at[3] / 2, edge)
