"""Rules of forecasts: the hall played forward, service times, and how a wait is told."""
