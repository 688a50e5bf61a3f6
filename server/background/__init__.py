"""Threads that run beside requests: the publisher, the forecaster, the keeper of the day."""
