"""The table of procedures and the files of the catalogue."""
