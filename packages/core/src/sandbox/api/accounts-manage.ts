/** Answers `POST /accounts`, `PUT /accounts/{id}` and `DELETE /accounts/{id}`. */
import * as z from 'zod';
import type { Account } from '../data/payloads.ts';
import { ACCOUNT_STATUSES, ACCOUNT_TYPES, ACCOUNT_USAGES } from '../data/values.ts';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import { ownerOf } from '../seed/make-connection.ts';
import { removeAccounts } from '../world/user-data.ts';
import { epochSeconds } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import { found, idOf, type UserCall } from './call.ts';
import { readJson } from './json-body.ts';

/** An amount with at most two decimals. What is finer is rounded. */
const Amount = z.number().transform((amount) => Number(amount.toFixed(2)));

/** The `connection_id` of an account without a bank. */
const NO_CONNECTION = 'manual';

const NewAccount = z.object({
  name: z.string().min(1),
  type: z.enum(ACCOUNT_TYPES),
  usage: z.enum(ACCOUNT_USAGES).default('PERSONAL'),
  currency: z.string().length(3).default('EUR'),
  balance: Amount.default(0),
  account_number: z.string().default(''),
});

const AccountChanges = z.object({
  name: z.string().min(1).optional(),
  usage: z.enum(ACCOUNT_USAGES).optional(),
  status: z.enum(ACCOUNT_STATUSES).optional(),
  classification: z.string().optional(),
  balance: Amount.optional(),
});

export function createAccount(call: UserCall): Reply {
  const { data, world, userId } = call;
  const now = epochSeconds(world);
  const profile = found(world.users.profileOf(userId), 'user');
  const account: Account = {
    ...readJson(call.exchange, NewAccount),
    id: world.ids.next('account'),
    connection_id: NO_CONNECTION,
    status: 'MANUAL',
    balance_date: now,
    creation_date: now,
    owner: { name: ownerOf(profile) },
  };
  data.accounts.set(account.id, account);
  return jsonReply(201, account, { location: `${call.exchange.path}/${account.id}` });
}

export function updateAccount(call: UserCall): Reply {
  const account = found(call.data.accounts.get(idOf(call)), 'account');
  const changes = readJson(call.exchange, AccountChanges);
  if (changes.balance !== undefined && account.connection_id !== NO_CONNECTION) {
    throw new ApiError('PARAMETER_INVALID', 'balance: only that of a manual account can be set');
  }
  // JSON has no `undefined`, so properties that are absent keep their values.
  const changed = { ...account, ...changes } as Account;
  call.data.accounts.set(account.id, changed);
  return jsonReply(200, changed);
}

export function deleteAccount(call: UserCall): Reply {
  const account = found(call.data.accounts.get(idOf(call)), 'account');
  removeAccounts(call.data, [account.id]);
  return emptyReply(204);
}
