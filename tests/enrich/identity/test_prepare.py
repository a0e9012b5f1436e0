"""What the first articles would wait for is loaded before them."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: names looked up before are remembered, and remembered names ask no table.
COUNTS = """
from stream.enrich.identity import article, concepts, institutions, organisations, prepare, sightings, state_bodies, verbs

prepare()
tables = (
    organisations._by_concepts, sightings._index, state_bodies._concepts_of_bodies, verbs._forms,
    institutions._western_portfolios, institutions._western_pattern, article._first_words_of_countries,
    concepts._well_known_cities, article._words_of_places, sightings._beginnings,
)
print([table.__name__ for table in tables if not table.cache_info().currsize])
"""


def test_every_derived_table_is_made_before_the_first_article() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
