"""The hall's screens: the rules of the board, and the screens' own scripts and styles."""
