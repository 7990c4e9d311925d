#!/usr/bin/env python3
"""brief-ls in a real Neovim in a terminal: keys are typed, the screen and the file are read.

Needs tmux on the PATH; nvim is there or what NVIM names. The program is target/debug/brief-ls, or what BRIEF_LS names.
"""

import os
import pathlib
import sys

EDITOR = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(EDITOR.parent / "terminal"))

from suite import (  # noqa: E402
    BRIEF,
    CONFIG,
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

# The two lines of the README, and messages beside the text.
INIT = f"""
vim.opt.rtp:append('{EDITOR}')
vim.lsp.enable('brief_ls')
vim.diagnostic.config({{ virtual_text = true }})
"""
# The sign column.
MARGIN = 2


def start(folder):
    """A Neovim that has the brief of the folder open."""
    config = folder / "config" / "nvim"
    config.mkdir(parents=True)
    (config / "init.lua").write_text(INIT)
    # Nothing of the author's own Neovim is read or written.
    own = {f"XDG_{kind}_HOME": folder / kind.lower() for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = {"PATH": PATH, **own}
    return Terminal([os.environ.get("NVIM", "nvim"), "brief.md"], folder, environment)


def with_neovim(act, text=BRIEF, config=CONFIG):
    """Runs `act` with a Neovim that shows the findings of a brief."""

    def ready(terminal, path):
        terminal.sees(FINDINGS[text])
        terminal.shows(text, margin=MARGIN)
        act(terminal, path)

    with_brief(start, text, ready, config)


def test_faults():
    """a fault is beside its line, and goes and comes as the marker is typed"""

    def act(terminal, _):
        assert terminal.sees("They rose.").startswith("E ")
        terminal.type("/zz\r")
        terminal.type("cw1")
        terminal.sees_no("No note")
        terminal.shows(BRIEF.replace("zz", "1"), margin=MARGIN)
        terminal.press("BSpace")
        terminal.type("7")
        terminal.sees("No note for [^7]")

    with_neovim(act)


def test_definition():
    """from a marker at the end of its line to the note and back: CTRL-] CTRL-T"""

    def act(terminal, _):
        terminal.type("3G$")
        terminal.press("C-]")
        terminal.cursor_is_at(10, MARGIN)
        terminal.press("C-t")
        terminal.cursor_is_at(2, MARGIN + len("It failed.[^1] It grew.[^2]") - 1)

    with_neovim(act)


def test_hover():
    """K: on a marker its note, anywhere in a note the sentences that cite it"""

    def act(terminal, _):
        terminal.type("3Gf[K")
        terminal.sees("Note 1")
        terminal.type("9Gfq")
        terminal.sees_no("Note 1 ")
        terminal.type("K")
        terminal.sees("Note 1 has one marker:")
        terminal.sees("line 3: It failed.")

    with_neovim(act)


def test_completion():
    """the menu opens as [^ is typed; a new footnote with its note; one undo"""

    def act(terminal, _):
        terminal.type("3GA More.[^")
        assert "new note" in terminal.sees("3 (new)")
        assert "The inquiry, 2021." in terminal.sees(" 1 ")
        terminal.press("C-n", "C-y", "Escape")
        terminal.shows(WITH_FOOTNOTE, margin=MARGIN)
        terminal.type("u")
        terminal.shows(BRIEF, margin=MARGIN)

    with_neovim(act)


def test_footnote():
    """:BriefFootnote, the source typed in its note, and back to the sentence"""

    def act(terminal, path):
        terminal.type("3G0f.:BriefFootnote\r")
        terminal.sees("-- INSERT --")
        terminal.type("The board, 2020.")
        terminal.press("Escape")
        terminal.type(":BriefAcrossNote\r")
        terminal.cursor_is_at(2, MARGIN + len("It failed.[^1]"))
        terminal.type(":w\r")
        with_note = BRIEF.replace("failed.[^1]", "failed.[^1][^3]").replace("\n[^2]:", "\n[^3]: The board, 2020.\n\n[^2]:")
        awaits_file(path, with_note)

    with_neovim(act)


def test_quick_fix():
    """the note of a marker that has none is added; one undo: gra"""

    def act(terminal, _):
        terminal.type("/zz\rgra")
        terminal.choose("Add the note")
        terminal.sees_no("No note")
        terminal.shows(WITH_NOTE, margin=MARGIN)
        terminal.type("\x1bu")
        terminal.shows(BRIEF, margin=MARGIN)

    with_neovim(act)


def test_rename():
    """a label is renamed with its marker and its note: grn"""

    def act(terminal, path):
        terminal.type("3Gf1grn")
        terminal.sees("New Name: 1")
        terminal.press("C-u")
        terminal.type("roy\r")
        terminal.shows(RENAMED, margin=MARGIN)
        terminal.type(":w\r")
        awaits_file(path, RENAMED)

    with_neovim(act)


def test_renumber():
    """notes are renumbered in the order of their markers; one undo: gra"""

    def act(terminal, _):
        terminal.type("3Gf[gra")
        terminal.choose("Renumber")
        terminal.shows(ORDERED, margin=MARGIN)
        terminal.sees_no(FINDINGS[DISORDERED])
        terminal.type("u")
        terminal.shows(DISORDERED, margin=MARGIN)

    with_neovim(act, DISORDERED)


def test_outline():
    """the outline has sections and notes, and leads to one: gO"""

    def act(terminal, _):
        terminal.type("gO")
        terminal.sees("  Notes 1–2")
        terminal.type("/Costs\r\r")
        terminal.cursor_is_at(4, MARGIN + len("## "))

    with_neovim(act)


def test_for_good():
    """a rule is turned off in a brief-ls.toml that was not there: gra"""

    def act(terminal, path):
        terminal.type("/zz\rgra")
        terminal.choose("Turn off")
        terminal.sees("brief-ls.toml was changed. :wa saves it")
        terminal.type(":wa\r")
        terminal.sees_no("No note")
        awaits_file(path.with_name("brief-ls.toml"), '[rules]\nundefined-marker = "off"\n\n')

    with_neovim(act, config=None)


if __name__ == "__main__":
    run(
        [
            test_faults,
            test_definition,
            test_hover,
            test_completion,
            test_footnote,
            test_quick_fix,
            test_rename,
            test_renumber,
            test_outline,
            test_for_good,
        ]
    )
