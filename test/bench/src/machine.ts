/** The machine that a run was made on, in one line. */
import { cpus, totalmem } from 'node:os';

export function machineLine(): string {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${gib} GiB`;
}
