/** Measures function calls in several processes, because the compiler makes something else of a program in each. */
import type { Table, Tell } from '../benchmark.ts';
import type { CallGroup } from '../contenders/call-groups.ts';
import { outputOf } from './output-of.ts';

const PROCESSES = 5;
const ROUNDS = 3;

/** Describes the procedure for the page. */
export const IN_PROCESSES = `${PROCESSES} processes one after the other, ${ROUNDS} rounds in each.`;

/** Gives the nanoseconds a call of a group's contenders, with the rounds of all processes in one row. */
export async function measureCalls(group: CallGroup, tell: Tell): Promise<Table> {
  const tables: Table[] = [];
  for (let process = 0; process < PROCESSES; process++) {
    tell(`${group}, process ${process + 1} of ${PROCESSES}`);
    tables.push(await outputOf<Table>('calls', group, ROUNDS));
  }
  const rows = (tables[0]?.rows ?? []).map(({ name, kind }, index) => ({
    name,
    kind,
    rounds: tables.flatMap((table) => table.rows[index]?.rounds ?? []),
  }));
  return { title: group, unit: 'ns', rows };
}
