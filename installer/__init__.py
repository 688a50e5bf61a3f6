"""Making what a ward installs: a Debian package and a container image, from a bare Debian root. Not part of the wheel."""
