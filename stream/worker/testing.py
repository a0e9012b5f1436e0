"""A stand-in enricher for tests: same interface, no model, a fraction of a millisecond an article.

What it finds follows simple rules on the text (capitalised words are entities, sentences with a digit or a reporting
word are claims), so it is deterministic and every offset is true. It can fail, sleep and hang on demand. Only test
entry points use it; the shipped commands cannot select it.
"""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from stream.contract.article import Article
from stream.contract.events import (
    Analysis,
    Claim,
    Cue,
    Entity,
    EntitySentiment,
    Mention,
    ModelReference,
    Probabilities,
    Sentiment,
    TextField,
)

ENV_PREFIX = "STAND_IN_"
NEUTRAL = Probabilities(negative=0.0, neutral=1.0, positive=0.0)
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b|\b(?:باكو|طهران|القاهرة)\b")
_SENTENCE = re.compile(r"[^.!?؟\n]+")
_CUE = re.compile(r"\b(?:said|says|قال|قالت)\b")


class StandInError(Exception):
    """What the stand-in raises when it is told to fail."""


@dataclass(frozen=True, slots=True)
class StandInEnricher:
    """Finds names and claims by rule.

    Parameters:
        fail_share: share of calls that raise, at random; another try of the same articles may succeed.
        poison: an article that holds this text always raises, and takes its batch along.
        hang: an article that holds this text takes `hang_seconds`.
        hang_seconds: see `hang`.
        seconds_per_article: how long each article takes.
        grow: characters added to an entity's name, to make events of any size.
    """

    fail_share: float = 0.0
    poison: str = ""
    hang: str = ""
    hang_seconds: float = 3600.0
    seconds_per_article: float = 0.0
    grow: int = 0

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> StandInEnricher:
        """Options from `STAND_IN_FAIL_SHARE=0.05` and the like."""
        kinds: dict[str, Any] = {field.name: type(field.default) for field in fields(cls)}
        named = {name: environ.get(ENV_PREFIX + name.upper()) for name in kinds}
        options: dict[str, Any] = {name: kinds[name](value) for name, value in named.items() if value is not None}
        return cls(**options)

    @property
    def models(self) -> tuple[ModelReference, ...]:
        """A made-up model."""
        return (ModelReference(name="stand-in", version="1", sha256="0" * 64),)

    def enrich(self, articles: Sequence[Article]) -> list[Analysis]:
        """Analyse by rule, after failing or sleeping as told."""
        if random.random() < self.fail_share:  # noqa: S311  # chance, not secrecy
            raise StandInError("told to fail at random")
        for article in articles:
            self._behave(article)
        return [analyse(article, self.grow) for article in articles]

    def _behave(self, article: Article) -> None:
        text = article.title + article.body
        if self.poison and self.poison in text:
            raise StandInError(f"told to fail on {self.poison!r}")
        time.sleep(self.hang_seconds if self.hang and self.hang in text else self.seconds_per_article)


def analyse(article: Article, grow: int = 0) -> Analysis:
    """What the rules find in one article."""
    found: dict[str, list[Mention]] = {}
    for mention in (*_mentions("title", article.title), *_mentions("body", article.body)):
        found.setdefault(mention.text, []).append(mention)
    entities = tuple(_entity(name, tuple(mentions), grow) for name, mentions in found.items())
    claims = (*_claims("title", article.title), *_claims("body", article.body))
    sentiment = Sentiment(label="neutral", score=0.0, probabilities=NEUTRAL)
    return Analysis(language=article.language or "en", entities=entities, sentiment=sentiment, claims=claims)


def _mentions(field: TextField, text: str) -> Iterator[Mention]:
    for match in _NAME.finditer(text):
        yield Mention(text=match[0], field=field, start=match.start(), end=match.end(), confidence=1.0)


def _entity(name: str, mentions: tuple[Mention, ...], grow: int) -> Entity:
    return Entity(
        id=f"stand-in:{name.lower()}",
        name=name + "x" * grow,
        name_en=None,
        type="MISC",
        rel="mentions",
        salience=0.5,
        sentiment=EntitySentiment(label="neutral", score=0.0),
        country=None,
        latitude=None,
        longitude=None,
        mentions=mentions,
    )


def _claims(field: TextField, text: str) -> Iterator[Claim]:
    for sentence in _SENTENCE.finditer(text):
        cue = _CUE.search(text, sentence.start(), sentence.end())
        if cue is None and not any(character.isdigit() for character in sentence[0]):
            continue
        yield Claim(
            id=hashlib.sha256(f"{field}:{sentence.start()}:{sentence[0]}".encode()).hexdigest()[:16],
            text=sentence[0],
            field=field,
            start=sentence.start(),
            end=sentence.end(),
            check_worthiness=0.5,
            basis=("reported",) if cue else ("quantity",),
            denied=False,
            claimant=None,
            cue=Cue(text=cue[0], start=cue.start(), end=cue.end()) if cue else None,
            entity_ids=(),
        )
