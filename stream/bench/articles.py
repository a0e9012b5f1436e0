"""Articles to measure with when none are given: sample sentences put together at the lengths news has."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

from stream.contract.article import Article
from stream.enrich.sentences import split_sentences

MEAN_SENTENCES = 16  # 560 tokens at 35 a sentence, as in the ANT corpus of Tunisian radio news
SPREAD = 0.5  # of the logarithm: one article in ten is twice as long as the median


def generated(samples: Sequence[str], count: int, seed: int = 3) -> list[Article]:
    """`count` articles of sentences from `samples` (bodies), in an order of their own, none twice in one article.

    Every sentence carries a running number, so that no two are the same and nothing is answered from memory.
    """
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    sentences = [text[start:end] for text in samples for start, end in split_sentences(text)]
    articles = []
    for number in range(count):
        wanted = max(3, round(chance.lognormvariate(0, SPREAD) * MEAN_SENTENCES))
        chosen = [chance.choice(sentences) for _ in range(wanted)]
        body = "\n".join(f"{text} ({number}.{place})" for place, text in enumerate(chosen))
        articles.append(Article(id=f"bench-{number}", title=chosen[0][:120], body=body))
    return articles


def as_record(article: Article) -> bytes:
    """The article as it would come in from Kafka."""
    fields = {"id": article.id, "title": article.title, "body": article.body}
    return json.dumps(fields, ensure_ascii=False).encode()
