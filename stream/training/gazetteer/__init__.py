"""Builds the gazetteer that `stream.enrich.identity` reads, from open data in PyPI packages."""
