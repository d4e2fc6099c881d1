/** Measures function calls in turns and prints how long they took, round by round: `node calling.js [what, rounds]`. */
import { type Calls, CALLS } from '../calls/index.ts';
import { argsOf } from '../measure/child.ts';
import { measureInTurns } from '../measure/interleave.ts';

const [what, rounds] = argsOf<[keyof typeof CALLS, number]>();
const calls: Calls = CALLS[what];
const contenders = await calls.open();
const values = await measureInTurns(contenders, rounds);
calls.check?.();
console.log(
  JSON.stringify({ contenders: contenders.map(({ name, kind, how }) => ({ name, kind, how })), values: [...values] }),
);
process.exit();
