/** 1,000 callers at once, and no token in the cache. */
import { startSandbox } from '@linxo-guard/core/sandbox';
import { createLinxo } from '@linxo-guard/core';
import type { TokenContender } from '../contender.ts';
import { interleave, type Measurable, note, spreadOf } from '../measure/interleave.ts';
import { requestToken } from '../peers/tokens/client-credentials.ts';
import { tokenServerOf } from '../token-server.ts';
import { rowOf } from '../report/bars.ts';
import type { Benchmark, Finding, Row } from '../result.ts';

const ROUNDS = 5;
const CALLERS = 1000;

/** The floor and ours as contenders, so that all meet the same server. */
const OURS: TokenContender = {
  name: 'linxo-guard',
  how: '',
  open: ({ issuer, clientId, clientSecret, scope }) => {
    const connect = createLinxo({
      environment: { authorizationServer: issuer, api: issuer },
      clientId,
      clientSecret,
    });
    return {
      getToken: async () => {
        const { value } = await connect.tokens.getAccessToken({ subject: 'client', scopes: [scope as 'users_create'] });
        return value;
      },
    };
  },
};

export const coldCallers: Benchmark = {
  id: 'cold-callers',
  async run(): Promise<Finding> {
    await using sandbox = await startSandbox();
    const server = tokenServerOf(sandbox.options);
    const requests = new Map<string, number[]>();
    const contender = ({ name, how, open }: TokenContender, kind: Row['kind']): Measurable => ({
      name,
      kind,
      how: how === '' ? undefined : how,
      async measure() {
        const client = await open(server);
        sandbox.log.clear();
        const startedAtMs = performance.now();
        const outcomes = await Promise.allSettled(Array.from({ length: CALLERS }, () => client.getToken()));
        const tookMs = performance.now() - startedAtMs;
        const failed = outcomes.filter(({ status }) => status === 'rejected').length;
        if (failed > 0) throw new Error(`${name}: ${failed} of ${CALLERS} callers got no token.`);
        note(requests, name, sandbox.log.tokenRequests.length);
        return tookMs;
      },
    });
    const one: Measurable = {
      name: 'one token request by `fetch`',
      kind: 'floor',
      async measure() {
        const startedAtMs = performance.now();
        await requestToken(server);
        return performance.now() - startedAtMs;
      },
    };
    const rows = await interleave([one, contender(OURS, 'ours')], ROUNDS);
    const counted = rows.flatMap(({ name, kind, how }) => {
      const counts = requests.get(name);
      if (!counts) return [];
      return [{ name, kind, how, value: spreadOf(counts), ratio: spreadOf(counts) }];
    });
    return {
      id: 'cold-callers',
      title: '1,000 cold callers',
      how: 'A fresh client with an empty cache; 1,000 calls at once; the sandbox over loopback counts its token requests.',
      tables: [
        { title: 'Token requests that 1,000 callers cost', unit: 'requests', rows: counted },
        { title: 'Time until all of them have a token', unit: 'ms', rows },
      ],
      bars: [
        {
          claim: 'token requests for 1,000 cold callers: 1',
          measured: String(rowOf(counted, OURS.name).value.high),
          holds: rowOf(counted, OURS.name).value.high === 1,
        },
      ],
    };
  },
};
