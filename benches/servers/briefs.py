"""Briefs of any size, as benches/briefs/mod.rs makes them: sentences, sections, and a note for every third sentence."""

import pathlib

SENTENCES = (pathlib.Path(__file__).parent.parent / "briefs" / "sentences.txt").read_text("utf-8").splitlines()


def brief(size, title="A brief", missing=False):
    """A brief of about `size` bytes. With `missing`, each paragraph also has a marker without a note."""
    parts = [f"# {title}\n\n"]
    length, note, section = len(parts[0]), 0, 0
    while length < size:
        section += 1
        begin = len(parts)
        parts.append(f"## Section {section}\n\n")
        first = note + 1
        for paragraph in range(6):
            for sentence in range(6):
                parts.append(SENTENCES[(paragraph + sentence) % len(SENTENCES)])
                if sentence % 3 == 2:
                    note += 1
                    parts.append(f"[^{note}]")
                parts.append("\n" if sentence == 5 else " ")
            if missing:
                parts.append(f"The rest is not known.[^lost{section}x{paragraph}]\n")
            parts.append("\n")
        for number in range(first, note + 1):
            parts.append(
                f'[^{number}]: R. Author, ["Report {number} on the Basin"](https://stat.example/{number}), '
                f"*Journal of Basins*, June {number % 28 + 1}, 2021.\n\n"
            )
        length += sum(map(len, parts[begin:]))
    return "".join(parts)


def archive(folder, count, size):
    """Writes `count` briefs of about `size` bytes, a hundred to a folder; how many bytes there are in all."""
    folder = pathlib.Path(folder)
    total = 0
    for number in range(count):
        text = brief(size, f"Brief {number} on the Basin")
        path = folder / f"{number // 100:03}" / f"brief-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        total += len(text)
    return total
