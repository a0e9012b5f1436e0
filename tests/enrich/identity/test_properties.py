"""Whatever spans a model marks in whatever text, what comes out fits the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from stream.enrich.identity import identify
from stream.enrich.identity.gazetteer import default_gazetteer
from stream.enrich.reading import EntityType, Field, Mention, Reading, Span

WORDS = (
    "وبغداد للأمم المتحدة قناة العربية وزارة الدفاع الروسية إلهام علييف وعلييف كوريا الجنوبية الرئيس و ال لل لِلبنان"
    " Mr. Putin's U.S. the l'Iran Ministry of Defence — « » , 12 مصر على Баку ـــ َ 🙂 \u200f ẞ ﷺ İstanbul ﬁ"
).split()
COMMON_NOUNS = sorted(
    {noun for name in default_gazetteer().kinds for noun in (name, "لل" + name.removeprefix("ال"), "ول" + name)}
    | {word for kind in default_gazetteer().words.values() for word in kind}
    | set(default_gazetteer().state_bodies)
)
texts = st.one_of(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(COMMON_NOUNS), max_size=25).map(" ".join),
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
)
fields: st.SearchStrategy[Field] = st.sampled_from(["title", "body"])
kinds: st.SearchStrategy[EntityType] = st.sampled_from(["PER", "ORG", "LOC", "MISC"])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    title, body = draw(texts), draw(texts)
    mentions = []
    for _ in range(draw(st.integers(0, 8))):
        field = draw(fields)
        text = title if field == "title" else body
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        span = Span(text[start:end], field, start, end)
        mentions.append(Mention(span, draw(kinds), draw(st.floats(0, 1)), 0, (0.2, 0.6, 0.2)))
    return Reading(title, body, draw(st.sampled_from(["ar", "en", "fr", "ru"])), (), tuple(mentions), ())


@given(readings())
@settings(max_examples=300, deadline=None)
def test_cleaned_mentions_fit_their_text_and_never_overlap(reading: Reading) -> None:
    found = identify(reading)
    spans = [m.span for entity in found for m in entity.mentions]
    assert all(span.text == reading.text(span.field)[span.start : span.end] for span in spans)
    assert all(span.text.strip() for span in spans)
    assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])
    for entity in found:
        order = [(m.span.field != "title", m.span.start) for m in entity.mentions]
        assert order == sorted(order)
        assert order
    assert len({entity.id for entity in found}) == len(found)


@given(readings())
@settings(max_examples=50, deadline=None)
def test_the_same_reading_always_gives_the_same_entities(reading: Reading) -> None:
    assert identify(reading) == identify(reading)
