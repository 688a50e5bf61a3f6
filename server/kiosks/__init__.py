"""What the server does for kiosks: printing their slips, and reading their pages aloud."""
