/** Ends the process on the signals that platforms send, whatever its clients do. */
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Answers under way get this long. Platforms kill a process about 10 s after their signal. */
const GRACE_MS = 5_000;
const LAST_MS = 1_000;
const LOOK_EVERY_MS = 100;

/**
 * Ends the process on SIGTERM or SIGINT. A signal that comes again changes nothing, because a terminal and npm send the same
 * one twice.
 *
 * @param close lets go of what the application holds
 */
export function stopOnSignals(server: Server, close: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      stopping ??= stop(server, close);
    });
  }
}

async function stop(server: Server, close: () => Promise<void>): Promise<void> {
  // A server that does not listen yet calls back, too.
  const closed = new Promise((resolve) => server.close(resolve));
  // A kept-alive connection is busy until its answer is sent. Then its client could send the next request for ever.
  setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  await Promise.race([closed, delay(GRACE_MS)]);
  // Requests that still wait for a token are answered with 503. Whatever is open after that is cut off.
  await Promise.race([Promise.all([closed, close()]), delay(LAST_MS)]);
  process.exit();
}
