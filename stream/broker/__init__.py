"""Kafka from the outside, on kafka-python: topics, produce, tail, lag, dead letters; and the demo's embedded broker.

kafka-python enters the project here and nowhere else. Its errors leave as `stream.errors.BrokerError`.
"""
