"""The markup of our own sentences: what it gives, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from stream.training.examples import Span, Target
from stream.training.readers import OWN_SENTENCES, news_sentences
from stream.training.readers.news_sentences import MarkupError, parse_line, parse_markup
from tests.training.builders import write

LINE = "-1 | 1 | 0 | <C>قالت</C> <S>و<ORG>زارة النور</ORG></S> إن <T><PER:neg>سامر</PER> رحل</T>."


def test_a_line_gives_every_label() -> None:
    example = parse_line(LINE, "ar")
    marked = {example.text[span.start : span.end]: span.label for span in example.entities or ()}
    roles = {example.text[span.start : span.end]: span.label for span in example.attribution or ()}
    assert example.text == "قالت وزارة النور إن سامر رحل."
    assert marked == {"زارة النور": "ORG", "سامر": "PER"}
    assert roles == {"قالت": "CUE", "وزارة النور": "SOURCE", "سامر رحل": "CONTENT"}
    assert (example.sentiment, example.claim, example.check_worthiness) == (0, 1, 0)


def test_an_entity_without_polarity_is_neutral() -> None:
    parsed = parse_markup("<LOC>Oslo</LOC> and <LOC:pos>Rome</LOC>")
    assert parsed.targets == [Target(0, 4, 1), Target(9, 13, 2)]


def test_of_nested_attributions_the_outer_is_kept() -> None:
    parsed = parse_markup("<S>A</S> <C>said</C> <T><S>B</S> <C>knew</C></T>")
    assert parsed.roles == [Span(0, 1, "SOURCE"), Span(2, 6, "CUE"), Span(7, 13, "CONTENT")]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<PER>Omar", "never closed"),
        ("Omar</PER>", "no closing tag"),
        ("<S><PER>Omar</S></PER>", "expected </PER>"),
        ("<CITY>Oslo</CITY>", "unknown tag <CITY>"),
        ("<ORG:bad>x</ORG>", "only entities take a sentiment"),
        ("<S:neg>x</S>", "only entities take a sentiment"),
        ("<ORG></ORG> x", "marks nothing"),
        ("<ORG>the <LOC>Oslo</LOC> office</ORG>", "entity inside an entity"),
        ("five < six", "stray '<'"),
    ],
)
def test_broken_markup_is_refused_with_its_place(markup: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=reason) as error:
        parse_line(f"0 | 0 | 0 | {markup}", "en", "talks.txt:7")
    assert "talks.txt:7" in str(error.value)


@pytest.mark.parametrize("line", ["0 | 1 | some text", "2 | 0 | 0 | text", "0 | yes | 0 | text", "0 | 0 | 0 |"])
def test_missing_or_wrong_fields_are_refused(line: str) -> None:
    with pytest.raises(MarkupError):
        parse_line(line, "en")


def test_files_are_read_by_the_split_they_declare(tmp_path: Path) -> None:
    write(tmp_path / "en" / "one.txt", "# split: train\n# topic: sport\n\n0 | 0 | 0 | A.\n")
    write(tmp_path / "ar" / "two.txt", "# split: dev\n0 | 0 | 0 | ب.\n")
    assert [example.text for example in news_sentences.read(tmp_path, "train")] == ["A."]
    assert [example.language for example in news_sentences.read(tmp_path, "dev")] == ["ar"]


@pytest.mark.parametrize(
    ("text", "reason"), [("0 | 0 | 0 | A.", "before a header"), ("# split: later\n", "expected train, dev or test")]
)
def test_a_file_without_a_known_split_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = write(tmp_path / "en" / "one.txt", text)
    with pytest.raises(MarkupError, match=reason):
        list(news_sentences.read_file(path, "train"))


def test_the_sentences_of_the_project_are_all_readable() -> None:
    for split in news_sentences.SPLITS:
        list(news_sentences.read(OWN_SENTENCES, split))
