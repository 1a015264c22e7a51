"""One page or file from an address that the user gave: within limits of time and size, never from a private network.

The name of the host is resolved once for each request, every address is checked, and the connection goes to the
address that was checked, so that a name whose answer changes in between leads nowhere. Redirects are followed here,
each checked as the first.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from kepil import __version__
from kepil.model import Problem
from kepil.sources.addresses import Allow, RefusedError, is_public, resolve

if TYPE_CHECKING:
    import httpx

_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 30.0
    """For everything: names, redirects, the whole body."""
    silence: float = 10.0
    """Seconds without a byte."""
    bytes: int = 50 << 20
    """Of the body, unpacked."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    data: bytes
    url: str
    """Where it was in the end, after redirects."""
    media_type: str
    """What the server calls it, without parameters: `text/html`; empty when it does not say."""
    charset: str | None


class _TooLongError(Exception):
    pass


class _TooLargeError(Exception):
    pass


def fetch(
    url: str, *, allow: Allow = is_public, limits: Limits | None = None, context: ssl.SSLContext | None = None
) -> Fetched | Problem:
    """What stands at an address.

    Args:
        url: `http://` or `https://`, without a user name or password.
        allow: Says of an internet address whether it may be connected to. Only tests give another than the usual one.
        limits: The usual ones when None.
        context: Which certificates are trusted; the usual ones when None.
    """
    import httpcore
    import httpx

    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    shown = _shown(url)
    try:
        with httpx.Client(
            transport=_transport(allow, deadline, context), trust_env=False, timeout=limits.silence
        ) as client:
            return _follow(client, url, shown, limits, deadline)
    except RefusedError as error:
        return Problem(shown, "refused", str(error), "Save the page with a browser and read the file.")
    except _TooLargeError:
        message = f"It is larger than {limits.bytes / (1 << 20):g} MB."
        return Problem(shown, "large", message, "Download it and read the file.")
    except (_TooLongError, httpx.TimeoutException, httpcore.TimeoutException):
        message = f"It did not come within {limits.seconds:g} seconds."
        return Problem(shown, "timeout", message, "Try again, or download it and read the file.")
    except (
        httpx.InvalidURL,
        httpx.UnsupportedProtocol,
        httpcore.UnsupportedProtocol,
        UnicodeError,
        ValueError,
    ) as error:
        return Problem(
            shown, "address", f"It is not a web address: {error}.", "Give one that begins with https:// or http://."
        )
    except (httpx.HTTPError, httpx.StreamError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        reason = str(error) or type(error).__name__
        return Problem(shown, "network", f"It could not be fetched: {reason}.", "Check the address and the connection.")


def _follow(client: httpx.Client, url: str, shown: str, limits: Limits, deadline: float) -> Fetched | Problem:
    headers = {
        "User-Agent": f"kepil/{__version__}",
        "Accept": "text/html, application/pdf, text/plain, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    for _ in range(limits.redirects + 1):
        _check_address(url)
        with client.stream("GET", url, headers=headers) as response:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                url = urljoin(url, response.headers["location"])
                continue
            if response.status_code != 200:
                message = f"The server answered {response.status_code} {response.reason_phrase}".rstrip() + "."
                return Problem(
                    shown, "http", message, "Open the address in a browser, and save the page if it opens there."
                )
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > limits.bytes:
                    raise _TooLargeError
                if time.monotonic() > deadline:
                    raise _TooLongError
            kind = Message()
            kind["content-type"] = response.headers.get("content-type", "")
            media_type = kind.get_content_type() if "/" in kind["content-type"] else ""
            charset = kind.get_param("charset")
            return Fetched(bytes(data), url, media_type, charset if isinstance(charset, str) else None)
    message = f"It redirects more than {limits.redirects} times."
    return Problem(shown, "redirects", message, "Open it in a browser and give the address where it ends.")


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedError(f"The address {_shown(url)} is not one of http or https.")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("The address holds a user name or password, which are not sent.")


def _shown(url: str) -> str:
    """An address as it may be printed: without a password."""
    scheme, slashes, rest = url.partition("//")
    place, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{place.rpartition('@')[2]}{slash}{path}" if "@" in place else url


def _transport(allow: Allow, deadline: float, context: ssl.SSLContext | None) -> httpx.BaseTransport:
    """A transport for httpx that connects only to addresses that were checked, and keeps to a deadline."""
    import httpcore
    import httpx

    class Stream(httpcore.NetworkStream):
        def __init__(self, inner: httpcore.NetworkStream) -> None:
            self._inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return self._inner.read(max_bytes, _left(deadline, timeout))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._inner.write(buffer, _left(deadline, timeout))

        def close(self) -> None:
            self._inner.close()

        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> Stream:
            # The name is still that of the address, so the certificate is checked against it.
            return Stream(self._inner.start_tls(ssl_context, server_hostname, _left(deadline, timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> Stream:
            addresses = resolve(host, port, allow)
            for number, address in enumerate(addresses, 1):
                try:
                    inner = httpcore.SyncBackend().connect_tcp(
                        address, port, _left(deadline, timeout), local_address, socket_options
                    )
                    return Stream(inner)
                except (httpcore.ConnectError, httpcore.ConnectTimeout):
                    if number == len(addresses):
                        raise
            raise RefusedError(f"The host {host} has no address.")

        def connect_unix_socket(
            self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
        ) -> Stream:
            raise RefusedError("Sockets of this machine are not connected to.")

    class Body(httpx.SyncByteStream):
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            yield from self._stream

        def close(self) -> None:
            self._stream.close()

    class Transport(httpx.BaseTransport):
        def __init__(self) -> None:
            self._pool = httpcore.ConnectionPool(
                ssl_context=context or httpx.create_ssl_context(), network_backend=Backend()
            )

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    extensions=request.extensions,
                )
            )
            return httpx.Response(
                answer.status, headers=answer.headers, stream=Body(answer.stream), extensions=answer.extensions
            )

        def close(self) -> None:
            self._pool.close()

    return Transport()


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _TooLongError
    return left if timeout is None else min(left, timeout)
