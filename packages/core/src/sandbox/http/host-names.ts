/**
 * Decides whether a request is for a name of the sandbox. A page in a browser could give its own host name the address of this machine
 * (DNS rebinding), and would then read what the sandbox answers. An address cannot be given away like that.
 */
import { isIP } from 'node:net';

/** Returns true if the value of a `Host` header is an address, `localhost` or one of the names. The port does not matter. */
export function isOwnHost(header: string | undefined, names: readonly string[]): boolean {
  const host = hostOf(header ?? '').toLowerCase();
  return isIP(host) !== 0 || host === 'localhost' || names.some((name) => name.toLowerCase() === host);
}

/** Returns true if only this machine reaches the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

/** Returns the sentence for a request that is refused. */
export function refusalOf(header: string | undefined): string {
  const name = JSON.stringify(hostOf(header ?? ''));
  return `This sandbox answers to localhost and to addresses, and to no host ${name}. Start it with --host-name ${name}, or hostNames: [${name}], if it should.`;
}

/** Returns the host without its port, and an IPv6 address without its brackets. */
function hostOf(header: string): string {
  return /^\[(.*)\](?::\d*)?$/.exec(header)?.[1] ?? header.replace(/:\d*$/, '');
}
