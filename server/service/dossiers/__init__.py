"""The dossier system's list: taken in, looked up by code, counted for Form 06, deleted in time."""
