from __future__ import annotations

from pathlib import Path

from stream.cli.inputs import read_inputs
from stream.cli.trec import trec_document

DOCUMENT = """<DOC>
<DOCNO>radio-1</DOCNO>
<URL>https://example.com/1</URL>
<SRC>Radio</SRC>
<CAT>economy</CAT>
<TITLE>خبر من تونس</TITLE>
<TIME>2017-04-26T13:07:00+01:00</TIME>
<AUTHOR></AUTHOR>
<TEXT>
قالت الوزارة إن الوضع مستقر.
</TEXT>
</DOC>
"""


def test_the_wrapping_gives_an_articles_fields() -> None:
    assert trec_document(DOCUMENT) == {
        "id": "radio-1",
        "url": "https://example.com/1",
        "source": "Radio",
        "title": "خبر من تونس",
        "published_at": "2017-04-26T13:07:00+01:00",
        "body": "قالت الوزارة إن الوضع مستقر.",
    }


def test_other_text_is_left_as_it_is() -> None:
    assert trec_document("قالت الوزارة <DOC> في بيان.") is None


def test_a_folder_of_such_files_is_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "radio-1.txt").write_text(DOCUMENT, encoding="utf-8")
    [record] = read_inputs([str(tmp_path)])
    article = record.article()
    assert (article.id, article.title) == ("radio-1", "خبر من تونس")
    assert "<" not in article.body
