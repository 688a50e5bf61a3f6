"""The history checker: what clients were told, and the journal, judged without a line of the product's code.

Whoever asks a centre for something writes down what they asked, when, and what they were told (`record.py`); the journal comes as
the API or `goiso export` gives it (`journal.py`). `judge.py` proves from these two alone what docs/events.md, docs/api.md
and docs/calling-order.md promise; each promise broken is a finding with the rows that prove it (docs/reliability.md).
"""
