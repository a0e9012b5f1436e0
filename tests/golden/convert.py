"""From the marked-up articles in `source/` to the gold labels with offsets in `articles/`.

The sources are written by hand; the JSON is generated, and a test holds the two equal. `README.md` explains the tags.
Run as `python -m tests.golden.convert`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
SOURCES: Final = HERE / "source"
ARTICLES: Final = HERE / "articles"
ENTITIES: Final = SOURCES / "entities.tsv"
TITLE_MARK: Final = "= "
BASES: Final = {"r": "reported", "q": "quoted", "n": "quantity", "p": "prediction"}
TOKEN: Final = re.compile(
    r"\[(?P<key>[a-z0-9-]+)\|(?P<name>[^\]]+)\]"
    r"|<S(?P<speaker>\d+)(?:=(?P<who>[a-z0-9-]+))?>"
    r"|<C(?P<cue>\d+)>"
    r"|<T(?P<claim>\d+):(?P<basis>[rqnp]+)(?P<denied>!?)(?P<by>(?: S\d+)*)(?: C(?P<with>\d+))?>"
    r"|</(?P<end>[SCT])>"
)
Json = dict[str, Any]


class MarkupError(ValueError):
    """A source that cannot be read; the message names the article and the tag."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of `entities.tsv`: a thing that articles name, whatever the language."""

    type: str
    id_prefix: str | None
    name: str


@dataclass(slots=True)
class Marked:
    """Spans of one article, collected while its tags are taken out."""

    mentions: list[tuple[str, Json]] = field(default_factory=list)
    speakers: dict[str, Json] = field(default_factory=dict)
    cues: dict[str, Json] = field(default_factory=dict)
    claims: list[tuple[re.Match[str], Json]] = field(default_factory=list)


def convert(source: str, known: dict[str, Known]) -> Json:
    """One marked-up article as the JSON value of its gold file."""
    head, _, text = source.partition("\n\n")
    about = dict(line.split(": ", 1) for line in head.splitlines())
    title, body = _parts(text.strip())
    marked = Marked()
    plain = {
        "title": _strip(title, "title", marked, about["id"]),
        "body": _strip(body, "body", marked, about["id"]),
    }
    return {
        **about,
        **plain,
        "entities": _entities(marked, known, about["id"]),
        "claims": [_claim(tag, span, marked, about["id"]) for tag, span in marked.claims],
    }


def read_entities(path: Path = ENTITIES) -> dict[str, Known]:
    """The register of everything the articles name."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {key: Known(kind, prefix or None, name) for key, kind, prefix, name in rows}


def converted() -> Iterator[tuple[Path, str]]:
    """Every gold file and what should stand in it."""
    known = read_entities()
    for source in sorted(SOURCES.glob("*.txt")):
        article = convert(source.read_text(encoding="utf-8"), known)
        yield ARTICLES / f"{source.stem}.json", json.dumps(article, ensure_ascii=False, indent=1) + "\n"


def _parts(text: str) -> tuple[str, str]:
    if not text.startswith(TITLE_MARK):
        return "", text
    title, _, body = text.partition("\n")
    return title.removeprefix(TITLE_MARK), body


def _strip(text: str, where: str, marked: Marked, article: str) -> str:
    """The text without its tags; their spans go to `marked`."""
    plain, position = "", 0
    opened: dict[str, tuple[re.Match[str], int]] = {}
    closed: list[tuple[re.Match[str], Json]] = []
    for tag in TOKEN.finditer(text):
        plain += text[position : tag.start()]
        position = tag.end()
        if tag["key"]:
            closed.append((tag, {"field": where, "start": len(plain), "end": len(plain) + len(tag["name"])}))
            plain += tag["name"]
        elif tag["end"]:
            if tag["end"] not in opened:
                raise MarkupError(f"{article}: {tag[0]} closes nothing")
            start, offset = opened.pop(tag["end"])
            closed.append((start, {"field": where, "start": offset, "end": len(plain)}))
        else:
            opened[tag[0][1]] = tag, len(plain)
    plain += text[position:]
    if opened or re.search(r"[<>\[\]|]", plain):
        raise MarkupError(f"{article}: unread markup in {where}: {opened or plain}")
    for tag, span in closed:
        _keep(tag, {"text": plain[span["start"] : span["end"]], **span}, marked, article)
    return plain


def _keep(tag: re.Match[str], span: Json, marked: Marked, article: str) -> None:
    if not span["text"] or span["text"] != span["text"].strip():
        raise MarkupError(f"{article}: space at the edge of {tag[0]} {span['text']!r}")
    if tag["key"]:
        marked.mentions.append((tag["key"], span))
    elif tag["speaker"]:
        _unused(tag["speaker"], marked.speakers, article)[tag["speaker"]] = {**span, "entity": tag["who"]}
    elif tag["cue"]:
        _unused(tag["cue"], marked.cues, article)[tag["cue"]] = span
    else:
        marked.claims.append((tag, span))


def _unused(number: str, taken: dict[str, Json], article: str) -> dict[str, Json]:
    if number in taken:
        raise MarkupError(f"{article}: number {number} is used twice")
    return taken


def _entities(marked: Marked, known: dict[str, Known], article: str) -> list[Json]:
    keys = dict.fromkeys(key for key, _ in marked.mentions)
    spoken = {who["entity"] for who in marked.speakers.values() if who["entity"]}
    missing = (set(keys) - set(known)) | (spoken - set(keys))
    if missing:
        raise MarkupError(f"{article}: not registered, or speaking without being named: {sorted(missing)}")
    return [
        {
            "key": key,
            "type": known[key].type,
            "id_prefix": known[key].id_prefix,
            "name_en": known[key].name,
            "mentions": [span for other, span in marked.mentions if other == key],
        }
        for key in keys
    ]


def _claim(tag: re.Match[str], span: Json, marked: Marked, article: str) -> Json:
    named = re.findall(r"\d+", tag["by"])
    for asked, found in ((named, marked.speakers), ([tag["with"]] if tag["with"] else [], marked.cues)):
        if not set(asked) <= set(found):
            raise MarkupError(f"{article}: {tag[0]} points at nothing")
    who, *also = [marked.speakers.get(number) for number in named or [tag["claim"]]]
    cue = marked.cues.get(tag["with"] or tag["claim"])
    if any(other and other["field"] != span["field"] for other in (who, *also, cue)):
        raise MarkupError(f"{article}: {tag[0]} reaches into the other field")
    return {
        **span,
        "basis": sorted(BASES[letter] for letter in tag["basis"]),
        "denied": bool(tag["denied"]),
        "claimant": who,
        "claimant_also": also,
        "cue": cue,
    }


def main() -> None:
    """Write every gold file anew."""
    ARTICLES.mkdir(exist_ok=True)
    for path, text in converted():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
