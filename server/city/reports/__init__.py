"""Figures of many centres."""
