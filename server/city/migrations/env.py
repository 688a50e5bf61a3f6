"""What Alembic runs: the versions in order, one program at a time."""

from typing import Final

from alembic import context
from sqlalchemy import create_engine, text

_LOCK: Final = 7_305_420_001

engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    connection.commit()
    context.configure(connection=connection, transactional_ddl=True, transaction_per_migration=True)
    context.run_migrations()
    connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
    connection.commit()
engine.dispose()
