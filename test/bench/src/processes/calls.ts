/** Measures a group of function calls in turns and prints the table: `node calls.js [group, rounds]`. */
import { measure } from 'mitata';
import { CALL_GROUPS, type CallGroup } from '../contenders/call-groups.ts';
import type { Call } from '../contenders/call.ts';
import { measureInTurns } from '../measure/in-turns.ts';
import { argsOf, output } from '../measure/output-of.ts';

// All of these calls are short. One that happened to be slow at first would not be measured in batches otherwise, and the
// clock alone would be seen.
const MITATA = { min_cpu_time: 120e6, warmup_threshold: Infinity, batch_threshold: Infinity };
const [group, rounds] = argsOf<[CallGroup, number]>();
const calls: readonly Call[] = await CALL_GROUPS[group]();
const contenders = calls.map(({ name, kind, call, isAwaited = false }) => {
  const awaiting = async () => {
    await call();
  };
  const measured = isAwaited ? awaiting : call;
  return { name, kind, measure: async () => [(await measure(measured, MITATA)).p50] };
});
const [table] = await measureInTurns(contenders, [{ title: group, unit: 'ns' }], rounds);
output(table);
