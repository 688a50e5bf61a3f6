"""The centre's machines: its devices, the printer, the lines to connected pages."""
