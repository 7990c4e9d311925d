"""Reads an archive of briefs with brief-ls on the workers of a Dask cluster, and writes tables in Parquet.

    python3 archive.py tcp://scheduler:8786 s3://our-briefs s3://our-tables

The addresses are those of fsspec: s3://, gs://, az://, file:// and others. Each partition of the archive has one file of
its number in each table, so that a partition that is read again, after a worker was lost, takes the place of itself and
every brief is counted once. Needs brief-ls on each worker, and dask[distributed], fsspec and pyarrow.
"""

import argparse
import io
import json
import pathlib
import posixpath
import subprocess
import tempfile

import fsspec
import pyarrow
import pyarrow.csv
import pyarrow.parquet
from distributed import Client, as_completed

BRIEFS = (".md", ".markdown", ".qmd", ".rmd", ".brief", ".txt", ".docx", ".pdf")

TEXT, NUMBER = pyarrow.string(), pyarrow.int64()
FILES = pyarrow.schema([("path", TEXT), ("bytes", NUMBER), ("error", TEXT)])
FINDINGS = pyarrow.schema([("path", TEXT), ("line", NUMBER), ("code", TEXT), ("severity", TEXT), ("message", TEXT)])
REPORTS = pyarrow.schema(
    [("path", TEXT), ("title", TEXT), ("date", TEXT), ("words", NUMBER), ("notes", NUMBER), ("sources", NUMBER), ("report", TEXT)]
)


def listing(source):
    """The paths of the briefs below `source`, and their sizes."""
    files, root = fsspec.core.url_to_fs(source)
    found = files.find(root, detail=True)
    return sorted((path, info["size"]) for path, info in found.items() if path.lower().endswith(BRIEFS))


def read_partition(number, briefs, source, target, program="brief-ls"):
    """Reads `briefs`, paths and sizes below `source`, and writes file `number` of each table; how many briefs it has."""
    files, root = fsspec.core.url_to_fs(source)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        rows, reports = [], []
        for path, size in briefs:
            name = posixpath.relpath(path, root)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                files.get_file(path, str(folder / name))
                report = run([program, "report", "--format", "jsonl", "--", name], folder)
            except (OSError, ValueError, subprocess.CalledProcessError) as error:
                (folder / name).unlink(missing_ok=True)
                rows.append({"path": name, "bytes": size, "error": getattr(error, "stderr", None) or str(error)})
                continue
            rows.append({"path": name, "bytes": size})
            reports.append({**json.loads(report), "report": report})
        names = "\0".join(row["path"] for row in rows if "error" not in row)
        found = run([program, "check", "--format", "jsonl", "--allow-empty", "--files-from", "-"], folder, names)
        findings = [{**it, "line": it["range"]["start"]["line"]} for it in map(json.loads, found.splitlines())]
        sources = run([program, "sources", "--format", "csv", *names.split("\0")], folder) if names else ""
    write(target, "files", number, pyarrow.Table.from_pylist(rows, FILES))
    write(target, "findings", number, pyarrow.Table.from_pylist(findings, FINDINGS))
    write(target, "reports", number, pyarrow.Table.from_pylist(reports, REPORTS))
    if sources:
        write(target, "sources", number, as_text(sources))
    return len(rows)


def run(command, folder, standard_input=""):
    """What a command writes. Exit code 1 says that there are findings."""
    done = subprocess.run(command, cwd=folder, input=standard_input, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def as_text(csv):
    """A table of CSV whose columns are text but for the line, so that all partitions have the same."""
    header = csv.split("\n", 1)[0].rstrip("\r").split(",")
    types = {name: NUMBER if name == "line" else TEXT for name in header}
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    parsing = pyarrow.csv.ParseOptions(newlines_in_values=True)
    return pyarrow.csv.read_csv(io.BytesIO(csv.encode()), parse_options=parsing, convert_options=options)


def write(target, table, number, rows):
    files, root = fsspec.core.url_to_fs(target)
    files.makedirs(f"{root}/{table}", exist_ok=True)
    with files.open(f"{root}/{table}/part-{number:06}.parquet", "wb") as file:
        pyarrow.parquet.write_table(rows, file)


def read_archive(client, source, target, size=200, program="brief-ls", progress=lambda done: None):
    """Reads all briefs below `source` in partitions of `size`; how many there are."""
    briefs = listing(source)
    parts = [briefs[at : at + size] for at in range(0, len(briefs), size)]
    # The function is not pure: it writes.
    futures = [
        client.submit(read_partition, number, part, source, target, program, pure=False, retries=3)
        for number, part in enumerate(parts)
    ]
    done = 0
    for future in as_completed(futures):
        done += future.result()
        progress(done)
    return done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scheduler", help="the address of the scheduler, or `local` for the cores of this machine")
    parser.add_argument("source", help="the address of the archive")
    parser.add_argument("target", help="the address of the tables")
    parser.add_argument("--size", type=int, default=200, help="briefs in a partition")
    parser.add_argument("--program", default="brief-ls", help="brief-ls on the workers")
    arguments = parser.parse_args()
    local = {"threads_per_worker": 1} if arguments.scheduler == "local" else {"address": arguments.scheduler}
    with Client(**local) as client:
        done = read_archive(client, arguments.source, arguments.target, arguments.size, arguments.program, lambda it: print(it, "briefs", end="\r"))
        print(done, "briefs")


if __name__ == "__main__":
    main()
