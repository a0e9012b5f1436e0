"""Other people's models on small ones built here: whole words, windows, label maps, every task."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("torch")

from stream.contract.article import Article
from stream.enrich.decode import LabelledSpan
from stream.enrich.hub.specialists import load_specialists
from stream.enrich.pipeline import Enricher
from stream.model_settings import ModelSettings, TaskModel, TaskModels
from tests.enrich.hub.builders import roberta_tagger, scorer, sentencepiece_tagger, tagger
from tests.training.builders import toy_tokenizer

CAMEL = ("B-LOC", "B-MISC", "B-ORG", "B-PERS", "I-LOC", "I-MISC", "I-ORG", "I-PERS", "O")
NAMES = {"Omar": "B-PERS", "Paris": "B-LOC", "Cairo": "I-ORG", "Bank": "B-ORG", "of": "I-ORG", "باكو": "B-LOC"}
SENTIMENT = ("positive", "negative", "neutral")  # the CAMeL models' order


def settings(**tasks: TaskModel) -> ModelSettings:
    return ModelSettings(tasks=TaskModels(**tasks), threads=1)


def tag(model: TaskModel, *texts: str) -> list[list[LabelledSpan]]:
    specialists, _ = load_specialists(settings(entities=model))
    return [dict(opinion.spans)["entities"] for opinion in specialists.read(texts)]


def found(spans: list[LabelledSpan], text: str) -> list[tuple[str, str]]:
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    return [(span.label, text[span.start : span.end]) for span in spans]


def camel(folder: Path) -> TaskModel:
    return TaskModel(path=tagger(folder / "camel", CAMEL, NAMES), labels={"PERS": "PER"})


def test_names_are_found_in_whole_words_with_our_labels(tmp_path: Path) -> None:
    text = "Omar visited Paris, the Bank of Cairo."
    [spans] = tag(camel(tmp_path), text)
    assert found(spans, text) == [("PER", "Omar"), ("LOC", "Paris"), ("ORG", "Bank of Cairo")]
    assert all(span.confidence > 0.9 for span in spans)


def test_the_first_piece_of_a_word_speaks_for_the_word(tmp_path: Path) -> None:
    text = "Parisian won"  # Paris, ##ian: the second piece was never taught and says O
    [spans] = tag(camel(tmp_path), text)
    assert found(spans, text) == [("LOC", "Parisian")]


@pytest.mark.parametrize(
    "labels",
    [
        ("O", "PER", "LOC", "ORG"),  # bare types
        ("I-LOC", "I-ORG", "I-PER", "O"),  # IOB1: B only between two of a kind
        ("O", "S-PER", "S-LOC", "B-ORG", "I-ORG", "E-ORG"),  # BIOES
        ("O", "U-PER", "U-LOC", "B-ORG", "I-ORG", "L-ORG"),  # BILOU
    ],
)
def test_every_usual_scheme_of_labels_is_read(tmp_path: Path, labels: tuple[str, ...]) -> None:
    def best(kind: str, *prefixes: str) -> str:
        return next(label for prefix in (*prefixes, "") for label in [f"{prefix}{kind}"] if label in labels)

    says = {
        "Omar": best("PER", "S-", "U-", "I-"),
        "Paris": best("LOC", "S-", "U-", "I-"),
        "Bank": best("ORG", "B-", "I-"),
        "of": best("ORG", "I-"),
        "Cairo": best("ORG", "E-", "L-", "I-"),
    }
    text = "Omar lost Paris that Bank of Cairo"
    [spans] = tag(TaskModel(path=tagger(tmp_path / "model", labels, says)), text)
    assert found(spans, text) == [("PER", "Omar"), ("LOC", "Paris"), ("ORG", "Bank of Cairo")]


def test_what_the_label_map_sends_to_o_is_no_entity(tmp_path: Path) -> None:
    labels = ("O", "B-DATE", "I-DATE", "B-PER", "I-PER")
    model = tagger(tmp_path / "model", labels, {"rain": "B-DATE", "Omar": "B-PER"})
    text = "Omar won the rain"
    [spans] = tag(TaskModel(path=model, labels={"DATE": "O"}), text)
    assert found(spans, text) == [("PER", "Omar")]


def test_an_xlm_roberta_model_reads_arabic_with_a_unigram_tokenizer(tmp_path: Path) -> None:
    labels = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
    says = {"▁لبنان": "B-LOC", "▁وزارة": "B-ORG", "▁الدفاع": "I-ORG", "▁Omar": "B-PER"}
    model = roberta_tagger(tmp_path / "model", toy_tokenizer(), labels, says)
    text = "قال Omar: وزارة الدفاع، لبنان."
    [spans] = tag(TaskModel(path=model), text)
    assert found(spans, text) == [("PER", "Omar"), ("ORG", "وزارة الدفاع"), ("LOC", "لبنان")]


def test_a_model_with_nothing_but_a_sentencepiece_file_is_read(tmp_path: Path) -> None:
    pytest.importorskip("sentencepiece")
    texts = ["Omar visited Paris", "Paris and Cairo", "Omar won in Cairo", "Cairo lost Omar", "in Paris"] * 20
    says = {"▁Omar": "B-PER", "▁Paris": "B-LOC"}
    model = sentencepiece_tagger(tmp_path / "model", texts, ("O", "B-PER", "I-PER", "B-LOC", "I-LOC"), says)
    assert not (model / "tokenizer.json").exists()
    text = "Omar lost Paris, Cairo won."
    [spans] = tag(TaskModel(path=model), text)
    assert found(spans, text) == [("PER", "Omar"), ("LOC", "Paris")]


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta"])
def test_nothing_past_the_models_last_position_is_lost(tmp_path: Path, kind: str) -> None:
    if kind == "bert":
        model = TaskModel(path=tagger(tmp_path / "model", ("O", "B-PER"), {"Omar": "B-PER"}, positions=32))
        filler = "rain"
    else:
        model = TaskModel(path=roberta_tagger(tmp_path / "m", toy_tokenizer(), ("O", "B-PER"), {"▁Omar": "B-PER"}))
        filler = "won"
    text = " ".join(["Omar" if number % 7 == 0 else filler for number in range(200)])
    [spans] = tag(model, text)
    assert [span.start for span in spans] == [at for at in range(len(text)) if text.startswith("Omar", at)]


def test_texts_without_a_word_have_no_names(tmp_path: Path) -> None:
    assert tag(camel(tmp_path), "", "  ", "。") == [[], [], []]


def test_a_sentence_is_read_alike_whatever_shares_the_pass(tmp_path: Path) -> None:
    model = camel(tmp_path)
    texts = ["Omar visited Paris", "the rain , that " * 9 + "Cairo", "باكو"]
    together = tag(model, *texts)
    assert together == [tag(model, text)[0] for text in texts]


def test_several_threads_may_read_with_one_model(tmp_path: Path) -> None:
    specialists, _ = load_specialists(settings(entities=camel(tmp_path)))
    texts = ["Omar visited Paris", "the rain , that " * 9 + "Cairo", "باكو", "Bank of Cairo"]
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda _: specialists.read(texts), range(24)))
    assert all(opinions == read[0] for opinions in read)


def test_sentiment_follows_the_label_names_not_their_order(tmp_path: Path) -> None:
    model = TaskModel(path=scorer(tmp_path / "model", SENTIMENT, {"won": "positive", "lost": "negative"}))
    specialists, _ = load_specialists(settings(sentiment=model))
    won, lost = (opinion.sentiment for opinion in specialists.read(["Omar won won", "Omar lost lost"]))
    assert won is not None
    assert lost is not None
    assert sum(won) == pytest.approx(1, abs=1e-4)
    assert won[2] > won[0] + 0.2
    assert lost[0] > lost[2] + 0.2


def test_a_long_sentence_is_weighed_over_all_its_windows(tmp_path: Path) -> None:
    model = TaskModel(path=scorer(tmp_path / "model", SENTIMENT, {"won": "positive", "lost": "negative"}))
    specialists, _ = load_specialists(settings(sentiment=model))
    [opinion] = specialists.read(["won " * 8 + "lost " * 150])
    assert opinion.sentiment is not None
    assert opinion.sentiment[0] > opinion.sentiment[2] + 0.2


def test_a_model_of_two_sentiments_is_never_neutral(tmp_path: Path) -> None:
    model = TaskModel(
        path=scorer(tmp_path / "model", ("NEG", "POS"), {"won": "POS"}), labels={"NEG": "negative", "POS": "positive"}
    )
    specialists, _ = load_specialists(settings(sentiment=model))
    [opinion] = specialists.read(["Omar won"])
    assert opinion.sentiment is not None
    assert opinion.sentiment[1] == 0


@pytest.mark.parametrize("task", ["claim", "check_worthiness"])
def test_yes_and_no_may_be_two_labels_or_one_output(tmp_path: Path, task: str) -> None:
    two = TaskModel(
        path=scorer(tmp_path / "two", ("NFS", "CFS"), {"said": "CFS", "rain": "NFS"}),
        labels={"NFS": "no", "CFS": "yes"},
    )
    one = TaskModel(path=scorer(tmp_path / "one", ("worth",), {"said": "worth"}), labels={"worth": "yes"})
    for model in (two, one):
        specialists, _ = load_specialists(settings(**{task: model}))
        said, rain = (opinion.yes(task) for opinion in specialists.read(["Omar said that", "the rain"]))  # type: ignore[arg-type]
        assert said is not None
        assert rain is not None
        assert said > rain + 0.2


def test_attribution_spans_come_from_the_model_too(tmp_path: Path) -> None:
    labels = ("O", "B-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT")
    says = {"Omar": "B-SOURCE", "said": "B-CUE", "Paris": "B-CONTENT", "won": "I-CONTENT"}
    specialists, _ = load_specialists(settings(attribution=TaskModel(path=tagger(tmp_path / "model", labels, says))))
    text = "Omar said Paris won"
    [opinion] = specialists.read([text])
    assert found(dict(opinion.spans)["attribution"], text) == [
        ("SOURCE", "Omar"), ("CUE", "said"), ("CONTENT", "Paris won"),
    ]  # fmt: skip


def test_the_enricher_uses_both_models_and_names_both(tmp_path: Path) -> None:
    article = Article(id="1", title="باكو", body="قالت وزارة الدفاع في باكو إن Omar بخير.")
    model = TaskModel(path=tagger(tmp_path / "camel", CAMEL, {"Omar": "B-ORG"}), labels={"PERS": "PER"})
    enricher = Enricher.load(settings(entities=model))
    [analysis] = enricher.enrich([article])
    [shipped] = Enricher.load(ModelSettings(threads=1)).enrich([article])
    [misread] = (entity for entity in analysis.entities if entity.name == "Omar")
    assert misread.type == "ORG"
    assert [(mention.text, mention.start) for mention in misread.mentions] == [("Omar", 29)]
    assert analysis.sentiment == shipped.sentiment
    assert [claim.text for claim in analysis.claims] == [claim.text for claim in shipped.claims]
    ours, other = enricher.models
    assert (other.name, other.version, len(other.sha256)) == ("camel", "local", 64)
    assert ours.name != other.name
