/** Plays the scenes against each application and counts the token requests. */
import type { Sandbox } from '@linxo-guard/core/sandbox';
import type { RunningApp } from './running-app.ts';
import { type Scene, scenesFor } from './scenes.ts';

/** Plays the scenes and prints the answers. Returns true if every answer was the expected one. */
export async function showMainJob(apps: readonly RunningApp[], sandbox: Sandbox): Promise<boolean> {
  let isAsExpected = true;
  for (const app of apps) {
    console.log(`\n${app.name} (${app.url})`);
    sandbox.log.clear();
    const scenes = scenesFor(app.name);
    const width = Math.max(...scenes.map((scene) => requestLine(scene).length));
    for (const scene of scenes) {
      if (!(await play(scene, app, width))) isAsExpected = false;
    }
    printCosts(scenes.length, sandbox);
  }
  return isAsExpected;
}

function requestLine({ method, path }: Scene): string {
  return `${method} ${path}`;
}

/** Plays a scene. The width is that of the longest request line, so that the answers stand below each other. */
async function play(scene: Scene, app: RunningApp, width: number): Promise<boolean> {
  const { method, path, as, body } = scene;
  const response = await fetch(app.url + path, {
    method,
    headers: {
      ...(as ? { authorization: `Basic ${Buffer.from(`${as.username}:${as.password}`).toString('base64')}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer: unknown = await response.json();
  const code = (answer as { code?: string }).code;
  const isAsExpected = response.status === scene.status && code === scene.code;
  console.log(`  ${response.status} ${requestLine(scene).padEnd(width)}  ${scene.about}: ${summaryOf(answer)}`);
  const challenge = response.headers.get('www-authenticate');
  if (challenge) console.log(`      WWW-Authenticate: ${challenge}`);
  if (!isAsExpected) console.log(`      UNEXPECTED: this should have been ${scene.status} ${scene.code ?? ''}`);
  return isAsExpected;
}

function summaryOf(answer: unknown): string {
  if (Array.isArray(answer))
    return answer.length === 0 ? 'none yet' : `${answer.length}, the first is ${labelOf(answer[0])}`;
  const { code, title, id } = answer as { code?: string; title?: string; id?: string };
  return code ? `${code}, ${title}` : `id ${id}`;
}

function labelOf(item: unknown): string {
  const { name, label, balance, amount, currency } = item as Record<string, string | number | undefined>;
  const money = balance ?? amount;
  return `"${name ?? label}"${money === undefined ? '' : `, ${money} ${currency}`}`;
}

function printCosts(requests: number, { log }: Sandbox): void {
  const { tokenRequests, apiCalls } = log;
  console.log(`  ${requests} requests took ${tokenRequests.length} token requests and ${apiCalls.length} API calls:`);
  for (const { grantType, username, scopeAsked, scopeGranted, status } of tokenRequests) {
    const granted = scopeGranted === undefined ? `refused with ${status}` : `granted ${scopeGranted}`;
    console.log(`    ${grantType}${username ? ` for ${username}` : ''}: asked ${scopeAsked}, ${granted}`);
  }
}
