"""Settings: what a player has chosen, and what was last seen of his machine, kept in a small TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drumjam.library.checked import Checked, within
from drumjam.library.keys import Keys
from drumjam.library.machine import Machine
from drumjam.rules.form import Form

LEVELS = ("easy", "medium", "hard", "expert")
LEADERS = ("lee", "takaichi")
PADS = ("drum", "cymbal")
NOTHING = "nothing"
"""Stands where a pad could, for a note or button that plays none."""
THRESHOLD = 10
"""The softest stroke of a kit that counts, unless the player says otherwise."""
FRAME_RATES = (60, 75, 90, 120, 144, 165, 240, 0)
"""Pictures a second that can be asked for; 0 is as many as the machine draws."""
BUFFERS = (256, 512, 1024)
CACHES = (128, 256, 512, 1024, 2048)


class Language(StrEnum):
    """The language on screen; `system` follows the computer's."""

    SYSTEM = "system"
    ENGLISH = "en"
    KOREAN = "ko"
    JAPANESE = "ja"


class Layout(StrEnum):
    """Lanes that meet in the middle, or one above the other."""

    FACING = "facing"
    STACKED = "stacked"


class PaletteChoice(StrEnum):
    """The colours of leaders and harmony."""

    STANDARD = "standard"
    COLOUR_BLIND = "colour-blind"
    HIGH_CONTRAST = "high contrast"


class Drums(StrEnum):
    """Whether drums sound with a strike, or at the moment they are written."""

    STRIKES = "by your strikes"
    ON_TIME = "on time"


class DrumKit(StrEnum):
    """The drums that a leader plays."""

    SONG = "song"
    """Those that the song is written for."""
    STANDARD = "standard"
    POWER = "power"
    JAZZ = "jazz"
    BRUSH = "brush"
    ELECTRONIC = "electronic"
    MACHINE = "machine"
    ORCHESTRA = "orchestra"
    TAIKO = "taiko"
    JANGGU = "janggu"


class Curve(StrEnum):
    """How a kit's velocities are understood."""

    SOFT = "soft"
    """For light hands: soft strokes count as louder ones."""
    EVEN = "even"
    HARD = "hard"
    """For heavy hands: only hard strokes are loud."""


class Temper(StrEnum):
    """How the computer's leader plays with a person: the names of `rules.partner.TEMPERS`."""

    ATTENTIVE = "attentive"
    STEADY = "steady"
    OWN = "own"


class Mode(StrEnum):
    """Who plays: the names replays use."""

    SOLO = "solo"
    BOTH_HANDS = "both hands"
    TWO = "two"
    WATCH = "watch"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Sound(Checked):
    """What is heard, and how loud.

    master ... clicks         volumes, 0 to 1
    lee_kit, takaichi_kit     what drums they are
    lee_pan, takaichi_pan     where the leaders' drums stand, -1 left to 1 right
    drums                     when they sound
    buffer                    the mixer's, in frames
    cache                     MB of rendered songs that are kept
    font                      path of the SoundFont that plays them, "" for the game's own
    """

    master: float = within(1.0, least=0, most=1)
    music: float = within(0.8, least=0, most=1)
    lee: float = within(1.0, least=0, most=1)
    takaichi: float = within(1.0, least=0, most=1)
    clicks: float = within(0.6, least=0, most=1)
    lee_kit: DrumKit = DrumKit.SONG
    takaichi_kit: DrumKit = DrumKit.SONG
    lee_pan: float = within(-0.3, least=-1, most=1)
    takaichi_pan: float = within(0.3, least=-1, most=1)
    drums: Drums = Drums.STRIKES
    buffer: int = within(512, *BUFFERS)
    cache: int = within(512, *CACHES)
    font: str = ""


@dataclass(frozen=True, slots=True)
class Timing(Checked):
    """Offsets in milliseconds; positive: strikes arrive late and are counted earlier.

    lee_ms, takaichi_ms  input offset by device name ("keyboard", a kit's own name); of a kit the same, or one of them
    visual_ms            moves the picture only
    lee_refused_ms, takaichi_refused_ms  an input offset by device that was offered after a play, and not wanted
    swapped              local time at which two people last exchanged the leaders, as names of replays begin; "": never
    """

    lee_ms: Mapping[str, float] = within(dict, least=-500, most=500)
    takaichi_ms: Mapping[str, float] = within(dict, least=-500, most=500)
    visual_ms: float = within(0.0, least=-500, most=500)
    lee_refused_ms: Mapping[str, float] = within(dict, least=-500, most=500)
    takaichi_refused_ms: Mapping[str, float] = within(dict, least=-500, most=500)
    swapped: str = ""


@dataclass(frozen=True, slots=True)
class Devices(Checked):
    """Kits and game pads, each by its name; kept while they are unplugged.

    leader     whose it is; who has none is played by whoever plays
    pads       what its notes or buttons play, by number: { "TD-17" = { "38" = "drum" } }; the others play the usual
    threshold  softest velocity of a kit that counts, 1 to 127
    curve      how a kit's velocities are understood
    cymbal_threshold, cymbal_curve  the same of a kit's cymbals; where there is none, they are as its drums
    """

    leader: Mapping[str, str] = within(dict, *LEADERS, of="")
    pads: Mapping[str, Mapping[str, str]] = within(dict, *PADS, NOTHING, of={})
    threshold: Mapping[str, int] = within(dict, of=THRESHOLD, least=1, most=127)
    curve: Mapping[str, Curve] = within(dict, of=Curve.EVEN)
    cymbal_threshold: Mapping[str, int] = within(dict, of=THRESHOLD, least=1, most=127)
    cymbal_curve: Mapping[str, Curve] = within(dict, of=Curve.EVEN)


@dataclass(frozen=True, slots=True)
class Screen(Checked):
    """What the game looks like, and in which words it speaks."""

    language: Language = Language.SYSTEM
    palette: PaletteChoice = PaletteChoice.STANDARD
    layout: Layout = Layout.FACING
    swap_sides: bool = False
    text_size: int = within(100, 100, 125, 150)
    scroll_speed: float = within(1.0, least=0.5, most=2)
    reduced_motion: bool = False
    comments: bool = True
    neutral_names: bool = False
    full_screen: bool = False
    frame_rate: int = within(60, *FRAME_RATES)


@dataclass(frozen=True, slots=True)
class Assists(Checked):
    """What makes playing easier; with the first two a play is kept but never a best result.

    wide_windows  hit windows half as wide again
    one_key       any key of a leader strikes whatever is asked for, chords too
    turn_sounds   a sound, a bar before, says whose turn comes
    """

    wide_windows: bool = False
    one_key: bool = False
    turn_sounds: bool = False


@dataclass(frozen=True, slots=True)
class Play(Checked):
    """What was played last: where the next play starts from.

    form                           how two players share a song
    lee_scroll, takaichi_scroll    how fast each of their notes travel
    lee_one_key ... takaichi_wide  assists of one of them: any key strikes whatever is asked for; wide hit windows
    lesson, unreported             whether the first lesson was begun; keys that were not reported together, as "F+J"
    """

    mode: Mode = Mode.SOLO
    leader: str = within("lee", *LEADERS)
    partner: Temper = Temper.ATTENTIVE
    form: Form = Form.TOGETHER
    lee_level: str = within("easy", *LEVELS)
    takaichi_level: str = within("easy", *LEVELS)
    lee_scroll: float = within(1.0, least=0.5, most=2)
    takaichi_scroll: float = within(1.0, least=0.5, most=2)
    lee_one_key: bool = False
    takaichi_one_key: bool = False
    lee_wide: bool = False
    takaichi_wide: bool = False
    speed: float = within(1.0, least=0.5, most=1.5)
    song: str = ""
    lesson: bool = False
    unreported: tuple[str, ...] = ()


class OtherLane(StrEnum):
    """What becomes of the lane that is not practised."""

    COMPUTER = "computer"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Practice(Checked):
    """How somebody practises.

    leader    whose lane is practised: "lee", "takaichi" or "both"
    other     what becomes of the other lane
    speed     0.5 to 1.5
    speed_up  whether the pass after a clean one is faster
    click     whether the pulses are clicked
    """

    leader: str = within("lee", "lee", "takaichi", "both")
    other: OtherLane = OtherLane.COMPUTER
    speed: float = within(1.0, least=0.5, most=1.5)
    speed_up: bool = False
    click: bool = False


@dataclass(frozen=True, slots=True)
class Souvenir(Checked):
    """What stands on the souvenir.

    player  the name signed last by who plays alone, or as Lee beside another
    guest   the name signed last by who plays Takaichi beside another
    names   all that were signed, newest first
    dated   whether the souvenir tells the date
    """

    player: str = ""
    guest: str = ""
    names: tuple[str, ...] = ()
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a player has chosen; change it with `dataclasses.replace`."""

    keys: Keys = field(default_factory=Keys)
    sound: Sound = field(default_factory=Sound)
    timing: Timing = field(default_factory=Timing)
    devices: Devices = field(default_factory=Devices)
    screen: Screen = field(default_factory=Screen)
    assists: Assists = field(default_factory=Assists)
    play: Play = field(default_factory=Play)
    souvenir: Souvenir = field(default_factory=Souvenir)
    practice: Practice = field(default_factory=Practice)
    machine: Machine = field(default_factory=Machine)
