"""Tests archive.py with two workers, one of which is killed in the middle.

    python3 test_archive.py target/debug/brief-ls

The archive is in the in-memory file system of fsspec, which each worker fills as it starts.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile

import duckdb
import fsspec
from distributed import Client, LocalCluster, WorkerPlugin

import archive

BRIEFS = 48
SOURCE = "memory://archive"
REPORT = "https://grid.example/resilience"
# Cites the report; three in four do not.
CITING = range(0, BRIEFS, 4)


def brief(number):
    source = f"A. Roe, [“Grid Resilience”]({REPORT}), *Energy Review*, May 4, 2021" if number in CITING else f"B. Lee, *Dams {number}*, 2019"
    return f"# Brief {number}\n\nThe tariff rose.[^1] It fell.[^2] It stays.[^3]\n\n[^1]: {source}.\n\n[^2]: Ibid., 20.\n"


class Archive(WorkerPlugin):
    """Fills the file system of a worker, and of this process."""

    def setup(self, worker=None):
        files = fsspec.filesystem("memory")
        for number in range(BRIEFS):
            files.pipe(f"/archive/{number % 7}/brief {number}.md", brief(number).encode())
        files.pipe("/archive/broken.pdf", b"no PDF")
        files.pipe("/archive/picture.png", b"no brief")


def kill_one(client, killed):
    """Kills a worker that is at work, once."""
    at_work = [address for address, tasks in client.processing().items() if tasks]
    if killed or not at_work:
        return
    process = client.run(os.getpid, workers=at_work[:1])[at_work[0]]
    os.kill(process, signal.SIGKILL)
    killed.append(process)


def test(program, folder):
    Archive().setup()
    killed = []
    tables = folder / "tables"
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        client.register_plugin(Archive())
        client.upload_file(archive.__file__)
        done = archive.read_archive(client, SOURCE, tables.as_uri(), 4, program, lambda done: kill_one(client, killed))
    assert killed, "no worker was killed"
    assert done == BRIEFS + 1, done

    def ask(question):
        return duckdb.sql(question.replace("{tables}", str(tables))).fetchall()

    assert ask("SELECT count(*), count(DISTINCT path) FROM '{tables}/files/*.parquet'") == [(BRIEFS + 1, BRIEFS + 1)]
    broken = ask("SELECT path, error FROM '{tables}/files/*.parquet' WHERE error IS NOT NULL")
    assert [path for path, _ in broken] == ["broken.pdf"], broken
    assert ask("SELECT count(*), sum(notes) FROM '{tables}/reports/*.parquet'") == [(BRIEFS, 2 * BRIEFS)]
    markers = ask("SELECT count(*) FROM '{tables}/findings/*.parquet' WHERE code = 'undefined-marker'")
    assert markers == [(BRIEFS,)], markers
    # Which of our briefs cite this report?
    citing = ask(f"SELECT DISTINCT path FROM '{{tables}}/sources/*.parquet' WHERE url = '{REPORT}' ORDER BY path")
    assert {path for (path,) in citing} == {f"{number % 7}/brief {number}.md" for number in CITING}, citing
    same_as_one_machine(program, folder, ask("SELECT path, note, line, title FROM '{tables}/sources/*.parquet'"))


def same_as_one_machine(program, folder, rows):
    """The sources of all partitions are those that one process reads."""
    files = fsspec.filesystem("memory")
    files.get("/archive/", str(folder / "briefs"), recursive=True)
    (folder / "briefs" / "broken.pdf").unlink()
    read = subprocess.run([program, "sources", "--format", "csv", "."], cwd=folder / "briefs", capture_output=True, text=True, check=True)
    table = archive.as_text(read.stdout).select(["path", "note", "line", "title"]).to_pylist()
    assert sorted(map(str, rows)) == sorted(str(tuple(row.values())) for row in table)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test(str(pathlib.Path(sys.argv[1]).absolute()), pathlib.Path(folder))
    print("1 passed, 0 failed")
