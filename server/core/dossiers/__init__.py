"""Dossiers from the dossier system: what is kept of an imported list, and what Form 06 counts."""
