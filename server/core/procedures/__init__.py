"""Rules of procedures: finding one by plain words, and which are asked for most."""
