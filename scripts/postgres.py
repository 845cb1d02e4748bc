#!/usr/bin/env python3
"""Run a command beside a PostgreSQL server of its own: ``postgres.py COMMAND [ARGUMENT …]``.

The server is made in a temporary folder, listens on a Unix socket there and nowhere else, keeps nothing on the disk for
longer than the command runs, and is gone afterwards. The command finds it in ``VERBALE_DATABASE`` and its programs
(pg_dump, psql) on the path. Where PostgreSQL is not installed, root gets Debian's package. With
``VERBALE_WITHOUT_POSTGRES=1`` nothing is run.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADVICE = "install PostgreSQL (apt-get install postgresql) or leave its tests out with VERBALE_WITHOUT_POSTGRES=1"
PATIENCE = 60  # seconds until a server that does not answer is given up
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "300",
    # Nothing of it is to outlive the command, so nothing waits for the disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "logging_collector": "off",
}


def main() -> int:
    """Run the command of the command line; its exit code."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if os.environ.get("VERBALE_WITHOUT_POSTGRES") == "1":
        print("without PostgreSQL: left out")
        return 0
    binaries = find() or install()
    if binaries is None:
        print(f"There is no PostgreSQL: {ADVICE}", file=sys.stderr)
        return 1
    # A terminated script must not leave its server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with server(binaries) as address:
        path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
        return subprocess.call(sys.argv[1:], env=os.environ | {"VERBALE_DATABASE": address, "PATH": path})


def find() -> Path | None:
    """The folder of PostgreSQL's programs, the newest where there are several; None where there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    for folder in (*installed, *([Path(on_path).resolve().parent] if on_path else [])):
        if all((folder / program).is_file() for program in ("initdb", "postgres", "pg_ctl", "pg_dump")):
            return folder
    return None


def install() -> Path | None:
    """Install Debian's package, where that can be done; the folder of its programs."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]):
        done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            print(f"{' '.join(command)}: exit code {done.returncode}", file=sys.stderr)
    return find()


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """A running server; the address of its database."""
    # PostgreSQL does not run as root; and a socket's path may have about 100 characters, so not in a long TMPDIR.
    user = _unprivileged() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="verbale-pg-", dir="/tmp"))
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user is not None else {}
        data = folder / "data"
        subprocess.run(
            [
                binaries / "initdb", "--pgdata", data, "--username", "verbale", "--auth", "trust", "--no-sync",
                "--encoding", "UTF8", "--locale", "C.UTF-8",
            ],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user,
        )  # fmt: skip
        settings = [argument for name, value in SETTINGS.items() for argument in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            # In a session of its own: Ctrl-C is for the command; the server goes when that has ended.
            process = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", folder, *settings],
                stdout=log, stderr=log, cwd=folder, start_new_session=True, **as_user,
            )  # fmt: skip
        try:
            _make_database(binaries, folder, process)
            yield f"postgresql://verbale@/verbale?host={folder}"
        finally:
            process.send_signal(signal.SIGINT)  # fast: open connections are ended
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit(f"PostgreSQL does not run as root, and there is no user nobody: {ADVICE}")


def _make_database(binaries: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Make the database as soon as the server answers."""
    command = [binaries / "createdb", "--host", folder, "--username", "verbale", "verbale"]
    until = time.monotonic() + PATIENCE
    while True:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        if process.poll() is not None or time.monotonic() > until:
            log = (folder / "log").read_text(errors="replace")
            raise SystemExit(f"PostgreSQL does not start: {done.stderr.strip()}\n{log}")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
