"""The whole enricher on the shipped model: offsets, determinism, hostile and odd texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stream.contract.article import Article
from stream.contract.events import Analysis
from stream.enrich.pipeline import Enricher
from stream.enrich.read import Report
from stream.model_settings import ModelSettings

ARABIC = "أعلنت وزارة الدفاع الأذربيجانية أن قواتها دخلت كلبجر، وقال الرئيس إلهام علييف إن بلاده استعادت قره باغ."
ENGLISH = "Azerbaijan's Defence Ministry said on Wednesday that its troops had entered Kalbajar, near Nagorno-Karabakh."


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return Enricher.load()


@pytest.fixture(scope="module")
def alone() -> list[Analysis]:
    """Each of NEWS by an Enricher that has read nothing before."""
    return [Enricher.load().enrich([Article(id=str(number), body=body)])[0] for number, body in enumerate(NEWS)]


def analysed(enricher: Enricher, body: str = "", title: str = "") -> Analysis:
    [analysis] = enricher.enrich([Article(id="1", body=body, title=title)])
    return analysis


def spans(analysis: Analysis) -> Iterator[tuple[str, str, int, int]]:
    for entity in analysis.entities:
        yield from ((mention.field, mention.text, mention.start, mention.end) for mention in entity.mentions)
    for claim in analysis.claims:
        for part in (claim, claim.claimant, claim.cue):
            if part is not None:
                yield claim.field, part.text, part.start, part.end


def assert_spans_hold(analysis: Analysis, title: str, body: str) -> None:
    for field, text, start, end in spans(analysis):
        assert {"title": title, "body": body}[field][start:end] == text != ""


def ids(analysis: Analysis) -> set[str]:
    return {entity.id for entity in analysis.entities}


def test_one_identity_across_languages(enricher: Enricher) -> None:
    arabic, english = analysed(enricher, ARABIC), analysed(enricher, ENGLISH)
    assert {"geonames:586268", "loc:nagorno-karabakh"} <= ids(arabic) & ids(english)


def test_a_claim_names_who_says_so(enricher: Enricher) -> None:
    first = analysed(enricher, ARABIC).claims[0]
    assert first.claimant is not None
    assert first.claimant.text == "وزارة الدفاع الأذربيجانية"
    assert first.cue is not None
    assert first.cue.text == "أعلنت"


def test_labels_do_not_depend_on_neighbours_in_the_batch(enricher: Enricher) -> None:
    articles = [Article(id=str(number), body=body) for number, body in enumerate([ARABIC, ENGLISH, ARABIC * 9])]
    together = enricher.enrich(articles)
    alone = [analysis for article in reversed(articles) for analysis in enricher.enrich([article])]
    assert together == alone[::-1]


NEWS = [
    ARABIC,
    ENGLISH,
    "قال المتحدث. وأضاف أن باكو ترفض ذلك. ولم يعلق أحد.",
    "Putin said that Moscow would wait. Nobody else spoke. Analysts expect 50 % more.",
    ARABIC * 9,
    "خبر عاجل",
    ENGLISH + " " + ARABIC,
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.permutations(range(len(NEWS))), cut=st.integers(1, len(NEWS)), budget=st.sampled_from([64, 300, 1024]))
def test_the_same_events_whichever_articles_share_a_batch(
    alone: list[Analysis], chosen: list[int], cut: int, budget: int
) -> None:
    enricher = Enricher.load(ModelSettings(max_batch_tokens=budget, threads=1 + cut % 2))
    articles = [Article(id=str(number), body=NEWS[number]) for number in chosen]
    found = [analysis for part in (articles[:cut], articles[cut:]) for analysis in enricher.enrich(part)]
    assert found == [alone[number] for number in chosen]


def test_what_was_read_before_changes_no_event(enricher: Enricher, alone: list[Analysis]) -> None:
    articles = [Article(id=str(number), body=body) for number, body in enumerate(NEWS)]
    assert enricher.enrich(articles) == enricher.enrich(articles) == alone


def test_steps_and_sentences_are_reported() -> None:
    seconds: dict[str, float] = {}
    tokens: list[int] = []
    counted: list[tuple[int, int]] = []
    report = Report(tokens=tokens.append, took=seconds.__setitem__)
    told = Enricher.load(report=report, on_sentences=lambda computed, known: counted.append((computed, known)))
    told.enrich([Article(id="1", body=ARABIC), Article(id="2", body=ENGLISH)])
    assert set(seconds) == {"tokenise", "infer"}
    assert len(tokens) == 2
    assert all(tokens)
    assert not counted or sum(computed for computed, _ in counted) >= 2


def test_what_is_said_far_down_a_long_article_is_found(enricher: Enricher) -> None:
    body = "هذا خبر عادي لا يذكر أحدا. " * 300 + ARABIC
    assert "geonames:586268" in ids(analysed(enricher, body))


def test_a_sentence_longer_than_the_encoder_sees_is_read_to_its_end(enricher: Enricher) -> None:
    body = "كلمة " * 700 + "في كلبجر"
    assert_spans_hold(analysed(enricher, body), "", body)


ODD = [
    "😀" * 50 + " باكو 👩‍👩‍👧 في Baku 🇦🇿 و\u202bعلييف\u202c",
    "بَاكُو وكَلْبَجَر e\u0301ve\u0301nement a\u0300 Paris",
    "\x00\x01\x07\x1b[31m باكو \x7f\u0085\u2028",
    "\u200f\u200e\ufeff",
    ".",
    "،" * 500,
    "x" * 20_000,
    "«" * 300 + "قال" + "»" * 300,
    "<script>alert('باكو')</script> & \"Baku\"",
    "ꦲꦏ꧀ꦱꦫꦗꦮ ᚠᚢᚦᚨᚱᚲ 𒀀𒁀 ﷺ ﷽",
    "\r\n\r\n\t باكو \n",
    "1234567890 %50 ١٢٣ 3.14",
]


@pytest.mark.parametrize("body", ODD)
def test_odd_texts_are_articles_with_true_offsets(enricher: Enricher, body: str) -> None:
    assert_spans_hold(analysed(enricher, body, title=body[:80]), body[:80], body)


words = st.sampled_from(
    ["قال", "وزارة الدفاع", "باكو", "وبغداد", "إن", "أن", "😀", "«", "»", "Putin", "said", "that", "«قال»", ".", "،",
     "\n", "للأمم المتحدة", "e\u0301", "\u202b", "د.", "Mr.", "إلهام علييف", "وأضاف", "وفقا ل", '"', "50", "%"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(words | st.text(max_size=8), max_size=40), title=st.text(max_size=30))
def test_every_span_ever_made_is_the_text_at_its_offsets(enricher: Enricher, parts: list[str], title: str) -> None:
    body = " ".join(parts)
    assert_spans_hold(analysed(enricher, body, title), title, body)
