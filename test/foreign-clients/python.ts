// Runs Python programs against a sandbox. Where Python's OAuth libraries are absent, the tests say so and are skipped; in CI they run.
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The system's own Python has the libraries of the system's packages. */
const PYTHON = '/usr/bin/python3';
const IMPORTS = 'import requests, requests_oauthlib, authlib';

export const hasPythonClients = spawnSync(PYTHON, ['-c', IMPORTS]).status === 0;
if (!hasPythonClients) {
  const packages = 'python3-requests-oauthlib python3-authlib';
  console.warn(`SKIPPED: tests that need Python's OAuth libraries. Install them: apt-get install ${packages}`);
}

/** Runs a program of this folder with one JSON argument, and returns the JSON that it prints. */
export async function runPython<T>(file: string, argument: object): Promise<T> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const env = { ...process.env, OAUTHLIB_INSECURE_TRANSPORT: '1', PYTHONIOENCODING: 'utf-8' };
  const { stdout } = await promisify(execFile)(PYTHON, [path, JSON.stringify(argument)], { env, timeout: 15_000 });
  return JSON.parse(stdout) as T;
}
