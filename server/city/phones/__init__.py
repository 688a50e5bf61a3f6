"""What people's phones read: files that a web server hands out, and pages that find their own place in them."""
