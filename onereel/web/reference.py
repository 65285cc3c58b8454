"""`/api/docs`: the API as one plain page, made from the OpenAPI document. Nothing is fetched from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Any

from litestar import Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "code{font-size:14px}h2{font-size:17px;margin:2rem 0 .25rem}.m{display:inline-block;min-width:4.5rem}"
    "table{border-collapse:collapse}td,th{padding:.15rem 1rem .15rem 0;text-align:left;vertical-align:top}"
)


class ReferencePlugin(OpenAPIRenderPlugin):
    def __init__(self) -> None:
        super().__init__(path="/docs")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return render(openapi_schema).encode()


def render(document: dict[str, Any]) -> str:
    """The OpenAPI document as HTML."""
    parts = [
        f"<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>Onereel API</title><style>{_STYLE}</style><h1>Onereel API {escape(document['info']['version'])}</h1>"
        "<p>JSON in and out. Errors are RFC 9457 problems with a stable <code>code</code>. Writes take an "
        "<code>Idempotency-Key</code>. Programs send <code>Authorization: Bearer</code> with a token. "
        "The machine-readable form is <a href=/api/openapi.json>openapi.json</a>."
    ]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if isinstance(operation, dict) and "responses" in operation:
                parts.append(_operation(method, path, operation))
    return "".join(parts)


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    rows = [
        f"<tr><td><code>{escape(p['name'])}</code><td>{escape(p['in'])}<td>{_type(p.get('schema', {}))}"
        for p in operation.get("parameters", [])
    ]
    body = operation.get("requestBody", {}).get("content", {})
    rows += [f"<tr><td>body<td>{escape(kind)}<td>{_type(c.get('schema', {}))}" for kind, c in body.items()]
    for status, response in operation["responses"].items():
        for content in response.get("content", {}).values():
            rows.append(f"<tr><td>{escape(status)}<td>answer<td>{_type(content.get('schema', {}))}")
    words = escape(operation.get("description") or operation.get("summary") or "")
    title = f"<h2><code><span class=m>{method.upper()}</span>{escape(path)}</code></h2>"
    return f"{title}{words}<table>{''.join(rows)}</table>"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return escape(schema["$ref"].rsplit("/", 1)[-1])
    if "oneOf" in schema:
        return " or ".join(_type(option) for option in schema["oneOf"])
    if schema.get("type") == "array":
        return "list of " + _type(schema.get("items", {}))
    return escape(str(schema.get("type", "")))
