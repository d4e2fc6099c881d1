/** Reads the application's settings from environment variables, and says in sentences what is wrong with them. */
import * as z from 'zod';

/** The settings that are not Linxo's; `linxoOptionsFromEnv` reads those. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The port of the metrics, on the same host. Without one there are none. */
  readonly metricsPort: number | undefined;
  /** The origin at which browsers reach the application. Without one, only this machine's own names are served. */
  readonly publicUrl: string | undefined;
  /** A PostgreSQL URL, or `file:` with the path of an embedded database. */
  readonly databaseUrl: string;
  /** The keys that encrypt Linxo passwords, by their id, the newest first. */
  readonly passwordKeys: ReadonlyMap<string, Uint8Array>;
  /** The domain of the addresses by which Linxo knows this application's users. */
  readonly linxoUserDomain: string;
  /** The secrets of which one has to be in the path of a webhook event. Without any, no event is taken. */
  readonly webhookSecrets: readonly string[];
  /** The number of proxies in front of the application whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** True to take Linxo credentials by HTTP Basic under /api, so that `curl -u` works. For trying out only. */
  readonly basicApi: boolean;
  /** Shows the widget in place of the page, or inside of it. */
  readonly widget: 'redirect' | 'iframe';
  readonly logLevel: string;
}

/** The settings are wrong. The message is for whoever starts the application: a sentence for each mistake. */
export class ConfigProblem extends Error {}

const KEY_BYTES = 32;
const NEW_KEY = `echo "k1:$(openssl rand -base64 ${KEY_BYTES} | tr '+/' '-_' | tr -d '=')"`;

const port = (name: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `${name} has to be a number from 0 to 65535; 0 takes any free port.`)
    .transform(Number)
    .refine((value) => value <= 65_535, `${name} has to be a number from 0 to 65535; 0 takes any free port.`);

const VARIABLES = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'HOST has to be a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0.')
    .default('127.0.0.1'),
  PORT: port('PORT').default(3000),
  METRICS_PORT: port('METRICS_PORT').optional(),
  PUBLIC_URL: z
    .string()
    .refine(
      isOrigin,
      'PUBLIC_URL has to be an origin, such as https://app.example.com; http: is for this machine only.',
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, 'DATABASE_URL has to begin with file: or postgres://.')
    .default('file:data/app.db'),
  PASSWORD_KEYS: z
    .string(`PASSWORD_KEYS is not set: it encrypts the Linxo passwords. Make one with: ${NEW_KEY}`)
    .transform(readKeys)
    .refine(
      (keys) => keys !== undefined,
      `PASSWORD_KEYS has to be "<id>:<key>", each key ${KEY_BYTES} bytes in base64url, the newest first, separated by spaces.`,
    ),
  USER_DOMAIN: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)+$/, 'USER_DOMAIN has to be a domain of yours, such as users.example.com.')
    .default('users.example.org'),
  WEBHOOK_SECRETS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((secret) => secret !== ''))
    .refine(
      (secrets) => secrets.length <= 2 && secrets.every((secret) => /^[\w-]{32,128}$/.test(secret)),
      'WEBHOOK_SECRETS has to be one secret, or two while it is replaced, of 32 to 128 letters, digits, - or _ each.',
    )
    .default([]),
  TRUST_PROXY: z.string().regex(/^\d$/, 'TRUST_PROXY has to be the number of proxies, from 0 to 9.').default('0'),
  API_BASIC: z.enum(['true', 'false'], 'API_BASIC has to be true or false.').default('false'),
  WIDGET: z.enum(['redirect', 'iframe'], 'WIDGET has to be redirect or iframe.').default('redirect'),
  LOG_LEVEL: z
    .enum(
      ['silent', 'fatal', 'error', 'warn', 'info', 'debug'],
      'LOG_LEVEL has to be silent, error, warn, info or debug.',
    )
    .default('info'),
});

/**
 * Returns the settings. An empty variable counts as not set.
 *
 * @throws ConfigProblem that lists everything that is wrong, a sentence each
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = VARIABLES.safeParse(set);
  if (!parsed.success) throw new ConfigProblem(parsed.error.issues.map(({ message }) => message).join('\n'));
  const read = parsed.data;
  return {
    host: read.HOST,
    port: read.PORT,
    metricsPort: read.METRICS_PORT,
    publicUrl: read.PUBLIC_URL,
    databaseUrl: read.DATABASE_URL,
    passwordKeys: read.PASSWORD_KEYS ?? new Map(),
    linxoUserDomain: read.USER_DOMAIN,
    webhookSecrets: read.WEBHOOK_SECRETS,
    trustedProxies: Number(read.TRUST_PROXY),
    basicApi: read.API_BASIC === 'true',
    widget: read.WIDGET,
    logLevel: read.LOG_LEVEL,
  };
}

/** Returns the keys by their id, or `undefined` if the text is malformed. */
function readKeys(text: string): ReadonlyMap<string, Uint8Array> | undefined {
  const keys = new Map<string, Uint8Array>();
  for (const entry of text.trim().split(/\s+/)) {
    const [, kid, encoded] = /^([\w.-]{1,64}):([\w-]+)$/.exec(entry) ?? [];
    const key = Buffer.from(encoded ?? '', 'base64url');
    if (kid === undefined || key.length !== KEY_BYTES || keys.has(kid)) return undefined;
    keys.set(kid, key);
  }
  return keys;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname));
  return isSafe && pathname === '/' && search === '' && hash === '' && username === '';
}

/** Returns true for the names by which a machine calls itself. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
