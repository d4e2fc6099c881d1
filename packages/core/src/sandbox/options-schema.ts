/** Checks the options of a sandbox when it starts, so that a misspelt one does not pass unnoticed. */
import * as z from 'zod';
import { check, closed } from './check.ts';
import { BANKS } from './data/providers.ts';
import type { SandboxOptions } from './options.ts';
import { isScope, SCOPE_NAMES } from './scopes.ts';
import { ACCOUNT_PLANS } from './seed/account-plans.ts';
import type { UserSeed } from './seed/sandbox-users.ts';
import { RULE_CHANGES, WIRE_CHANGES } from './settings-schema.ts';
import type { ClientScopes, SandboxClient } from './world/clients.ts';

const PORT = z.int().min(0).max(65_535);
const NON_EMPTY = z.string().min(1, 'must not be empty');
const NO_FUNCTION = 'must be a function';
const SCOPES = z.array(
  z.string().refine(isScope, {
    error: ({ input }) => `there is no scope ${JSON.stringify(input)}; there are: ${SCOPE_NAMES.join(', ')}`,
  }),
);

export const CLIENT_SCOPES_SCHEMA = closed('grant', {
  client_credentials: SCOPES.optional(),
  password: SCOPES.optional(),
}) as unknown as z.ZodType<ClientScopes>;

export const CLIENT_SCHEMA = closed('member of a client', {
  clientId: NON_EMPTY,
  clientSecret: NON_EMPTY,
  scopes: CLIENT_SCOPES_SCHEMA.optional(),
}) as unknown as z.ZodType<SandboxClient>;

const BANK_SCHEMA = closed('member of a bank', {
  bank: z.enum(Object.keys(BANKS)),
  accounts: z
    .array(z.enum(Object.keys(ACCOUNT_PLANS)))
    .refine((names) => new Set(names).size === names.length, 'names one kind of account twice'),
  status: z.enum(['SUCCESS', 'FAILED']).optional(),
});

export const USER_SCOPES_SCHEMA = SCOPES;

export const USER_SCHEMA = closed('member of a user', {
  username: NON_EMPTY,
  password: NON_EMPTY,
  scopes: SCOPES.optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  gender: z.enum(['FEMALE', 'MALE']).optional(),
  postcode: z.string().optional(),
  banks: z.array(BANK_SCHEMA).optional(),
}) as unknown as z.ZodType<UserSeed>;

export const USERS_SCHEMA = z
  .array(USER_SCHEMA)
  .refine(
    (users) => new Set(users.map(({ username }) => username)).size === users.length,
    'two users have one username',
  );

/** Host names are compared with the `Host` header, so they have no port. */
const HOST_NAME = z
  .string()
  .regex(/^[A-Za-z0-9_.-]+$|^\[?[0-9A-Fa-f:.]+\]?$/, 'must be a host name or an address, without a port');

const WEB_URL = z.url({ protocol: /^https?$/, error: 'must be an https: or http: URL' });
const ORIGIN = WEB_URL.refine(
  (text) => !URL.canParse(text) || new URL(text).pathname === '/',
  'must be an origin, without a path',
);
/** The milliseconds of a synchronization: `Infinity` leaves it to the test. */
const DURATION_MS = z.number().min(0).or(z.literal(Number.POSITIVE_INFINITY));

const WEBHOOK_SETTINGS = {
  retryDelaysMs: z.array(z.number().min(0)).optional(),
  duplicates: z.boolean().optional(),
};
const WEBHOOK_URL = WEB_URL.refine(
  (text) => !URL.canParse(text) || new URL(text).username + new URL(text).password === '',
  'must have no user name and no password, because fetch sends none',
);
const WEBHOOK_SCHEMA = closed('member of the webhook', { url: WEBHOOK_URL, ...WEBHOOK_SETTINGS });

/** The changes of the webhook's settings while the sandbox runs. `null` as URL turns it off. */
export const WEBHOOK_CHANGES = closed('member of the webhook', {
  url: WEBHOOK_URL.nullable().optional(),
  ...WEBHOOK_SETTINGS,
});

const A_TIME = 'must be a date, milliseconds since the epoch, or a text such as 2026-03-31T09:00:00Z';
const TIME = z.union([z.date(), z.number(), z.iso.datetime({ offset: true })], A_TIME);

const OPTIONS = closed('option', {
  host: HOST_NAME.optional(),
  hostNames: z.array(HOST_NAME).optional(),
  widgetsUrl: ORIGIN.optional(),
  ports: closed('port', {
    authorizationServer: PORT.optional(),
    api: PORT.optional(),
    widgets: PORT.optional(),
  }).optional(),
  keepAlive: z.boolean().optional(),
  adminToken: z.string().min(16, 'must have at least 16 characters').optional(),
  clientId: NON_EMPTY.optional(),
  clientSecret: NON_EMPTY.optional(),
  clientScopes: CLIENT_SCOPES_SCHEMA.optional(),
  clients: z.array(CLIENT_SCHEMA).optional(),
  users: USERS_SCHEMA.optional(),
  seed: z.string().optional(),
  clock: z.custom((value) => typeof value === 'function', NO_FUNCTION).optional(),
  frozenAt: TIME.optional(),
  synchronization: closed('member', { durationMs: DURATION_MS.optional() }).optional(),
  webhook: z.union([WEBHOOK_URL, WEBHOOK_SCHEMA]).optional(),
  wire: WIRE_CHANGES.optional(),
  rules: RULE_CHANGES.optional(),
  onRequest: z.custom((value) => typeof value === 'function', NO_FUNCTION).optional(),
} satisfies Record<keyof SandboxOptions, z.ZodType>);

/** Throws a `TypeError` that says which option is wrong, and what would be right. */
export function checkOptions(options: unknown): void {
  check('startSandbox', OPTIONS, options);
}
