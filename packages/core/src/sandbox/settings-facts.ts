/** The settings of the sandbox as tables: what each decides, and its values. Documents, flags and checks are made from them. */
import * as z from 'zod';
import type { Rules, Wire } from './settings.ts';

export interface SettingFacts {
  readonly decides: string;
  /** The values, as a document shows them. */
  readonly values: string;
  readonly schema: z.ZodType;
}

const NON_EMPTY = z.string().min(1, 'must not be empty');

export const WIRE_SETTINGS = {
  basicEncoding: {
    decides:
      "the encoding of Basic credentials that is accepted: raw (Linxo's curl example), form-encoded (RFC 6749 section 2.3.1), or either",
    values: '`raw`, `form`, `any`',
    schema: z.enum(['raw', 'form', 'any']),
  },
  expiresIn: {
    decides: 'the type of `expires_in`: a number, a text, or any value; `{}` leaves it out',
    values: '`number`, `string`, `{ literal: … }`',
    schema: z.union([z.enum(['number', 'string']), z.strictObject({ literal: z.unknown().optional() })], {
      error: "must be 'number', 'string' or { literal: … }",
    }),
  },
  lifetimeSeconds: {
    decides: 'the lifetime of access tokens, in seconds',
    values: 'a number',
    schema: z.number().min(0).max(1_000_000_000),
  },
  scopeInBody: {
    decides: 'whether a token response names the granted scopes in `scope`',
    values: '`true`, `false`',
    schema: z.boolean(),
  },
  tokenType: { decides: 'the `token_type`', values: 'a text', schema: z.string() },
} as const satisfies Readonly<Record<keyof Wire, SettingFacts>>;

export const RULE_SETTINGS = {
  clientAuthentication: {
    decides:
      'the client authentication that is accepted; `documented` is Basic for client credentials and the body for passwords',
    values: '`any`, `documented`, `client_secret_basic`, `client_secret_post`',
    schema: z.enum(['any', 'documented', 'client_secret_basic', 'client_secret_post']),
  },
  honourInclusions: {
    decides: 'whether a scope also permits what the scopes that it includes permit',
    values: '`true`, `false`',
    schema: z.boolean(),
  },
  onExcessScope: {
    decides: 'whether scopes that client or user may not have are left out, or refused with `invalid_scope`',
    values: '`narrow`, `refuse`',
    schema: z.enum(['narrow', 'refuse']),
  },
  provider: {
    decides: 'the values of `provider` that the password grant takes',
    values: 'a text, or a list of texts',
    schema: z.union([NON_EMPTY, z.array(NON_EMPTY).min(1)]),
  },
  tokenBody: {
    decides: 'the body of a token request: a form as documented, or JSON too, as one client that shipped sends it',
    values: '`form`, `any`',
    schema: z.enum(['form', 'any']),
  },
  unknownParameters: {
    decides: 'whether query parameters that the API does not know are ignored, or refused',
    values: '`ignore`, `refuse`',
    schema: z.enum(['ignore', 'refuse']),
  },
} as const satisfies Readonly<Record<keyof Rules, SettingFacts>>;
