"""Whether backups are encrypted, and for whom: a setting names the public key alone."""

from pathlib import Path
from typing import Final

from server.core.backups import SHORTEST
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.settings.changes import change_all

_PART: Final = "backup"


def encrypt_with(context: Context, data: Path, passphrase: str, actor: str) -> None:
    """Make all later backups open only with this passphrase, which is stored nowhere.

    Raises `passphrase_short`, `storage_restore` when no key could be made or kept, and what a change of settings raises.
    """
    from server.store.backups import passphrases  # noqa: PLC0415 - most centres never do it

    if len(passphrase) < SHORTEST:
        raise Refusal("passphrase_short", least=SHORTEST)
    try:
        key = passphrases.new_key(passphrase)
        passphrases.keep(data, key)
    except OSError as error:
        raise Refusal("storage_restore", reason=str(error)) from error
    _set(context, key.recipient, actor)


def encrypt_no_more(context: Context, actor: str) -> None:
    """Stop encrypting: everybody who has a later backup can read it."""
    _set(context, None, actor)


def _set(context: Context, recipient: str | None, actor: str) -> None:
    change_all(context, lambda now: {**now, _PART: {**now[_PART], "recipient": recipient}}, actor)
