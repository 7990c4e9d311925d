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
BRIEF = "# Dams\n\nIt failed.[^1] It grew.[^2]\n\n## Costs\n\nThey rose.[^zz]\n\n[^1]: The inquiry, 2021.\n\n[^2]: The audit, 2022.\n"


def kakoune(folder, text):
    """A Kakoune that has a brief of that text open."""
    folder = pathlib.Path(folder)
    (folder / "brief-ls.toml").write_text("")
    (folder / "brief.md").write_text(text, encoding="utf-8")
    config = folder / "config" / "kak"
    config.mkdir(parents=True)
    (config / "kakrc").write_text(
        f"eval %sh{{kak-lsp}}\nsource {HERE}/brief-ls.kak\nlsp-enable\n"
        "map global user l ':enter-user-mode lsp<ret>'\n"
        "map global goto d <esc>:lsp-definition<ret>\n"
    )
    path = f"{PROGRAM.parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "XDG_CONFIG_HOME": config.parent, "XDG_RUNTIME_DIR": folder}
    return Terminal(["kak", "brief.md"], folder, environment)


def with_kakoune(text, act):
    """Runs `act` with a Kakoune whose findings have come and the path of its file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, kakoune(folder, text) as terminal:
        terminal.sees("*They rose.")
        act(terminal, pathlib.Path(folder) / "brief.md")


def test_definition():
    """a line with a fault is marked; from a marker to its note and back"""

    def act(terminal, _):
        terminal.type("3g")
        terminal.type("ghf[gd")
        terminal.sees("brief.md 9:1 ")
        terminal.press("C-o")
        terminal.sees("brief.md 3:")

    with_kakoune(BRIEF, act)


def test_hover():
    """the note of a marker: space l h"""

    def act(terminal, _):
        terminal.type("3gf[ lh")
        terminal.sees("│ The inquiry, 2021.")

    with_kakoune(BRIEF, act)


def test_outline():
    """the outline, which leads to a section: space l s"""

    def act(terminal, _):
        terminal.type(" ls")
        terminal.sees("Dams > Costs > Notes 1–2")
        terminal.press("Tab", "Tab", "Enter")
        terminal.sees("brief.md 5:")

    with_kakoune(BRIEF, act)


def test_completion():
    """a new footnote from the menu, with its note; and undo"""

    def act(terminal, path):
        terminal.type("3g")
        terminal.type("A More.[^")
        terminal.sees("[^3]")
        while not any("More.[^3]" in row for row in terminal.screen()):
            terminal.press("C-n")
        terminal.press("Escape")
        terminal.sees("[^3]:")
        # The note and the marker: Kakoune undoes additional edits apart.
        terminal.type("uu")
        terminal.sees_no("[^3]")

    with_kakoune(BRIEF, act)


def test_quick_fix():
    """the note of a marker that has none is added, written and undone: space l a"""

    def act(terminal, path):
        terminal.type("gg/zz")
        terminal.press("Enter")
        terminal.type(" la")
        terminal.sees("Add the note")
        terminal.press("Enter")
        terminal.sees("[^zz]:")
        terminal.type("u")
        terminal.sees_no("[^zz]:")

    with_kakoune(BRIEF, act)


def test_rename():
    """a label is renamed with its markers and its note: space l R"""

    def act(terminal, path):
        terminal.type("3gf[l lR")
        terminal.sees("New name:")
        terminal.press("C-u")
        terminal.type("roy")
        terminal.press("Enter")
        terminal.sees("It failed.[^roy]")
        terminal.type(":w")
        terminal.press("Enter")
        awaits_file(path, BRIEF.replace("[^1]", "[^roy]"))

    with_kakoune(BRIEF, act)


if __name__ == "__main__":
    run([test_definition, test_hover, test_outline, test_completion, test_quick_fix, test_rename])
