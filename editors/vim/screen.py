#!/usr/bin/env python3
"""brief-ls in a real Vim with ALE in a terminal: keys are typed, the screen and the file are read.

Needs vim with ALE as a package, and tmux, on the PATH. The program is target/debug/brief-ls, or what BRIEF_LS names.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "terminal"))

from suite import (  # noqa: E402
    BRIEF,
    DISORDERED,
    FINDINGS,
    ORDERED,
    PATH,
    RENAMED,
    WITH_FOOTNOTE,
    WITH_NOTE,
    run,
    with_brief,
)
from terminal import Terminal, awaits_file  # noqa: E402

# The sign column.
MARGIN = 2


def readme_configuration():
    """What the README has its readers add to ~/.vimrc for ALE."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    return re.search(r"```vim\n(.*?)```", readme, re.DOTALL).group(1)


def start(folder):
    """A Vim that has the brief of the folder open."""
    vimrc = folder / "vimrc"
    vimrc.write_text("set nocompatible noswapfile ruler\n" + readme_configuration(), encoding="utf-8")
    environment = {"PATH": PATH, "HOME": folder}
    return Terminal(["vim", "-u", vimrc, "brief.md"], folder, environment)


def with_vim(act, text=BRIEF):
    """Runs `act` with a Vim that shows the findings of a brief, and the brief's path."""

    def ready(terminal, path):
        terminal.sees(FINDINGS[text])
        terminal.shows(text, margin=MARGIN)
        act(terminal, path)

    with_brief(start, text, ready)


def test_faults():
    """a fault is beside its line, and goes and comes as the marker is typed"""

    def act(terminal, _):
        assert terminal.sees("They rose.").startswith(">>")
        terminal.type("/zz\rcw1")
        terminal.press("Escape")
        terminal.sees_no("No note")
        terminal.type("r7")
        terminal.sees("No note for [^7]")

    with_vim(act)


def test_plain_text():
    """a brief of plain text has its findings, and its marker leads to the note"""
    text = "DAMS\n\nIt failed.¹ It grew.⁵\n\nNotes\n\n¹ The inquiry, 2021.\n"

    def act(terminal, path):
        path.with_name("brief.txt").write_text(text, encoding="utf-8")
        terminal.type(":edit brief.txt\r")
        terminal.sees("No note for")
        terminal.type("3Gf¹gd")
        terminal.cursor_is_at(6, MARGIN)

    with_vim(act)


def test_definition():
    """from a marker at the end of its line to the note and back: gd CTRL-O"""

    def act(terminal, _):
        terminal.type("3G$gd")
        terminal.cursor_is_at(10, MARGIN)
        terminal.press("C-o")
        terminal.cursor_is_at(2, MARGIN + len("It failed.[^1] It grew.[^2]") - 1)

    with_vim(act)


def test_hover():
    """K: on a marker its note, anywhere in a note the sentences that cite it"""

    def act(terminal, _):
        terminal.type("3G$K")
        terminal.sees("Note 2")
        terminal.type("9GfqK")
        terminal.sees("Note 1 has one marker:")
        terminal.sees("- line 3: It failed.")

    with_vim(act)


def test_completion():
    """a new footnote with its note, and undo: CTRL-X CTRL-O CTRL-Y"""

    def act(terminal, _):
        terminal.type("3GA More.[^")
        terminal.press("C-x", "C-o")
        terminal.sees("new note")
        terminal.sees("The inquiry, 2021.")
        terminal.press("C-y", "Escape")
        terminal.shows(WITH_FOOTNOTE, margin=MARGIN)
        # The note and the marker: Vim undoes what ALE adds apart.
        terminal.type("uu")
        terminal.shows(BRIEF, margin=MARGIN)

    with_vim(act)


def test_quick_fix():
    """the note of a marker that has none is added; one undo: :ALECodeAction"""

    def act(terminal, _):
        terminal.type("/zz\r:ALECodeAction\r")
        terminal.choose("Add the note")
        terminal.sees_no("No note")
        terminal.shows(WITH_NOTE, margin=MARGIN)
        terminal.type("u")
        terminal.shows(BRIEF, margin=MARGIN)

    with_vim(act)


def test_rename():
    """a label is renamed with its marker and its note: :ALERename"""

    def act(terminal, path):
        terminal.type("3Gf1:ALERename\r")
        terminal.sees("New name: 1")
        terminal.press("C-u")
        terminal.type("roy\r")
        terminal.shows(RENAMED, margin=MARGIN)
        terminal.type(":w\r")
        awaits_file(path, RENAMED)

    with_vim(act)


def test_renumber():
    """notes are renumbered in the order of their markers; one undo: :ALECodeAction"""

    def act(terminal, _):
        terminal.type("3Gf[:ALECodeAction\r")
        terminal.choose("Renumber")
        terminal.shows(ORDERED, margin=MARGIN)
        terminal.type("u")
        terminal.shows(DISORDERED, margin=MARGIN)

    with_vim(act, DISORDERED)


def test_outline():
    """a heading is found by its words, and leads there: :ALESymbolSearch"""

    def act(terminal, _):
        terminal.type(":ALESymbolSearch Costs\r")
        terminal.sees("brief.md:5:4 Costs")
        terminal.press("Enter")
        terminal.sees("5,4")
        terminal.sees_no("brief.md:5:4")

    with_vim(act)


if __name__ == "__main__":
    run(
        [
            test_faults,
            test_plain_text,
            test_definition,
            test_hover,
            test_completion,
            test_quick_fix,
            test_rename,
            test_renumber,
            test_outline,
        ]
    )
