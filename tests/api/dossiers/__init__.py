"""The dossier system's list, over the API."""
