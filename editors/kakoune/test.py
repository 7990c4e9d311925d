#!/usr/bin/env python3
"""brief-ls in a real Kakoune in a terminal: keys are typed, the screen and the file are read.

Needs kak, kak-lsp and tmux on the PATH. The program is target/debug/brief-ls, or what BRIEF_LS names.
"""

import os
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "terminal"))

from suite import run  # noqa: E402
from terminal import Terminal, awaits_file  # noqa: E402

PROGRAM = pathlib.Path(os.environ.get("BRIEF_LS", ROOT / "target/debug/brief-ls")).resolve()
BRIEF = "# Dams\n\nIt failed.[^1] It grew.[^2]\n\n## Costs\n\nThey rose.\n\n[^1]: The inquiry, 2021.\n\n[^2]: The audit, 2022.\n"


def kakoune(folder, text, name="brief.md"):
    """Kakoune with a brief of that text, once the server has answered."""
    folder = pathlib.Path(folder)
    (folder / "brief-ls.toml").write_text("")
    (folder / name).write_text(text, encoding="utf-8")
    config = folder / "config" / "kak"
    config.mkdir(parents=True)
    (config / "kakrc").write_text(
        f"eval %sh{{kak-lsp}}\nsource {HERE}/brief-ls.kak\nlsp-enable\n"
        "map global user l ':enter-user-mode lsp<ret>'\n"
        "map global goto d <esc>:lsp-definition<ret>\n"
    )
    path = f"{PROGRAM.parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "XDG_CONFIG_HOME": config.parent, "XDG_RUNTIME_DIR": folder}
    return Terminal(["kak", name], folder, environment)


def with_kakoune(text, act, name="brief.md"):
    """Runs `act` with a Kakoune and the path of its file."""
    with tempfile.TemporaryDirectory() as folder, kakoune(folder, text, name) as terminal:
        terminal.sees("# Dams" if "# Dams" in text else text.split("\n", 1)[0])
        act(terminal, pathlib.Path(folder) / name)


def test_findings_and_definition():
    """a fault is marked; from the marker to its note and back"""

    def act(terminal, _):
        terminal.sees("▓")
        terminal.type("/zz\\]")
        terminal.press("Enter")

    with_kakoune(BRIEF.replace("They rose.", "They rose.[^zz]"), act)


if __name__ == "__main__":
    run([test_findings_and_definition])
