"""What should run: a pure function of settings, ports, secrets and programs. It starts nothing."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onereel.cluster import engines
from onereel.cluster.data import DataDir
from onereel.cluster.ports import Ports
from onereel.cluster.privileges import Privileges
from onereel.cluster.secrets import Secrets
from onereel.cluster.specs import File, Http, ProcessSpec
from onereel.cluster.wheels import Programs
from onereel.config import S3, Postgres, Settings, Valkey, render
from onereel.config import Secrets as Signing
from onereel.edge import nginx
from onereel.edge.model import Edge
from onereel.kernel import limits


@dataclass(frozen=True)
class Site:
    """Everything a plan is made from."""

    settings: Settings
    data: DataDir
    ports: Ports
    secrets: Secrets
    programs: Programs
    privileges: Privileges
    fresh: bool
    """There is no database yet."""

    @property
    def address(self) -> str:
        """Where people find it."""
        host = self.settings.http.bind
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
        return f"http://{host}:{self.ports['edge']}"


@dataclass(frozen=True)
class Plan:
    """The files to write first, and the processes in the order in which they may start."""

    files: tuple[File, ...]
    processes: tuple[ProcessSpec, ...]

    def __str__(self) -> str:
        return "\n\n".join(_described(spec) for spec in self.processes)


def plan(site: Site) -> Plan:
    """All of it, from the database to the edge."""
    complete = completed(site)
    engine_files, started = engines.plan(
        site.data, site.ports, site.secrets, site.programs, site.privileges, fresh=site.fresh
    )
    files = [
        *engine_files,
        File(site.data.settings, render(complete)),
        File(site.data.run / "nginx.conf", nginx.render(edge(site))),
    ]
    return Plan(tuple(files), (*started, *_roles(site), _edge_process(site)))


def seed(site: Site) -> ProcessSpec:
    """The demo clips, put in through the public address once everything is ready."""
    command = (site.programs.python, "-m", "onereel", "seed", "--into", site.address)
    return ProcessSpec("seed", command, _environment(site), once=True, optional=True, needs=("edge",))


def completed(site: Site) -> Settings:
    """The settings every child reads: the given ones, with the addresses and keys that `up` chose."""
    base, secrets, ports = site.settings, site.secrets, site.ports
    database = f"postgresql://{engines.USER}:{secrets.postgres_password}@{ports.address('postgres')}/onereel"
    s3 = replace(
        base.s3,
        endpoint=f"http://{ports.address('s3')}",
        access_key=secrets.s3_access_key,
        secret_key=secrets.s3_secret_key,
        media_bucket=S3.media_bucket,
        uploads_bucket=S3.uploads_bucket,
        originals_bucket=S3.originals_bucket,
    )
    return replace(
        base,
        http=replace(base.http, port=ports["edge"]),
        data=replace(base.data, dir=str(site.data.root)),
        postgres=Postgres(primary=database),
        valkey=Valkey(url=f"redis://:{secrets.valkey_password}@{ports.address('valkey')}/0"),
        s3=s3,
        secrets=Signing(signing_key=secrets.signing_key),
    )


def edge(site: Site) -> Edge:
    """What nginx is told."""
    settings, data, ports = completed(site), site.data, site.ports
    bind = f"[{settings.http.bind}]" if ":" in settings.http.bind else settings.http.bind
    return Edge(
        listen=f"{bind}:{ports['edge']}",
        web=tuple(ports.address(name) for name in _names("web", settings.processes.web)),
        s3=ports.address("s3"),
        signing_host=settings.s3.signing_host,
        media_bucket=settings.s3.media_bucket,
        uploads_bucket=settings.s3.uploads_bucket,
        client=settings.client.path,
        cache=data.cache,
        logs=data.logs,
        run=data.run / "nginx",
        as_root=site.privileges.root,
    )


def _roles(site: Site) -> list[ProcessSpec]:
    counts = site.settings.processes
    ready = ("migrate", "buckets", "valkey")
    return [
        ProcessSpec(
            "migrate",
            (site.programs.python, "-m", "onereel", "migrate"),
            _environment(site),
            once=True,
            needs=("postgres",),
        ),
        ProcessSpec(
            "buckets",
            (site.programs.python, "-m", "onereel.cluster.buckets"),
            _environment(site),
            once=True,
            needs=("seaweedfs",),
        ),
        *(_role(site, "web", name, ready) for name in _names("web", counts.web)),
        *(_role(site, "worker", name, ready) for name in _names("worker", counts.worker)),
        *(_role(site, "precache", name, ready) for name in _names("precache", counts.precache)),
    ]


def _role(site: Site, role: str, name: str, needs: tuple[str, ...]) -> ProcessSpec:
    address = site.ports.address(name)
    return ProcessSpec(
        name,
        (site.programs.python, "-m", "onereel", role, "--listen", address),
        _environment(site),
        ready=Http(f"http://{address}/health/ready"),
        needs=needs,
        stop_s=limits.drain_s + 2,
        address=address,
    )


def _edge_process(site: Site) -> ProcessSpec:
    run = site.data.run
    log = site.data.logs / "edge-error.log"
    folder = str(run / "nginx")
    command = (site.programs.nginx, "-p", folder, "-c", str(run / "nginx.conf"), "-e", str(log))
    return ProcessSpec(
        "edge",
        command,
        _environment(site),
        ready=Http(f"{site.address}/health/ready"),
        needs=tuple(_names("web", site.settings.processes.web)),
        stop_signal=signal.SIGQUIT,
        stop_s=7,
        address=edge(site).listen,
    )


def _environment(site: Site) -> tuple[tuple[str, str], ...]:
    return (*engines.ENVIRONMENT, ("ONEREEL_CONFIG", str(site.data.settings)))


def _names(role: str, count: int) -> list[str]:
    return [f"{role}-{n}" for n in range(1, count + 1)]


def _described(spec: ProcessSpec) -> str:
    after = f"after {_and(spec.needs)}" if spec.needs else "at once"
    until = f"until {spec.ready}" if spec.ready else "to its end"
    head = f"{spec.name}: {after}, {'once' if spec.once else until}; stop by {spec.stop_signal.name}"
    return f"{head}, {spec.stop_s:g} s\n    {shlex.join(spec.command)}"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
