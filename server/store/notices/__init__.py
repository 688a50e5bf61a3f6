"""Tables and files of notices."""
