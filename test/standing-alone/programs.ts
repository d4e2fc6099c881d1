/** Runs programs in a folder as a person does at a terminal. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { freePort } from '../support/free-port.ts';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The settings of the npm that runs these tests are for another folder, and vitest's are for other tests. */
function environment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const foreign =
    /^(npm_(?!config_(.*registry|cache|userconfig)$)|VITEST|NODE_ENV$|INIT_CWD|TEST$|LINXO_|REDIS_URL|CI$)/i;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))), ...extra };
}

/** Runs a program to its end. */
export function run(
  folder: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment(env), maxBuffer: 2 ** 26 };
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ code, output: stdout + stderr });
    });
  });
}

export interface Running {
  /** The URL that the program printed. */
  readonly url: string;
  /** Sends SIGTERM, and resolves to the exit code. */
  end(): Promise<number | null>;
  /** Sends SIGINT to the program and to all that it started, as a terminal does on Ctrl-C. */
  interrupt(): Promise<number | null>;
}

/** Starts a program that prints where it listens. It leads a group of processes. */
export async function start(
  folder: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(program, args, {
    cwd: folder,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  child.stderr.on('data', (text: Buffer) => lines.push(String(text)));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const signal = async (pid: number, name: NodeJS.Signals) => {
    process.kill(pid, name);
    return (await exited)[0];
  };
  const pid = Number(child.pid);
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    const url = /(?:Listening on|authorization server) +(http:\/\/\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      end: () => signal(pid, 'SIGTERM'),
      interrupt: () => signal(-pid, 'SIGINT'),
    };
  }
  throw new Error(`It did not start: ${lines.join('\n')}`);
}

/** The first of some ports in a row that nobody listens on. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = await freePort();
    const others = await Promise.all(Array.from({ length: count }, (_, place) => isFree(first + place)));
    if (others.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
