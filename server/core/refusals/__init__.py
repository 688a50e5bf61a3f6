"""Every way the system says no, by area, each with its HTTP status and its texts for people."""
