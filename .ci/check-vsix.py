"""Checks that a .vsix has what the extension needs, and nothing that it does not: PATH [with-program]."""

import json
import sys
import zipfile

FILES = {
    "extension/package.json",
    "extension/dist/extension.js",
    "extension/language-configuration.json",
    "extension/media/brief.svg",
    "extension/media/icon.png",
    "extension/media/preview.css",
    "extension/media/walkthrough/fix.md",
    "extension/media/walkthrough/footnote.md",
    "extension/media/walkthrough/hand-over.md",
    "extension/media/walkthrough/sample.md",
    "extension/media/walkthrough/sources.md",
    "extension/readme.md",
    "extension/schemas/brief-ls.schema.json",
    "extension/syntaxes/brief.tmLanguage.json",
    "extension/LICENSE.txt",
    "extension.vsixmanifest",
    "[Content_Types].xml",
}
PROGRAMS = {"extension/server/brief-ls", "extension/server/brief-ls.exe"}
LARGEST = 500_000  # bytes, packed, without the program
LARGEST_PROGRAM = 20_000_000

path = sys.argv[1]
with_program = sys.argv[2:] == ["with-program"]
with zipfile.ZipFile(path) as vsix:
    names = set(vsix.namelist())
    sizes = {entry.filename: entry.compress_size for entry in vsix.infolist()}
    manifest = json.loads(vsix.read("extension/package.json"))
    bundle = vsix.read("extension/dist/extension.js").decode()

faults = [f"{name} is missing" for name in sorted(FILES - names)]
faults += [f"{name} does not belong in it" for name in sorted(names - FILES - PROGRAMS)]
program = sum(size for name, size in sizes.items() if name in PROGRAMS)
packed = sum(sizes.values()) - program
if packed > LARGEST:
    faults.append(f"{packed} bytes, more than {LARGEST}")
if program > LARGEST_PROGRAM:
    faults.append(f"a program of {program} bytes, more than {LARGEST_PROGRAM}")
if bool(program) != with_program:
    faults.append(f"it has {'a' if program else 'no'} program")
if "extension/" + manifest["main"].removeprefix("./") not in names:
    faults.append(f"main is {manifest['main']}, which is not in it")
for command in manifest["contributes"]["commands"]:
    # The bundle has some whole, and of those in tables the name after the dot.
    if command["command"] not in bundle and command["command"].split(".")[1] not in bundle:
        faults.append(f"the bundle does not register the command {command['command']}")

for fault in faults:
    print(f"{path}: {fault}")
if faults:
    sys.exit(1)
print(f"{path}: {len(names)} files, {packed} bytes" + (f" and a program of {program}" if program else ""))
