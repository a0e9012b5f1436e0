"""Words that call a person by what they are, not by name or office: الإيطالي, "the Belgian", "the former striker"."""

from __future__ import annotations

from collections.abc import Sequence

from stream.enrich.claims.roles import BODIES, ROLES, UNNAMED, bare
from stream.enrich.claims.tokens import Token

SHORTEST_NISBA = 5  # letters of «البرازيلي» and its like with the article; a shorter word is a common noun
# People by where they are from, as English says it with an article.
_FROM = frozenset(
    "american argentine australian austrian belgian brazilian briton canadian chilean colombian croat croatian czech dane "
    "dutchman egyptian englishman englishwoman finn frenchman frenchwoman german greek hungarian icelander indian iranian iraqi "
    "irishman israeli italian jordanian kenyan korean lebanese malian mexican moroccan nigerian norwegian palestinian peruvian "
    "pole portuguese romanian russian saudi scot senegalese serb serbian slovak slovene spaniard sudanese swede swiss syrian "
    "tunisian turk ukrainian uruguayan venezuelan welshman californian texan".split()
)
# «الرجل الثمانيني»: an age tells that somebody just named is meant, where «الرجل» may be anybody.
_SOMEBODY = frozenset("الرجل المراه السيده الشاب الشابه الفتاه الشيخ الارمله".split())
_BY_AGE = frozenset(
    f"ال{decade}{ending}"
    for decade in "عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين".split()
    for ending in ("ي", "يه")
)
_WHAT_THEY_ARE = frozenset(
    "laureate striker midfielder defender goalkeeper winger forward veteran filmmaker actor actress singer champion billionaire "
    "businessman businesswoman politician dissident activist incumbent challenger".split()
)


def is_epithet(words: Sequence[Token]) -> bool:
    """True when the definite phrase can only mean a person whom the text has just named."""
    if words[0].text.isascii():
        return _english(words)
    norm = words[0].norm
    nisba = norm.endswith(("ي", "يه")) and len(norm) >= SHORTEST_NISBA
    known = bare(norm) in BODIES | ROLES or norm in UNNAMED
    if norm in _SOMEBODY and words[1:]:
        return not words[2:] and words[1].norm in _BY_AGE
    return len(words) == 1 and norm.startswith("ال") and nisba and not known


def is_somebody(words: Sequence[Token]) -> bool:
    """True for «المرأة», «الشاب» alone."""
    return len(words) == 1 and words[0].norm in _SOMEBODY


def _english(words: Sequence[Token]) -> bool:
    head = words[-1].norm
    if words[0].norm != "the" or not words[1:]:
        return False
    aged = words[1].norm.endswith("-year-old") or head.endswith("-year-old")
    return aged or head in _FROM | _WHAT_THEY_ARE or (words[1].norm == "former" and head in ROLES)
