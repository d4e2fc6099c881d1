/**
 * Serves an application on the framework that the argument names, visits it once for each refusal and each value that its functions may
 * throw, and prints the answers. Nobody listens to unhandled rejections here: Node ends the process for one.
 */
// oxlint-disable unicorn/no-thenable -- the application's functions may return any thenable
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createLinxo } from '@linxo-guard/core';
import { SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { THROWN, throwing } from '../../support/thrown.mjs';
import { APPLICATIONS } from './applications.mjs';

const { camille, mehdi } = SANDBOX_USERS;
const wrong = { username: camille.username, password: 'wrong' };
const sandbox = await startSandbox({ frozenAt: '2026-06-15T09:00:00Z' });
const answers = [];
// The frameworks print errors: this script prints nothing but its answers.
console.error = () => {};

const POLICY = { retries: 0, backoffMinMs: 1, backoffMaxMs: 1, refusalCoolDownMs: 0 };
const OF_FRAMEWORK = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'vary', 'etag'];

/** Serves an application with some settings and options, and notes what each of the paths answers. */
async function visit(name, paths, settings = {}) {
  const { user = () => camille, isMounted = true, isClosed = false, method = 'GET', ...options } = settings;
  for (const hasProblems of [true, false]) {
    const connect = createLinxo({ ...sandbox.options, policy: POLICY, ...options });
    if (isClosed) await connect.close();
    const app = APPLICATIONS[process.argv[2]]({ connect, user, hasProblems, isMounted });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    for (const path of paths) {
      const answer = await ask(`http://127.0.0.1:${server.address().port}${path}`, method);
      answers.push({
        name: `${name}, ${path}, ${hasProblems ? 'with' : 'without'} problemDetails()`,
        ...answer,
        // Links to the sandbox have its port.
        body: answer.body.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://sandbox'),
      });
    }
    server.closeAllConnections();
    server.close();
    await connect.close();
  }
}

/** Leaves while a guard waits for the user. The guard goes on, and has nobody to answer: a framework then writes on its error. */
async function leave() {
  let asked;
  let wait;

  const user = () => {
    asked();
    return new Promise((resolve, reject) => (wait = { resolve, reject }));
  };
  const connect = createLinxo({ ...sandbox.options, policy: POLICY });
  const resolving = (value) => () => wait.resolve(value);
  const rejecting = (thrown) => () => wait.reject(thrown);
  const unwritable = THROWN.filter(([name]) => /frozen|sealed|cannot be set|when it is set|proxy/.test(name));
  for (const end of [resolving(camille), resolving(null), ...unwritable.map(([, thrown]) => rejecting(thrown))]) {
    const app = APPLICATIONS[process.argv[2]]({ connect, user, hasProblems: true, isMounted: true });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const isAsked = new Promise((resolve) => (asked = resolve));
    const leaving = new AbortController();
    const left = fetch(`http://127.0.0.1:${server.address().port}/accounts`, { signal: leaving.signal });
    await isAsked;
    leaving.abort();
    await left.catch(() => {});
    server.closeAllConnections();
    end();
    server.close();
    await once(server, 'close');
  }
  await connect.close();
}

async function ask(url, method) {
  const response = await fetch(url, { method, signal: AbortSignal.timeout(5_000) });
  const headers = [...response.headers].filter(([header]) => !OF_FRAMEWORK.includes(header));
  const { status, statusText } = response;
  return { status, statusText, headers: Object.fromEntries(headers), body: await response.text() };
}

async function withFault(target, fault, paths) {
  sandbox.faults.always(target, fault);
  await visit(`${target}: ${fault.kind}`, paths);
  sandbox.faults.clear();
}

await visit('signed in', ['/accounts', '/transactions', '/either', '/connections', '/client', '/too-far', '/none']);
await visit('an answer that was begun', ['/begun']);
await visit('only the headers', ['/accounts', '/begun'], { user: () => null, method: 'HEAD' });
await visit('signed in, late', ['/accounts', '/too-far', '/none'], { user: async () => camille });
await visit('granted less', ['/transactions', '/either', '/connections'], { user: () => mehdi });
for (const user of [() => null, async () => undefined]) await visit('nobody', ['/accounts', '/client'], { user });
await visit('a wrong password', ['/accounts'], { user: () => wrong });
await visit('a wrong secret', ['/accounts', '/client'], { clientSecret: 'wrong' });
await visit('no credentials', ['/accounts'], { user: () => 'camille' });
await visit('not mounted', ['/accounts', '/client'], { isMounted: false });
await visit('closed', ['/accounts', '/client'], { isClosed: true });
await visit('in vain', ['/accounts'], { user: () => new Promise(() => {}), timeoutMs: 20 });
const late = [];
const tooLate = () => new Promise((_, reject) => void late.push(reject));
await visit('a rejection that comes after the answer', ['/accounts'], { user: tooLate, timeoutMs: 20 });
for (const reject of late) reject(null);
await leave();
await withFault('token', { kind: 'oauthError', error: 'invalid_scope' }, ['/accounts', '/either']);
await withFault('token', { kind: 'retryAfter', status: 503, after: 7 }, ['/accounts', '/client']);
await withFault('token', { kind: 'html' }, ['/accounts', '/client']);
await withFault('token', { kind: 'reset' }, ['/accounts', '/client']);
await withFault('api', { kind: 'status', status: 500 }, ['/accounts']);
await withFault('api', { kind: 'status', status: 401 }, ['/accounts']);
await withFault('api', { kind: 'reset' }, ['/accounts']);

for (const [name, thrown] of THROWN) {
  const rejecting = () => Promise.reject(thrown);
  await visit(`user throws ${name}`, ['/accounts'], { user: throwing(thrown) });
  await visit(`user rejects with ${name}`, ['/accounts'], { user: rejecting });
  await visit(`user gives a thenable that throws ${name}`, ['/accounts'], { user: () => ({ then: throwing(thrown) }) });
  await visit(`password throws ${name}`, ['/accounts'], { user: () => ({ ...camille, password: throwing(thrown) }) });
  await visit(`clientSecret rejects with ${name}`, ['/client'], { clientSecret: rejecting });
}

await sandbox.close();
console.log(JSON.stringify(answers));
