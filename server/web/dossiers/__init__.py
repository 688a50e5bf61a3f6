"""Where somebody's dossier stands."""
