"""Webhooks: programs that are notified of events."""
