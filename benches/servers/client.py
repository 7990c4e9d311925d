"""A client of the Language Server Protocol that waits for one message at a time and says when it came."""

import json
import os
import select
import subprocess
import tempfile
import time


class Failed(Exception):
    """The server ended, answered with an error, or not in time."""


class Server:
    """A server's process, with the messages that it has sent."""

    def __init__(self, command, folder, patience):
        self.patience = patience
        self.buffer = bytearray()
        self.next_id = 0
        self.diagnostics = []  # of the document, the last set
        self.folder = folder
        self.errors = tempfile.TemporaryFile()
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors
        )

    def initialize(self):
        """Says hello, as a client that asks for diagnostics; how many seconds have passed since the start."""
        uri = self.folder.as_uri()
        answer, came = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": "briefs"}],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "diagnostic": {},
                        "publishDiagnostics": {"versionSupport": True},
                        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
                    },
                },
            },
        )
        self.capabilities = answer["capabilities"]
        self.notify("initialized", {})
        return came - self.begun

    def has(self, capability):
        return bool(self.capabilities.get(capability))

    def open(self, path, text):
        """Opens a document; how many seconds its diagnostics took."""
        self.uri, self.version, self.text = path.as_uri(), 1, text
        item = {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}
        begin = self.notify("textDocument/didOpen", {"textDocument": item})
        return self.diagnosed() - begin

    def change(self, *insertions):
        """Inserts texts, each a line, a column and what is inserted, the last place first; when that was sent."""
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        lines = self.text.split("\n")
        changes = []
        for line, column, text in insertions:
            lines[line] = lines[line][:column] + text + lines[line][column:]
            place = {"line": line, "character": column}
            changes.append({"range": {"start": place, "end": place}, "text": text})
        self.text = "\n".join(lines)
        if not self.is_incremental():
            changes = [{"text": self.text}]
        return self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def is_incremental(self):
        kind = self.capabilities.get("textDocumentSync")
        return (kind.get("change") if isinstance(kind, dict) else kind) == 2

    def diagnosed(self):
        """When the diagnostics of the document came: as an answer, else as they are sent for its last version."""
        if self.has("diagnosticProvider"):
            report, came = self.ask_of_document("diagnostic")
            self.diagnostics = report["items"]
            return came
        while True:
            message, came = self.receive()
            params = message.get("params")
            if message.get("method") != "textDocument/publishDiagnostics" or params["uri"] != self.uri:
                continue
            self.diagnostics = params["diagnostics"]
            if (params.get("version") or self.version) >= self.version:
                return came

    def ask(self, method, params):
        """The result of a request, and when it came."""
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, "params": params})
        while True:
            message, came = self.receive()
            if message.get("id") == self.next_id and "method" not in message:
                if "error" in message:
                    raise Failed(message["error"].get("message"))
                return message.get("result"), came

    def ask_of_document(self, method, **params):
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, **params})

    def notify(self, method, params):
        return self.send({"method": method, "params": params})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        begin = time.perf_counter()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self.process.stdin.flush()
        except OSError as error:
            raise Failed(f"it ended: {error}") from None
        return begin

    def receive(self):
        """The next message, and when its last byte came. Requests of the server are answered."""
        body = self.read_message()
        came = time.perf_counter()
        message = json.loads(body)
        if "method" in message and "id" in message:
            items = (message.get("params") or {}).get("items", ())
            is_configuration = message["method"] == "workspace/configuration"
            self.send({"id": message["id"], "result": [{} for _ in items] if is_configuration else None})
        return message, came

    def read_message(self):
        head = self.read_until(lambda buffer: buffer.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in buffer else 0)
        fields = dict(line.split(b": ", 1) for line in head.strip().split(b"\r\n"))
        length = int({name.lower(): value for name, value in fields.items()}[b"content-length"])
        return self.read_until(lambda buffer: length if len(buffer) >= length else 0)

    def read_until(self, end):
        """Takes what `end` says from the front of what was received, and waits until it says so."""
        give_up = time.perf_counter() + self.patience
        output = self.process.stdout.fileno()
        while not (taken := end(self.buffer)):
            left = give_up - time.perf_counter()
            if left <= 0 or not select.select([output], [], [], left)[0]:
                raise Failed(f"no answer in {self.patience} s")
            received = os.read(output, 1 << 20)
            if not received:
                raise Failed("it ended")
            self.buffer += received
        front = bytes(self.buffer[:taken])
        del self.buffer[:taken]
        return front

    def peak_memory(self):
        """The most memory that the server has had, in bytes (Linux, proc_pid_status(5))."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.errors.close()
