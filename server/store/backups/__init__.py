"""Backups of a data folder: made while a server runs on it, and unpacked into a new one."""
