"""Edits several briefs through a server for some minutes, with faults, and compares it with a fresh one.

    python3 fuzz/soak.py target/release/brief-ls --minutes 5

Each round types, asks and cancels, changes briefs, the bibliography and the configuration on the disk, and closes and opens
documents. Now and then the findings of each document are compared with those that a server gives which has just been started,
and memory is looked at. At the end the client is gone, and the server has to be, too. Linux, for /proc.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "benches" / "servers"))
import briefs  # noqa: E402
from client import Server  # noqa: E402

DOCUMENTS = 4
PIECES = ["x", "[^1]", "[^9]", "\n\n[^9]: Ibid.\n\n", "[@roe]", "[@lost]", "## Part\n\n", "¹", "é😀", "`", "<!--", "-->", "\n", " NATO "]
QUESTIONS = ["documentSymbol", "foldingRange", "semanticTokens/full", "hover", "definition", "references", "completion", "codeAction"]
CONFIGURATIONS = ["", 'profile = "brief"\n', '[rules]\nempty-note = "off"\n', "rules = 3\n"]
SETTLED = 0.3  # of the time
MOST_GROWTH = 4_000_000  # bytes: the allocator's pages, not what is in use


class Client(Server):
    """A client with several documents."""

    def __init__(self, program, folder):
        super().__init__([program, "server"], folder, patience=60)
        self.initialize()
        self.versions = {}

    def open_text(self, path, text):
        self.versions[path] = 0
        item = {"uri": path.as_uri(), "languageId": "markdown", "version": 0, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def edit(self, path, change):
        self.versions[path] += 1
        document = {"uri": path.as_uri(), "version": self.versions[path]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def changed(self, *paths):
        changes = [{"uri": path.as_uri(), "type": 2} for path in paths]
        self.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    def question(self, method, path, position):
        """Asks without waiting; the number of the request."""
        self.next_id += 1
        span = {"start": position, "end": position}
        params = {"textDocument": {"uri": path.as_uri()}, "position": position, "range": span}
        params |= {"context": {"diagnostics": [], "includeDeclaration": True}}
        self.send({"id": self.next_id, "method": f"textDocument/{method}", "params": params})
        return self.next_id

    def findings(self, path):
        report, _ = self.ask("textDocument/diagnostic", {"textDocument": {"uri": path.as_uri()}})
        return sorted(json.dumps([it["range"], it.get("code"), it["message"]]) for it in report["items"])

    def memory(self):
        with open(f"/proc/{self.process.pid}/statm") as pages:
            return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def write_bibliography(path, entries):
    path.write_text("".join(f"@book{{roe{it or ''}, author = {{Roe, A.}}, title = {{Dams {it}}}, year = 2001}}\n" for it in range(entries)))


def soak(program, folder, minutes, seed):
    chance = random.Random(seed)
    base = "---\nbibliography: refs.bib\n---\n\n" + briefs.brief(20_000, missing=True)
    paths = [folder / f"brief-{number}.md" for number in range(DOCUMENTS)]
    others = [folder / f"other-{number}.md" for number in range(DOCUMENTS)]
    for path in paths + others:
        path.write_text(base)
    bibliography, configuration = folder / "refs.bib", folder / "brief-ls.toml"
    write_bibliography(bibliography, 3)
    configuration.write_text("")
    texts = {path: base for path in paths}
    client = Client(program, folder)
    for path in paths:
        client.open_text(path, base)
    begin, end = time.monotonic(), time.monotonic() + 60 * minutes
    rounds, compared, settled = 0, 0, None
    while time.monotonic() < end:
        rounds += 1
        path = chance.choice(paths)
        lines = texts[path].split("\n")
        line = chance.randrange(len(lines))
        position = {"line": line, "character": 0}
        if chance.random() < 0.02 or len(texts[path]) > 2 * len(base):
            texts[path] = base
            client.edit(path, {"text": base})
        else:
            piece = chance.choice(PIECES)
            lines[line] = piece + lines[line]
            texts[path] = "\n".join(lines)
            client.edit(path, {"range": {"start": position, "end": position}, "text": piece})
        number = client.question(chance.choice(QUESTIONS), path, position)
        if chance.random() < 0.5:
            client.notify("$/cancelRequest", {"id": number})
        while client.receive()[0].get("id") != number:
            pass
        if chance.random() < 0.03:
            fault(chance, client, path, texts, others, bibliography, configuration)
        if rounds % 300 == 0:
            compared += compare(program, folder, client, texts)
            memory = client.memory()
            if settled is None and time.monotonic() - begin > SETTLED * 60 * minutes:
                settled = memory
            print(f"{rounds} rounds, {compared} comparisons, {memory / 1e6:.1f} MB", flush=True)
    memory = client.memory()
    is_gone(client)
    if settled is None:
        sys.exit("too short to say anything of memory")
    print(f"seed {seed}: {rounds} rounds, {compared} comparisons, from {settled / 1e6:.1f} to {memory / 1e6:.1f} MB")
    if memory > settled + MOST_GROWTH:
        sys.exit("memory grows")


def fault(chance, client, path, texts, others, bibliography, configuration):
    """Something happens beside the editing."""
    match chance.randrange(4):
        case 0:
            other = chance.choice(others)
            other.write_text(briefs.brief(chance.randrange(1_000, 20_000)))
            client.changed(other)
        case 1:
            write_bibliography(bibliography, chance.choice([0, 3, 500]))
            client.changed(bibliography)
        case 2:
            configuration.write_text(chance.choice(CONFIGURATIONS))
            client.changed(configuration)
        case 3:
            client.close(path)
            client.open_text(path, texts[path])


def compare(program, folder, client, texts):
    """The findings are those of a server that has just been started; how many documents were compared."""
    with Client(program, folder) as fresh:
        for path, text in texts.items():
            fresh.open_text(path, text)
        for path, text in texts.items():
            old, new = client.findings(path), fresh.findings(path)
            if old != new:
                kept = pathlib.Path(tempfile.mkdtemp()) / path.name
                kept.write_text(text)
                stale, missing = sorted(set(old) - set(new)), sorted(set(new) - set(old))
                sys.exit(f"{kept}: only in the old server {stale[:5]}; only in a fresh one {missing[:5]}")
    return len(texts)


def is_gone(client):
    """A client that is killed closes its pipes in the middle of a message."""
    os.write(client.process.stdin.fileno(), b"Content-Length: 1000\r\n\r\n{")
    client.process.stdin.close()
    try:
        client.process.wait(10)
    except subprocess.TimeoutExpired:
        client.process.kill()
        sys.exit("the server outlives its client")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soak(str(arguments.program.absolute()), pathlib.Path(folder), arguments.minutes, arguments.seed)


if __name__ == "__main__":
    main()
