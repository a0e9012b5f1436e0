"""Whether a content looks ahead: سيفعل, سوف, من المتوقع, will, is expected to, va faire."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stream.enrich.claims.tokens import Token

_ARABIC_FUTURE = re.compile(r"و?(?:س[يت]\w{3,}|سن[تعقفبح]\w{2,})")
# Words in سي and ست that are no verbs: ستين, سيارات, سياسة, سيطرة, سيدة, سينما, ستوكهولم…
_NOT_FUTURE = re.compile(
    r"و?(?:ستيف|ستان|ستري|سنوي|سنوا|ستين|ستون|سيار|سياس|سيطر|سيد|سينم|ستوك|سيناريو|سياح|سيرا|سيول|سيف|ستار|ستراتيج|سيادي|سياد|سيول|سيوف|سيراليون|سيناء|سينا|سيراميك|سيليكون|سيسي|سيرين)\w*"
)
_WORDS = frozenset(
    "سوف لن ولن المتوقع المرجح المنتظر المرتقب يتوقع تتوقع will won't shall expected expects forecast forecasts predicted "
    "projected we'll they'll it'll he'll she'll i'll you'll sera seront prévoit prévu prévue pourrait pourraient aura auront "
    "fera feront ira iront devrait devraient deviendra atteindra".split()
)
_PAIRS = frozenset({("going", "to"), ("set", "to"), ("due", "to"), ("va", "être"), ("vont", "être"), ("likely", "to")})


def looks_ahead(tokens: Sequence[Token]) -> bool:
    """True when one of the words is a future."""
    norms = [token.norm for token in tokens]
    if any(norm in _WORDS or _arabic_future(norm) for norm in norms):
        return True
    return any(pair in _PAIRS for pair in zip(norms, norms[1:], strict=False))


def _arabic_future(norm: str) -> bool:
    return _ARABIC_FUTURE.fullmatch(norm) is not None and _NOT_FUTURE.fullmatch(norm) is None
