// A lock that a killed holder frees by dying, on any file system, with nothing but link(2).
//
// The lock is a row of generations: <name>.1, <name>.2, … Each names its holder. The highest one counts. Whoever finds
// the highest holder dead links the next generation; link() lets exactly one succeed. The highest file is never removed,
// so a slow process cannot start the row anew beside a newer holder. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** When a process started, as text: together with its id it names one process for ever. Undefined when it is gone. */
function startOf(pid) {
  if (process.platform === "linux")
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (fields[0] === "Z" || fields[0] === "X") return undefined; // dead, only not yet buried by its parent
      return `${fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
    } catch {
      return undefined;
    }
  const ps = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8", env: { LC_ALL: "C" } });
  const line = ps.status === 0 ? ps.stdout.trim() : "";
  return line && !line.startsWith("Z") ? line.replace(/^\S+\s+/, "") : undefined;
}

export function isHolderAlive(holder) {
  return Boolean(holder) && startOf(holder.pid) === holder.start;
}

function generationsOf(directory, name) {
  return fs
    .readdirSync(directory)
    .map((file) => (file.startsWith(`${name}.`) ? Number(file.slice(name.length + 1)) : Number.NaN))
    .filter(Number.isInteger)
    .sort((a, b) => b - a);
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Who holds the lock now, if anybody. */
export function holderOf(directory, name) {
  if (!fs.existsSync(directory)) return undefined;
  const [highest] = generationsOf(directory, name);
  const holder = highest === undefined ? undefined : read(path.join(directory, `${name}.${highest}`));
  return holder && !holder.released && isHolderAlive(holder) ? holder : undefined;
}

/**
 * Takes the lock for this process. A holder that is `handOver` (a parent that starts its server) gives way.
 * Returns `{ release }`, or `{ holder }` when somebody else is alive.
 */
export function takeLock(directory, name, { handOver } = {}) {
  fs.mkdirSync(directory, { recursive: true });
  const own = { pid: process.pid, start: startOf(process.pid), at: new Date().toISOString() };
  const draft = path.join(directory, `.${name}-${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    for (;;) {
      const [highest = 0] = generationsOf(directory, name);
      const file = path.join(directory, `${name}.${highest}`);
      const holder = highest === 0 ? undefined : read(file);
      // A generation that vanished while we looked has a higher one above it: look again.
      if (highest > 0 && !holder && !fs.existsSync(file)) continue;
      if (holder && !holder.released && holder.pid !== handOver && isHolderAlive(holder)) return { holder };
      const next = highest + 1;
      const nextFile = path.join(directory, `${name}.${next}`);
      fs.writeFileSync(draft, JSON.stringify(own), { mode: 0o644 });
      try {
        fs.linkSync(draft, nextFile); // atomic, and complete from the first moment
      } catch (error) {
        if (error.code === "EEXIST") continue;
        throw error;
      }
      const now = generationsOf(directory, name);
      if (now[0] !== next) {
        fs.rmSync(nextFile, { force: true }); // a newer holder came and went past us meanwhile
        continue;
      }
      for (const old of now.slice(1)) fs.rmSync(path.join(directory, `${name}.${old}`), { force: true });
      return { release: () => fs.writeFileSync(nextFile, JSON.stringify({ ...own, released: true })) };
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
}
