"""The JSON API under /api/v1: thin routes that validate, call one use case and answer."""
