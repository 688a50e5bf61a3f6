"""The machine at the door: slips, printers, the queue, the desk."""
