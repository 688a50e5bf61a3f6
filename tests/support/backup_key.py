"""A key of encrypted backups whose wrapping takes no time: the real one takes a second on purpose."""

from base64 import b64decode
from typing import Final

from server.store.backups.passphrases import BackupKey

PASSPHRASE: Final = "mưa trên phố Huế"
IDENTITY: Final = "AGE-SECRET-KEY-1GGP89T5ENNSY2KV0QUJEVD8HFMQ5K4G7J6VHLPW73DWFVX9EF9LSSLWTZH"
RECIPIENT: Final = "age1y62x5vd373y0897099jcq0was9y6tdjmxegx9gsp9wwtg37ltekqjmym85"
_WRAPPED: Final = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCB2ZjdEU3h3dEpmMzRQV0ttTWRuLzN3IDIKdi9HWTNnQjQ5b2"
    "1UTGhwUUI5Si9aVXlIaG9ZRkhKTGF4WVA2RkFxcmNXTQotLS0gbEVKcnpCclc4M1pUdXBXUzNod3p0VWFxTnB0RHRk"
    "NmNITWpaYjJlUTlldwqxVDUkQ2Me2+rG0XrEeo7d6rxoLmgZCyFK1st3E8Ae9bqTOERLvpPKj1epcZeBk3ayF5Ymh6"
    "GROF9Ll+OKvibbn27/MycPIYL0g6G9wQAOJRyzFuK8pztfelR42+psNPDWsMTtIgAQMs/KP2PF+Xsrkss/Udv0nJmq"
    "uMhjYlYJnmB1UFM4TOOaZf/h7i58iccxKWhvKympwoUcArCI5oNnOE7cXdSzThep6cjdvCzTzLRZ1YBvtlI+"
)
KEY: Final = BackupKey(RECIPIENT, b64decode(_WRAPPED))
"""What `passphrases.new_key` makes, but for the work of guessing."""
