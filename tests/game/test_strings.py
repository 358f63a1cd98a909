"""Every word on screen exists in three languages and can be drawn."""

from string import Formatter

import pytest

from drumjam.game.lettering import DISPLAY_FILE, TEXT_FILE, signs
from drumjam.game.strings import LANGUAGES, Strings, words
from drumjam.library.paths import assets
from drumjam.setlist.__main__ import PIECES

pytestmark = pytest.mark.once


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_keys_of_english_and_no_others(language):
    """Switching the language never leaves a gap."""
    assert list(words(language)) == list(words("en"))


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_a_translation_has_the_placeholders_of_english(language):
    """What the game fills in appears in every language; a date alone may name its month as it likes."""
    wrong = [
        key
        for key, text in words(language).items()
        if key != "date" and placeholders(text) != placeholders(words("en")[key])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_is_in_the_text_font(language):
    """No letter vanishes: a font draws nothing at all for a sign that it lacks."""
    missing = {
        sign
        for text in words(language).values()
        for sign, there in zip(text, signs(assets() / "fonts" / TEXT_FILE, text), strict=True)
        if not there
    }
    assert missing == set()


def test_a_sign_that_a_font_lacks_is_noticed():
    """The check above can fail: the display font has no kanji."""
    assert signs(assets() / "fonts" / DISPLAY_FILE, "가日") == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_names_hold_no_family_name(language):
    """With neutral names the lanes are called by the offices alone."""
    neutral = Strings(language, neutral_names=True)
    named = Strings(language)
    for lane in (0, 1):
        assert neutral.leader(lane) != named.leader(lane)
        assert named.leader(lane) not in neutral.leader(lane)


def test_an_unknown_language_speaks_english():
    """A settings file from a later version still opens."""
    assert Strings("tlh").text("play") == "Play"


def test_dates_follow_the_language():
    """Day, month and year stand in each language's own order."""
    assert [Strings(language).date(2026, 1, 13) for language in LANGUAGES] == [
        "13 January 2026",
        "2026년 1월 13일",
        "2026年1月13日",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)
def test_the_sections_of_our_own_songs_are_named_in_every_language(piece, language):
    """What a section is called on screen is a word of the reader's."""
    words_of = Strings(language)
    assert [each.name for each in piece.sections if not words_of.has(f"section.{each.name.casefold()}")] == []
