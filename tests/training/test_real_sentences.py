"""Labels on real sentences: offsets here, the text in the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stream.training.examples import Example, Span, Target
from stream.training.readers import REAL_SENTENCES, real_sentences

SENTENCE = "قالت الوزارة إن السد امتلأ"
LABELLED = Example(
    SENTENCE,
    real_sentences.NAME,
    "ar",
    entities=(Span(5, 12, "ORG"),),
    attribution=(Span(0, 4, "CUE"), Span(16, 26, "CONTENT")),
    targets=(Target(5, 12, 2),),
    sentiment=1,
    claim=1,
    check_worthiness=0,
)


def corpus(tmp_path: Path, article: str) -> tuple[Path, Path]:
    (tmp_path / "a1.txt").write_text(article, encoding="utf-8")
    line = json.dumps(real_sentences.row_of("a1", 7, LABELLED))
    (tmp_path / real_sentences.TEST).write_text(line + "\n", encoding="utf-8")
    return tmp_path, tmp_path / real_sentences.TEST


def test_the_text_comes_back_from_the_corpus(tmp_path: Path) -> None:
    assert list(real_sentences.read_file(*corpus(tmp_path, f"<TEXT>\n{SENTENCE}."))) == [LABELLED]


def test_a_corpus_that_reads_otherwise_is_an_error_that_names_the_place(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a1 at 7"):
        list(real_sentences.read_file(*corpus(tmp_path, f"<TEXT>\n\n{SENTENCE}.")))


def test_the_labels_hold_no_text() -> None:
    files = list(REAL_SENTENCES.glob("*.jsonl"))
    assert {file.name for file in files} == {real_sentences.TEST, *real_sentences.TRAINING, *real_sentences.READINGS}
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        assert not any("\u0600" <= letter <= "\u06ff" for letter in json.dumps(json.loads(line), ensure_ascii=False))


def test_no_article_is_in_two_splits() -> None:
    test, *training = (
        {json.loads(line)["article"] for line in (REAL_SENTENCES / name).read_text(encoding="utf-8").splitlines()}
        for name in (real_sentences.TEST, *real_sentences.TRAINING)
    )
    assert test
    assert all(training)
    assert not test & set().union(*training)
