"""What `make setup` does not do to an environment that other folders use as well."""

import os
import subprocess
from pathlib import Path

from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "scripts" / "setup-python.sh"


def test_a_shared_environment_is_not_emptied(tmp_path: Path) -> None:
    """The Python that the script would use is one that only tells that it was asked."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "kept").touch()
    (tmp_path / ".venv").symlink_to(tmp_path / "shared")
    for name in ("python3", "python3.11"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    result = subprocess.run(
        [SCRIPT, tmp_path / ".venv"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert "wordt niet geleegd" in result.stderr
    assert (tmp_path / "shared" / "kept").exists()
    assert not (tmp_path / "asked").exists()
