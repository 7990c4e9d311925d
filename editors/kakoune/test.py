#!/usr/bin/env python3
"""brief-ls in a real Kakoune in a terminal: keys are typed, the screen and the file are read.

Needs kak, kak-lsp and tmux on the PATH. The program is target/debug/brief-ls, or what BRIEF_LS names.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "terminal"))

from suite import (  # noqa: E402
    BRIEF,
    DISORDERED,
    ORDERED,
    PATH,
    RENAMED,
    WITH_FOOTNOTE,
    WITH_NOTE,
    run,
    with_brief,
)
from terminal import Terminal, awaits_file  # noqa: E402

# The mark of a faulty line.
MARGIN = 1


def start(folder):
    """A Kakoune that has the brief of the folder open."""
    config = folder / "config" / "kak"
    config.mkdir(parents=True)
    (config / "kakrc").write_text(
        f"eval %sh{{kak-lsp}}\nsource {HERE}/brief-ls.kak\nlsp-enable\n"
        "map global user l ':enter-user-mode lsp<ret>'\n"
        "map global goto d <esc>:lsp-definition<ret>\n"
    )
    environment = {"PATH": PATH, "XDG_CONFIG_HOME": config.parent, "XDG_RUNTIME_DIR": folder}
    return Terminal(["kak", "brief.md"], folder, environment)


def with_kakoune(act, text=BRIEF):
    """Runs `act` with a Kakoune that marks the faulty line of a brief, and the brief's path."""
    faulty = {BRIEF: "*They rose.", DISORDERED: "!It failed."}

    def ready(terminal, path):
        terminal.sees(faulty[text])
        terminal.shows(text, margin=MARGIN)
        act(terminal, path)

    with_brief(start, text, ready)


def test_definition():
    """a line with a fault is marked; from a marker to its note and back"""

    def act(terminal, _):
        terminal.type("3g")
        terminal.type("ghf[gd")
        terminal.sees("brief.md 9:1 ")
        terminal.press("C-o")
        terminal.sees("brief.md 3:")

    with_kakoune(act)


def test_hover():
    """the note of a marker: space l h"""

    def act(terminal, _):
        terminal.type("3gf[ lh")
        terminal.sees("│ The inquiry, 2021.")

    with_kakoune(act)


def test_outline():
    """the outline, which leads to a section: space l s"""

    def act(terminal, _):
        terminal.type(" ls")
        terminal.sees("Dams > Costs > Notes 1–2")
        terminal.press("Tab", "Tab", "Enter")
        terminal.sees("brief.md 5:")

    with_kakoune(act)


def test_completion():
    """a new footnote from the menu, with its note; and undo"""

    def act(terminal, path):
        terminal.type("3g")
        terminal.type("A More.[^")
        terminal.sees("3 Snippet")
        while not any("More.[^3]" in row for row in terminal.screen()):
            terminal.press("C-n")
        terminal.press("Escape")
        terminal.shows(WITH_FOOTNOTE, margin=MARGIN)
        # The note and the marker: Kakoune undoes additional edits apart.
        terminal.type("uu")
        terminal.shows(BRIEF, margin=MARGIN)

    with_kakoune(act)


def test_quick_fix():
    """the note of a marker that has none is added, written and undone: space l a"""

    def act(terminal, path):
        terminal.type("gg/zz")
        terminal.press("Enter")
        terminal.type(" la")
        terminal.sees("Add the note")
        terminal.press("Enter")
        terminal.shows(WITH_NOTE, margin=MARGIN)
        terminal.sees_no("*They rose.")
        terminal.type("u")
        terminal.shows(BRIEF, margin=MARGIN)

    with_kakoune(act)


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
        awaits_file(path, RENAMED)

    with_kakoune(act)


def test_renumber():
    """notes are renumbered in the order of their markers, and undone: space l a"""

    def act(terminal, _):
        terminal.type("3gf[ la")
        terminal.sees("Renumber")
        terminal.press("Enter")
        terminal.shows(ORDERED, margin=MARGIN)
        terminal.type("u")
        terminal.shows(DISORDERED, margin=MARGIN)

    with_kakoune(act, DISORDERED)


if __name__ == "__main__":
    run([test_definition, test_hover, test_outline, test_completion, test_quick_fix, test_rename, test_renumber])
