// The folder in memory that brief-ls takes for its disk.

import { Directory, File, type Inode, PreopenDirectory } from '@bjorn3/browser_wasi_shim';

/** A file that says when it was written: brief-ls reads a file again where that changed. */
class TimedFile extends File {
  private readonly written = BigInt(Date.now()) * 1_000_000n;

  override stat() {
    const stat = super.stat();
    stat.mtim = this.written;
    return stat;
  }
}

export class Disk {
  private readonly root = new Directory(new Map<string, Inode>());

  /** The same files at the root of an instance. */
  preopened(): PreopenDirectory {
    return new PreopenDirectory('/', this.root.contents);
  }

  /** Writes a file, with the folders above it. `path` is absolute, with slashes. */
  write(path: string, content: Uint8Array): void {
    const { folder, name } = this.parent(path, true);
    folder?.contents.set(name, new TimedFile(content));
  }

  /** Creates a folder, with those above it. One that is there stays. */
  createFolder(path: string): void {
    this.parent(`${path}/.`, true);
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(path: string): void {
    const { folder, name } = this.parent(path, false);
    folder?.contents.delete(name);
  }

  /** What a file holds; undefined where there is none. */
  read(path: string): Uint8Array | undefined {
    const { folder, name } = this.parent(path, false);
    const entry = folder?.contents.get(name);
    return entry instanceof File ? entry.data : undefined;
  }

  private parent(path: string, create: boolean): { folder?: Directory; name: string } {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? '';
    let folder = this.root;
    for (const part of parts) {
      let next = folder.contents.get(part);
      if (!(next instanceof Directory)) {
        if (!create) return { name };
        next = new Directory(new Map());
        folder.contents.set(part, next);
      }
      folder = next as Directory;
    }
    return { folder, name };
  }
}
