/** Requests for the paths of a random application, in ordinary and in odd spellings. */
import type { Part, Path, Tree } from './tree.ts';

const EVERYWHERE = ['/', '/a', '/a/b', '/b', '/a/5/b', '/api/x', '/late/a', '//a', '*', 'http://one.example?q'];

export interface Request {
  readonly method: string;
  readonly url: string;
}

/** Returns the requests to send: at most some hundreds, from all over the application. */
export function requestsFor({ parts }: Tree): readonly Request[] {
  const mounted = [...new Set(parts.flatMap(pathsIn).flatMap(valuesFor))];
  const step = Math.max(1, Math.ceil(mounted.length / 10));
  const urls = new Set([...EVERYWHERE, ...mounted.filter((_, index) => index % step === 0).flatMap(spell)]);
  return [...urls].flatMap((url, index) => {
    // Most methods differ for few paths only.
    const methods = index % 4 === 0 ? ['GET', 'POST', 'HEAD', 'OPTIONS'] : ['GET', 'POST'];
    return methods.map((method) => ({ method, url }));
  });
}

function pathsIn(part: Part): readonly string[] {
  if (part.kind === 'parameter') return [];
  const own = part.path === undefined ? [''] : textsOf(part.path);
  if (part.kind !== 'router') return own;
  const { prefix = '', latePrefix = '' } = part.options;
  const inner = part.parts.flatMap(pathsIn).slice(0, 20);
  return own.flatMap((before) =>
    inner.flatMap((path) =>
      ['', prefix, latePrefix, latePrefix + prefix].map((middle) => before + middle + path).concat(path),
    ),
  );
}

function textsOf(path: Path): readonly string[] {
  if (typeof path === 'string') return [path];
  if ('source' in path) return ['/api/b', '/a/b', '/'];
  return path.flatMap(textsOf);
}

/** Returns a path with and without its optional parts, with values for its parameters. */
function valuesFor(path: string): readonly string[] {
  const group = /\{([^{}]*)\}/.exec(path);
  if (group) return [path.replace(group[0], group[1] ?? ''), path.replace(group[0], '')].flatMap(valuesFor);
  const withValues = (value: string, rest: string) =>
    path
      .replaceAll(/\\(.)/g, '$1')
      .replaceAll(/:(?:"[^"]*"|\w+)/g, value)
      .replaceAll(/\*\w+/g, rest);
  return [withValues('5', '5/b'), withValues('a', '/x')];
}

function spell(path: string): readonly string[] {
  const whole = path.startsWith('/') ? path : `/${path}`;
  return [
    whole,
    whole.toUpperCase(),
    `${whole}/`,
    `/${whole}`,
    whole.replace(/(?<=.)\//, '//'),
    whole.replaceAll('a', '%61'),
    `${whole}/x`,
    `${whole}?q=1`,
    `http://one.example${whole}`,
  ];
}
