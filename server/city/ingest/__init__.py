"""What centres send: who they are, their rows stored, and what they are answered."""
