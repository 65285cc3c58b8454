"""Asking a process whether it is ready. Every question has a time limit and no answer is an error."""

from __future__ import annotations

import http.client
import socket
import struct
from urllib.parse import urlsplit

from onereel.cluster.specs import Http, PostgresAnswers, Probe, ValkeyAnswers
from onereel.kernel import limits


def is_ready(probe: Probe) -> bool:
    try:
        match probe:
            case Http():
                return _http(probe.url)
            case PostgresAnswers():
                return _postgres(probe.address)
            case ValkeyAnswers():
                return _valkey(probe.address, probe.password)
    except (OSError, http.client.HTTPException):
        return False


def takes_connections(address: str) -> bool:
    try:
        _connected(address).close()
    except OSError:
        return False
    return True


def get(url: str) -> tuple[int, bytes]:
    """Status and body of a GET; raises OSError or HTTPException when there is no answer."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=limits.cluster_probe_s)
    try:
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _http(url: str) -> bool:
    return get(url)[0] == http.client.OK


def _postgres(address: str) -> bool:
    words = b"".join(word + b"\0" for word in (b"user", b"onereel", b"database", b"postgres"))
    protocol_3 = struct.pack("!I", 3 << 16)
    message = protocol_3 + words + b"\0"
    with _connected(address) as to:
        to.sendall(struct.pack("!I", len(message) + 4) + message)
        return to.recv(1024)[:1] == b"R"


def _valkey(address: str, password: str) -> bool:
    with _connected(address) as to:
        to.sendall(f"AUTH {password}\r\nPING\r\n".encode())
        answer = b""
        while answer.count(b"\r\n") < 2 and (more := to.recv(256)):
            answer += more
        return answer.endswith(b"+PONG\r\n")


def _connected(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=limits.cluster_probe_s)
