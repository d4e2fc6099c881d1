/** The calls of the control API for users and clients: what they may have, their passwords and secrets. */
import * as z from 'zod';
import { closed } from '../check.ts';
import { emptyReply, jsonReply } from '../http/reply.ts';
import { CLIENT_SCHEMA, CLIENT_SCOPES_SCHEMA, USER_SCHEMA, USER_SCOPES_SCHEMA } from '../options-schema.ts';
import { populate } from '../seed/populate.ts';
import type { ClientScopes } from '../world/clients.ts';
import { declare, userNamed } from './control-call.ts';
import { ControlError } from './control-error.ts';

const NON_EMPTY = z.string().min(1, 'must not be empty');

const USER_CHANGES = closed('member', { password: NON_EMPTY.optional(), scopes: USER_SCOPES_SCHEMA.optional() });
type UserChanges = { readonly password?: string; readonly scopes?: readonly string[] };

const CLIENT_CHANGES = closed('member', {
  clientSecret: NON_EMPTY.optional(),
  scopes: CLIENT_SCOPES_SCHEMA.optional(),
});
type ClientChanges = { readonly clientSecret?: string; readonly scopes?: ClientScopes };

export const USER_CALLS = {
  'GET /users': declare({
    does: 'lists the users who can log in, with their passwords and the scopes that their tokens may get',
    answers: [200, 'A list of users.', { listOf: 'User' }],
    handle: ({ world }) => jsonReply(200, world.users.list()),
  }),
  'POST /users': declare({
    does: 'adds a user, with banks, accounts and transactions of its own',
    body: USER_SCHEMA,
    example: {
      username: 'lea@example.org',
      password: 'a secret',
      banks: [{ bank: 'littoral', accounts: ['everyday'] }],
    },
    answers: [201, 'The user.', 'User'],
    handle: ({ world, seed, body }) => {
      if (world.users.byUsername(body.username) !== undefined) {
        throw new ControlError('conflict', `There is a user ${JSON.stringify(body.username)} already.`);
      }
      populate(world, [body], seed);
      return jsonReply(201, world.users.byUsername(body.username));
    },
  }),
  'PATCH /users/{username}': declare({
    does: "changes a user's password (tokens stay valid), or the scopes that new tokens of the user may get",
    body: USER_CHANGES as unknown as z.ZodType<UserChanges>,
    example: { scopes: ['profile'] },
    answers: [200, 'The user.', 'User'],
    handle: (call) => {
      const { id, username } = userNamed(call);
      call.world.users.change(id, call.body);
      return jsonReply(200, call.world.users.byUsername(username));
    },
  }),
  'DELETE /users/{username}': declare({
    does: 'deletes a user with all data, and revokes the tokens',
    answers: [204, 'Nothing.'],
    handle: (call) => {
      const { id } = userNamed(call);
      call.world.users.remove(id);
      call.world.data.delete(id);
      call.world.tokens.revokeSubject(id);
      return emptyReply(204);
    },
  }),
  'GET /clients': declare({
    does: 'lists the clients, with their secrets and the scopes that they may get by each grant',
    answers: [200, 'A list of clients.', { listOf: 'Client' }],
    handle: ({ world }) => jsonReply(200, [...world.clients.all()]),
  }),
  'POST /clients': declare({
    does: 'adds a client',
    body: CLIENT_SCHEMA,
    example: { clientId: 'other', clientSecret: 'other-secret', scopes: { client_credentials: ['users_create'] } },
    answers: [201, 'The client.', 'Client'],
    handle: ({ world, body }) => {
      if (world.clients.find(body.clientId) !== undefined) {
        throw new ControlError('conflict', `There is a client ${JSON.stringify(body.clientId)} already.`);
      }
      world.clients.add(body);
      return jsonReply(201, world.clients.find(body.clientId));
    },
  }),
  'PATCH /clients/{clientId}': declare({
    does: "changes a client's secret, or the scopes that it may get by each grant",
    body: CLIENT_CHANGES as unknown as z.ZodType<ClientChanges>,
    example: { clientSecret: 'rotated' },
    answers: [200, 'The client.', 'Client'],
    handle: ({ world: { clients }, params: { clientId = '' }, body }) => {
      if (clients.find(clientId) === undefined) {
        throw new ControlError('not_found', `There is no client ${JSON.stringify(clientId)}.`);
      }
      clients.change(clientId, body);
      return jsonReply(200, clients.find(clientId));
    },
  }),
} as const;
