/** Starts and stops worker processes, and makes them fetch tokens. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LinxoOptions, LinxoStats, TokenOptions } from '@linxo-guard/core';

export interface Worker {
  readonly process: ChildProcess;
  /**
   * Lets this many callers in the process want a token at once. Returns each distinct outcome once: a token's value, or an
   * error's code.
   */
  ask(
    wanted: TokenOptions,
    callers: number,
  ): Promise<{ readonly outcomes: readonly string[]; readonly stats: LinxoStats }>;
  /** Ends the process by SIGKILL. */
  kill(): Promise<void>;
}

export interface WorkerSetup {
  readonly options: Pick<LinxoOptions, 'environment' | 'clientId' | 'clientSecret'>;
  readonly redisUrl: string;
  readonly secret: string;
  readonly policy: LinxoOptions['policy'];
}

export async function startWorker(setup: WorkerSetup): Promise<Worker> {
  const child = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), [JSON.stringify(setup)], { execArgv: [] });
  await once(child, 'message');
  return {
    process: child,
    async ask(wanted, callers) {
      const answered = once(child, 'message');
      child.send({ wanted, callers });
      const [answer] = (await answered) as [Awaited<ReturnType<Worker['ask']>>];
      return answer;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
