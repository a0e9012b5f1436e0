"""Events as people read them: one block each, for `tail`, `enrich` on a terminal, and the demo.

`render` decides by the event's type. Colours say the kind of entity and the direction of a sentiment, and every
colour also stands there as a word or a sign.
"""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from stream.broker.dead_letters import parse
from stream.broker.tail import DEAD_LETTER, Event
from stream.cli.bidi import Paragraph, is_rtl, isolated, printable
from stream.contract.records import CLAIMED, ENRICHED, MENTIONED

TYPE_STYLES = {"PER": "magenta", "ORG": "cyan", "LOC": "green", "MISC": "yellow"}
SENTIMENT_STYLES = {"negative": "red", "neutral": "dim", "positive": "green"}
SPELLINGS = 4  # shown of one entity
SHOWN_BYTES = 300  # of a value that is not an event
INDENT = 2

Fields = dict[str, Any]


def render(event: Event) -> RenderableType:
    """An event of any type, a dead letter, or whatever else lay in the topic."""
    if event.type == DEAD_LETTER:
        return render_dead_letter(event)
    shapes = {ENRICHED: render_enriched, MENTIONED: render_mentioned, CLAIMED: render_claimed}
    if event.data is None or event.type not in shapes:
        return render_unknown(event)
    return shapes[event.type](event.data)


def render_enriched(data: Fields) -> RenderableType:
    """One article with everything found in it."""
    parts: list[RenderableType] = [_headline(data["article"]), _about(data)]
    if data["entities"]:
        parts.append(_entities(data["entities"]))
    parts += [_claim(claim) for claim in data["claims"]]
    return Group(*parts, "")


def render_mentioned(data: Fields) -> RenderableType:
    """One entity in one article."""
    return Group(_entities([data["entity"]]), _source(data["article"]))


def render_claimed(data: Fields) -> RenderableType:
    """One claim of one article."""
    return Group(_claim(data["claim"]), _source(data["article"]))


def render_dead_letter(event: Event) -> RenderableType:
    """A record that could not be processed: code, message, where it came from, its first bytes."""
    letter = parse(event.record)
    head = Text.assemble(("✗ dead letter ", "bold red"), (letter.code, "red"), "  ", printable(letter.message))
    where = f"from {letter.source}, stage {letter.stage}, {letter.attempts} attempt(s), at {letter.position}"
    return Group(Paragraph(head), _indented(Text(where, "dim")), _indented(_bytes(letter.record.value)), "")


def render_unknown(event: Event) -> RenderableType:
    """A record that is neither: an article on its way in, or something foreign."""
    record = event.record
    where = f"{record.topic}-{record.partition}:{record.offset}  {event.type}"
    return Group(Text(where, "dim"), _indented(_bytes(record.value)))


def _headline(article: Fields) -> Paragraph:
    title = article["title"] or article["url"] or article["id"]
    return Paragraph(Text.assemble(("● ", "bold blue"), (printable(title), "bold")))


def _about(data: Fields) -> RenderableType:
    article = data["article"]
    timings = data["provenance"]["timings_ms"]
    parts = [
        Text(article["language"] or "language unknown"),
        Text(isolated(article["source"])) if article["source"] else None,
        Text(isolated(article["id"])) if article["title"] or article["url"] else None,
        _sentiment(data["sentiment"]),
        Text(f"{sum(timings.values()) / 1000:.2f} s") if timings else None,
    ]
    return _indented(Text(" · ", "dim").join(part for part in parts if part))


def _entities(entities: list[Fields]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=3)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(no_wrap=True)
    for entity in entities:
        table.add_row(*_entity(entity))
    return table


def _entity(entity: Fields) -> tuple[Text, Text, Text, Text]:
    kind = Text(f"  {entity['type']:<4}", TYPE_STYLES.get(entity["type"], ""))
    name = Text(isolated(entity["name"]), "bold" if entity["rel"] == "about" else "")
    if entity["name_en"] and entity["name_en"] != entity["name"]:
        name.append(f" {printable(entity['name_en'])}")
    spellings = dict.fromkeys(mention["text"] for mention in entity["mentions"])
    others = [isolated(each) for each in spellings if each != entity["name"]]
    if others:
        name.append(f"  also {', '.join(others[:SPELLINGS])}" + (" …" if len(others) > SPELLINGS else ""), "dim")
    count = f" ×{len(entity['mentions'])}" if len(entity["mentions"]) > 1 else ""
    return kind, name, Text(printable(entity["id"]) + count, "dim"), _sentiment(entity["sentiment"])


def _sentiment(sentiment: Fields) -> Text:
    score = round(sentiment["score"], 2) + 0.0  # never "-0.00"
    return Text(f"{sentiment['label']} {score:+.2f}", SENTIMENT_STYLES.get(sentiment["label"], ""))


def _claim(claim: Fields) -> RenderableType:
    """Claimant — cue — content, in the order in which the article's own language is read."""
    said = Text()
    for part, style in ((claim["claimant"], "bold"), (claim["cue"], "italic")):
        if part:
            said.append(isolated(part["text"]), style).append(" — ", "dim")
    said.append(printable(claim["text"]))
    worth = Text(f"{claim['check_worthiness']:.2f} ", _worth_style(claim["check_worthiness"]))
    basis = ", ".join(claim["basis"]) + (", denied" if claim["denied"] else "")
    head = Text.assemble(("claim ", "blue"), worth, (basis, "dim"))
    return Group(_indented(head), Paragraph(said, indent=2 * INDENT, rtl=is_rtl(claim["text"])))


def _worth_style(worth: float) -> str:
    return "bold yellow" if worth >= 0.5 else "dim"  # noqa: PLR2004  # more likely than not worth a check


def _source(article: Fields) -> RenderableType:
    title = article["title"] or article["url"] or ""
    return _indented(Text.assemble(("in ", "dim"), isolated(article["id"]), "  ", (isolated(title), "dim")))


def _bytes(value: bytes | None) -> Text:
    if value is None:
        return Text("(no value)", "dim")
    text = printable(value[:SHOWN_BYTES].decode("utf-8", "backslashreplace"))
    return Text(text + (f" … {len(value)} bytes" if len(value) > SHOWN_BYTES else ""), "dim")


def _indented(text: Text) -> Paragraph:
    return Paragraph(text, indent=INDENT)
