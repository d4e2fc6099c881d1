/** The seam between random applications and the framework that mounts them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLinxo, type Linxo } from '@linxo-guard/core';
import type { DescribedRoute } from '@linxo-guard/core/adapter';
import type { Fn, Path, Tree } from './tree.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

interface Mounted {
  readonly described: readonly DescribedRoute[];
  readonly handle: Handle;
}

/** Called by each function that is no guard, so that a test knows which ones a request reached. */
export type Reached = (fn: object, request: IncomingMessage, method: string) => void;

export interface Framework {
  readonly name: string;
  mount(tree: Tree, connect: Linxo, reached: Reached): Mounted;
}

/** The name of the scope that the user of a request was not granted. */
export const LACKING = 'x-lacking';

/** Returns an instance whose users are granted all scopes but the one that they are called after. */
export function grantingLinxo(): Linxo {
  return createLinxo({
    environment: 'sandbox',
    clientId: 'client',
    clientSecret: 'secret',
    policy: { maxSubjects: 10 },
    fetch: (_url, init) => {
      const form = new URLSearchParams(init?.body as string);
      const scope = (form.get('scope') ?? '').split(' ').filter((one) => one !== form.get('username'));
      return Promise.resolve(
        Response.json({ access_token: 'token', token_type: 'Bearer', expires_in: 3600, scope: scope.join(' ') }),
      );
    },
  });
}

export const userOf = (request: IncomingMessage) => ({
  username: String(request.headers[LACKING] ?? 'nothing'),
  password: () => 'secret',
});

/** Registers something that a framework may refuse, such as a path that it cannot compile. */
export function attempt(register: () => unknown): void {
  try {
    register();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

export function pathOf(path: Path): string | RegExp | (string | RegExp)[] {
  if (typeof path === 'string') return path;
  if ('source' in path) return new RegExp(path.source, path.flags);
  return path.flatMap(pathOf);
}

export const isErrorHandler = ({ does }: Fn) => does === 'go on after errors' || does === 'hand on errors';
