"""Checks that a .vsix has what the extension needs, and nothing that it does not."""

import json
import sys
import zipfile

FILES = {
    "extension/package.json",
    "extension/dist/extension.js",
    "extension/readme.md",
    "extension/LICENSE.txt",
    "extension.vsixmanifest",
    "[Content_Types].xml",
}
LARGEST = 500_000  # bytes, packed

path = sys.argv[1]
with zipfile.ZipFile(path) as vsix:
    names = set(vsix.namelist())
    packed = sum(entry.compress_size for entry in vsix.infolist())
    manifest = json.loads(vsix.read("extension/package.json"))
    bundle = vsix.read("extension/dist/extension.js").decode()

faults = [f"{name} is missing" for name in sorted(FILES - names)]
faults += [f"{name} does not belong in it" for name in sorted(names - FILES)]
if packed > LARGEST:
    faults.append(f"{packed} bytes, more than {LARGEST}")
if "extension/" + manifest["main"].removeprefix("./") not in names:
    faults.append(f"main is {manifest['main']}, which is not in it")
for command in manifest["contributes"]["commands"]:
    if command["command"] not in bundle:
        faults.append(f"the bundle does not register the command {command['command']}")

for fault in faults:
    print(f"{path}: {fault}")
if faults:
    sys.exit(1)
print(f"{path}: {len(names)} files, {packed} bytes")
