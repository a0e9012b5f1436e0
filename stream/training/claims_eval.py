"""Scores the claim finder on PolNeAR: token F1 of source, cue and content for rules, model and both together.

PolNeAR marks more than this project calls a claim (wishes, stances, "called on"). `together` has them too and compares
with rules and model alone; `claims` is what goes out, those that assert, so that its recall is bounded. Run it with the folder of a split:

    python -m stream.training.claims_eval DATA/claims/polnear_en/dev [--model stream/models/newsstream-small]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stream.contract.article import Article
from stream.enrich.claims import Claim, claims_by_model, claims_by_rules, find_attributions, find_claims
from stream.enrich.encoder import OnnxEncoder
from stream.enrich.model_folder import ModelFolder
from stream.enrich.read import Reader as ArticleReader
from stream.enrich.reading import Reading, Sentence, Span
from stream.enrich.sentences import split_sentences
from stream.enrich.windows import Tokenizer
from stream.model_settings import ModelSettings
from stream.training.readers import polnear

Finder = Callable[[Reading], list[Claim]]
Reader = Callable[[str], Reading]

ROLES = ("SOURCE", "CUE", "CONTENT")
UNKNOWN_SCORE = 0.0  # sentence scores without a model: no claims in the writer's own voice, PolNeAR has none
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Counts:
    """Tokens marked by both, by the finder, by the annotators."""

    both: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[int], gold: set[int]) -> None:
        """Counts one article's tokens (by their offsets)."""
        self.both += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        """Share of the finder's tokens that the annotators marked."""
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotators' tokens that the finder marked."""
        return self.both / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.gold
        return 2 * self.both / total if total else 0.0


def score(folder: Path, finder: Finder, read: Reader) -> dict[str, Counts]:
    """Token counts by role over all articles of the folder."""
    counts = {role: Counts() for role in ROLES}
    for text, gold in articles(folder):
        words = [match.start() for match in _WORD.finditer(text)]
        claims = finder(read(text))
        for role in ROLES:
            counts[role].add(_covered(words, _spans(claims, role)), _covered(words, gold[role]))
    return counts


def articles(folder: Path) -> Iterator[tuple[str, dict[str, list[tuple[int, int]]]]]:
    """Each article's text with its gold spans by role; the first annotator's where there are two."""
    done: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rpartition("_")[0]
        if article in done:
            continue
        done.add(article)
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        spans = polnear.roles(path.read_text(encoding="utf-8").splitlines())
        yield text, {role: [(s.start, s.end) for s in spans if s.label == role] for role in ROLES}


def _spans(claims: Iterable[Claim], role: str) -> list[tuple[int, int]]:
    chosen: dict[str, Callable[[Claim], Span | None]] = {
        "SOURCE": lambda claim: None if claim.claimant_continued else claim.claimant,
        "CUE": lambda claim: claim.cue,
        "CONTENT": lambda claim: claim.content if claim.cue or claim.claimant else None,
    }
    spans = (chosen[role](claim) for claim in claims)
    return [(span.start, span.end) for span in spans if span is not None]


def _covered(words: Sequence[int], spans: Iterable[tuple[int, int]]) -> set[int]:
    return {word for start, end in spans for word in words if start <= word < end}


def plain_reading(text: str) -> Reading:
    """An English article as read without a model: sentences only."""
    sentences = tuple(
        Sentence(index, Span(text[start:end], "body", start, end), (0.0, 1.0, 0.0), UNKNOWN_SCORE, UNKNOWN_SCORE)
        for index, (start, end) in enumerate(split_sentences(text))
    )
    return Reading("", text, "en", sentences, (), ())


def model_reading(folder: Path) -> Reader:
    """Reads English articles with the model in `folder`; its answers are kept, for it is asked twice."""
    settings = ModelSettings(path=folder)
    model = ModelFolder(settings.path)
    tokenizer = Tokenizer(model.tokenizer)
    encoder = OnnxEncoder(
        model.weights, tokenizer.special, threads=settings.threads, max_batch_tokens=settings.max_batch_tokens
    )
    reader = ArticleReader(model.description, tokenizer, encoder)

    @cache
    def read(text: str) -> Reading:
        return next(reader.read([Article(id="article", body=text, language="en")]))

    return read


def table(rows: dict[str, dict[str, Counts]]) -> str:
    """Precision, recall and F1 in percent, a line for each finder and role."""
    lines = [f"{'finder':<10}{'role':<9}{'P':>7}{'R':>7}{'F1':>7}"]
    for finder, counts in rows.items():
        for role, count in counts.items():
            figures = "".join(f"{100 * value:7.1f}" for value in (count.precision, count.recall, count.f1))
            lines.append(f"{finder:<10}{role:<9}{figures}")
    return "\n".join(lines)


def main() -> None:
    """Print the table for the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, default=None)
    options = parser.parse_args()
    rows = {"rules": score(options.folder, claims_by_rules, plain_reading)}
    if options.model is not None:
        read = model_reading(options.model)
        rows["model"] = score(options.folder, claims_by_model, read)
        rows["together"] = score(options.folder, find_attributions, read)
        rows["claims"] = score(options.folder, find_claims, read)
    sys.stdout.write(table(rows) + "\n")


if __name__ == "__main__":
    main()
