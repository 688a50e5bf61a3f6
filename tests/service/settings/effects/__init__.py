"""Every setting, by its path, with how its effect is seen in a running centre."""
