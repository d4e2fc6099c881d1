/** No guard is claimed that a request can avoid: held against real requests to random applications of both frameworks. */
import fc from 'fast-check';
import Router12 from 'koa-router-12';
import Router13 from 'koa-router-13';
import Router14 from 'koa-router-14';
import { describe, expect, it } from 'vitest';
import { checkClaims } from './check-claims.ts';
import { expressFramework } from './express-trees.ts';
import { grantingLinxo } from './framework.ts';
import { koaFramework } from './koa-trees.ts';
import { anyTree, simpleTree } from './tree.ts';

/** All tests together take a minute in CI. The variables are for longer runs, and to repeat one. */
const { ROUTES_SECONDS: seconds, ROUTES_SEED: seed } = process.env;
const fuzzingFor = (usualSeconds: number) => ({
  numRuns: 1_000_000,
  interruptAfterTimeLimit: 1000 * (seconds === undefined ? usualSeconds : Number(seconds)),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
/** A failure may shrink for as long again. */
const timeoutOf = (usualSeconds: number) => ({
  timeout: 5 * fuzzingFor(usualSeconds).interruptAfterTimeLimit + 60_000,
});

const koa = koaFramework('Koa with @koa/router 15');

describe.each([
  { framework: expressFramework, usual: 18 },
  { framework: koa, usual: 10 },
  { framework: koaFramework('Koa with @koa/router 14', Router14), usual: 6 },
  { framework: koaFramework('Koa with @koa/router 13', Router13), usual: 5 },
  { framework: koaFramework('Koa with @koa/router 12', Router12), usual: 5 },
])('the description of any application of $framework.name', ({ framework, usual }) => {
  it('claims no guard that a request can avoid', timeoutOf(usual), async () => {
    const connect = grantingLinxo();
    let [applications, requests, claims] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const findings = await checkClaims(framework, tree, connect);
        applications += 1;
        requests += findings.requests;
        claims += findings.claims;
        expect(findings.wrong).toEqual([]);
      }),
      fuzzingFor(usual),
    );
    console.log(`${framework.name}: ${applications} applications, ${requests} requests, ${claims} claims that held`);
    expect(claims).toBeGreaterThan(0);
  });
});

describe.each([expressFramework, koa])('the description of a simple application of $name', (framework) => {
  it('claims at least 95 % of the guards that all requests passed', timeoutOf(8), async () => {
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
      fuzzingFor(8),
    );
    console.log(`${framework.name}: ${claimed} of ${passed} guards that all requests passed are claimed`);
    expect(passed).toBeGreaterThan(0);
    if (claimed / passed <= 0.95) console.log(missed.slice(0, 10).join('\n'));
    expect(claimed / passed).toBeGreaterThan(0.95);
  });
});
