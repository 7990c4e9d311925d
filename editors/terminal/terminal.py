"""An editor in a terminal of tmux: keys are typed as a person types them, and the screen is read."""

import os
import re
import shutil
import subprocess
import tempfile
import time

# Guards against a hang; no test measures time.
TIMEOUT_S = 120
WIDTH, HEIGHT = 100, 30
# Before the message that Neovim and ALE write after a faulty line.
REMARKS = ("    ", " > ")


class Terminal:
    """One program in a tmux session of its own server. Use it in a `with` statement."""

    def __init__(self, command, folder, environment=None):
        own = tempfile.mkdtemp()
        self.socket = os.path.join(own, "tmux")
        settings = os.path.join(own, "tmux.conf")
        with open(settings, "w", encoding="utf-8") as file:
            # What a program says that ends at once stays on the screen.
            file.write("set -g escape-time 0\nset -g remain-on-exit on\n")
        variables = [f"{name}={value}" for name, value in (environment or {}).items()]
        self._tmux(
            "-f", settings, "new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), "-c", folder,
            "env", "TERM=xterm-256color", "LANG=C.UTF-8", *variables, *command,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)
        shutil.rmtree(os.path.dirname(self.socket), ignore_errors=True)

    def _tmux(self, *arguments):
        run = subprocess.run(["tmux", "-S", self.socket, *arguments], check=True, capture_output=True, text=True)
        return run.stdout

    def type(self, text):
        """Types the text, letter by letter."""
        self._tmux("send-keys", "-l", "--", text)

    def press(self, *keys):
        """Presses keys by their names in tmux: Enter, Escape, C-]."""
        self._tmux("send-keys", *keys)

    def screen(self):
        """The rows of the screen, without spaces at their ends."""
        return self._tmux("capture-pane", "-p").split("\n")

    def sees(self, words):
        """Waits until a row of the screen has the words, and returns that row."""
        return self._await(lambda: next((row for row in self.screen() if words in row), None), words)

    def sees_no(self, words):
        """Waits until no row of the screen has the words."""
        self._await(lambda: not any(words in row for row in self.screen()) or None, f"no {words}")

    def choose(self, title):
        """Waits for a numbered list that has the title, and chooses it by its number."""
        number = re.search(r"\d+", self.sees(title)).group()
        self.type(number + "\r")

    def cursor(self):
        """The row and the column of the cursor, from 0."""
        return tuple(int(place) for place in self._tmux("display", "-p", "#{cursor_y} #{cursor_x}").split())

    def cursor_is_at(self, row, column):
        """Waits until the cursor is there, from 0."""
        self._await(lambda: self.cursor() == (row, column) or None, f"the cursor at {row}, {column}")

    def shows(self, text, top=0, margin=0):
        """Waits until the screen has the lines of `text` from the row `top` on, right of `margin` columns. What an
        editor writes after a line, as in `REMARKS`, is its own."""
        lines = text.split("\n")

        def has_them():
            rows = [row[margin:] for row in self.screen()[top : top + len(lines)]]
            pairs = zip(lines, rows)
            fits = all(row == line or row.startswith(tuple(line + remark for remark in REMARKS)) for line, row in pairs)
            return len(rows) == len(lines) and fits or None

        self._await(has_them, "\n" + text)

    def _await(self, get, what):
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline:
            found = get()
            if found is not None:
                return found
            time.sleep(0.05)
        raise AssertionError(f"not on the screen: {what}\n" + "\n".join(self.screen()))


def awaits_file(path, expected):
    """Waits until the file has the expected text."""
    deadline = time.monotonic() + TIMEOUT_S
    text = None
    while time.monotonic() < deadline:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if text == expected:
            return
        time.sleep(0.05)
    raise AssertionError(f"the file has\n{text!r}\nand not\n{expected!r}")
