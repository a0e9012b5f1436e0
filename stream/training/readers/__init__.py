"""Readers of the data sets: each turns the files of one set into examples, and `read_set` finds them by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from stream.training.examples import Example
from stream.training.readers import (
    anercorp,
    factrueval,
    news_sentences,
    polnear,
    real_sentences,
    sentence_labels,
    targets,
    uner,
    worldwide,
)

OWN: Final = Path(__file__).parent.parent / "data"
OWN_SENTENCES: Final = OWN / "news_sentences"
REAL_SENTENCES: Final = OWN / "real_sentences"
REAL_ARTICLES: Final = Path("articles/antcorpus_ar")
Reader = Callable[[Path, str], Iterable[Example]]


def read_set(name: str, split: str, data_dir: Path) -> list[Example]:
    """All examples of a set's split, below `data_dir` (our own sentences come from the package)."""
    return list(READERS[name](data_dir, split))


def _web_text(data_dir: Path, split: str) -> Iterable[Example]:
    part = {"train": "dev", "test": "test"}[split]  # the set's own training file was not to be had
    return uner.read(data_dir / f"ner/uner_en_ewt/en_ewt-ud-{part}.iob2", "uner_ewt", "en")


def _parallel(folder: str, language: str) -> Reader:
    def read(data_dir: Path, split: str) -> Iterable[Example]:
        if split != "test":
            raise ValueError("the PUD sets are for reporting only")
        return uner.read(data_dir / f"ner/{folder}/{language}_pud-ud-test.iob2", f"pud_{language}", language)

    return read


def _training_only(reader: Callable[[Path], Iterable[Example]]) -> Reader:
    def read(data_dir: Path, split: str) -> Iterable[Example]:
        if split != "train":
            raise ValueError("CheckThat 2022 overlaps with 2024 and is never evaluated on")
        return reader(data_dir / "claims/ct22_task1")

    return read


READERS: Final[dict[str, Reader]] = {
    "anercorp": lambda data, split: anercorp.read(data / "ner/anercorp_camel", split),
    "worldwide": lambda data, split: worldwide.read(data / "ner/worldwide_newswire_en", split),
    "factrueval": lambda data, split: factrueval.read(data / "ner/factrueval_ru", split),
    "uner_ewt": _web_text,
    "pud_en": _parallel("uner_pud_gsd", "en"),
    "pud_de": _parallel("uner_de_pud", "de"),
    "pud_ru": _parallel("uner_ru_pud", "ru"),
    "newsmtsc": lambda data, split: targets.read_news_mtsc(data / "sentiment/newsmtsc_en", split),
    "rusentne": lambda data, split: targets.read_rusentne(data / "sentiment/rusentne_ru", split),
    "arsarcasm": lambda data, split: sentence_labels.read_arsarcasm(data / "sentiment/arsarcasm_v2_ar", split),
    "ct24_ar": lambda data, split: sentence_labels.read_ct24(data / "claims/ct24_checkworthy", split, "ar"),
    "ct24_en": lambda data, split: sentence_labels.read_ct24(data / "claims/ct24_checkworthy", split, "en"),
    "ct22_ar": _training_only(lambda folder: sentence_labels.read_ct22_claims(folder, "ar")),
    "ct22_en": _training_only(lambda folder: sentence_labels.read_ct22_claims(folder, "en")),
    "polnear": lambda data, split: polnear.read(data / "claims/polnear_en", split),
    "news_sentences": lambda _, split: news_sentences.read(OWN_SENTENCES, split),
    "real_sentences": lambda data, split: real_sentences.read(data / REAL_ARTICLES, REAL_SENTENCES, split),
}
