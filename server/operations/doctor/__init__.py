"""Gathering what `server.core.doctor` judges: from this machine, from the data, from the running server."""
