"""The tests mirror the code: core, store, service, api, kiosk, display; guards watch the whole."""
