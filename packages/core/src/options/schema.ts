/** The schema of the options, and the lines that say what is wrong with some options. */
import * as z from 'zod';
import type { Clock } from '../async/clock.ts';
import { type EnvironmentName, ENVIRONMENTS } from '../catalog/environments.ts';
import type { Fetch } from '../http/fetch.ts';
import { CLIENT_AUTHENTICATION_METHODS, type ClientAuthenticationMethod } from '../oauth/client-authentication.ts';
import { isSealedStore, type SealedTokenStore } from '../store/sealed-store.ts';
import { baseUrl } from './base-url.ts';
import { describeIssues } from './describe-issues.ts';
import { mixProblems, type NameOf, urlProblems } from './environment-problems.ts';
import { privateHost } from './hosts.ts';
import { POLICY_NUMBERS } from './token-policy.ts';

const text = z
  .string('must be a string')
  .min(1, { error: 'must not be empty', abort: true })
  .regex(/[^\s\p{Cf}\p{Cc}]/u, 'must not be white space only');
const host = z.string('must be the name of a host').transform((name, context) => {
  const written = privateHost(name);
  if (written !== undefined) return written;
  context.addIssue({ code: 'custom', message: HOST_PROBLEM });
  return z.NEVER;
});
const HOST_PROBLEM =
  'must be a host of a private network, without scheme and port: a name without a dot, a name that ends with .internal, .local ' +
  'or .test, or a private address';
const fn = <T>() => z.custom<T>((value) => typeof value === 'function', 'must be a function');
const method = z.literal(Object.keys(CLIENT_AUTHENTICATION_METHODS) as ClientAuthenticationMethod[]);
const numbers = Object.entries(POLICY_NUMBERS).map(([name, { min, max }]) => [
  name,
  z.number('must be a number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`).optional(),
]);
const baseUrls = z.strictObject({
  authorizationServer: baseUrl,
  tokenEndpoint: baseUrl.optional(),
  api: baseUrl,
  widgets: baseUrl.optional(),
});
const connection = {
  clientId: text,
  clientSecret: z.union([text, fn<() => string | Promise<string>>()]),
  provider: text.regex(/^(?!(["'`]).*\1$)/s, 'must be written without quotes around it').default('connect'),
  insecureHosts: z.array(host, 'must be a list of hosts').optional(),
};

/** The schema of the options of `createLinxo`. */
export const OPTIONS = z.strictObject({
  environment: z.union([z.literal(Object.keys(ENVIRONMENTS) as EnvironmentName[]), baseUrls]),
  ...connection,
  clientAuthentication: z
    .union([method, z.strictObject({ client_credentials: method.optional(), password: method.optional() })])
    .optional(),
  endpoints: z
    .record(
      z.string(),
      z.union([z.null(), z.strictObject({ anyOf: z.array(z.string()).optional(), at: text.optional() })]),
    )
    .optional(),
  store: z
    .custom<SealedTokenStore>(isSealedStore, 'must be redisTokenStore(…), or a store of your own in sealedStore(…)')
    .optional(),
  fetch: fn<Fetch>().optional(),
  timeoutMs: z
    .number('must be a number')
    .positive('must be more than 0')
    .max(86_400_000, 'must be at most 86400000')
    .default(10_000),
  policy: z.strictObject(Object.fromEntries(numbers)).default({}),
  clock: z.custom<Clock>(isClock, 'must be an object with the functions now and monotonic').optional(),
});

/** The schema of the options that variables set. Any of them may be missing, which is reported elsewhere. */
export const OPTIONS_OF_VARIABLES = z.strictObject({ environment: baseUrls.partial(), ...connection }).partial();

/** Returns one line for each wrong option, in the words of `nameOf`. It shows no value, because a value may be a secret. */
export function optionProblems(
  schema: typeof OPTIONS | typeof OPTIONS_OF_VARIABLES,
  options: object,
  nameOf: NameOf,
): readonly string[] {
  const parsed = schema.safeParse(options);
  return [
    ...environmentProblems(options, nameOf),
    ...(parsed.success
      ? []
      : describeIssues(parsed.error.issues, { options, optionNames: Object.keys(schema.shape), nameOf })),
  ];
}

function environmentProblems(options: object, nameOf: NameOf): readonly string[] {
  const { environment, insecureHosts } = options as { environment?: unknown; insecureHosts?: unknown };
  const isName = typeof environment === 'string' && Object.hasOwn(ENVIRONMENTS, environment);
  const urls = isName ? ENVIRONMENTS[environment as EnvironmentName] : (Object(environment) as object);
  const hosts = (Array.isArray(insecureHosts) ? (insecureHosts as unknown[]) : [])
    .filter((one) => typeof one === 'string')
    .flatMap((one) => privateHost(one) ?? []);
  return [...urlProblems(urls, hosts, nameOf), ...mixProblems(urls, hosts, nameOf)];
}

function isClock(value: unknown): boolean {
  const { now, monotonic } = (value ?? {}) as Partial<Clock>;
  return typeof now === 'function' && typeof monotonic === 'function';
}
