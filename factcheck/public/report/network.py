"""Where a request comes from."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network(request: HttpRequest) -> str:
    """The address that a request came from; for IPv6 its /64, which belongs to one household."""
    address = _address(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or "")


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The sender or, behind a proxy that we trust, whom the proxy names; None if unknown."""
    hops = [*request.headers.get("X-Forwarded-For", "").split(","), request.META["REMOTE_ADDR"]]
    if not hops[-1]:  # A socket in the file system can be reached only by a proxy of ours.
        hops.pop()
    address = None
    for hop in reversed(hops):
        try:
            address = ip_address(hop.strip())
        except ValueError:
            break
        address = getattr(address, "ipv4_mapped", None) or address
        if not any(address in proxies for proxies in settings.TRUSTED_PROXIES):
            break
    return address
