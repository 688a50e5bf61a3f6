"""Dossiers as the dossier system tells of them: what of an imported list is kept, and what Form 06 counts."""
