/** Tells of the requests that a guard lets pass, for tests. A guard that nobody watches does nothing more for it. */
import type { Decision } from './decision.ts';
import { isDecided } from './decision.ts';
import type { Guard } from './guard.ts';

type Passed = (request: unknown) => void;

const watchers = new WeakMap<Guard, Set<Passed>>();

/**
 * Calls a function for each request that a guard lets pass, until it is undone.
 *
 * @returns a function that undoes it
 */
export function watchGuard(guard: Guard, passed: Passed): () => void {
  const all = watchers.get(guard) ?? watch(guard);
  all.add(passed);
  return () => {
    all.delete(passed);
    if (all.size > 0) return;
    watchers.delete(guard);
    // The guard then has the method of its class again.
    Reflect.deleteProperty(guard, 'decide');
  };
}

function watch(guard: Guard): Set<Passed> {
  const all = new Set<Passed>();
  watchers.set(guard, all);
  const tell = (decision: Decision, request: unknown): Decision => {
    if (decision.allowed) for (const passed of all) passed(request);
    return decision;
  };
  const decide = guard.decide.bind(guard);
  const watched: Guard['decide'] = (state, request) => {
    const decision = decide(state, request);
    return isDecided(decision) ? tell(decision, request) : decision.then((decided) => tell(decided, request));
  };
  Object.defineProperty(guard, 'decide', { value: watched, configurable: true });
  return all;
}
