"""What readers sign in with; secrets come from variables and files, never from a command line."""

import json
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

COOKIE = "PANEL_COOKIE_SECRET"
ENCRYPTION = "PANEL_OAUTH_ENCRYPTION"
OAUTH = ("PANEL_OAUTH_KEY", "PANEL_OAUTH_SECRET", ENCRYPTION)
PROVIDERS = (
    "auth0", "auth_code", "azure", "azurev2", "bitbucket", "generic", "github", "gitlab", "google",
    "okta",
)  # fmt: skip
_GUESTS = ("PANEL_OAUTH_OPTIONAL", "PANEL_OAUTH_GUEST_ENDPOINTS")
_MAKE = "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
_SHORTEST = 32


def check_secrets(environment: Mapping[str, str], provider: str = "") -> None:
    """Check that the variables with which Panel signs cookies are set.

    Args:
        environment: The variables.
        provider: Whom readers sign in with, or "".

    Raises:
        ValueError: One is missing or too short, or one would let guests in.
    """
    if len(environment.get(COOKIE, "")) < _SHORTEST:
        raise ValueError(
            f"Signing in needs a secret of at least {_SHORTEST} characters that signs cookies: "
            f'export {COOKIE}="$({_MAKE})"'
        )
    for name in OAUTH if provider else ():
        if not environment.get(name):
            hint = " Make one with: panel oauth-secret" if name == ENCRYPTION else ""
            raise ValueError(f"--oauth {provider} reads {name}, which is not set.{hint}")
    for name in _GUESTS:
        if environment.get(name):
            raise ValueError(
                f"{name} lets readers in who do not sign in: unset it, or say --public."
            )


def check_provider(name: str) -> None:
    """Check that Panel knows a provider.

    Raises:
        ValueError: It does not.
    """
    if name not in PROVIDERS:
        raise ValueError(f"--oauth {name}: unknown provider. Known are {', '.join(PROVIDERS)}.")


def passwords(path: Path) -> dict[str, str]:
    """Read names and passwords.

    They are handed over as read: given a path, Panel would take the path itself for the password
    as soon as the file is gone.

    Raises:
        ValueError: The file is missing, or is no JSON object of names and passwords.
    """
    told = 'write it as JSON, as in {"anna": "a long password"}'
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"--password-file {path}: {error.strerror}; {told}.") from error
    except ValueError:  # from None: the text of the error would quote the file
        raise ValueError(f"--password-file {path}: this is no JSON; {told}.") from None
    pairs = read.items() if isinstance(read, dict) else ()
    if not pairs or not all(n and isinstance(p, str) and p for n, p in pairs):
        raise ValueError(f"--password-file {path}: no names with passwords; {told}.")
    return dict(pairs)


def encrypt_cookies() -> None:
    """Have Panel encrypt what providers return; only ``panel serve`` does so by itself.

    Raises:
        ValueError: The library is missing, or the key is none.
    """
    import panel as pn

    try:
        fernet = import_module("cryptography.fernet")
    except ImportError as error:
        raise ValueError(
            "--oauth needs the library cryptography: pip install cryptography"
        ) from error
    try:
        pn.state.encryption = fernet.Fernet(os.environ[ENCRYPTION])
    except ValueError:
        raise ValueError(f"{ENCRYPTION} is no key: make one with: panel oauth-secret") from None
