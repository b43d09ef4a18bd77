"""Names of hosts: whether one is this machine, and whether one may be an origin."""

import ipaddress
import re

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.?")


def loopback_name(name: str) -> bool:
    """Return whether a host, with or without a port, is this machine for certain.

    A name that would have to be looked up is not: who looks it up may be told something else.
    """
    host = name.rsplit(":", 1)[0] if name.count(":") == 1 else name
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    # Versions of Python differ about an IPv4 address inside an IPv6 one: for certain is neither.
    return address.is_loopback and getattr(address, "ipv4_mapped", None) is None


def origin(text: str, option: str = "--origin") -> str:
    """Return an origin as browsers send it: a host, with its port unless that is the usual one.

    Args:
        text: What was given.
        option: The option that it was given with, as an error names it.

    Raises:
        ValueError: It is no host or no port, has a scheme or a path, or stands for several.
    """
    name = text.strip().lower()
    host, colon, port = name.partition(":")
    if "*" in name:
        raise ValueError(f"{option} {text}: name each host; * would stand for every site.")
    if "/" in name:
        raise ValueError(
            f"{option} {text}: leave out scheme and path, as in dashboards.example.eu."
        )
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise ValueError(f"{option} {text}: that is no host, as in dashboards.example.eu:8080.")
    if colon and not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        raise ValueError(f"{option} {text}: a port is a number from 1 to 65535.")
    return f"{host}:{int(port)}" if colon else host
