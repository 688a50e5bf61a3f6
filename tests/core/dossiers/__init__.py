"""Dossiers as the dossier system tells of them."""
