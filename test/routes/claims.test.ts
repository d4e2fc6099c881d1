/** No guard is claimed that a request can avoid: held against real requests to random applications of both frameworks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClaims } from './check-claims.ts';
import { expressFramework } from './express-trees.ts';
import { grantingLinxo } from './framework.ts';
import { koaFramework } from './koa-trees.ts';
import { anyTree, simpleTree } from './tree.ts';

const SECONDS = Number(process.env['ROUTES_SECONDS'] ?? 14);
const SEED = process.env['ROUTES_SEED'] === undefined ? {} : { seed: Number(process.env['ROUTES_SEED']) };

describe.each([expressFramework, koaFramework('Koa')])('the description of any application of $name', (framework) => {
  it('claims no guard that a request can avoid', { timeout: SECONDS * 3000 + 30_000 }, async () => {
    const connect = grantingLinxo();
    let [apps, requests, claims] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const findings = await checkClaims(framework, tree, connect);
        apps += 1;
        requests += findings.requests;
        claims += findings.claimed;
        expect(findings.wrong).toEqual([]);
      }),
      { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, ...SEED },
    );
    console.log(`${framework.name}: ${apps} applications, ${requests} requests, ${claims} claims that held`);
    expect(claims).toBeGreaterThan(10);
  });

  it(
    'claims nearly every guard that all requests passed, if its paths are simple',
    { timeout: SECONDS * 3000 + 30_000 },
    async () => {
      const connect = grantingLinxo();
      let [passed, claimed] = [0, 0];
      const missed: string[] = [];
      await fc.assert(
        fc.asyncProperty(simpleTree, async (tree) => {
          const findings = await checkClaims(framework, tree, connect, true);
          expect(findings.wrong).toEqual([]);
          passed += findings.passedByAll;
          claimed += findings.claimed;
          missed.push(...findings.missed);
        }),
        { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, ...SEED },
      );
      console.log(`${framework.name}: ${claimed} of ${passed} guards that all requests passed are claimed`);
      if (process.env['ROUTES_MISSED']) console.log(missed.slice(0, 30).join('\n'));
      expect(claimed / passed).toBeGreaterThan(0.95);
    },
  );
});
