"""Articles to measure with when none are given: sample sentences put together at the lengths news has."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import count

from stream.contract.article import Article
from stream.enrich.sentences import split_sentences

# The samples' sentences are about 35 tokens, and news in the ANT corpus (Tunisian radio, 2015 to 2017) 560 an article.
MEAN_SENTENCES = 16
SPREAD = 0.5  # of the logarithm
_SENTENCE_END = re.compile(r"(?=[.!?؟\n])|$")


def generated(samples: Sequence[str], number: int, seed: int = 3) -> list[Article]:
    """`number` articles of sentences from `samples` (bodies), in an order of their own, none twice in one article.

    Every sentence carries a running number, so that no two are the same and nothing is answered from memory.
    """
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    sentences = [text[start:end] for text in samples for start, end in split_sentences(text)]
    articles = []
    for place in range(number):
        wanted = max(3, round(chance.lognormvariate(0, SPREAD) * MEAN_SENTENCES))
        chosen = [chance.choice(sentences) for _ in range(wanted)]
        body = "\n".join(f"{text} ({place}.{nth})" for nth, text in enumerate(chosen))
        articles.append(Article(id=f"bench-{place}", title=chosen[0][:120], body=body))
    return articles


def unread(articles: Sequence[Article], turn: int = 1) -> Iterator[Article]:
    """`articles` again and again, for ever, each time with another number: `turn`, `turn` + 1 and so on."""
    for number in count(turn):
        yield from (renewed(article, number) for article in articles)


def renewed(article: Article, turn: int) -> Article:
    """The same article with a number after every sentence and its id, so that nothing is known from before."""
    changes = {name: _SENTENCE_END.sub(f" {turn}", getattr(article, name)) for name in ("title", "body")}
    return article.model_copy(update={"id": f"{article.id}-{turn}", **changes})


def as_record(article: Article) -> bytes:
    """The article as it would come in from Kafka."""
    fields = {"id": article.id, "title": article.title, "body": article.body}
    return json.dumps(fields, ensure_ascii=False).encode()
