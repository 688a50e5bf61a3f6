"""Rules of screens: where each stands, and what is wrong with one."""
