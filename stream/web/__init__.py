"""The HTTP side: metrics and health for machines, the live page for people."""
