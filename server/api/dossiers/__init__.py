"""Routes about dossiers: the list of the dossier system, looking one up by its code, and Form 06."""
