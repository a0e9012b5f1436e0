"""Alert on claims about an entity: a consumer in forty lines, on kafka-python alone.

    python docs/examples/alert.py localhost:9092 geonames:586268        # every claim that names Kalbajar

Delivery is at least once, with the same `ce_id` on a repeat: remembering the ids is all it takes to alert once.
"""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from typing import Any

from kafka import KafkaConsumer

REMEMBERED = 100_000  # ids; a repeat follows its original within minutes


def main(brokers: str, entity_id: str, topic: str = "news.claims") -> None:
    """Print one line a claim, for ever."""
    consumer = KafkaConsumer(
        topic, bootstrap_servers=brokers.split(","), group_id=f"alert-{entity_id}", auto_offset_reset="earliest"
    )
    seen: OrderedDict[str, None] = OrderedDict()
    for record in consumer:
        event_id = dict(record.headers)["ce_id"].decode()
        data = json.loads(record.value)
        if event_id not in seen and entity_id in data["claim"]["entity_ids"]:
            print(line(data), flush=True)
        seen[event_id] = None
        if len(seen) > REMEMBERED:
            seen.popitem(last=False)


def line(data: dict[str, Any]) -> str:
    """Who says what, where."""
    claim, article = data["claim"], data["article"]
    who = claim["claimant"]["text"] if claim["claimant"] else "unattributed"
    verb = "denies" if claim["denied"] else "says"
    return f"{claim['check_worthiness']:.2f}  {who} {verb}: {claim['text']}  ({article['source'] or article['id']})"


if __name__ == "__main__":
    main(*sys.argv[1:])
