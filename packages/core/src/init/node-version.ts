/** Checks that this Node can run the application that is made. */
import { InitError } from './init-error.ts';

/**
 * @param range the `engines.node` of a package, such as `>=20.19`
 * @throws InitError if this Node is older
 */
export function checkNodeVersion(range: string, version: string): void {
  const [, needed = ''] = /^>=(\d+(?:\.\d+)*)$/.exec(range) ?? [];
  if (isOlder(version, needed)) throw new InitError(`Node ${needed} or newer is needed, and this is Node ${version}`);
}

function isOlder(version: string, needed: string): boolean {
  const have = version.split('.').map(Number);
  for (const [place, number] of needed.split('.').map(Number).entries()) {
    const difference = (have[place] ?? 0) - number;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
