"""Text in, labels out. Pure: no Kafka, no asyncio, no clock."""
