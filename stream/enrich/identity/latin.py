"""Cyrillic to Latin letters, by the spellings that English news uses."""

from __future__ import annotations

_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya", "є": "e", "і": "i", "ї": "i", "ў": "u", "қ": "k", "ғ": "gh", "ү": "u", "ұ": "u", "ң": "ng",
        "ө": "o", "һ": "h", "ҳ": "h", "ҷ": "j", "ј": "y", "џ": "j", "љ": "l", "њ": "n", "ћ": "c", "ђ": "d",
    }
)  # fmt: skip


def latin_letters(folded: str) -> str:
    """`folded` Cyrillic in Latin letters: дж is one sound (Кельбаджар, Джамал), кс is x only by ear and stays ks."""
    return folded.replace("дж", "j").translate(_LETTERS)


def russian_nominatives(folded: str) -> list[str]:
    """What a declined Russian name may be in the nominative: России → Россия, Путиным → Путин, Москве → Москва."""
    return [folded.removesuffix(ending) + base for ending, base in _CASES if folded.endswith(ending)]


_CASES = (
    ("ии", "ия"), ("ию", "ия"), ("ией", "ия"), ("ы", "а"), ("и", "а"), ("е", "а"), ("у", "а"), ("ой", "а"), ("а", ""),
    ("у", ""), ("е", ""), ("ом", ""), ("ым", ""), ("я", "й"), ("ю", "й"), ("ем", "й"), ("я", "ь"), ("и", "ь"),
    ("ом", "о"), ("ого", "ий"), ("ому", "ий"), ("им", "ий"), ("ого", "ый"), ("ой", "ая"), ("ую", "ая"),
)  # fmt: skip
