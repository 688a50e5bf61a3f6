"""The doctor's facts that are stored, and its findings as JSON."""
