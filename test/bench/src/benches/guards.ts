/** A guard as a function call: one that passes, and one that refuses. */
import { CLIENT_TOKEN_IN_CACHE, TOKEN_ON_REQUEST } from '../calls/guards.ts';
import { callTimes, IN_PROCESSES } from '../measure/call-times.ts';
import { atMost, atMostOfFastestPeer, rowOf } from '../report/bars.ts';
import type { Bar, Benchmark, Finding, Row } from '../result.ts';

function passingBars(framework: string, rows: readonly Row[]): readonly Bar[] {
  const guard = `${framework} guard that passes`;
  return [
    atMost(`${guard}, ${TOKEN_ON_REQUEST}, to an empty middleware`, 3, rowOf(rows, TOKEN_ON_REQUEST)),
    atMostOfFastestPeer(`${guard}, ${TOKEN_ON_REQUEST}, to the fastest peer`, 1 / 6, rows, TOKEN_ON_REQUEST),
    atMostOfFastestPeer(`${guard}, ${CLIENT_TOKEN_IN_CACHE}, to the fastest peer`, 1 / 6, rows, CLIENT_TOKEN_IN_CACHE),
  ];
}

export const guards: Benchmark = {
  id: 'guards',
  async run(): Promise<Finding> {
    const express = await callTimes('Express guards');
    const koa = await callTimes('Koa guards');
    const refuse = await callTimes('guards that refuse');
    return {
      id: 'guards',
      title: 'Guards',
      how: `A guard called as a router calls it (not compiled into its caller; a refusal ten frames deep), again and again, on a request object that was made before. The peers judge the claims of a JWT that was verified before (“token on the request”); ours does the same behind another guard, and otherwise finds user and token first. ${IN_PROCESSES}`,
      tables: [
        { title: 'An Express guard that passes', unit: 'ns', rows: express },
        { title: 'A Koa guard that passes', unit: 'ns', rows: koa },
        { title: 'A guard that refuses', unit: 'ns', rows: refuse },
      ],
      bars: [
        ...passingBars('Express', express),
        ...passingBars('Koa', koa),
        atMostOfFastestPeer(
          'Express guard that refuses, to express-oauth2-jwt-bearer',
          1 / 10,
          refuse,
          'Express',
          'express-oauth2-jwt-bearer',
        ),
      ],
      notes: [
        'The peers have no guards for Koa: the same Express ones stand beside both.',
        'All that asks within one millisecond shares a reading of the monotonic clock, as under “A warm token”. Our refusals capture no stack trace.',
        'A guard that finds its token in the cache reads the clock, which is most of what it takes: a token must not be handed out late. The clock alone is several times the empty middleware, so no guard that reads it can be at 3 times.',
      ],
    };
  },
};
