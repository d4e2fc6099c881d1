import { isLinxoError, type Scope, type Subject } from '@linxo-guard/core';
import { afterEach, describe, expect, it } from 'vitest';
import { type Refusal, REFUSALS_OF_THE_CLIENT, REFUSALS_OF_USERS } from './refusals.ts';
import { CAMILLE, createWorld, ODETTE, type World } from './world.ts';

interface Group {
  readonly of: string;
  readonly rows: readonly Refusal[];
  readonly subject: Subject;
  readonly scope: Scope;
  readonly otherScope: Scope;
  readonly form: Readonly<Record<string, string>>;
  /** Another subject of the same grant type, where there is one. */
  readonly fellow?: Subject;
  /** A subject of the other grant type, with a scope. */
  readonly stranger: readonly [Subject, Scope];
}

const GROUPS: readonly Group[] = [
  {
    of: 'a user',
    rows: REFUSALS_OF_USERS,
    subject: CAMILLE,
    scope: 'accounts_read',
    otherScope: 'profile',
    form: { username: CAMILLE.username },
    fellow: ODETTE,
    stranger: ['client', 'users_create'],
  },
  {
    of: 'the application',
    rows: REFUSALS_OF_THE_CLIENT,
    subject: 'client',
    scope: 'users_create',
    otherScope: 'openid',
    form: { grant_type: 'client_credentials' },
    stranger: [ODETTE, 'accounts_read'],
  },
];

describe.each(GROUPS)('the token request of $of is answered', (group) => {
  const { rows, subject, scope, otherScope, form, fellow, stranger } = group;
  let world: World;
  afterEach(() => world.close());
  const requests = () => world.sandbox.log.tokenRequests.length;
  const own = () => world.call(subject, undefined, scope);
  const many = async (call: () => Promise<string>) => [...new Set(await Promise.all(Array.from({ length: 20 }, call)))];

  async function met({ fault }: Refusal): Promise<unknown> {
    world = await createWorld();
    world.sandbox.faults.always({ token: form }, fault);
    return world.connect.tokens.getAccessToken({ subject, scopes: [scope] }).catch((error: unknown) => error);
  }

  it.each(rows)('$answer: $code, in $requests request(s), and no more while the pause lasts', async (row) => {
    const error = await met(row);
    expect(isLinxoError(error) && [error.code, error.retryable]).toEqual([row.code, row.retryable]);
    expect(requests()).toBe(row.requests);
    expect(await many(own)).toEqual([row.code]);
    world.pass(row.pauseMs[0] - 1);
    expect(await many(own)).toEqual([row.code]);
    expect(requests()).toBe(row.requests);
  });

  it.each(rows)('$answer: it holds up $holdsUp, and nobody else', async (row) => {
    await met(row);
    const before = requests();
    world.sandbox.faults.clear();
    const isWider = row.holdsUp !== 'the same request';
    expect(await world.call(subject, undefined, otherScope)).toBe(isWider ? row.code : 'token');
    expect(await world.call(...([stranger[0], undefined, stranger[1]] as const))).toBe('token');
    const fellows = fellow ? [await world.call(fellow)] : [];
    expect(fellows).toEqual(fellow ? [row.holdsUp === 'the grant type' ? row.code : 'token'] : []);
    expect(requests() - before).toBe([!isWider, true, fellows[0] === 'token'].filter(Boolean).length);
    expect(world.connect.status().state).toBe(row.holdsUp === 'the grant type' ? 'failing' : 'ready');
  });

  it.each(rows)(
    '$answer: at the end of the pause one request probes, and its failure starts the next pause',
    async (row) => {
      await met(row);
      world.pass(row.pauseMs[1]);
      const before = requests();
      expect(await many(own)).toEqual([row.code]);
      expect(await many(own)).toEqual([row.code]);
      expect(requests() - before).toBe(1);
    },
  );

  it.each(rows)('$answer: after recovery one request serves everybody who waits', async (row) => {
    await met(row);
    world.sandbox.faults.clear();
    world.pass(row.pauseMs[1]);
    const before = requests();
    expect(await many(own)).toEqual(['token']);
    expect(requests() - before).toBe(1);
    expect(await world.call(subject, undefined, otherScope)).toBe('token');
    expect(world.connect.status()).toEqual({ state: 'ready' });
  });
});
