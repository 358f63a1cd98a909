"""Titles in any charset: one charset is chosen for all texts of a file, and they are made safe to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import normalize

MOST_CHARACTERS = 200
CHARSETS = ("shift_jis", "cp949", "gb18030", "big5")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

# Korean text is made of few syllables; Chinese text read as Korean hits the rare ones.
_COMMON_HANGUL = frozenset(
    "가각간갈감갑강개거건걸게겨격견결경계고곡곤공과관광교구국군권귀그극근글금기길김까깨꽃꿈끝나난날남내너널네노녹놀누눈는늘능니다단달담당대더던데"
    "도독돌동두둥드득든들등디따때또라락란람랑래러럼레려력련렬령례로록론료루류르른를름리린림마막만말맑망매머먼멀메며면명모목몸무문물미민바박반발밤방배"
    "백버번벌법베벽변별병보복본볼봄봉부북분불비빛빠뿐사산살삼상새색생서석선설섬성세소속손송수순술숲쉬스슬시식신실심싶아악안않알암앞애야약양어억언얼엄업"
    "큰클킬킹틀틱팅팝펑펜록롤랩랜댄덕뎅둘뜨링립맥멜뮤믹벨붐빅블섹셀쇼숨쉴슈스싱쌍썸앨앤액엔엠엘욕워웨윈잉잼재즈쥬즘짱째쳐쿠쿵크탑텐템톤튼팀펀폰풀핑햇향헤호홀힙"
    "없었에여역연열염영예오옥온올와왕외요용우운울움웃원월위유육윤은을음의이인일임입있자작잔잘장재저적전절정제조족존종좋주중즐지직진집짝차찬참창채책처천"
    "철첫청초촌총최추축춘출충치친침카커코크타탈태터토통트특티파판팔편평포표풍프하학한할함합항해행향허현형호혼홍화환활황회후흐흥희히힘"
    "곰꽹꾸꿍끼넋넷년딩땡롬맛맨뱅벚봐브빨뻐뽀샤션쉼써씨옛잎징짜짠찔첼칵캔컬킥탐테퍼펫퐁플피"
)


def choose_charset(texts: Sequence[bytes]) -> str:
    """The charset that reads all the texts of one file best; Latin-1 when nothing else does."""
    joined = b"\n".join(texts)
    for bom, charset in _BOMS:
        if any(text.startswith(bom) for text in texts):
            return charset
    if joined.isascii():
        return "ascii"
    best, best_score = "latin-1", _latin_score(joined)
    for charset in ("utf-8", *CHARSETS):
        try:
            text = joined.decode(charset)
        except UnicodeDecodeError:
            continue
        if charset == "utf-8":
            return charset
        score = _script_score(text, charset)
        if score > best_score:
            best, best_score = charset, score
    return best


def clean(raw: bytes, charset: str) -> str:
    """One text in a charset, its letters in one piece (NFC), without control characters, at most 200 characters."""
    text = normalize("NFC", raw.decode(charset, "replace").lstrip("\ufeff"))
    kept = "".join(c if c.isprintable() else " " for c in text[: 4 * MOST_CHARACTERS])
    return " ".join(kept.split())[:MOST_CHARACTERS].rstrip()


def _latin_score(joined: bytes) -> float:
    """Accented letters of western words stand between ASCII letters, bytes of Asian texts beside each other."""
    score = 0.0
    for before, byte, after in zip(b"\n" + joined, joined, joined[1:] + b"\n", strict=False):
        if byte >= 0xC0 and before < 0x80 and after < 0x80:
            score += 2.0 if chr(before).isalpha() or chr(after).isalpha() else 0.5
    return score


def _script_score(text: str, charset: str) -> float:
    """How much a text looks like Japanese, Korean or Chinese: common signs up, rare ones down."""
    return sum(times * _sign_score(sign, charset) for sign, times in Counter(text).items() if ord(sign) > 0x7F)


def _sign_score(sign: str, charset: str) -> float:
    code = ord(sign)
    if 0x3041 <= code <= 0x30FF:  # the Chinese charsets have them too, but nobody writes a title in those
        return 3.0 if charset == "shift_jis" else -1.0
    if 0xAC00 <= code <= 0xD7A3:
        return 3.0 if sign in _COMMON_HANGUL else -2.0
    if 0x4E00 <= code <= 0x9FFF:
        return 1.5 if charset != "cp949" and _common_han(sign) else -1.0
    if 0xFF61 <= code <= 0xFF9F:
        return -2.0
    if 0xE000 <= code <= 0xF8FF:
        return -3.0
    return 0.0 if 0x2000 <= code <= 0x33FF or code >= 0xFF00 else -1.0


def _common_han(sign: str) -> bool:
    """Whether a Han character is of the first level of the Chinese, Japanese or Taiwanese standard."""
    for charset, first, last in (("gb2312", 0xB0, 0xD7), ("shift_jis", 0x88, 0x98), ("big5", 0xA4, 0xC6)):
        try:
            if first <= sign.encode(charset)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False
