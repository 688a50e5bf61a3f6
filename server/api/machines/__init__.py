"""Routes of machines: kiosks, screens, tablets, counter machines."""
