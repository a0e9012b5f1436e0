"""From a training state to the model folder the worker loads: graph in 8 bits, tokenizer, and `model.json`.

`model.json` says how to read the outputs: labels in order, one temperature a head (fitted on dev data with the very
graph that ships), thresholds of the yes/no heads, and the SHA-256 of the graph.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from transformers import PreTrainedTokenizerFast

from stream.training.base import load_base
from stream.training.calibration import YES_NO, best_threshold, fit, labelled
from stream.training.checkpoint import load_any, save_light
from stream.training.examples import OUTPUT_LABELS, Example
from stream.training.graph import INPUTS, export_float, fuse, quantise
from stream.training.mixture import PHASES
from stream.training.model import NewsModel
from stream.training.predictions import Predictor, groups
from stream.training.quantisation import Feed
from stream.training.readers import read_set
from stream.training.settings import BUILD, KEPT, SHIPPED, ExportSettings
from stream.training.vocabulary import PAD

logger = logging.getLogger(__name__)

NAME: Final = "newsstream-small"
VERSION: Final = "0.1.0"
GRAPH_FILE: Final = "model.int8.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"
FLOAT_FILE: Final = "model.fp32.onnx"
DESCRIPTION_FILE: Final = "model.json"
MAX_TOKENS: Final = 256  # sentences are cut at 120 words before they come here
CALIBRATION_SENTENCES: Final = 400  # a set
SCALED_ON: Final = 80  # sentences of each set of CALIBRATED_ON that fix the scales of the integer products
SCALED_BATCH: Final = 1_024  # padded tokens a pass
CALIBRATED_ON: Final[dict[str, tuple[str, ...]]] = {
    "entities": ("anercorp", "news_sentences", "real_sentences", "worldwide"),
    "attribution": ("news_sentences", "real_sentences"),
    "target_sentiment": ("newsmtsc", "news_sentences", "real_sentences"),
    "sentiment": ("news_sentences", "real_sentences", "arsarcasm"),
    "claim": ("news_sentences", "real_sentences"),
    "check_worthiness": ("news_sentences", "real_sentences", "ct24_en", "ct24_ar"),
}
# Yes or no is decided on sets whose share of yes says something: in the Arabic tweets three of four are yes.
DECIDED_ON: Final = {
    "claim": ("news_sentences", "real_sentences"),
    "check_worthiness": ("news_sentences", "real_sentences", "ct24_en"),
}


def export(settings: ExportSettings) -> Path:
    """Write the model folder; returns it. It is made aside and moved, so that a reader never meets half of one."""
    work = settings.build_dir / "export"
    work.mkdir(parents=True, exist_ok=True)
    _write_graphs(settings, work)
    predictor = Predictor(work / GRAPH_FILE, work / TOKENIZER_FILE, MAX_TOKENS)
    described = describe(work / GRAPH_FILE, calibrate(predictor, settings.data_dir), settings.command)
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (work / DESCRIPTION_FILE).write_text(text, encoding="utf-8")
    settings.out.mkdir(parents=True, exist_ok=True)
    for name in (GRAPH_FILE, TOKENIZER_FILE, DESCRIPTION_FILE):
        shutil.copyfile(work / name, settings.out / name)
    logger.info("exported to %s: %s", settings.out, text)
    return settings.out


def scaling_feeds(tokenizer: Path, data_dir: Path) -> list[Feed]:
    """Batches of dev sentences of every set that is calibrated on; the same ones at every export."""
    chance = random.Random(7)  # noqa: S311  # a sample, not a secret
    found = [_dev(name, data_dir) for name in _calibration_sets()]
    texts = [item.text for dev in found for item in chance.sample(dev, min(SCALED_ON, len(dev)))]
    fast = PreTrainedTokenizerFast(tokenizer_file=str(tokenizer), pad_token=PAD)  # type: ignore[no-untyped-call]
    return list(feeds(texts, fast))


def feeds(texts: Sequence[str], tokenizer: PreTrainedTokenizerFast) -> Iterator[Feed]:
    """The graph's inputs for `texts`, like lengths together."""
    lengths = [len(ids) for ids in tokenizer(list(texts), truncation=True, max_length=MAX_TOKENS)["input_ids"]]
    for batch in groups(lengths, SCALED_BATCH):
        chosen = [texts[number] for number in batch]
        read = tokenizer(chosen, truncation=True, max_length=MAX_TOKENS, padding=True, return_tensors="np")
        yield {name: read[name] for name in INPUTS}


def calibrate(predictor: Predictor, data_dir: Path) -> dict[str, dict[str, float]]:
    """Temperatures and thresholds from dev sentences."""
    dev = {name: predictor.predict(_dev(name, data_dir)) for name in _calibration_sets()}
    temperatures = fit(dev, CALIBRATED_ON)
    thresholds = {
        head: best_threshold([labelled(head, dev[name]) for name in DECIDED_ON[head]], temperatures[head])
        for head in YES_NO
    }
    return {"temperatures": temperatures, "thresholds": thresholds}


def describe(graph: Path, calibrated: dict[str, dict[str, float]], command: str) -> dict[str, Any]:
    """The content of `model.json`."""
    return {
        "name": NAME,
        "version": VERSION,
        "sha256": hashlib.sha256(graph.read_bytes()).hexdigest(),
        "file": GRAPH_FILE,
        "max_tokens": MAX_TOKENS,
        "labels": OUTPUT_LABELS,
        "independent": True,
        **calibrated,
        "trained_on": sorted({name for shares in PHASES.values() for name in shares}),
        "command": command,
    }


def _write_graphs(settings: ExportSettings, work: Path) -> None:
    base = load_base(settings.wheel, settings.data_dir, settings.build_dir, settings.state)
    model = NewsModel(base.encoder)
    progress = load_any(settings.state, model)
    raw = work / "raw.onnx"
    export_float(model, raw)
    fuse(raw, work / FLOAT_FILE, base.encoder.config.num_attention_heads, base.encoder.config.hidden_size)
    base.tokenizer.save(str(work / TOKENIZER_FILE), pretty=False)
    quantise(work / FLOAT_FILE, work / GRAPH_FILE, scaling_feeds(work / TOKENIZER_FILE, settings.data_dir))
    if settings.checkpoint_out is not None:
        save_light(settings.checkpoint_out, model, base, progress)


def _calibration_sets() -> list[str]:
    return sorted({name for names in CALIBRATED_ON.values() for name in names})


def _dev(name: str, data_dir: Path) -> list[Example]:
    return read_set(name, "dev", data_dir)[:CALIBRATION_SENTENCES]


def main() -> None:
    """Export a state; every flag is a field of ExportSettings."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--build-dir", type=Path, default=BUILD)
    parser.add_argument("--state", type=Path, default=KEPT)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--checkpoint-out", type=Path)
    parser.add_argument("--command", default="")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    export(ExportSettings(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
