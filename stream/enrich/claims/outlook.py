"""Whether a content looks ahead: سيفعل, سوف, من المتوقع, will, is expected to, va faire."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from stream.enrich.claims.tokens import Token

_ARABIC_FUTURE = re.compile(r"و?(?:س[يت]\w{2,}|سن[تعقفبحركلمخصض]\w+)")
# Words in سي and ست that are no verbs: ستين, سيارات, سياسة, سيطرة, سيدة, سينما, ستوكهولم…
_NOT_FUTURE = re.compile(
    r"و?(?:ستيف|ستان|ستري|سنوي|سنوا|ستين|ستون|سيار|سياس|سيطر|سيد|سينم|ستوك|سيناريو|سياح|سيرا|سيول|سيف|ستار|ستراتيج|سيادي|سياد|سيول|سيوف|سيراليون|سيناء|سينا|سيراميك|سيليكون|سيسي|سيرين|سيما|سيان|سيره|ستره|سيتي|ستاد|ستاي|سيمنز|سيسك|سيشل|سيشي|سيلفا|سيمون|سيريل|ستاند|سينغ|سيجار|سيكو|ستيل|سنتي|سنترال|سنكل|سنبل)\w*"
)
_WORDS = frozenset(
    "سوف لن ولن تعتزم يعتزم تنوي ينوي تخطط يخطط تستعد يستعد المتوقع المرجح المنتظر المرتقب يتوقع تتوقع will won't shall would might expected expects forecast forecasts predicted "
    "projected we'll they'll it'll he'll she'll i'll you'll sera seront prévoit prévu prévue pourrait pourraient aura auront "
    "fera feront ira iront devrait devraient deviendra atteindra".split()
)
_PAIRS = frozenset({("going", "to"), ("set", "to"), ("due", "to"), ("va", "être"), ("vont", "être"), ("likely", "to")})


def looks_ahead(tokens: Sequence[Token]) -> bool:
    """True when one of the words is a future."""
    norms = [token.norm for token in tokens]
    if not _WORDS.isdisjoint(norms) or any(_arabic_future(norm) for norm in norms if "س" in norm[:2]):
        return True
    if any(token.text == "may" for token in tokens):  # the month has a capital
        return True
    return any(pair in _PAIRS or _may(*pair) for pair in pairwise(norms))


def _may(first: str, second: str) -> bool:
    """«قد تعقد»: with the present tense قد says that something may happen."""
    return first in ("قد", "وقد") and second[:1] in ("ي", "ت") and len(second) > len("قد")


def _arabic_future(norm: str) -> bool:
    return _ARABIC_FUTURE.fullmatch(norm) is not None and _NOT_FUTURE.fullmatch(norm) is None
