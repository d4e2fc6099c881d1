/** A child process that does one thing and tells what it found: a fresh heap, a fresh compiler, a processor time of its own. */
import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 300_000;

/** Runs a module of `processes/` to its end and reads the JSON that it prints. */
export async function outputOf<T>(module: string, args: readonly unknown[], flags: readonly string[] = []): Promise<T> {
  const { stdout } = await run(process.execPath, [...flags, pathOf(module), JSON.stringify(args)], {
    timeout: TIMEOUT_MS,
  });
  return JSON.parse(stdout) as T;
}

/** The arguments that {@link outputOf} or {@link startChild} gave. */
export function argsOf<T extends readonly unknown[]>(): T {
  return JSON.parse(process.argv[2] ?? '[]') as T;
}

/** A child that answers questions, one at a time. */
export interface Child {
  ask<T>(question: unknown): Promise<T>;
  end(): Promise<void>;
}

/** Starts a module of `processes/` that calls {@link answerQuestions}. */
export async function startChild(module: string, args: readonly unknown[]): Promise<Child> {
  const child = fork(pathOf(module), [JSON.stringify(args)]);
  await answerOf(child);
  return {
    async ask<T>(question: unknown) {
      const answer = answerOf<T>(child);
      child.send(question as object);
      return answer;
    },
    async end() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** In the child: tells that it is ready, and then answers each question. */
export function answerQuestions<Q>(answer: (question: Q) => unknown): void {
  process.on('message', (question: Q) => {
    void Promise.resolve(answer(question)).then((answered) => process.send?.({ answered }));
  });
  // Whoever started it may have died.
  process.on('disconnect', () => process.exit());
  process.send?.({ answered: 'ready' });
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const died = new AbortController();
  const dying = once(child, 'exit', { signal: died.signal }).then(([code]) => {
    throw new Error(`A child process ended with ${String(code)} before it answered.`);
  });
  const answer = once(child, 'message').then(([message]) => (message as { answered: T }).answered);
  try {
    return await Promise.race([answer, dying]);
  } finally {
    died.abort();
    await dying.catch(() => undefined);
  }
}

function pathOf(module: string): string {
  return fileURLToPath(new URL(`../processes/${module}.js`, import.meta.url));
}
