/** What each endpoint answers, as a table. Where Linxo's answer is not known, it is passed on as it comes. */
import { z } from 'zod';
import type { Endpoint } from '../catalog/endpoints.ts';
import { account } from './schemas/account.ts';
import { connection } from './schemas/connection.ts';
import { id } from './schemas/parts.ts';
import { category, provider } from './schemas/reference-data.ts';
import { transaction } from './schemas/transaction.ts';
import { user } from './schemas/user.ts';

/** The thing itself, or nothing where the answer is empty. */
const maybe = <S extends z.ZodType>(schema: S) => schema.optional();

/** A new thing: its `id` is in the answer, or is the last segment of `Location`. */
const created = z.looseObject({ id });
const nothing = z.unknown().transform(() => undefined);
const anything = z.unknown();

/** Schemas by endpoint. */
export const RESPONSES = {
  'POST /users': created,
  'GET /users/me': user,
  'GET /users/{id}': user,
  'PUT /users/{id}': maybe(user),
  'DELETE /users/{id}': nothing,

  'GET /accounts': z.array(account),
  'GET /accounts/{id}': account,
  'POST /accounts': created,
  'PUT /accounts/{id}': maybe(account),
  'DELETE /accounts/{id}': nothing,

  'GET /transactions': z.array(transaction),
  'GET /transactions/{id}': transaction,

  'GET /connections': z.array(connection),
  'GET /connections/{id}': connection,
  'POST /connections': created,
  'PUT /connections/{id}': maybe(connection),
  'DELETE /connections/{id}': nothing,
  'POST /connections/sync': anything,
  'POST /connections/{id}/sync': nothing,

  'POST /queues': created,
  'GET /queues/{id}': anything,
  'POST /keys': anything,

  'GET /providers': z.array(provider),
  'GET /providers/{id}': provider,
  'GET /categories': z.array(category),
} as const satisfies Record<Endpoint, z.ZodType>;

/** What a call of an endpoint resolves to. */
export type ResultOf<E extends Endpoint> = z.infer<(typeof RESPONSES)[E]>;
