/** How long function calls take, in several processes: what the compiler makes of a program differs from one to the next. */
import type { CALLS } from '../calls/index.ts';
import type { Row } from '../result.ts';
import { outputOf } from './child.ts';
import { noteAll, rowsOf } from './interleave.ts';

const PROCESSES = 5;
const ROUNDS = 3;

/** The same for the report. */
export const IN_PROCESSES = `In ${PROCESSES} processes, one after the other, ${ROUNDS} rounds each: from one to the next, the compiler inlines other things.`;

interface Told {
  readonly contenders: readonly Pick<Row, 'name' | 'kind' | 'how'>[];
  readonly values: readonly (readonly [name: string, roundsNs: readonly number[]])[];
}

/** In nanoseconds, with the ratios to the floor of the same round. */
export async function callTimes(what: keyof typeof CALLS): Promise<readonly Row[]> {
  const values = new Map<string, number[]>();
  let contenders: Told['contenders'] = [];
  for (let process = 0; process < PROCESSES; process++) {
    const told = await outputOf<Told>('calling', [what, ROUNDS], ['--expose-gc']);
    contenders = told.contenders;
    noteAll(values, told.values);
  }
  return rowsOf(contenders, values);
}
