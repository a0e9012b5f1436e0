"""Metrics, health and logs. The only room that knows prometheus-client."""
