"""The pages: rendered here, kept alive by the browser's modules and the live line."""
