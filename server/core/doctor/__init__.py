"""What a technician would look at: the facts of a machine and its centre, and what they mean."""
