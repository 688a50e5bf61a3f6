"""The city: many centres together. Each goes on alone; what is here comes from their journals and can be asked for again."""
