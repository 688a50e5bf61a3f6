"""The demo centre: a whole hall on one machine, with everything that a newcomer needs for a try."""
