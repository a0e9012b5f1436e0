"""Which sets are trained on, and their shares of the tokens seen in each phase.

The first phase teaches everything; the second leans on our own sentences, which carry every label in the convention of
the wire contract, and keeps the two large news NER sets so that entities do not fade; the third gives every set the share
that its dev figures still asked for; the fourth teaches names again after particles were taken out of ANERcorp's; the fifth
brings in sentences of real Arabic news; the last is short, slow and leans on what the fifth had let fade. Arabic news comes first; tweets and debates, far from news, get small shares.
"""

from __future__ import annotations

from typing import Final

PHASES: Final[dict[str, dict[str, float]]] = {
    "broad": {
        "anercorp": 26,
        "worldwide": 14,
        "factrueval": 3,
        "uner_ewt": 1,
        "newsmtsc": 11,
        "rusentne": 6,
        "arsarcasm": 7,
        "ct24_ar": 4,
        "ct24_en": 4,
        "ct22_ar": 2,
        "ct22_en": 1,
        "polnear": 11,
        "news_sentences": 8,
    },
    "own": {
        "anercorp": 28,
        "worldwide": 9,
        "factrueval": 2,
        "uner_ewt": 1,
        "newsmtsc": 9,
        "rusentne": 4,
        "arsarcasm": 5,
        "ct24_ar": 3,
        "ct24_en": 3,
        "ct22_ar": 1,
        "polnear": 9,
        "news_sentences": 20,
    },
    "whole": {
        "anercorp": 24,
        "worldwide": 18,
        "factrueval": 3,
        "uner_ewt": 1,
        "newsmtsc": 9,
        "rusentne": 4,
        "arsarcasm": 6,
        "ct24_ar": 2,
        "ct24_en": 8,
        "ct22_ar": 1,
        "polnear": 8,
        "news_sentences": 16,
    },
    "names": {
        "anercorp": 30,
        "worldwide": 15,
        "factrueval": 3,
        "uner_ewt": 1,
        "newsmtsc": 8,
        "rusentne": 3,
        "arsarcasm": 5,
        "ct24_ar": 2,
        "ct24_en": 8,
        "ct22_ar": 1,
        "polnear": 7,
        "news_sentences": 17,
    },
    "real": {
        "anercorp": 28,
        "worldwide": 14,
        "factrueval": 3,
        "uner_ewt": 1,
        "newsmtsc": 8,
        "rusentne": 3,
        "arsarcasm": 4,
        "ct24_ar": 2,
        "ct24_en": 8,
        "ct22_ar": 1,
        "polnear": 7,
        "news_sentences": 14,
        "real_sentences": 15,
    },
    "last": {
        "anercorp": 27,
        "worldwide": 19,
        "factrueval": 3,
        "uner_ewt": 1,
        "newsmtsc": 7,
        "rusentne": 4,
        "arsarcasm": 7,
        "ct24_ar": 3,
        "ct24_en": 8,
        "polnear": 6,
        "news_sentences": 14,
        "real_sentences": 12,
    },
}
