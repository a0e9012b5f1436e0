"""Metrics, health, logs and traces. The only room that knows prometheus-client and OpenTelemetry."""
