/** Checks faults: an unknown kind, or a member that the kind does not have, is refused with what exists. */
import * as z from 'zod';
import { check, closed } from '../check.ts';
import { factsOf, FAULTS } from './fault-facts.ts';
import type { Fault, FaultKind } from './fault.ts';

const KINDS = Object.keys(FAULTS) as readonly FaultKind[];

const SCHEMAS = Object.fromEntries(
  KINDS.map((kind) => [kind, closed(`member of ${kind}`, { kind: z.literal(kind), ...factsOf(kind).members })]),
) as unknown as Readonly<Record<FaultKind, z.ZodType<Fault>>>;

/** Returns the fault. Throws a `TypeError` if there is no such kind, or if its members are wrong. */
export function parseFault(fault: unknown): Fault {
  if (typeof fault !== 'object' || fault === null) {
    const given = JSON.stringify(fault) ?? String(fault);
    throw new TypeError(
      `A fault is an object such as { "kind": "hang" }, not ${given}; the kinds are: ${KINDS.join(', ')}`,
    );
  }
  const kind = 'kind' in fault ? fault.kind : undefined;
  if (typeof kind !== 'string' || !isFaultKind(kind)) {
    throw new TypeError(`There is no fault of the kind ${JSON.stringify(kind)}; the kinds are: ${KINDS.join(', ')}`);
  }
  return check(`The fault ${kind}`, SCHEMAS[kind], fault);
}

/** The schema of the faults that can be asked for over HTTP. */
export const HTTP_FAULT = z.union(
  KINDS.filter((kind) => factsOf(kind).overHttp !== false).map((kind) => SCHEMAS[kind]),
);

function isFaultKind(name: string): name is FaultKind {
  return Object.hasOwn(FAULTS, name);
}
