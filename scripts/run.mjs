// Runs a program of the workspace from its root and returns its exit code.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

// npm passes its settings on to its scripts. Only those for reaching a registry are kept, because the others confuse pnpm.
const NPM_SETTING = /^npm_/i;
const REACHING_A_REGISTRY =
  /^npm_config_(.*registry|.*proxy|(user|global)config|cache|ca|cafile|cert|key|strict_ssl|\/\/.*)$/i;

function environment(extra) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !NPM_SETTING.test(name) || REACHING_A_REGISTRY.test(name),
  );
  const path = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path, ...extra };
}

/** A signal that arrives while the program runs ends first the program and then this process. */
export function run(command, args, { env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: environment(env),
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    let received;
    const forward = (signal) => {
      received = signal;
      child.kill(signal);
    };
    const settle = (code) => {
      for (const signal of SIGNALS) process.off(signal, forward);
      if (received) process.kill(process.pid, received);
      resolve(code);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    child.once('error', (error) => {
      console.error(`${command} did not start: ${error.message}`);
      settle(127);
    });
    child.once('close', (code) => settle(code ?? 1));
  });
}
