"""Choosing which of the encoder's 250,000 vocabulary pieces to keep, and the tokenizer over the kept ones.

Most pieces belong to scripts this project never reads, and their embedding rows would be four fifths of the shipped
file. Kept are: special pieces, every piece the training texts use, single characters of our scripts, and then the most
probable pieces of those scripts up to a limit. A Unigram tokenizer splits a text into the same pieces as before
whenever all of them are kept, so trimming changes nothing for such a text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

Piece = tuple[str, float]

SPACE = "\u2581"  # stands for a space at the start of a word
BEGIN, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
SPECIAL = (BEGIN, PAD, END, UNKNOWN)
SCRIPTS = ("ARABIC", "LATIN", "CYRILLIC")
KEPT_PIECES = 72_000  # 27.6 MB of int8 embedding rows; the rest of the file is 22 MB
BATCH = 2_000


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each piece id occurs in the texts."""
    counts: Counter[int] = Counter()
    remaining = iter(texts)
    while batch := list(islice(remaining, BATCH)):
        for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def choose_pieces(pieces: Sequence[Piece], seen: Counter[int], limit: int = KEPT_PIECES) -> list[int]:
    """Ids of the pieces to keep, ascending, so that special pieces keep their places at the front."""
    kept = {number for number, (text, _) in enumerate(pieces) if text in SPECIAL}
    kept |= {number for number in seen if seen[number] > 0}
    kept |= {number for number, (text, _) in enumerate(pieces) if is_basic(text)}
    likely = sorted(range(len(pieces)), key=lambda number: -pieces[number][1])
    for number in likely:
        if len(kept) >= limit:
            break
        if is_ours(pieces[number][0]):
            kept.add(number)
    return sorted(kept)


def is_basic(piece: str) -> bool:
    """A single character of our scripts, a digit or a punctuation mark, with or without a leading space."""
    bare = piece.removeprefix(SPACE)
    return len(bare) <= 1 and is_ours(piece)


def is_ours(piece: str) -> bool:
    """Only letters of our scripts, digits, punctuation and symbols."""
    return all(_ours(character) for character in piece if character != SPACE)


def build_tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """The Unigram tokenizer over the given pieces, with XLM-R's normalisation and offsets into the original text."""
    names = [text for text, _ in pieces]
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=names.index(UNKNOWN), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        special_tokens=[(BEGIN, names.index(BEGIN)), (END, names.index(END))],
    )
    return tokenizer


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The id of a piece that must exist, such as a special one."""
    found: int | None = tokenizer.token_to_id(piece)
    if found is None:
        raise KeyError(f"the vocabulary has no piece {piece!r}")
    return found


def unknown_rate(tokenizer: Tokenizer, texts: Iterable[str]) -> float:
    """Share of unknown tokens among all tokens of the texts, 0 to 1."""
    counts = count_pieces(tokenizer, texts)
    total = counts.total()
    return counts[piece_id(tokenizer, UNKNOWN)] / total if total else 0.0


def _ours(character: str) -> bool:
    category = unicodedata.category(character)
    if category[0] in "NPSZC":
        return True
    return unicodedata.name(character, "").startswith(SCRIPTS) or category == "Mn"
