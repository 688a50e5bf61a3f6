"""`python -m tests.support.javascript`: bring the tools."""

from tests.support.javascript import bring

bring()
