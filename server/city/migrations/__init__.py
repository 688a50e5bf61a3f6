"""How the database is made and changed: SQL in files, in order."""
