"""Counts the instructions of a program under valgrind, and compares them with a stored baseline.

    cargo build --profile counted
    python3 benches/instructions.py target/counted/brief-ls            # exit code 1 where a row costs more than it did
    python3 benches/instructions.py target/counted/brief-ls --write    # stores the counts as the new baseline

Counts do not depend on what else the machine does. They do on the compiler and the libraries, so store them anew with a new
compiler, before the change that is to be measured.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "servers"))
import briefs  # noqa: E402
from client import Server  # noqa: E402

BASELINE = HERE / "instructions.tsv"
# How much more a row may cost. Threads take a few instructions more or less from run to run.
MARGIN = 0.03
KEYS = 20


def count(command, folder):
    """The instructions of a command. It may exit with 1, for findings."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)]
    done = subprocess.run(valgrind, cwd=folder, capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stderr.decode()}")
    return int(re.search(rb"Collected : (\d+)", done.stderr)[1])


def keys_of_session(program, folder, path, text, keys):
    """The instructions of a server in which a client types so many keys and asks for the findings after each.

    The folder is empty, and the brief elsewhere: what a server reads of a folder behind the keys would be counted with
    them, as far as it comes before the session ends.
    """
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    line = text[: text.index("Neither side")].count("\n")
    with Server([*valgrind, str(program), "server"], folder, patience=300) as server:
        server.initialize()
        server.open(path, text)
        for _ in range(keys):
            server.change((line, 0, "x"))
            server.diagnosed()
        server.ask("shutdown", None)
        server.notify("exit", None)
        server.process.wait()
        server.errors.seek(0)
        return int(re.search(rb"Collected : (\d+)", server.errors.read())[1])


def rows(program, folder):
    """The name of each row and its count."""
    empty = folder / "empty"
    empty.mkdir()
    for name, text in [
        ("23 bytes", "A brief.[^1]\n\n[^1]: A\n"),
        ("30 KB", briefs.brief(30_000, missing=True)),
        ("1 MB", briefs.brief(1_000_000, missing=True)),
    ]:
        (folder / "brief.md").write_text(text)
        yield f"outline of {name}", count([program, "outline", "brief.md"], folder)
        yield f"check of {name}", count([program, "check", "--quiet", "brief.md"], folder)
        yield f"check --profile brief of {name}", count([program, "check", "--quiet", "--profile", "brief", "brief.md"], folder)
        if name == "23 bytes":
            continue
        opened, typed = (keys_of_session(program, empty, folder / "brief.md", text, keys) for keys in (0, KEYS))
        yield f"key and findings, {name}", (typed - opened) // KEYS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--write", action="store_true", help="store the counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {name: number // 1000 for name, number in rows(arguments.program.absolute(), pathlib.Path(folder))}
    if arguments.write:
        BASELINE.write_text("".join(f"{name}\t{number}\n" for name, number in found.items()))
    stored = dict(line.split("\t") for line in BASELINE.read_text().splitlines())
    failed = 0
    for name, number in found.items():
        before = int(stored.get(name, 0))
        more = number > before * (1 + MARGIN)
        failed += more
        change = f"{number / before - 1:+.1%}" if before else "new"
        print(f"{number:>12,} thousand  {change:>7}  {name}{'  <- more than before' if more else ''}")
    print(f"{len(found) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
