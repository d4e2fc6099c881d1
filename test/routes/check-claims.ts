/** Holds the descriptions of an application against what requests for it reach. */
import type { IncomingMessage } from 'node:http';
import type { Linxo } from '@linxo-guard/core';
import type { DescribedRoute } from '@linxo-guard/core/adapter';
import { type Framework, LACKING } from './framework.ts';
import { send } from './send.ts';
import { requestsFor } from './spellings.ts';
import { SCOPES, type Tree } from './tree.ts';

/** If a function changes the method inside of a route, the handlers after it may belong to any registration of theirs. */
const ASKED_METHOD = 'x-method';
/** The request, for a message. */
const ASKED = 'x-asked';

export interface Findings {
  /** A request reached a function without a scope that the description claims. */
  readonly wrong: readonly string[];
  /** The pairs of a registration and a scope without which no request reached it. */
  readonly passedByAll: number;
  /** Those of them that are claimed. */
  readonly claimed: number;
  /** All claims, whether a request for them was sent or not. */
  readonly claims: number;
  readonly requests: number;
  readonly missed: readonly string[];
}

/** Mounts an application, and asks for all its paths once for each scope, by a user who has all scopes but that one. */
export async function checkClaims(
  framework: Framework,
  tree: Tree,
  connect: Linxo,
  isSimple = false,
): Promise<Findings> {
  const wrong = new Set<string>();
  const reachedWith = new Map<object, Set<string>>();
  const { described, handle } = framework.mount(tree, connect, (fn, request, method) => {
    const lacking = lackingIn(request);
    reachedWith.set(fn, (reachedWith.get(fn) ?? new Set()).add(lacking));
    const isChanged = request.headers[ASKED_METHOD] !== method;
    const registrations = isChanged
      ? described.filter(({ handlers }) => handlers.includes(fn))
      : registrationsOf(described, fn, method);
    if (registrations.length > 0 && registrations.every((one) => scopesOf(one).includes(lacking))) {
      const names = registrations.map(({ description }) => `${description.method} ${description.path}`);
      wrong.add(`${names.join(', ')} claims ${lacking}, and ${String(request.headers[ASKED])} reached it without`);
    }
  });
  const tried = [
    ...(isSimple ? ['nothing'] : []),
    ...SCOPES.filter((scope) => isSimple || described.some((one) => scopesOf(one).includes(scope))),
  ];
  // At the same time, because Express waits for the next turn of the event loop again and again.
  const sent = requestsFor(tree).flatMap(({ method, url }) =>
    tried.map((lacking) => {
      const headers = { [LACKING]: lacking, [ASKED_METHOD]: method, [ASKED]: `${method} ${url}` };
      return send(handle, { method, url, headers });
    }),
  );
  await Promise.all(sent);
  const pairs = described.flatMap((one) => {
    const first = one.handlers.find((handler) => reachedWith.has(handler));
    const lackings = first && reachedWith.get(first);
    if (!lackings?.has('nothing')) return [];
    return tried
      .filter((scope) => !lackings.has(scope) && !isOfOthers(one, scope))
      .map((scope) => [one, scope] as const);
  });
  const missed = pairs.filter(([one, scope]) => !scopesOf(one).includes(scope));
  return {
    wrong: [...wrong],
    requests: sent.length,
    claims: described.flatMap(scopesOf).length,
    passedByAll: pairs.length,
    claimed: pairs.length - missed.length,
    missed: missed.map(
      ([{ description }, scope]) =>
        `${description.method} ${description.path}: ${scope}: ${description.uncertain.map(({ why }) => why).join(' / ')}`,
    ),
  };
}

/** A guard of a sibling never counts, even where all requests of this application happen to pass it. */
function isOfOthers({ description }: DescribedRoute, scope: string): boolean {
  const guards = description.uncertain.filter(({ scopes }) => JSON.stringify(scopes).includes(`"${scope}"`));
  return guards.length > 0 && guards.every(({ why }) => why.startsWith('It guards another route or router'));
}

function lackingIn(request: IncomingMessage): string {
  return String(request.headers[LACKING]);
}

function scopesOf({ description }: DescribedRoute): readonly string[] {
  return description.requires.user?.flat() ?? [];
}

/** The registrations that a function may have been called for: those of the method, or of any method. */
function registrationsOf(described: readonly DescribedRoute[], fn: object, method: string): readonly DescribedRoute[] {
  const all = described.filter(({ handlers }) => handlers.includes(fn));
  const named = all.filter(({ description }) => description.method === method);
  if (named.length > 0) return named;
  const get = method === 'HEAD' ? all.filter(({ description }) => description.method === 'GET') : [];
  return get.length > 0 ? get : all.filter(({ description }) => ['ALL', 'USE'].includes(description.method));
}
