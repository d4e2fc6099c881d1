/** How the cache grows: 1, 10,000, 100,000 and 1,000,000 users. */
import { outputOf } from '../measure/child.ts';
import { interleave } from '../measure/interleave.ts';
import { atMost, decimal, rowOf } from '../report/bars.ts';
import type { Bar, Benchmark, Finding, Row, Table } from '../result.ts';

const SIZES = [1, 10_000, 100_000, 1_000_000];
/** From here on a user's bytes can be told from what else is in the heap. */
const LEAST_FOR_BYTES = 10_000;
const FLAGS = ['--expose-gc', '--max-old-space-size=8192'];
const FLAT = 1.1;
const OURS = 'linxo-guard';
const FLOOR = 'hand-written `Map`';

interface Grown {
  readonly bytesPerUser: number;
  readonly awaitedNs: number;
  readonly peekedNs?: number;
}

async function measureSize(users: number) {
  const grown = { ours: [] as Grown[], floor: [] as Grown[] };
  const bytes = await interleave(
    (['floor', 'ours'] as const).map((kind) => ({
      name: kind === 'ours' ? OURS : FLOOR,
      kind,
      async measure() {
        const one = await outputOf<Grown>('growth', [kind, users], FLAGS);
        grown[kind].push(one);
        return one.bytesPerUser;
      },
    })),
    // A count of bytes is the same each time; a million users take minutes.
    users >= 1_000_000 ? 1 : 3,
  );
  return { users, bytes, grown };
}

type Size = Awaited<ReturnType<typeof measureSize>>;
const middle = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;
const countOf = (users: number) => users.toLocaleString('en-US');

function bytesBars(sizes: readonly Size[]): readonly Bar[] {
  const large = sizes.filter(({ users }) => users >= 100_000);
  const [before = NaN, after = NaN] = large.map(({ bytes }) => rowOf(bytes, OURS).value.median);
  const growth = after / before;
  return [
    ...large.map(({ users, bytes }) =>
      atMost(`bytes a user, ${countOf(users)} users, to the floor`, 1.25, rowOf(bytes, OURS)),
    ),
    {
      claim: `flat: bytes a user at 1,000,000 to those at 100,000: at most ${FLAT}`,
      measured: decimal(growth),
      holds: growth <= FLAT,
    },
  ];
}

export const cacheGrowth: Benchmark = {
  id: 'cache-growth',
  async run(): Promise<Finding> {
    const sizes: Size[] = [];
    for (const users of SIZES) sizes.push(await measureSize(users));
    const tables = sizes
      .filter(({ users }) => users >= LEAST_FOR_BYTES)
      .map(({ users, bytes }): Table => ({
        title: `Heap a user, ${countOf(users)} users`,
        unit: 'bytes',
        rows: bytes,
      }));
    const line = (name: string, kind: Row['kind'], valueOf: (size: Size) => number) => ({
      name,
      kind,
      y: sizes.map(valueOf),
    });
    return {
      id: 'cache-growth',
      title: 'A growing cache',
      how: 'A process of its own for each size: filled with users whose tokens have 341 characters, then asked for up to 100,000 of them in turn; their passwords are functions, and `policy.maxSubjects` is twice their number.',
      tables,
      curves: [
        {
          title: 'Time of a call for a warm token',
          unit: 'ns',
          xTitle: 'users',
          x: SIZES.map(countOf),
          lines: [
            line(`${FLOOR}, awaited`, 'floor', ({ grown }) => middle(grown.floor.map(({ awaitedNs }) => awaitedNs))),
            line(`${OURS}, awaited`, 'ours', ({ grown }) => middle(grown.ours.map(({ awaitedNs }) => awaitedNs))),
            line(`${OURS}, peeked`, 'ours', ({ grown }) => middle(grown.ours.map(({ peekedNs }) => peekedNs ?? 0))),
          ],
        },
      ],
      bars: bytesBars(sizes),
      notes: ['Ours knows which tokens are the least recently used and is bounded; the floor grows without end.'],
    };
  },
};
