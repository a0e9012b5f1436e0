"""The tables a language with subject-verb-object order fills in for the western reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One form of a reporting verb; the flags say what may follow it besides "that".

    `bare` a clause with no "that"; `noun` an object (denied the report); `infinitive` (promised to); `told` somebody
    spoken to stands between; `finds` is bare after a poll, a study or a court only;
    `accuses` takes whoever is accused of something. `participle` forms (adding) leave their subject unsaid.
    """

    bare: bool = False
    noun: bool = False
    infinitive: bool = False
    told: bool = False
    denies: bool = False
    predicts: bool = False
    participle: bool = False
    finds: bool = False
    accuses: bool = False
    # Whoever or whatever is called something, and what: "called the delay a scandal", "described it as unfair".
    judges: bool = False
    # The form of the perfect tenses and the passive: French "déclaré" speaks only with its auxiliary.
    needs_auxiliary: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word sets in folded spelling; `according` holds the phrases that name a source in passing."""

    verbs: dict[str, Said]
    that: frozenset[str]
    pronouns: frozenset[str]
    auxiliaries: frozenset[str]
    passives: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    modals: frozenset[str]
    infinitive: frozenset[str]
    breakers: frozenset[str]
    joiners: frozenset[str]
    times: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    relatives: frozenset[str]
    hearsay: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    heads: frozenset[str]
    reports: frozenset[str]
    nouns_too: frozenset[str]
    courtesies: tuple[str, ...]
    # What one can say is untrue, and what is denied to somebody who asks for it.
    accusations: frozenset[str] = frozenset()
    favours: frozenset[str] = frozenset()


def read_verbs(table: str) -> dict[str, Said]:
    """Forms of a table with one verb a row: its forms divided by commas, then flags.

    b bare, n noun, i infinitive, t told, f finds, a accuses, c calls it something, d denies, p predicts. A form that ends in * is a
    participle of its own clause (adding*), one that ends in + needs an auxiliary (déclaré+).
    """
    found: dict[str, Said] = {}
    for row in table.strip().splitlines():
        forms, _, flags = row.partition(" ")
        for form in forms.split(","):
            bare_form = form.rstrip("*+")
            if form.endswith("+") and bare_form in found:
                continue  # "dit" is also a present: it needs no auxiliary
            found[bare_form] = _said(flags, form[-1])
    return found


def _said(flags: str, mark: str) -> Said:
    return Said(
        bare="b" in flags,
        noun="n" in flags,
        infinitive="i" in flags,
        told="t" in flags,
        denies="d" in flags,
        predicts="p" in flags,
        finds="f" in flags,
        accuses="a" in flags,
        judges="c" in flags,
        participle=mark == "*",
        needs_auxiliary=mark == "+",
    )
