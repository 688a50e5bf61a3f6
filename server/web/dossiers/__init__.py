"""How far somebody's dossier is."""
