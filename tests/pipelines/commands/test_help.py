"""What the commands say of themselves, and how they refuse what would hang."""

import socket
from pathlib import Path

from pipelines.documents.citation import package
from pipelines.project import sources
from tests.support.homes import chipledger


def test_the_version_is_that_of_the_package(home: Path) -> None:
    result = chipledger(home, "--version")
    assert result.exit_code == 0 and result.output == f"chipledger {package()['version']}\n"


def test_the_help_of_ingest_lists_every_source(home: Path) -> None:
    shown = chipledger(home, "ingest", "--help").output.partition("Sources:")[2]
    listed = set(shown.split())
    assert sources() and [s.source_id for s in sources().values() if s.source_id not in listed] == []


def test_a_port_that_is_taken_is_said_at_once(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = chipledger(home, "ui", "--port", str(port))
    assert result.exit_code == 1
    assert f"port {port} of 127.0.0.1 is taken; name another with --port" in result.stderr
