"""Scoring the whole enricher on the golden set: articles in, analyses out, compared with labels written by hand.

`gold` reads the set, `entities` and `claims` compare one side each, `score` makes the figures and prints them. Needs
nothing of the train extra, so that the floors can be asserted wherever the tests run.
"""
