/** Tells which network a caller's address belongs to: what counts as one caller. */

const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;

/** Returns an IPv4 address, or the network of an IPv6 address: one customer has all 2^64 addresses of it. */
export function networkOf(address: string): string {
  const plain = withoutPort(address)
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  // `::` stands for as many zeros as are missing.
  const [head = [], tail = []] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, IPV6_GROUPS - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

/** Some proxies put the port of the connection into `X-Forwarded-For`. It is another one each time. */
function withoutPort(address: string): string {
  const [, host = address] = /^\[(.*)\](?::\d+)?$/.exec(address) ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(address) ?? [];
  return host;
}
