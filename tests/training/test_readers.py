"""Every reader of a third-party set on a few lines of its format, written here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stream.training.examples import Example, Span, Target
from stream.training.mixture import PHASES
from stream.training.readers import (
    READERS,
    anercorp,
    factrueval,
    polnear,
    read_set,
    sentence_labels,
    targets,
    uner,
    worldwide,
)
from stream.training.readers.splits import split_of
from stream.training.readers.words import join_words, spans_of_tags
from tests.training.builders import write


def marked(example: Example) -> dict[str, str]:
    return {example.text[span.start : span.end]: span.label for span in example.entities or ()}


def test_words_are_joined_the_way_news_writes_them() -> None:
    words = ["He", "did", "n't", "say", '"', "yes", '"', "(", "twice", ")", "."]
    text, offsets = join_words(words)
    assert text == 'He didn\'t say "yes" (twice).'
    assert [text[start:end] for start, end in offsets] == words


def test_tags_of_both_schemes_give_the_same_spans() -> None:
    offsets = ((0, 1), (2, 3), (4, 5))
    for tags in (["B-X", "I-X", "O"], ["B-X", "E-X", "O"], ["I-X", "I-X", "O"]):
        assert spans_of_tags(tags, offsets, {"X": "PER"}) == (Span(0, 3, "PER"),)


def test_a_type_that_is_no_mention_here_breaks_a_span() -> None:
    assert spans_of_tags(["B-X", "I-D", "I-X"], ((0, 1), (2, 3), (4, 5)), {"X": "LOC"}) == (
        Span(0, 1, "LOC"),
        Span(4, 5, "LOC"),
    )


def test_anercorp_marks_persons_and_distrusts_unmarked_ministries(tmp_path: Path) -> None:
    lines = ["زار B-O", "سامر B-PERS", "النور I-PERS", "وزارة O", "المياه O", ". O"]
    lines[0] = "زار O"
    write(tmp_path / "ANERCorp_CamelLab_test.txt", "\n".join(lines) + "\n\n")
    (example,) = anercorp.read(tmp_path, "test")
    assert marked(example) == {"سامر النور": "PER"}
    assert [example.text[start:end] for start, end in example.unsure] == ["وزارة المياه"]


def test_anercorp_dev_and_train_share_no_sentence(tmp_path: Path) -> None:
    write(tmp_path / "ANERCorp_CamelLab_train.txt", "\n\n".join(f"كلمة{number} O" for number in range(600)))
    train = {example.text for example in anercorp.read(tmp_path, "train")}
    dev = {example.text for example in anercorp.read(tmp_path, "dev")}
    assert train
    assert dev
    assert not train & dev


def test_worldwide_takes_the_outer_tag_and_leaves_the_address_out(tmp_path: Path) -> None:
    text = (
        "https://example.com/x\tO\n\nOmar\tB-Person\nvisited\tO\nKampala\tB-Organization\tB-Location\nMay\tB-Date\n\n"
    )
    name = next(f"a{number}.tsv" for number in range(99) if split_of(f"a{number}.tsv") == "train")
    write(tmp_path / name, text)
    (example,) = worldwide.read(tmp_path, "train")
    assert example.text == "Omar visited Kampala May"
    assert marked(example) == {"Omar": "PER", "Kampala": "ORG"}


def test_universal_ner_says_nothing_about_misc(tmp_path: Path) -> None:
    text = "# sent_id = 1\n# text = Omar left.\n1\tOmar\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n3\t.\tO\t-\t-\n\n"
    (example,) = uner.read(write(tmp_path / "x.iob2", text), "pud_en", "en")
    assert (example.text, marked(example)) == ("Omar left.", {"Omar": "PER"})
    assert example.entity_types == {"PER", "ORG", "LOC"}


def test_factrueval_keeps_names_and_drops_descriptions(tmp_path: Path) -> None:
    folder = tmp_path / "devset"
    write(folder / "d.txt", "Мэр Омска Иван Лугов ушёл.")
    write(folder / "d.tokens", "1 0 3 Мэр\n2 4 5 Омска\n3 10 4 Иван\n4 15 5 Лугов\n5 21 4 ушёл\n6 25 1 .\n\n")
    write(folder / "d.spans", "7 org_descr 0 3 1 1 # x\n8 loc_name 4 5 2 1 # x\n9 name 10 4 3 1\n10 surname 15 5 4 1\n")
    write(folder / "d.objects", "1 Org 7 # Мэр\n2 LocOrg 7 8 # Омска\n3 Person 9 10 # Иван\n")
    (example,) = factrueval.read(tmp_path, "train")
    assert marked(example) == {"Омска": "LOC", "Иван Лугов": "PER"}


def test_targets_of_one_sentence_come_together_at_their_true_place(tmp_path: Path) -> None:
    rows = [
        {"sentence": "Omar thanked Lina.", "mention": "Omar", "from": 0, "to": 4, "polarity": 1},
        {"sentence": "Omar thanked Lina.", "mention": "Lina", "from": 11, "to": 15, "polarity": -1},
    ]
    write(tmp_path / "newsmtsc-rw-hf" / "train.jsonl", "\n".join(map(json.dumps, rows)))
    (example,) = targets.read_news_mtsc(tmp_path, "train")
    assert example.targets == (Target(0, 4, 2), Target(13, 17, 0))


def test_the_mention_nearest_to_the_stated_place_is_meant() -> None:
    assert targets.locate("an ant, an ant", "ant", 10) == (11, 14)
    assert targets.locate("an ant", "bee", 0) is None


def test_rusentne_rows_become_targets(tmp_path: Path) -> None:
    header = "sentence\tentity\tentity_tag\tentity_pos_start_rel\tentity_pos_end_rel\tlabel\n"
    write(tmp_path / "train_data.csv", header + "Лугов победил.\tЛугов\tPERSON\t0\t5\t1\n")
    (example,) = targets.read_rusentne(tmp_path, "train")
    assert example.targets == (Target(0, 5, 2),)


def test_tweets_lose_addresses_names_and_hashtag_signs() -> None:
    assert sentence_labels.plain('"خبر #عاجل_الآن @user https://t.co/x"') == "خبر عاجل الآن"


def test_arsarcasm_sentiment_is_read(tmp_path: Path) -> None:
    write(tmp_path / "testing_data.csv", "tweet,sarcasm,sentiment,dialect\nجميل,FALSE,POS,msa\n")
    (example,) = sentence_labels.read_arsarcasm(tmp_path, "test")
    assert example.sentiment == 2


def test_check_worthiness_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "CT24_checkworthy_english"
    write(folder / "CT24_checkworthy_english_train.tsv", "Sentence_id\tText\tclass_label\n1\tIt fell by half.\tYes\n")
    (example,) = sentence_labels.read_ct24(tmp_path, "train", "en")
    assert (example.check_worthiness, example.claim) == (1, None)


def test_polnear_spans_are_clipped_to_sentences(tmp_path: Path) -> None:
    write(tmp_path / "train" / "text" / "a.txt", "Omar said it rains. It pours. Bye now.")
    annotation = "T1\tSource 0 4\tOmar\nT2\tCue 5 9\tsaid\nT3\tContent 10 29\t…\nE1\tAttribution:T4 Content:T3\n"
    write(tmp_path / "train" / "attributions" / "a_1x.ann", annotation)
    first, second, third = polnear.read(tmp_path, "train")
    assert first.attribution == (Span(0, 4, "SOURCE"), Span(5, 9, "CUE"), Span(10, 19, "CONTENT"))
    assert second.attribution == (Span(0, 9, "CONTENT"),)
    assert (second.claim, third.claim) == (1, 0)


@pytest.mark.parametrize("name", ["pud_en", "pud_de", "pud_ru", "ct22_ar", "ct22_en"])
def test_sets_for_one_purpose_refuse_the_other(name: str, tmp_path: Path) -> None:
    forbidden = "train" if name.startswith("pud") else "test"
    with pytest.raises(ValueError, match=r"reporting only|never evaluated"):
        read_set(name, forbidden, tmp_path)


def test_no_mixture_names_an_unknown_set() -> None:
    assert {name for shares in PHASES.values() for name in shares} <= set(READERS)
