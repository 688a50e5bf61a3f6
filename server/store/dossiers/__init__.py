"""The list of the dossier system that was taken in at last, and its rows."""
