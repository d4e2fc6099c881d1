/** Starts and stops worker processes, and makes them fetch tokens. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LinxoOptions, LinxoStats, ResourceOwner, TokenOptions } from '@linxo-guard/core';

export interface AllAnswered {
  readonly outcomes: readonly string[];
  readonly slowestMs: number;
  readonly stats: LinxoStats;
}

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
  /** Lets the process want the tokens of many users at once. Returns an outcome for each of them. */
  askForAll(users: readonly ResourceOwner[]): Promise<AllAnswered>;
  /** Lets the process forget a user. */
  forget(subject: ResourceOwner): Promise<{ readonly everywhere: boolean }>;
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
  async function answerTo<T>(message: object): Promise<T> {
    const answered = once(child, 'message');
    child.send(message);
    const [answer] = (await answered) as [T];
    return answer;
  }
  return {
    process: child,
    async ask(wanted, callers) {
      return answerTo({ wanted, callers });
    },
    askForAll: (users) => answerTo({ users }),
    forget: (subject) => answerTo({ forget: subject }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
