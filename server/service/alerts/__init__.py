"""Alerts: measuring, judging, taking over, showing."""
