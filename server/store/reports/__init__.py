"""The table that figures are counted from."""
