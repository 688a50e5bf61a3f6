"""When few people come."""
