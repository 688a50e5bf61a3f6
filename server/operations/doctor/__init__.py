"""Collects the facts that `server.core.doctor` judges: from this machine, the data and the running server."""
