"""Drawing for a thermal printer: black or white dots, 203 to the inch."""
