"""Small models with known answers, written the way the hub's models are: `save_pretrained`, safetensors, a tokenizer.

A word's embedding is the unit vector of its label and the last layer reads it off, so a test decides what the model
says of every piece. The classifier of sentences hears all words through one layer that attends to each alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertForTokenClassification,
    XLMRobertaConfig,
    XLMRobertaForTokenClassification,
    XLMRobertaTokenizer,
)

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
WORDS = (
    "Omar", "Paris", "##ian", "visited", "the", "Bank", "of", "Cairo", "won", "lost", "said", "that", "rain", ",", ".",
    "باكو", "وزارة", "الدفاع", "##ية", "قالت", "في", "عمر",
)  # fmt: skip
HIDDEN = 16


def vocabulary(folder: Path, words: Sequence[str] = WORDS) -> list[str]:
    """Write `vocab.txt` as the CAMeL models have it, with no `tokenizer.json`; the pieces in order."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [*SPECIAL, *words]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    config = {"do_lower_case": False, "tokenizer_class": "BertTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    return pieces


def tagger(folder: Path, labels: Sequence[str], says: Mapping[str, str], *, positions: int = 64) -> Path:
    """A BERT classifier of tokens in `folder` that gives the pieces of `says` their label, others the last of `labels`."""
    pieces = vocabulary(folder)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=HIDDEN,
        num_hidden_layers=0,
        num_attention_heads=2,
        intermediate_size=HIDDEN,
        max_position_embeddings=positions,
        id2label=dict(enumerate(labels)),
    )
    model = BertForTokenClassification(config)  # type: ignore[no-untyped-call]
    _teach(model.bert.embeddings, model.classifier, pieces, labels, says)
    model.save_pretrained(folder)
    return folder


def roberta_tagger(folder: Path, tokenizer: Tokenizer, labels: Sequence[str], says: Mapping[str, str]) -> Path:
    """The same as an XLM-R model with a Unigram tokenizer and the RoBERTa family's positions."""
    _roberta(folder, tokenizer.get_vocab(), labels, says)
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    config_file = {"tokenizer_class": "PreTrainedTokenizerFast", **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(config_file), encoding="utf-8")
    return folder


def sentencepiece_tagger(folder: Path, texts: Sequence[str], labels: Sequence[str], says: Mapping[str, str]) -> Path:
    """An XLM-R model whose only tokenizer file is `sentencepiece.bpe.model`, as the older ones on the hub are."""
    from sentencepiece import SentencePieceTrainer  # noqa: PLC0415  # asked for by the one test that needs it

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "sentencepiece.bpe.model").open("wb") as file:
        SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=file, vocab_size=60, hard_vocab_limit=False, minloglevel=2
        )
    tokenizer = XLMRobertaTokenizer.from_pretrained(folder)
    _roberta(folder, tokenizer.get_vocab(), labels, says)
    return folder


def _roberta(folder: Path, vocabulary: Mapping[str, int], labels: Sequence[str], says: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pieces = sorted(vocabulary, key=lambda piece: vocabulary[piece])
    config = XLMRobertaConfig(
        vocab_size=len(pieces),
        hidden_size=HIDDEN,
        num_hidden_layers=0,
        num_attention_heads=2,
        intermediate_size=HIDDEN,
        max_position_embeddings=34,
        pad_token_id=1,
        type_vocab_size=1,
        id2label=dict(enumerate(labels)),
    )
    model = XLMRobertaForTokenClassification(config)  # type: ignore[no-untyped-call]
    _teach(model.roberta.embeddings, model.classifier, pieces, labels, says)
    model.save_pretrained(folder)


def scorer(folder: Path, labels: Sequence[str], says: Mapping[str, str]) -> Path:
    """A BERT classifier of sentences in `folder`: each word of `says` speaks for its label, other words for none."""
    pieces = vocabulary(folder)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=HIDDEN,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=HIDDEN,
        max_position_embeddings=32,
        id2label=dict(enumerate(labels)),
    )
    model = BertForSequenceClassification(config)  # type: ignore[no-untyped-call]
    _teach(model.bert.embeddings, model.classifier, pieces, labels, says)
    _hear_all_words(model)
    model.save_pretrained(folder)
    return folder


def _teach(
    embeddings: torch.nn.Module,
    classifier: torch.nn.Linear,
    pieces: Sequence[str],
    labels: Sequence[str],
    says: Mapping[str, str],
) -> None:
    with torch.no_grad():
        for weight in embeddings.parameters():
            weight.zero_()
        embeddings.LayerNorm.weight.fill_(1.0)
        for number, piece in enumerate(pieces):
            column = list(labels).index(says[piece]) if piece in says else HIDDEN - 1
            embeddings.word_embeddings.weight[number, column] = 4.0
        classifier.weight.zero_()
        classifier.bias.zero_()
        for label in range(len(labels)):
            classifier.weight[label, label] = 2.0
        if "O" in labels:
            classifier.weight[list(labels).index("O"), HIDDEN - 1] = 2.0


def _hear_all_words(model: BertForSequenceClassification) -> None:
    layer, identity = model.bert.encoder.layer[0], torch.eye(HIDDEN)
    with torch.no_grad():
        for weight in model.bert.encoder.parameters():
            weight.zero_()
        for norm in (layer.attention.output.LayerNorm, layer.output.LayerNorm):
            norm.weight.fill_(1.0)
        layer.attention.self.value.weight.copy_(identity)
        layer.attention.output.dense.weight.copy_(8 * identity)
        pooler = model.bert.pooler
        assert pooler is not None
        pooler.dense.weight.copy_(identity)
        pooler.dense.bias.zero_()
