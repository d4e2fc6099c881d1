/** A contender that serves in a process of its own, warmed up. */
import type { ServerContender } from '../contender.ts';
import { type Child, startChild } from './child.ts';
import { load, type Target } from './load.ts';

/** Over how many connections servers are asked. */
export const CONNECTIONS = 10;

export interface Served {
  readonly contender: ServerContender;
  readonly child: Child;
  readonly target: Target;
}

export async function serve(contender: ServerContender, warmUpRequests: number): Promise<Served> {
  const child = await startChild('server', [contender.name]);
  const target = await child.ask<Target>('where');
  await load(target, warmUpRequests, CONNECTIONS);
  return { contender, child, target };
}
