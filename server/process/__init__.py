"""The server as a process: gunicorn, its worker, the data folder, and what is set for a small machine."""
