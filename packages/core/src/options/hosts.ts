/** Tells hosts apart: this machine, hosts of a private network, and the hosts of Linxo's shared environments. */
import { type EnvironmentName, ENVIRONMENTS } from '../catalog/environments.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const THIS_MACHINE = /^(?:.*\.localhost|0\.0\.0\.0|\[::\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;
const NAME = /^[a-z\d_](?:[a-z\d_.-]*[a-z\d_])?$/;
const PRIVATE_NAME = /^[^.]+$|\.(?:internal|local|test)$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** The private networks of RFC 1918, and this machine's own. */
const PRIVATE_IPV4 = /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./;
/** Unique local addresses (RFC 4193), and this machine's own. */
const PRIVATE_IPV6 = /^\[(?:::1|f[cd][\da-f]{2}:.*)\]$/;

/** The name of a base URL in an {@link Environment}. */
export type BaseUrlName = 'authorizationServer' | 'api' | 'widgets';

/** The base URLs of an environment that have a host of their own in each shared environment. */
export const BASE_URL_NAMES: readonly BaseUrlName[] = ['authorizationServer', 'api', 'widgets'];

/** The shared environment, and the base URL of it, that a host belongs to. */
export interface KnownHost {
  readonly environment: EnvironmentName;
  readonly name: BaseUrlName;
}

const KNOWN_HOSTS = new Map<string, KnownHost>(
  (Object.keys(ENVIRONMENTS) as EnvironmentName[]).flatMap((environment) =>
    BASE_URL_NAMES.map((name) => [new URL(ENVIRONMENTS[environment][name]).hostname, { environment, name }] as const),
  ),
);

/** Returns the shared environment that a URL's host belongs to, if it belongs to one. */
export function knownHostOf(url: URL): KnownHost | undefined {
  return KNOWN_HOSTS.get(url.hostname.replace(/\.$/, ''));
}

/** Returns true for the hosts that plain `http:` may always reach, because nothing leaves this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}

/** Returns true if a URL leads to this machine, by any name that it has. */
export function isThisMachine(url: URL): boolean {
  return isLoopback(url) || THIS_MACHINE.test(url.hostname);
}

/**
 * Returns a host as URLs spell it, or `undefined` if the text is no host of a private network. A number is a spelling of an
 * address, so what counts is the host that a URL makes of the text.
 */
export function privateHost(text: string): string | undefined {
  const written = text.trim().toLowerCase();
  const host = written.includes(':') && !written.startsWith('[') ? `[${written}]` : written;
  if (!URL.canParse(`http://${host}`)) return undefined;
  const { hostname, host: withPort, pathname, search, hash, username } = new URL(`http://${host}`);
  const isHostOnly = withPort === hostname && pathname === '/' && search + hash + username === '';
  if (!isHostOnly || /[/\\?#@]/.test(host)) return undefined;
  if (hostname.startsWith('[')) return PRIVATE_IPV6.test(hostname) ? hostname : undefined;
  if (IPV4.test(hostname)) return PRIVATE_IPV4.test(hostname) ? hostname : undefined;
  return NAME.test(hostname) && PRIVATE_NAME.test(hostname) ? hostname : undefined;
}
