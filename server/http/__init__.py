"""What Flask needs around every request: bodies, headers, language, limits, this server's own address."""
