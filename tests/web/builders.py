"""Enriched articles for the page, with their names and claims found by their words instead of counted offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import cast

from stream.contract.article import Article
from stream.contract.events import ArticleEnriched, Claim, Entity, EntityType, Mention, TextField
from stream.contract.records import enriched_data
from stream.observe.health import Health
from stream.observe.metrics import Metrics
from stream.settings import HttpSettings
from stream.web.feed import LiveFeed
from stream.web.live import live_routes
from stream.web.server import HttpServer, start_http
from tests.contract import builders

Shown = tuple[ArticleEnriched, Article]
NAMES = {"باكو": "LOC", "كلبجر": "LOC", "رشاد محمدوف": "PER", "وزارة النقل": "ORG"}
BODY = "أعلنت وزارة النقل أن الطريق إلى كلبجر أعيد فتحه. وقال رشاد محمدوف إن العمل سيتواصل في باكو."


def shown(  # noqa: PLR0913  # a test names the one field it is about
    article_id: str = "a-1",
    body: str = BODY,
    *,
    names: Mapping[str, str] = NAMES,
    claims: Sequence[Claim] = (),
    title: str = "إعادة فتح طريق كلبجر",
    language: str | None = "ar",
    source: str | None = "وكالة أفق",
    url: str | None = None,
) -> Shown:
    """An article and its event; `names` maps the words of a name to its type, and every place of them is marked."""
    article = Article(id=article_id, title=title, body=body, language=language, source=source, url=url)
    entities = tuple(entity for words, kind in names.items() for entity in _entity(article, words, kind))
    analysis = builders.analysis(entities=entities, claims=tuple(claims))
    return enriched_data(article, analysis, builders.provenance()), article


def claim_in(body: str, text: str, *, worth: float = 0.6, claimant: str = "", cue: str = "") -> Claim:
    """A claim whose `text`, claimant and cue stand in `body`."""
    start = body.index(text)
    found = builders.claim(claim_id=f"claim:{start}").model_dump()
    found |= {"text": text, "start": start, "end": start + len(text), "check_worthiness": worth}
    found |= {"claimant": _span(body, claimant, entity_id=None), "cue": _span(body, cue)}
    return Claim.model_validate(found)


def many(number: int, *, first: int = 0) -> Iterator[Shown]:
    """`number` articles that differ, in three languages and from five sources."""
    for index in range(first, first + number):
        language, words = [("ar", "باكو"), ("en", "Baku"), ("fr", "Bakou")][index % 3]
        body = f"{words} {index}: " + "قال متحدث إن الوضع مستقر في المدينة. " * (3 + index % 5)
        yield shown(
            f"many-{index}", body, names={words: "LOC"}, title=f"{words} {index}", language=language,
            source=f"source {index % 5}", claims=[claim_in(body, "الوضع مستقر", worth=index % 10 / 10)],
        )  # fmt: skip


@contextmanager
def serving(feed: LiveFeed, port: int = 0) -> Iterator[HttpServer]:
    """The page on `feed`, served as the worker serves it."""
    server = start_http(HttpSettings(port=port), Metrics(), Health(), live_routes(feed))
    try:
        yield server
    finally:
        server.close()


def _span(body: str, words: str, **more: None) -> dict[str, object] | None:
    start = body.index(words)
    return {"text": words, "start": start, "end": start + len(words), **more} if words else None


def _entity(article: Article, words: str, kind: str) -> Iterator[Entity]:
    fields: list[tuple[TextField, str]] = [("title", article.title), ("body", article.body)]
    mentions = tuple(
        Mention(text=words, field=field, start=start, end=start + len(words), confidence=0.9)
        for field, text in fields
        for start in _places(text, words)
    )
    if mentions:
        template = builders.entity(entity_id=f"{kind.lower()}:{words}", name=words).model_dump()
        yield Entity(**template | {"type": cast("EntityType", kind), "mentions": mentions, "name_en": None})


def _places(text: str, words: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(re.escape(words), text))
