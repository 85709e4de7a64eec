"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest


def network(request: HttpRequest) -> str:
    """The address of who asks; of IPv6 the /64, all of which one household has."""
    try:
        address = ip_address(request.META["REMOTE_ADDR"])
    except ValueError:  # a server behind a socket of the file system has no address to tell
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
