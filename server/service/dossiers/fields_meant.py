"""Which of the centre's fields, and which known procedure, the cells of a list mean."""

from collections import Counter, defaultdict
from typing import Final

from server.core.procedures.spelling import fold
from server.service.context import Context
from server.store.procedures import table

_SHOWN: Final = 60


class FieldsMeant:
    """Remembers its answers, and which fields are unknown here."""

    def __init__(self, context: Context) -> None:
        layout = context.centre.layout
        with context.store.read() as connection:
            known = table.everything(connection)
        self.unknown: Counter[str] = Counter()
        self._procedures = {code: each.field for code, each in known.items() if each.field in layout.fields}
        national: defaultdict[str, set[str]] = defaultdict(set)
        for each in known.values():
            if each.field in layout.fields:
                national[fold(each.national_field)].add(each.field)
        self._fields = {name: fields.pop() for name, fields in national.items() if name and len(fields) == 1}
        for code, field in layout.fields.items():
            self._fields |= dict.fromkeys((fold(code), *map(fold, field.names.values())), code)

    def find(self, field: str, procedure: str) -> tuple[str | None, str | None]:
        """The field's code and the procedure's; `None` for what is not known here: a list may say anything."""
        code = next((word for word in procedure.split()[:1] if word in self._procedures), None)
        said = " ".join(field.split())
        found = self._fields.get(fold(said)) or (None if code is None else self._procedures[code])
        if found is None:
            self.unknown[said[:_SHOWN]] += 1
        return found, code
