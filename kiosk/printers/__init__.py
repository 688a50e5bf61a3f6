"""The printers behind the port in kiosk.printer."""
