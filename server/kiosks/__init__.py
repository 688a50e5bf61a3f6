"""What the server does for kiosks: printing their slips, reading their pages aloud, offering their boxes a release."""
