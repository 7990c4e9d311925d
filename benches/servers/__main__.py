"""Measures language servers side by side on the same briefs, and writes a table in Markdown.

    python3 benches/servers 'brief-ls=target/release/brief-ls server' 'rumdl=rumdl server' \\
        --check 'brief-ls=target/release/brief-ls check --quiet' --check 'rumdl=rumdl check'

Each server is a name and a command line; `--check` is a command that gets a folder or file as its last argument. They
take turns, and each row is the least of its rounds: what else the machine does only adds to a time. A dash is a question
that the server does not offer, or an answer that did not come in `--patience` seconds. Standard library only; memory is
read where the system has /proc.
"""

import argparse
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import briefs
from client import Failed, Server

KB, MB = 1_000, 1_000_000


def line_of(text, wanted):
    return text[: text.index(wanted)].count("\n")


class Bench:
    """The rows of a table: the rounds of each server in milliseconds or MB."""

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.rows = {}
        small, large = (briefs.brief(size, missing=True) for size in (30 * KB, MB))
        self.texts = {"30 KB": small, "1 MB": large}

    def add(self, row, name, value):
        self.rows.setdefault(row, {}).setdefault(name, []).append(value)

    def add_time(self, row, name, seconds):
        self.add(f"{row} (ms)", name, seconds * 1000)

    def start(self, command, folder=None):
        return Server(shlex.split(command), folder or self.folder, self.arguments.patience)

    def document(self, size):
        path = self.folder / f"{size.replace(' ', '')}.md"
        text = self.texts.get(size) or briefs.brief(10 * MB, missing=True)
        path.write_text(text)
        return path, text

    def small(self, name, command):
        """Start, first document, keys."""
        path, text = self.document("30 KB")
        with self.start(command) as server:
            self.add_time("start of the process → initialized", name, server.initialize())
            self.add_time("open 30 KB → findings, the first in the process", name, server.open(path, text))
            line = line_of(text, "Neither side")
            for key in "abcde":
                begin = server.change((line, 0, key))
                self.add_time("key → findings, 30 KB", name, server.diagnosed() - begin)

    def large(self, name, command):
        """What is asked about a document of 1 MB."""
        path, text = self.document("1 MB")
        with self.start(command) as server:
            server.initialize()
            self.add_time("open 1 MB → findings", name, server.open(path, text))
            self.add("findings in 1 MB", name, len(server.diagnostics))
            line = line_of(text, "Neither side")
            middle = line_of(text, "## Section 100")
            lines = text.split("\n")
            marked = next(at for at in range(middle, len(lines)) if "[^" in lines[at])
            position = {"line": marked, "character": lines[marked].index("[^") + 2}
            for key in "abcde":
                begin = server.change((line, 0, key))
                self.add_time("key → findings, 1 MB", name, server.diagnosed() - begin)
            for key in "fghij" if server.has("definitionProvider") else "":
                begin = server.change((line, 0, key))
                found, came = server.ask_of_document("definition", position=position)
                if found:
                    self.add_time("key → definition, 1 MB", name, came - begin)
            for _ in range(5 if server.has("documentSymbolProvider") else 0):
                begin = time.perf_counter()
                _, came = server.ask_of_document("documentSymbol")
                self.add_time("documentSymbol, 1 MB", name, came - begin)
            self.add("memory at 1 MB (MB)", name, server.peak_memory() / MB)

    def largest(self, name, command):
        path, text = self.document("10 MB")
        with self.start(command) as server:
            server.initialize()
            self.add_time("open 10 MB → findings", name, server.open(path, text))
            self.add("memory at 10 MB (MB)", name, server.peak_memory() / MB)

    def renumbering(self, name, command):
        """A change of every label and marker at once, as an editor applies a rename of all."""
        path, text = self.document("1 MB")
        with self.start(command) as server:
            server.initialize()
            server.open(path, text)
            lines = text.split("\n")
            places = [(line, column + 2) for line, it in enumerate(lines) for column in columns(it)][:5_400]
            begin = server.change(*((line, column, "n") for line, column in reversed(places)))
            row = f"one didChange with {len(places):,} changes → findings, 1 MB"
            self.add_time(row, name, server.diagnosed() - begin)

    def workspace(self, name, command):
        """From `initialized` to the symbol of the last brief; asked again until it is known."""
        folder, count = self.folder / "workspace", self.arguments.briefs
        if not folder.exists():
            briefs.archive(folder, count, 10 * KB)
        with self.start(command, folder) as server:
            begin = server.initialize() and time.perf_counter()
            if not server.has("workspaceSymbolProvider"):
                return
            while time.perf_counter() < begin + self.arguments.patience:
                found, came = server.ask("workspace/symbol", {"query": f"Brief {count - 1} on the Basin"})
                if any(str(count - 1) in symbol["name"] for symbol in found or ()):
                    row = f"workspace of {count:,} briefs → symbol"
                    self.add_time(row, name, came - begin)
                    self.add(f"{row}, memory (MB)", name, server.peak_memory() / MB)
                    return
                time.sleep(0.002)
            raise Failed("the symbol does not come")

    def check(self, name, command):
        """Command lines: a file of 20 bytes, and an archive on all cores."""
        tiny, folder = self.folder / "tiny.md", self.folder / "archive"
        tiny.write_text("A brief.[^1]\n\n[^1]: A\n")
        if not folder.exists():
            self.archive_bytes = briefs.archive(folder, self.arguments.archive, 6 * KB)
        for _ in range(10):
            self.add_time("check of a file of 23 bytes", name, run(command, tiny)[0])
        row = f"check of {self.arguments.archive:,} briefs, {self.archive_bytes / MB:.0f} MB"
        elapsed, processor = run(command, folder)
        self.add_time(row, name, elapsed)
        self.add_time(f"{row}, processor time", name, processor)


def columns(line):
    """Where markers and labels of notes begin in a line."""
    return [at for at in range(len(line)) if line.startswith("[^", at)]


def run(command, path):
    """How long a command takes on a path, and how long it has the processors, in seconds. Exit code 1 is a finding."""
    before, begin = os.times(), time.perf_counter()
    command = [*shlex.split(command), str(path)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    elapsed, after = time.perf_counter() - begin, os.times()
    if done.returncode not in (0, 1):
        raise Failed(f"exit code {done.returncode}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return elapsed, used


def named(argument):
    name, separator, command = argument.partition("=")
    if not separator or not shutil.which(shlex.split(command)[0]):
        raise argparse.ArgumentTypeError(f"not NAME=COMMAND, or no such program: {argument}")
    # The command runs in another folder.
    program, *rest = shlex.split(command)
    return name, shlex.join([str(pathlib.Path(shutil.which(program)).absolute()), *rest])


def table(rows, names):
    yield f"| what | {' | '.join(names)} |"
    yield f"|---|{'--:|' * len(names)}"
    for row, values in rows.items():
        least = [min(values[name]) if values.get(name) else None for name in names]
        cells = ("–" if it is None else f"{it:,.0f}" if it >= 100 or it == int(it) else f"{it:.2g}" if it < 1 else f"{it:.1f}" for it in least)
        yield f"| {row} | {' | '.join(cells)} |"


def main():
    parser = argparse.ArgumentParser(prog="benches/servers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("servers", nargs="*", type=named, metavar="NAME=COMMAND")
    parser.add_argument("--check", action="append", default=[], type=named, metavar="NAME=COMMAND")
    parser.add_argument("--only", action="append", metavar="PART", help="small, large, largest, renumbering, workspace, check")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--briefs", type=int, default=10_000, help="briefs of the workspace")
    parser.add_argument("--archive", type=int, default=4_000, help="briefs of the archive")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for an answer")
    arguments = parser.parse_args()
    parts = arguments.only or ["small", "large", "largest", "renumbering", "workspace", "check"]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, pathlib.Path(folder))
        for part in parts:
            commands = arguments.check if part == "check" else arguments.servers
            failed = set()
            for _ in range(arguments.rounds):
                for name, command in commands:
                    if name in failed:
                        continue
                    try:
                        getattr(bench, part)(name, command)
                    except Failed as error:
                        failed.add(name)
                        print(f"{name}, {part}: {error}", file=sys.stderr)
    names = list(dict.fromkeys(name for name, _ in [*arguments.servers, *arguments.check]))
    print("\n".join(table(bench.rows, names)))


if __name__ == "__main__":
    main()
