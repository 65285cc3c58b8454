"""How the three engines are run on one machine. Pure: specs and files, nothing is started."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from onereel.cluster.data import DataDir
from onereel.cluster.ports import LOOPBACK, Ports
from onereel.cluster.privileges import Privileges, not_as_root
from onereel.cluster.secrets import Secrets
from onereel.cluster.specs import File, Http, PostgresAnswers, ProcessSpec, ValkeyAnswers
from onereel.cluster.wheels import Programs
from onereel.config import S3

USER = "onereel"

# Children do not depend on the shell that typed `up`: they all see this.
ENVIRONMENT = (
    ("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
    ("LANG", "C.UTF-8"),
    ("PYTHONUNBUFFERED", "1"),
)

_POSTGRES = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "maintenance_work_mem": "128MB",
    "work_mem": "8MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "idle_in_transaction_session_timeout": "60s",
    # Segments in /dev/shm would outlive a kill -9; files in the data directory are cleared at the next start.
    "dynamic_shared_memory_type": "mmap",
}


def plan(
    data: DataDir,
    ports: Ports,
    secrets: Secrets,
    programs: Programs,
    privileges: Privileges,
    *,
    fresh: bool,
) -> tuple[list[File], list[ProcessSpec]]:
    """The engines' files and processes; they need nothing of each other and start together."""
    files = [
        File(data.run / "postgres.password", secrets.postgres_password + "\n"),
        File(data.run / "valkey.conf", _valkey_conf(data, ports, secrets)),
        File(data.run / "s3.json", json.dumps(_s3_identities(secrets), indent=1) + "\n"),
    ]
    return files, [
        *([_initdb(data, programs, privileges)] if fresh else []),
        _postgres(data, ports, programs, privileges, needs=("initdb",) if fresh else ()),
        _valkey(data, ports, secrets, programs),
        _seaweedfs(data, ports, programs),
    ]


def _initdb(data: DataDir, programs: Programs, privileges: Privileges) -> ProcessSpec:
    """Make the database directory beside its place and move it there, so that a half-made one is never used."""
    make = (
        *not_as_root(privileges),
        programs.initdb,
        f"--username={USER}",
        "--auth=scram-sha-256",
        f"--pwfile={data.run / 'postgres.password'}",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
    )
    script = 'rm -rf "$0.new"; "$@" -D "$0.new"; mv "$0.new" "$0"'
    return ProcessSpec("initdb", ("sh", "-ec", script, str(data.postgres), *make), ENVIRONMENT, once=True)


def _postgres(
    data: DataDir, ports: Ports, programs: Programs, privileges: Privileges, needs: tuple[str, ...]
) -> ProcessSpec:
    options = [f"--{name}={value}" for name, value in _POSTGRES.items()]
    command = (
        *not_as_root(privileges),
        programs.postgres,
        "-D",
        str(data.postgres),
        f"--port={ports['postgres']}",
        *options,
    )
    return ProcessSpec(
        "postgres",
        command,
        ENVIRONMENT,
        ready=PostgresAnswers(ports.address("postgres")),
        needs=needs,
        stop_signal=signal.SIGINT,
        stop_s=20,
        address=ports.address("postgres"),
    )


def _valkey(data: DataDir, ports: Ports, secrets: Secrets, programs: Programs) -> ProcessSpec:
    address = ports.address("valkey")
    return ProcessSpec(
        "valkey",
        (programs.valkey, str(data.run / "valkey.conf")),
        ENVIRONMENT,
        ready=ValkeyAnswers(address, secrets.valkey_password),
        address=address,
    )


def _valkey_conf(data: DataDir, ports: Ports, secrets: Secrets) -> str:
    settings = {
        "bind": LOOPBACK,
        "port": ports["valkey"],
        "requirepass": secrets.valkey_password,
        "dir": json.dumps(str(data.valkey)),
        "daemonize": "no",
        # All of it can be rebuilt: a snapshot now and then spares the next start the work.
        "appendonly": "no",
        "save": "300 1",
        "maxmemory": "1gb",
        "maxmemory-policy": "noeviction",
        "tcp-backlog": 511,
    }
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def _seaweedfs(data: DataDir, ports: Ports, programs: Programs) -> ProcessSpec:
    options = {
        "dir": data.seaweedfs,
        "ip": LOOPBACK,
        "ip.bind": LOOPBACK,
        "master.port": ports["master"],
        "master.port.grpc": ports["master-grpc"],
        "master.telemetry": "false",
        # With the usual 10 s it waits up to 20 s at each start for the votes of a cluster of one.
        "master.electionTimeout": "1s",
        "master.volumeSizeLimitMB": 2048,
        "volume.port": ports["volume"],
        "volume.port.grpc": ports["volume-grpc"],
        "volume.max": 4096,
        "volume.minFreeSpace": "256MiB",
        "volume.preStopSeconds": 0,
        "filer.port": ports["filer"],
        "filer.port.grpc": ports["filer-grpc"],
        "s3.port": ports["s3"],
        "s3.port.grpc": ports["s3-grpc"],
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "s3.config": data.run / "s3.json",
        "s3.iam": "false",
        "s3.autoCreateBucket": "false",
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    return ProcessSpec(
        "seaweedfs",
        (programs.weed, "-logtostderr=true", "server", "-filer", "-s3", *flags),
        ENVIRONMENT,
        ready=Http(f"http://{ports.address('s3')}/healthz"),
        # Asked politely it never ends: its filer waits for a volume server that has already left.
        # Nothing acknowledged is lost by killing it.
        stop_signal=signal.SIGKILL,
        address=ports.address("s3"),
    )


def stray_sockets(ports: Ports) -> list[Path]:
    """Sockets that SeaweedFS puts into /tmp unasked, and leaves there when it is killed."""
    names = [f"{kind}-grpc-{ports[f'{kind}-grpc']}" for kind in ("master", "volume", "filer", "s3")]
    # These two could be put elsewhere, but a path to a data directory may be too long for a socket.
    names += [f"{kind}-{ports[kind]}" for kind in ("filer", "s3")]
    return [Path(f"/tmp/seaweedfs-{name}.sock") for name in names]  # noqa: S108


def _s3_identities(secrets: Secrets) -> dict[str, object]:
    keys = {"accessKey": secrets.s3_access_key, "secretKey": secrets.s3_secret_key}
    return {
        "identities": [
            {"name": USER, "credentials": [keys], "actions": ["Admin", "Read", "Write", "List", "Tagging"]},
            {"name": "anonymous", "actions": [f"Read:{S3.media_bucket}"]},
        ]
    }
