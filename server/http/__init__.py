"""What every request needs around Flask: bodies, headers, language, limits, this server's own address."""
