"""The rules of reports, pure."""
