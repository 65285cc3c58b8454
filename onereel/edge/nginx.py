"""nginx's configuration, made from an `Edge` and nothing else."""

from __future__ import annotations

from onereel.edge import problems
from onereel.edge.model import Edge
from onereel.edge.problems import EdgeProblem
from onereel.kernel import limits

_TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js mjs",
    "text/plain": "txt",
    "application/json": "json map",
    "application/manifest+json": "webmanifest",
    "application/wasm": "wasm",
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/webp": "webp",
    "image/jpeg": "jpg jpeg",
    "image/x-icon": "ico",
    "font/woff2": "woff2",
    "video/mp4": "mp4",
}
_GZIPPED = (
    "text/css text/javascript text/plain application/json application/problem+json"
    " application/manifest+json application/wasm image/svg+xml"
)
_FOR_EVER = "public, max-age=31536000, immutable"
_SECURITY = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
_MARGIN = "    "


def render(edge: Edge) -> str:
    """The whole nginx.conf."""
    parts = [
        _process(edge),
        _block("events", [f"worker_connections {limits.edge_connections_max};"]),
        _block("http", [*_http(edge), *_upstreams(edge), *_block("server", _server(edge)).splitlines()]),
    ]
    return "\n\n".join(parts) + "\n"


def _process(edge: Edge) -> str:
    lines = [
        "daemon off;",
        f"worker_processes {edge.workers};",
        "worker_shutdown_timeout 5s;",
        f"worker_rlimit_nofile {limits.edge_connections_max * 2};",
        f"pid {_path(edge.run / 'nginx.pid')};",
        f"error_log {_path(edge.logs / 'edge-error.log')} warn;",
    ]
    # Root's home is closed to others: a worker that changed its user could not read the client in it.
    return "\n".join(["user root root;", *lines] if edge.as_root else lines)


def _http(edge: Edge) -> list[str]:
    cache_keys = "media:16m"
    return [
        *_block("types", [f"{kind} {endings};" for kind, endings in _TYPES.items()]).splitlines(),
        "default_type application/octet-stream;",
        "server_tokens off;",
        "sendfile on;",
        "tcp_nopush on;",
        f"keepalive_timeout {limits.edge_idle_s}s;",
        "client_header_timeout 15s;",
        "client_body_timeout 60s;",
        "send_timeout 60s;",
        "reset_timedout_connection on;",
        "absolute_redirect off;",
        *(f"{kind}_temp_path {_path(edge.run / kind)};" for kind in ("client_body", "proxy", "fastcgi")),
        *(f"{kind}_temp_path {_path(edge.run / kind)};" for kind in ("uwsgi", "scgi")),
        "",
        "gzip on;",
        "gzip_comp_level 5;",
        "gzip_min_length 600;",
        "gzip_proxied any;",
        "gzip_vary on;",
        f"gzip_types {_GZIPPED};",
        "",
        # A query may carry a signature, which has no place in a log.
        'map $request_uri $path { "~^(?<before_query>[^?]*)" $before_query; }',
        "log_format requests escape=json",
        """    '{"at":$msec,"method":"$request_method","path":"$path","status":$status,'""",
        """    '"bytes":$body_bytes_sent,"received":$request_length,"seconds":$request_time,'""",
        """    '"range":"$http_range",'""",
        """    '"cache":"$upstream_cache_status","upstream":"$upstream_addr"}';""",
        f"access_log {_path(edge.logs / 'edge-access.jsonl')} requests;",
        "",
        "limit_conn_zone $binary_remote_addr zone=addresses:8m;",
        f"limit_conn addresses {limits.edge_connections_per_address_max};",
        "limit_conn_status 429;",
        "",
        f"proxy_cache_path {_path(edge.cache)} levels=1:2 keys_zone={cache_keys} use_temp_path=off",
        f"    max_size={limits.edge_cache_bytes_max} min_free={limits.edge_cache_free_bytes_min}"
        f" inactive={limits.edge_cache_idle_days}d;",
        "proxy_http_version 1.1;",
        f"proxy_connect_timeout {limits.edge_connect_s}s;",
        "proxy_buffer_size 16k;",
        "proxy_buffers 16 16k;",
        "",
    ]


def _upstreams(edge: Edge) -> list[str]:
    # max_fails=0: a process that restarts is never held to be dead, the next one is asked at once.
    web = ["zone web 128k;", *(f"server {address} max_fails=0;" for address in edge.web), "keepalive 64;"]
    objects = ["zone objects 64k;", f"server {edge.s3} max_fails=0;", "keepalive 32;"]
    return [
        *_block("upstream web", web).splitlines(),
        *_block("upstream objects", objects).splitlines(),
        "",
    ]


def _server(edge: Edge) -> list[str]:
    lines = [
        f"listen {edge.listen} backlog=1024;",
        "server_name _;",
        f"root {_path(edge.client)};",
        *_errors(problems.UNAVAILABLE, problems.TOO_LARGE, problems.TOO_MANY),
        f"client_max_body_size {limits.picture_bytes_max + limits.edge_body_slack_bytes};",
        'proxy_set_header Connection "";',
        "proxy_set_header Host $http_host;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "proxy_set_header X-Request-Id $request_id;",
        f"proxy_read_timeout {limits.edge_answer_s}s;",
        f"proxy_next_upstream_tries {limits.edge_retries_max};",
        *(f"proxy_hide_header {name};" for name in _SECURITY),
        *_headers(None),
        "",
    ]
    for name, body in (*_client_locations(), *_web_locations(), *_object_locations(edge)):
        lines += [*_block(f"location {name}", body).splitlines(), ""]
    for problem in problems.ALL:
        lines += [*_problem(problem).splitlines(), ""]
    return lines[:-1]


def _client_locations() -> list[tuple[str, list[str]]]:
    missing = _errors(problems.NO_SUCH_FILE)
    return [
        ("^~ /assets/", [*_headers(_FOR_EVER), *missing, "try_files $uri =404;"]),
        # A browser must see a new service worker at its next look.
        ("= /sw.js", [*_headers("no-cache"), *missing, "try_files $uri =404;"]),
        (
            r"~ ^/[\w/.-]+\.(webmanifest|png|svg|ico|txt|woff2)$",
            [*_headers("public, max-age=3600"), *missing, "try_files $uri =404;"],
        ),
    ]


def _web_locations() -> list[tuple[str, list[str]]]:
    own = _errors(problems.UNAVAILABLE, problems.TOO_LARGE, problems.TOO_MANY)
    branch = ["error_page 418 = @keyed;", "if ($http_idempotency_key) { return 418; }"]
    # The key makes a second attempt harmless, so that a write survives the death of the process it reached.
    keyed = "proxy_next_upstream error timeout http_502 non_idempotent;"
    near = ["allow 127.0.0.1;", "allow ::1;", "deny all;"]
    to_web = "proxy_pass http://web;"
    return [
        ("^~ /api/", [*own, *branch, to_web]),
        ("@keyed", [keyed, to_web]),
        ("= /metrics", [*_errors(problems.NOT_FOUND, problems.UNAVAILABLE), *near, to_web]),
        ("/", [to_web]),
    ]


def _object_locations(edge: Edge) -> list[tuple[str, list[str]]]:
    media = [
        "if ($request_method !~ ^(GET|HEAD)$) { return 405; }",
        *_errors(problems.NOT_FOUND, problems.UNAVAILABLE, problems.ONLY_READ, problems.TOO_MANY),
        # The query is dropped: S3 would obey some of its words, and the cache must not be split by it.
        f"rewrite ^/m/(.*)$ /{edge.media_bucket}/$1? break;",
        "proxy_pass http://objects;",
        "proxy_pass_request_headers off;",
        'proxy_set_header Connection "";',
        f"proxy_set_header Host {edge.signing_host};",
        "proxy_intercept_errors on;",
        "proxy_cache media;",
        "proxy_cache_key $uri;",
        "proxy_cache_valid 200 365d;",
        "proxy_cache_valid 404 1s;",
        "proxy_cache_lock on;",
        f"proxy_cache_lock_timeout {limits.edge_cache_lock_s}s;",
        f"proxy_cache_lock_age {limits.edge_cache_lock_s}s;",
        "proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;",
        "proxy_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Expires;",
        "proxy_force_ranges on;",
        *(f"proxy_hide_header {name};" for name in ("Cache-Control", "Set-Cookie", *_SECURITY)),
        *(f"proxy_hide_header {name};" for name in ("X-Amz-Request-Id", "X-Amz-Id-2", "Server")),
        *_headers(_FOR_EVER),
    ]
    uploads = [
        "if ($request_method != PUT) { return 405; }",
        f"client_max_body_size {limits.upload_part_bytes_max};",
        *_errors(problems.PART_REFUSED, problems.PART_MISMATCH, problems.PART_TOO_LARGE),
        *_errors(problems.ONLY_PUT, problems.UNAVAILABLE, problems.TOO_MANY),
        'proxy_set_header Connection "";',
        f"proxy_set_header Host {edge.signing_host};",
        'proxy_set_header Authorization "";',
        'proxy_set_header Cookie "";',
        "proxy_request_buffering off;",
        "proxy_intercept_errors on;",
        *_headers("no-store"),
        "proxy_pass http://objects;",
    ]
    return [("^~ /m/", media), (f"^~ /{edge.uploads_bucket}/", uploads)]


def _errors(*found: EdgeProblem) -> list[str]:
    return [f"error_page {' '.join(map(str, p.caught))} = @{p.name};" for p in found]


def _problem(problem: EdgeProblem) -> str:
    # No types: else the name of what was asked for would decide, and the problem of a picture be a picture.
    lines = ["types {}", "default_type application/problem+json;", *_headers("no-store")]
    if problem.retry_after_s is not None:
        lines.append(f"add_header Retry-After {problem.retry_after_s} always;")
    lines.append(f"return {problem.status} '{problem.body()}';")
    return _block(f"location @{problem.name}", lines)


def _headers(cache_control: str | None) -> list[str]:
    """Headers of an answer. nginx forgets inherited ones where a location sets any: list them all."""
    lines = [f"add_header {name} {value} always;" for name, value in _SECURITY.items()]
    if cache_control is not None:
        lines.append(f'add_header Cache-Control "{cache_control}";')
    return lines


def _block(name: str, lines: list[str]) -> str:
    inner = "\n".join(f"{_MARGIN}{line}" if line else "" for line in lines)
    return f"{name} {{\n{inner}\n}}"


def _path(path: object) -> str:
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
