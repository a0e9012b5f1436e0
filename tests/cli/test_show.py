from __future__ import annotations

import json

import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from stream.broker.reading import Consumed
from stream.broker.tail import Event, as_json, event_of
from stream.cli.bidi import FSI, LRI, PDI, RLI, Paragraph, has_rtl, is_rtl, isolated, printable
from stream.cli.show import render
from stream.contract.dead_letter import Received, dead_letter
from stream.contract.records import Record, enriched_data, event_records
from stream.errors import NotJsonError
from stream.settings import Topics
from tests.contract.builders import analysis, article, claim, entity, provenance


def consumed(record: Record) -> Event:
    return event_of(Consumed(record.topic, 0, 7, 0, record.key, record.value, record.headers))


def events(title: str = "عاجل: دخول كلبجر") -> list[Event]:
    data = enriched_data(article(title=title, source="Reuters"), analysis(), provenance())
    return [consumed(record) for record in event_records(data, Topics())]


def shown(item: RenderableType, width: int = 100) -> str:
    console = Console(width=width, color_system=None, force_terminal=False, highlight=False)
    with console.capture() as capture:
        console.print(item)
    return capture.get()


def bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, FSI + PDI + RLI + LRI)))


def test_an_enriched_article_shows_headline_language_delay_entities_and_claims() -> None:
    text = bare(shown(render(events()[0])))
    for part in ("عاجل: دخول كلبجر", "ar · Reuters · a-1 · neutral +0.10", "0.01 s"):
        assert part in text
    for part in ("LOC", "Kalbajar", "geonames:585226", "claim 0.60 reported"):
        assert part in text
    assert "وزارة الدفاع — أعلنت — دخول كلبجر" in text


def test_mentions_and_claims_show_the_article_they_are_from() -> None:
    for event in events()[1:]:
        assert "in a-1" in bare(shown(render(event)))


def test_other_spellings_and_their_number_are_shown() -> None:
    first, second = entity(), entity(name="كالبيجار", start=20)
    both = first.model_copy(update={"mentions": (*first.mentions, *second.mentions)})
    data = enriched_data(article(), analysis(entities=(both,), claims=()), provenance())
    text = bare(shown(render(consumed(next(event_records(data, Topics()))))))
    assert "also كالبيجار" in text
    assert "×2" in text


def test_a_denied_claim_without_claimant_is_shown_as_such() -> None:
    denied = claim().model_copy(update={"denied": True, "claimant": None, "cue": None})
    data = enriched_data(article(), analysis(claims=(denied,)), provenance())
    text = bare(shown(render(consumed(list(event_records(data, Topics()))[-1]))))
    assert "reported, denied" in text
    assert "—" not in text


def test_a_dead_letter_shows_its_code_its_message_and_its_place() -> None:
    received = Received("news.articles", 2, 41, b"k", "{خبر".encode(), (), None)
    letter = dead_letter(received, NotJsonError("line 1 column 2"), "decode", 1, "news.articles.dlq")
    text = bare(shown(render(consumed(letter))))
    for part in ("article.not_json", "line 1 column 2", "news.articles-2:41", "{خبر"):
        assert part in text


def test_a_foreign_record_is_shown_as_it_is() -> None:
    assert "hello" in shown(render(consumed(Record("other", None, b"hello", ()))))
    assert "no value" in shown(render(consumed(Record("other", None, None, ()))))


def test_every_line_of_an_arabic_paragraph_is_isolated_and_ends_at_the_right_margin() -> None:
    lines = shown(Paragraph(Text("قال المسؤول إن NATO لم يعلق على الخبر حتى الآن " * 4)), width=40).splitlines()
    assert len(lines) > 3
    for line in lines:
        assert line.count(RLI) == line.count(PDI) == 1
        assert line.endswith(PDI)
        assert len(bare(line)) == 40


def test_an_english_line_with_an_arabic_name_stays_left_to_right() -> None:
    line = shown(Paragraph(Text(f"{isolated('وزارة الصحة')} — said — all is well"), rtl=False)).rstrip()
    assert line.startswith(LRI + FSI + "وزارة الصحة" + PDI + " — said")


@pytest.mark.parametrize(
    ("text", "rtl", "any_rtl"),
    [("«كلبجر» 2020", True, True), ("NATO في كابل", False, True), ("2020 — 😀", False, False), ("עברית", True, True)],
)
def test_the_first_letter_with_a_direction_decides(text: str, *, rtl: bool, any_rtl: bool) -> None:
    assert (is_rtl(text), has_rtl(text)) == (rtl, any_rtl)


def test_text_cannot_steer_the_terminal_or_reorder_the_lines_around_it() -> None:
    hostile = "a\x1b[2Jb\u202ec\u2067d\ne"
    assert printable(hostile) == "a [2Jbcd e"
    assert "\x1b" not in shown(render(events(title=f"خبر {hostile}")[0]))


def test_markup_in_an_article_is_text() -> None:
    assert "[red]خبر[/red]" in bare(shown(render(events(title="[red]خبر[/red]")[0])))


def test_isolates_never_reach_json() -> None:
    text = json.dumps([as_json(event) for event in events()], ensure_ascii=False)
    assert not set(text) & {FSI, PDI, RLI, LRI}
