"""What people's phones read: files, and a few pages."""
