"""What the tests of all editors share: the program, a brief, and how tests are run."""

import os
import pathlib
import sys
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("BRIEF_LS", ROOT / "target/debug/brief-ls")).resolve()
# The PATH of an editor that finds the program.
PATH = f"{PROGRAM.parent}:{os.environ['PATH']}"

# One marker has no note.
BRIEF = """\
# Dams

It failed.[^1] It grew.[^2]

## Costs

They rose.[^zz]

[^1]: The inquiry, 2021.

[^2]: The audit, 2022.
"""
# The brief with a new footnote after the first paragraph, with the note that its marker lacks, with a label renamed.
WITH_FOOTNOTE = BRIEF.replace("[^2]\n\n##", "[^2] More.[^3]\n\n##") + "\n[^3]:\n"
WITH_NOTE = BRIEF + "\n[^zz]:\n"
RENAMED = BRIEF.replace("[^1]", "[^roy]")

# The notes are not numbered in the order in which they are cited.
DISORDERED = """\
# Dams

It failed.[^2] It grew.[^1]

[^1]: The audit, 2022.

[^2]: The inquiry, 2021.
"""
ORDERED = """\
# Dams

It failed.[^1] It grew.[^2]

[^1]: The inquiry, 2021.

[^2]: The audit, 2022.
"""

# The findings of these briefs.
FINDINGS = {BRIEF: "No note for [^zz]", DISORDERED: "note 1"}

# Makes the order of notes count in Markdown.
CONFIG = 'profile = "brief"\n'


def with_brief(start, text, act, config=CONFIG):
    """Runs `act` with the terminal that `start` opens for a folder with a brief of that text, and the brief's path."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        folder = pathlib.Path(folder)
        if config is not None:
            (folder / "brief-ls.toml").write_text(config)
        brief = folder / "brief.md"
        brief.write_text(text, encoding="utf-8")
        with start(folder) as terminal:
            act(terminal, brief)


def run(tests):
    """Runs tests, each a function of no arguments, and prints how many passed; exits with 1 where one failed. Words
    on the command line choose the tests that have one of them in their names."""
    chosen = [test for test in tests if not sys.argv[1:] or any(word in test.__name__ for word in sys.argv[1:])]
    failed = 0
    for test in chosen:
        try:
            test()
            print(f"ok      {test.__doc__}", flush=True)
        except Exception:  # A test may fail in any way; the others still run.
            failed += 1
            print(f"FAILED  {test.__doc__}", flush=True)
            traceback.print_exc()
    print(f"{len(chosen) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
