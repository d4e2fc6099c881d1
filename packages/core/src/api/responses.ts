/** The table of the answers of all endpoints. An answer whose form is not known passes through unchecked. */
import * as z from 'zod';
import type { Endpoint } from '../catalog/endpoints.ts';
import { listOf } from '../http/list-schema.ts';
import { account } from './schemas/account.ts';
import { connection } from './schemas/connection.ts';
import { anything, type FieldsOf, id } from './schemas/parts.ts';
import { category, provider } from './schemas/reference-data.ts';
import { transaction } from './schemas/transaction.ts';
import { user } from './schemas/user.ts';

/** A resource that was created. */
interface Created {
  /** The identifier, from the answer's body or from its `Location` header. */
  readonly id: string;
}

const created: z.ZodType<Created> = z.looseObject({ id } satisfies FieldsOf<Created>);

/** An update may be answered with an empty body. */
const maybe = <S extends z.ZodType>(schema: S) => schema.optional();

const nothing = z.unknown().transform(() => undefined);

/** The schema of each endpoint's answer. */
export const RESPONSES = {
  'POST /users': created,
  'GET /users/me': user,
  'GET /users/{id}': user,
  'PUT /users/{id}': maybe(user),
  'DELETE /users/{id}': nothing,

  'GET /accounts': listOf(account),
  'GET /accounts/{id}': account,
  'POST /accounts': created,
  'PUT /accounts/{id}': maybe(account),
  'DELETE /accounts/{id}': nothing,

  'GET /transactions': listOf(transaction),
  'GET /transactions/{id}': transaction,

  'GET /connections': listOf(connection),
  'GET /connections/{id}': connection,
  'POST /connections': created,
  'PUT /connections/{id}': maybe(connection),
  'DELETE /connections/{id}': nothing,
  'POST /connections/sync': anything,
  'POST /connections/{id}/sync': nothing,

  'POST /queues': created,
  'GET /queues/{id}': anything,
  'POST /keys': anything,

  'GET /providers': listOf(provider),
  'GET /providers/{id}': provider,
  'GET /categories': listOf(category),
} as const satisfies Record<Endpoint, z.ZodType>;

/** The payload that a call of an endpoint resolves to. */
export type ResultOf<E extends Endpoint> = z.infer<(typeof RESPONSES)[E]>;
