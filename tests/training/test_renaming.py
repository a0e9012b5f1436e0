"""Sentences with other names in them: the labels move along, whatever the names' lengths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stream.training.examples import Example, Span, Target
from stream.training.renaming import NameWords, renamed, with_renamed

TEXT = "Omar Said of Reuters said Paris fell"
EXAMPLE = Example(
    TEXT,
    "toy",
    "en",
    entities=(Span(0, 9, "PER"), Span(13, 20, "ORG"), Span(26, 31, "LOC")),
    attribution=(Span(0, 20, "SOURCE"), Span(21, 25, "CUE"), Span(26, 36, "CONTENT")),
    targets=(Target(26, 31, 0),),
    unsure=((10, 12),),
    words=((0, 4), (5, 9)),
)
names = st.text(alphabet="Aaب ", min_size=1, max_size=12)


def texts(example: Example, spans: tuple[Span, ...] | None) -> list[str]:
    return [example.text[span.start : span.end] for span in spans or ()]


@given(names, names)
def test_labels_move_along(person: str, place: str) -> None:
    person_span, _, place_span = EXAMPLE.entities or ()
    found = renamed(EXAMPLE, [place_span, person_span], [place, person])
    assert found.text == f"{person} of Reuters said {place} fell"
    assert texts(found, found.entities) == [person, "Reuters", place]
    assert texts(found, found.attribution) == [f"{person} of Reuters", "said", f"{place} fell"]
    assert [found.text[target.start : target.end] for target in found.targets] == [place]
    assert [found.text[start:end] for start, end in found.unsure] == ["of"]
    assert found.words == ()


def test_a_span_that_ends_inside_a_name_takes_all_of_it() -> None:
    example = Example(
        "Omar Said won", "toy", "en", entities=(Span(0, 9, "PER"),), attribution=(Span(5, 13, "CONTENT"),)
    )
    found = renamed(example, [Span(0, 9, "PER")], ["Layla"])
    assert texts(found, found.attribution) == ["Layla won"]


def test_sentences_without_a_name_are_not_repeated() -> None:
    plain = Example("Nothing happened", "toy", "en", entities=())
    assert list(with_renamed([plain], NameWords({}), 1)) == [plain]


def test_persons_get_names_of_their_language_and_the_order_is_the_same_every_time() -> None:
    words = NameWords({"en": ("Dodo",)})
    found = [list(with_renamed([EXAMPLE] * 20, words, seed)) for seed in (3, 3)]
    assert found[0] == found[1]
    assert found[0][::2] == [EXAMPLE] * 20
    assert any("Dodo" in example.text for example in found[0])
