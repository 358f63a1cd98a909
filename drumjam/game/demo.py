"""Demo: the souvenir of a play that nobody watched, painted without a window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from drumjam.game.pictures import keep_picture, picture_name, unseen_display
from drumjam.game.signature import Signature
from drumjam.game.souvenir import card_of, draw_souvenir
from drumjam.game.strings import Strings, spoken
from drumjam.game.theme import PALETTES
from drumjam.library.settingsfile import load_settings
from drumjam.library.songs import Song
from drumjam.rules.chart import Level
from drumjam.rules.session import Session


def demo_souvenir(song: Song, levels: tuple[Level, Level], session: Session, played: datetime) -> Path:
    """Keep the souvenir of a finished session of two model drummers, who sign with notes; its path.

    The caller has chosen SDL's dummy driver. Raises WriteError, HomeError and InstallError.
    """
    settings = load_settings().settings
    unseen_display()
    day = played.date() if settings.souvenir.dated else None
    card = card_of(song, levels, session, day, (Signature(), Signature()))
    words = Strings(spoken(settings.screen.language))
    picture = draw_souvenir(card, words, PALETTES[settings.screen.palette])
    return keep_picture(picture_name(played, song.id, "souvenir"), picture)
