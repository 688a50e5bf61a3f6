"""Passwords that are hashed without the work that makes them safe: its strength is a library's matter, and half of a start."""

from argon2 import PasswordHasher

from server.service.people.passwords import Passwords

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
