/** An API call through the client, against a bare `fetch`. */
import { createLinxo } from '@linxo-guard/core';
import { SANDBOX_USERS, type SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { startChild } from '../measure/child.ts';
import { interleave, note, rowsOf } from '../measure/interleave.ts';
import type { Benchmark, Finding, Row } from '../result.ts';

const ROUNDS = 9;
const CALLS = 400;
const OURS = '`api.get(…)`';
const BARE = 'bare `fetch` and `json()`';

export const apiClient: Benchmark = {
  id: 'api-client',
  async run(): Promise<Finding> {
    const sandbox = await startChild('sandbox', [3600, 0]);
    const options = await sandbox.ask<SandboxConnectOptions>('where');
    const connect = createLinxo(options);
    const { username, password } = SANDBOX_USERS.camille;
    const wanted = { subject: { username, password }, scopes: ['accounts_read'] as const };
    const { value } = await connect.tokens.getAccessToken(wanted);
    const api = connect.api(wanted);
    const headers = { authorization: `Bearer ${value}`, accept: 'application/json' };
    const calls = {
      [BARE]: async () =>
        (await (await fetch(`${options.environment.api}/accounts?limit=100`, { headers })).json()) as unknown[],
      [OURS]: () => api.get('/accounts', { query: { limit: 100 } }),
    };
    const cpu = new Map<string, number[]>();
    const measurable = (name: keyof typeof calls, kind: Row['kind']) => ({
      name,
      kind,
      async measure() {
        const before = process.cpuUsage();
        const startedAtMs = performance.now();
        for (let call = 0; call < CALLS; call++) {
          const accounts = await calls[name]?.();
          if (accounts?.length !== 7) throw new Error(`${name}: these are not the accounts.`);
        }
        const tookMs = performance.now() - startedAtMs;
        const { user, system } = process.cpuUsage(before);
        note(cpu, name, (user + system) / CALLS);
        return (tookMs * 1000) / CALLS;
      },
    });
    const contenders = [measurable(BARE, 'floor'), measurable(OURS, 'ours')];
    await interleave(contenders, 1);
    cpu.clear();
    const times = await interleave(contenders, ROUNDS);
    await connect.close();
    await sandbox.end();
    return {
      id: 'api-client',
      title: 'The API client',
      how: `${CALLS} calls of \`GET /accounts\` one after the other, to the sandbox in another process; its answer has 7 accounts. Processor time is the caller’s.`,
      tables: [
        { title: 'Time of a call', unit: 'µs', rows: times },
        { title: 'Processor time of a call', unit: 'µs', rows: rowsOf(contenders, cpu) },
      ],
      bars: [],
      notes: [
        'Beyond `fetch`, the client judges the endpoint by the scopes, gives the call a time limit, checks the answer against its schema and would replace a refused token.',
      ],
    };
  },
};
