import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGuard } from '../../src/guard/guard.ts';
import { createMount, leaveMount, type MountOptions } from '../../src/guard/mount.ts';
import { createLinxo, type Linxo } from '../../src/linxo.ts';

const { camille, mehdi } = SANDBOX_USERS;
let sandbox: Sandbox;
let connect: Linxo;
beforeAll(async () => {
  sandbox = await startSandbox();
  connect = createLinxo(sandbox.options);
});
afterAll(async () => {
  await connect.close();
  await sandbox.close();
});

/** Lets a request, which is its own state, pass a mount and a guard, as an adapter does. */
async function pass(state: { linxo?: unknown }, user: MountOptions<unknown>['user'] | undefined, scope: string) {
  if (user) leaveMount(state, createMount(connect, { user }));
  const decision = await createGuard('all', [scope]).decide(state, state);
  if (!decision.allowed) throw decision.refusal;
  state.linxo = decision;
  return decision;
}

it('a guard takes over what an earlier one has found', async () => {
  const state = {};
  const first = await pass(state, () => camille, 'accounts_read');
  expect(await pass(state, undefined, 'accounts_read')).toBe(first);
});

it('a guard behind another mount asks that one who the user is', async () => {
  const state = {};
  await pass(state, () => camille, 'accounts_read');
  const { subject } = await pass(state, () => mehdi, 'accounts_read');
  expect(subject).toMatchObject({ username: mehdi.username });
});

it('a guard takes over nothing from what an application has put there itself', async () => {
  const state = { linxo: { allowed: true, meeting: () => 'anything', token: 'forged' } };
  const { subject, token } = await pass(state, () => camille, 'accounts_read');
  expect(subject).toMatchObject({ username: camille.username });
  expect(token.value).not.toBe('forged');
});

it("the application's own access is one object for all requests, and a user's is not kept", async () => {
  const guard = createGuard('all', ['users_create']);
  const userGuard = createGuard('all', ['accounts_read']);
  const mount = createMount(connect, { user: () => camille });
  const decide = async (one: typeof guard) => {
    const state = {};
    leaveMount(state, mount);
    return one.decide(state, {});
  };
  expect(await decide(guard)).toBe(await decide(guard));
  expect(await decide(userGuard)).not.toBe(await decide(userGuard));
});
