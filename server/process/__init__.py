"""The server as a process: gunicorn, its worker, the data folder, and the tuning for a small machine."""
