#!/usr/bin/env python3
"""brief-ls in a real Emacs with Eglot in a terminal: keys are typed, the screen and the file are read.

Needs emacs with Eglot and markdown-mode, and tmux, on the PATH. The program is target/debug/brief-ls, or what BRIEF_LS
names.
"""

import pathlib
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

# The lines of the README.
INIT = f"""
(load "{HERE}/brief-ls.el")
(add-hook 'markdown-mode-hook #'eglot-ensure)
(define-key text-mode-map (kbd "C-c f") brief-ls-footnote-map)
(setq inhibit-startup-screen t make-backup-files nil)
"""


def start(folder):
    """An Emacs that has the brief of the folder open."""
    own = folder / ".emacs.d"
    own.mkdir()
    # No package is compiled anew for each test.
    (own / "early-init.el").write_text("(setq native-comp-deferred-compilation nil)")
    (own / "init.el").write_text(INIT, encoding="utf-8")
    environment = {"PATH": PATH, "HOME": folder}
    return Terminal(["emacs", "-nw", "brief.md"], folder, environment)


# The menu bar.
TOP = 1


def with_emacs(act, text=BRIEF):
    """Runs `act` with an Emacs that has the findings of a brief, and the brief's path."""
    counts = {BRIEF: "Flymake[1 0]", DISORDERED: "Flymake[0 1]"}

    def ready(terminal, path):
        terminal.sees(counts[text])
        terminal.shows(text, top=TOP)
        act(terminal, path)

    with_brief(start, text, ready)


def command(terminal, name):
    """Calls a command by its name."""
    terminal.press("M-x")
    terminal.sees("M-x")
    terminal.type(name + "\r")


def go_to_marker(terminal, before):
    """Puts the cursor on the marker that stands after the words `before`."""
    terminal.press("M-<", "C-s")
    terminal.sees("I-search:")
    terminal.type(before + "\r")


def test_faults():
    """the count of faults and the message, which go and come as the marker is typed"""

    def act(terminal, _):
        command(terminal, "flymake-goto-next-error")
        terminal.sees(FINDINGS[BRIEF])
        terminal.cursor_is_at(TOP + 6, len("They rose."))
        terminal.press("C-f", "C-f", "C-d", "C-d")
        terminal.type("1")
        terminal.sees("Flymake[0 0]")
        terminal.press("BSpace")
        terminal.type("7")
        terminal.sees("Flymake[1 0]")

    with_emacs(act)


def test_definition():
    """the note of a marker in the echo area; to the note and back: M-. M-,"""

    def act(terminal, _):
        go_to_marker(terminal, "grew.")
        terminal.press("C-f")
        terminal.sees("Note 2")
        terminal.press("M-.")
        terminal.cursor_is_at(TOP + 10, 0)
        terminal.press("C-f")
        terminal.sees("Note 2 has one marker")
        terminal.press("M-,")
        terminal.cursor_is_at(TOP + 2, len("It failed.[^1] It grew.["))

    with_emacs(act)


def test_footnotes():
    """from footnote to footnote, and to the marker: C-c f"""

    def act(terminal, _):
        terminal.press("C-c", "f", "n")
        terminal.cursor_is_at(TOP + 8, 0)
        terminal.press("C-c", "f", "n")
        terminal.cursor_is_at(TOP + 10, 0)
        terminal.press("C-c", "f", "p")
        terminal.cursor_is_at(TOP + 8, 0)
        terminal.press("C-c", "f", "o")
        terminal.cursor_is_at(TOP + 2, len("It failed."))

    with_emacs(act)


def test_completion():
    """a new footnote with its note, and undo: completion-at-point"""

    def act(terminal, _):
        go_to_marker(terminal, "grew.")
        terminal.press("C-e")
        terminal.type(" More.[^")
        command(terminal, "completion-at-point")
        terminal.sees("new note")
        terminal.type("3")
        command(terminal, "completion-at-point")
        terminal.shows(WITH_FOOTNOTE, top=TOP)
        # What was typed too; Emacs undoes no more than all.
        terminal.press(*["C-_"] * 8)
        terminal.shows(BRIEF, top=TOP)

    with_emacs(act)


def test_quick_fix():
    """the note of a marker that has none is added; one undo: eglot-code-actions"""

    def act(terminal, _):
        command(terminal, "flymake-goto-next-error")
        terminal.sees(FINDINGS[BRIEF])
        command(terminal, "eglot-code-actions")
        terminal.sees("Pick an action")
        terminal.type("Add\t\r")
        terminal.sees("Flymake[0")
        terminal.shows(WITH_NOTE, top=TOP)
        terminal.press("C-_")
        terminal.sees("Flymake[1 0]")
        terminal.shows(BRIEF, top=TOP)

    with_emacs(act)


def test_rename():
    """a label is renamed with its marker and its note: eglot-rename"""

    def act(terminal, path):
        go_to_marker(terminal, "failed.")
        command(terminal, "eglot-rename")
        terminal.sees("Rename")
        terminal.type("roy\r")
        terminal.shows(RENAMED, top=TOP)
        terminal.press("C-x", "C-s")
        awaits_file(path, RENAMED)

    with_emacs(act)


def test_renumber():
    """notes are renumbered in the order of their markers; one undo: eglot-code-actions"""

    def act(terminal, _):
        go_to_marker(terminal, "failed.")
        command(terminal, "eglot-code-actions")
        terminal.sees("Pick an action")
        terminal.type("Renum\t\r")
        terminal.shows(ORDERED, top=TOP)
        terminal.sees("Flymake[0 0]")
        terminal.press("C-_")
        terminal.shows(DISORDERED, top=TOP)

    with_emacs(act, DISORDERED)


def test_outline():
    """the outline has sections and notes, and leads to one: imenu"""

    def act(terminal, _):
        command(terminal, "imenu")
        terminal.sees("Index item")
        terminal.type("\t\t")
        terminal.sees("Notes 1–2")
        terminal.type("Cost\t\r")
        terminal.cursor_is_at(TOP + 4, len("## "))

    with_emacs(act)


if __name__ == "__main__":
    run(
        [
            test_faults,
            test_definition,
            test_footnotes,
            test_completion,
            test_quick_fix,
            test_rename,
            test_renumber,
            test_outline,
        ]
    )
