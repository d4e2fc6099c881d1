import { describe, expect, it } from 'vitest';
import { shareOfTime } from '../src/measure/share-of-time.ts';

const OURS = 'file:///ours/';

/** Makes the nodes of calls, the outermost first. Their ids count from 1. */
const chain = (...calls: readonly (readonly [functionName: string, url: string])[]) =>
  calls.map(([functionName, url], index) => ({
    id: index + 1,
    callFrame: { functionName, url, scriptId: '', lineNumber: 0, columnNumber: 0 },
    children: index + 1 < calls.length ? [index + 2] : [],
  }));

describe('the share of the time that files took', () => {
  it('counts their own functions, and what those call of Node and V8', () => {
    const nodes = chain(
      ['handle', 'file:///router.js'],
      ['guard', `${OURS}guard.js`],
      ['hash', 'node:crypto'],
      ['digest', ''],
    );
    const profile = { nodes, samples: [1, 2, 3, 4], timeDeltas: [700, 100, 50, 150] };
    expect(shareOfTime(profile, [OURS])).toBeCloseTo(0.3);
  });

  it('leaves out what they pass the request on to, and what the runtime does by itself', () => {
    const nodes = chain(
      ['(root)', ''],
      ['guard', `${OURS}guard.js`],
      ['handler', 'file:///app.js'],
      ['write', 'node:net'],
    );
    expect(shareOfTime({ nodes, samples: [1, 2, 3, 4], timeDeltas: [1, 1, 1, 1] }, [OURS])).toBeCloseTo(0.25);
  });

  it('does not count idleness as time', () => {
    const nodes = chain(['(root)', ''], ['(idle)', ''], ['guard', `${OURS}guard.js`]);
    expect(shareOfTime({ nodes, samples: [2, 1, 3], timeDeltas: [1000, 50, 50] }, [OURS])).toBeCloseTo(0.5);
  });

  it('of files that were never seen is an error, not a number', () => {
    const nodes = chain(['(idle)', '']);
    expect(() => shareOfTime({ nodes, samples: [1], timeDeltas: [5] }, [OURS])).toThrow('The profile shows no work');
  });
});
