"""A person's name as a sequence of keys that is the same in every script and usual spelling.

Particles that writers add and drop (ال, بن, al-, bin), initials and name suffixes carry no key. Abd al-Aziz,
Abdelaziz, عبد العزيز and عبدالعزيز have the same two keys.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache

from stream.enrich.identity.latin import latin_letters
from stream.enrich.identity.letters import fold, script_of
from stream.enrich.identity.skeleton import word_skeleton
from stream.enrich.identity.tables import SortedTable
from stream.enrich.identity.turkish import by_sound

_TA_BEFORE_GOD = re.compile(r"[ةه](?= الله)")  # هبة الله is Hibatullah
_TA_MARBUTA_AFTER_ALIF = re.compile(r"اة(?!\w)")  # نجاة is Najat
_JOINED_IN_WRITING = re.compile(
    r"(?<=\w) (آبادی?ي?|زاده|زادة|زاد|أوغلو|اوغلو|أوغلي|اوغلي|"
    r"[Aa]badi?|[Zz]adeh|[Zz]ada|[Zz]ade|[Oo]g[hğ]?lu|[Oo]ğlu)(?!\w)"
)  # علي آبادي is Aliabadi, إمام أوغلو Imamoglu
_SAME_NAME = {
    "soud": "saud", "seoud": "saud", "saoud": "saud", "adan": "ادم", "بنجامين": "benjamin", "كورنيل": "corneille",
    "lucas": "luca", "لوكاس": "لوكا",
}  # fmt: skip
SILENT = frozenset(
    "بن ابن بنت ال ولد دبليو bin ben ibn bint ibnu al el ul ad as ash an ar az at ed ould oglu ogly jr sr dr".split()
)
_ABD_ALONE = re.compile(r"^(?:عبد|[au]bd(?:[aeu][lrsnz]?|[aeiou]{1,2}[lrsnz])?)$")  # not Abdi
_ABD_ALLAH = re.compile(r"^[au]bd(?:e|o|u|ou|a)l+a(?:h|yi|ye|hi)?$|^abdoulaye$")
_ABD_JOINED = re.compile(r"^(?:عبدال|abd[aeo]u?[lrs]|abdul|abdur)(?=.{3})")
_OF_GOD = re.compile(r"^(?:الله|لله|[aeuo]?ll?ah)$")
_DIN_JOINED = re.compile(r"(?<=..)(?:الدين|[aeiuo](?:dd|l?d)(?:i|ee)ne?)$")
_DIN_ALONE = re.compile(r"^(?:الدين|[aeiuo](?:dd|l?d)(?:i|ee)ne?)$")
_JOINED_ARTICLE = re.compile(r"[ae]l[bcdfghjkmnqrstwyz][a-z]{4,}$")
_NISBA = re.compile(r"^[^bdftv].{3,}i$")  # Alberti, Aldini and Altieri are Italian
# Given names that the press also writes without their hamza: الياس is no "ال" and ياس.
_BARE_LAM = re.compile(
    r"(?<!\w)ا(?=ل(?:ياس|هام|يسا|ينا|ين|يكس|يكسي|يزابيث|يخاندرو|يوت|كسندر|كسي|كسيس|كساندرا|كسندرا|كسندرو|بير|برت|برتو|فريد|فونسو|فارو|دو)(?!\w))"
)
_HAMZA_LAM = re.compile(r"(?<!\w)[إأ]ل\w{2,}")
_ORDINALS = {
    fold(ordinal): str(number)
    for number, row in enumerate(
        ("الأول|i", "الثاني|ii", "الثالث|iii", "الرابع|iv", "الخامس|v", "السادس|vi", "السابع|vii", "الثامن|viii"),
        start=1,
    )
    for ordinal in row.split("|")
}
# Five consonants, four before -rd (Richard is ريشار too): Brand and Brown, Grant and Green differ by that letter
_SILENT_END = re.compile(r"(?:(?<=.{3})[rn][td]|(?<=.{2})rd)$")
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovna|evna|وفيتش|يفيتش|وفنا|يفنا)$")


class NameKeys:
    """Keys of name words: the exceptions of the name data first, the skeleton for everything else."""

    def __init__(self, exceptions: SortedTable, turkish: Mapping[str, str], with_article: Container[str] = ()) -> None:
        self._exceptions = exceptions
        self._with_article = with_article
        self._turkish = turkish
        self.of_word = lru_cache(maxsize=32_768)(self._of_word)
        self.of_name = lru_cache(maxsize=16_384)(self._of_name)

    def _of_name(self, name: str) -> tuple[str, ...]:
        """The keys of `name`'s words in order; empty only for a name without letters."""
        name = _TA_MARBUTA_AFTER_ALIF.sub("ات", _TA_BEFORE_GOD.sub("ت", name))
        name = _JOINED_IN_WRITING.sub(r"\1", _BARE_LAM.sub("إ", name))
        folded = fold(_HAMZA_LAM.sub(self._not_an_article, by_sound(name)))
        words = _telling_words([self._without_joined_article(word) for word in folded.split()])
        return tuple(key for word in words if (key := self.of_word(word)))

    def _not_an_article(self, found: re.Match[str]) -> str:
        """إلتشين with a vowel that keeps its إل from being read as ال; spellings that the data know stay."""
        word = found.group()
        return word if fold(word) in self._exceptions else "اي" + word[1:]

    def _without_joined_article(self, word: str) -> str:
        """Remaihi of Alremaihi, as Gulf passports have it; Alberti and Elmer are names of their own."""
        rest = word[2:]
        if not _JOINED_ARTICLE.match(word) or word in self._exceptions:
            return word
        return rest if rest in self._with_article or _NISBA.search(rest) else word

    def _of_word(self, word: str) -> str:
        if script_of(word) == "cyrillic":
            word = latin_letters(word)
        word = _SAME_NAME.get(word, word)
        known = self._exceptions.get(word)
        if known is not None and word[0] == "l" and known[:1] != "l" and known[1:] == word_skeleton(word)[1:]:
            known = None  # the name data took the ل of ليندكفيست for a preposition
        key = known if known is not None else word_skeleton(self._turkish.get(word, word))
        return _without_silent_end(key) or word


def _without_silent_end(key: str) -> str:
    """Lambert is لامبير and لامبرت: after r and n a last t or d may be silent; in shorter names it tells too much."""
    return key[:-1] if _SILENT_END.search(key) else key


def _telling_words(words: list[str]) -> list[str]:
    telling: list[str] = []
    for at, word in enumerate(words):
        if word in _ORDINALS and at and (len(word) > 1 or at == len(words) - 1):
            telling.append(_ORDINALS[word])
            continue
        if _OF_GOD.match(word) and telling:
            telling[-1] += "الله" if script_of(word) == "arabic" else "allah"  # نصر الله is نصرالله
        elif word not in SILENT and (len(word) > 1 or script_of(word) == "other"):
            after_servant = bool(telling) and telling[-1] == "عبد" and word.startswith("ال")  # الحق, short as it is
            telling.extend(_unjoined(word[2:] if after_servant else word))
    kept = [w for at, w in enumerate(telling) if not (0 < at < len(telling) - 1 and _PATRONYMIC.search(w))]
    return kept or words


def _unjoined(word: str) -> list[str]:
    """عبدالعزيز and Abdelaziz, نورالدين and Noureddine as the two words they are; Abdullah stays one."""
    if _ABD_ALONE.match(word):
        return ["عبد"]
    if _DIN_ALONE.match(word):
        return ["دين"]
    if _ABD_ALLAH.match(word):
        return ["عبدالله"]
    head = _ABD_JOINED.match(word)
    if head and not _OF_GOD.match(word[3:]):
        return ["عبد", word[head.end() :]]
    tail = _DIN_JOINED.search(word)
    return [word[: tail.start()], "دين"] if tail else [word]
