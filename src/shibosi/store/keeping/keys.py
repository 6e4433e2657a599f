"""The key of a backup: what is sealed in it opens only with the key of the server that wrote it. Knows no database."""

from shibosi import settings
from shibosi.store.keeping import archive


def take_key(reader: archive.Reader) -> None:
    """Use the key of this server, else the one in the backup, and hold it against the manifest.

    To be called before the server's secrets are read for the first time, for they would be made anew then. Raises
    WrongKey, BrokenBackup.
    """
    home, secrets = settings.home(), reader.secrets()
    seal = settings.seal() if settings.has_seal() else bytes.fromhex(secrets.get("seal", ""))
    if not seal:
        raise archive.WrongKey(file=reader.path, home=home)
    reader.check_key(seal, home)
    for name, value in secrets.items():
        settings.keep(name, value)
