/**
 * Answers requests about users. A client creates them; users read, change and delete themselves (`/users/me`, or their own id).
 */
import * as z from 'zod';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import { USER_SCOPES } from '../scopes.ts';
import { emptyUserData } from '../world/user-data.ts';
import { epochSeconds } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import { found, idOf, type Call, type UserCall } from './call.ts';
import { readJson } from './json-body.ts';

/** The longest password that is accepted, as at Linxo. */
const MAX_PASSWORD_LENGTH = 72;

const Email = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'not a mail address');
const Password = z.string().min(1).max(MAX_PASSWORD_LENGTH);
const NewUser = z.object({ email: Email, password: Password });
const UserChanges = z.object({
  email: Email.optional(),
  password: Password.optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  gender: z.string().optional(),
  birthdate: z.number().optional(),
  address: z.object({ postcode: z.string() }).optional(),
});

/** Creates a user. The answer is empty, and the user's id is the last segment of `Location`. */
export function createUser({ exchange, world }: Call): Reply {
  const { email, password } = readJson(exchange, NewUser);
  requireFree(email, world);
  const id = world.ids.next('user');
  const profile = { id, email, creation_date: epochSeconds(world), gender: 'UNKNOWN', email_verified: false };
  world.users.add({ id, username: email, password, scopes: USER_SCOPES }, profile);
  world.data.set(id, emptyUserData());
  return emptyReply(201, { location: `http://${exchange.headers['host'] ?? ''}${exchange.path}/${id}` });
}

export function getUser(call: UserCall): Reply {
  return jsonReply(200, found(call.world.users.profileOf(requireSelf(call)), 'user'));
}

export function updateUser(call: UserCall): Reply {
  const id = requireSelf(call);
  const { users } = call.world;
  const { password, ...changes } = readJson(call.exchange, UserChanges);
  const before = found(users.profileOf(id), 'user');
  if (changes.email !== undefined && changes.email !== before.email) requireFree(changes.email, call.world);
  // JSON has no `undefined`, so properties that are absent keep their values.
  const profile = { ...before, ...changes } as typeof before;
  users.change(id, { username: profile.email, ...(password === undefined ? {} : { password }) }, profile);
  return jsonReply(200, profile);
}

/** Deletes a user with all data. The user's tokens are refused from now on. */
export function deleteUser(call: UserCall): Reply {
  const id = requireSelf(call);
  if (call.caller.admin) throw new ApiError('FORBIDDEN', 'Only users themselves may delete their data');
  call.world.users.remove(id);
  call.world.data.delete(id);
  call.world.tokens.revokeSubject(id);
  return emptyReply(204);
}

/** Returns the caller's own id, if the path has this id or `me`. */
function requireSelf(call: UserCall): string {
  const id = idOf(call);
  if (id !== 'me' && id !== call.userId) throw new ApiError('FORBIDDEN', 'Users may see no other users');
  return call.userId;
}

function requireFree(email: string, { users }: Call['world']): void {
  if (users.byUsername(email) !== undefined) throw new ApiError('CONFLICT', 'There is a user with this email already');
}
