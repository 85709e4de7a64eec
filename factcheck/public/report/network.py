"""Where a request comes from."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network(request: HttpRequest) -> str:
    """The address of who asks; of IPv6 the /64, all of which one household has."""
    address = _address(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or "")


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Who asks or, where that is a proxy that we trust, whom it asks for; None if nobody says."""
    hops = [*request.headers.get("X-Forwarded-For", "").split(","), request.META["REMOTE_ADDR"]]
    if not hops[-1]:  # behind a socket of the file system, which only a proxy of ours can reach
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
