/** The same application on Express 4 and 5 and on Koa 2 and 3, each in a process that no unhandled rejection may end. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

interface Answer {
  readonly name: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const SCRIPT = fileURLToPath(new URL('frameworks/visit.mjs', import.meta.url));
const FRAMEWORKS = ['Express 4', 'Express 5', 'Koa 2', 'Koa 3'] as const;
type Framework = (typeof FRAMEWORKS)[number];

/** Plays all requests on a framework. It fails if the process ends by an error. */
async function play(framework: Framework): Promise<readonly Answer[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, framework], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Answer[];
}

const isProblem = ({ headers }: Answer) => headers['content-type'] === 'application/problem+json';

describe('every refusal, and every value that the functions of an application throw,', () => {
  const played = new Map<Framework, readonly Answer[]>();
  const answersOf = (framework: Framework) => played.get(framework) ?? [];
  beforeAll(async () => {
    for (const framework of FRAMEWORKS) played.set(framework, await play(framework));
  }, 120_000);

  it.each(FRAMEWORKS)('is answered on %s, and leaves no rejection that nobody handles', (framework) => {
    const answers = answersOf(framework);
    expect(answers.length).toBeGreaterThan(400);
    const thrown = answers.filter(({ name }) => /throws|rejects/.test(name));
    expect(thrown.filter(({ status }) => status < 400)).toEqual([]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401, 403, 404, 500, 502, 503]));
  });

  it.each<[Framework, Framework]>([
    ['Express 4', 'Express 5'],
    ['Koa 2', 'Koa 3'],
  ])('has the same status, headers and body on %s and %s', (one, other) => {
    expect(answersOf(one)).toEqual(answersOf(other));
  });

  it('has the same problem details on all of them', () => {
    const problems = answersOf('Express 4').filter(isProblem);
    expect(problems.length).toBeGreaterThan(25);
    for (const framework of FRAMEWORKS) expect(answersOf(framework).filter(isProblem)).toEqual(problems);
  });

  it.each(FRAMEWORKS)(
    'says nothing in its problem details of the answer that a handler had begun on %s',
    (framework) => {
      const begun = answersOf(framework).filter(
        (one) => one.name.startsWith('an answer that was begun') && isProblem(one),
      );
      expect(begun).toMatchObject([{ status: 404, statusText: 'Not Found' }]);
      const { headers, body } = begun[0]!;
      expect(Object.keys(headers).toSorted()).toEqual([
        'access-control-allow-origin',
        'cache-control',
        'content-length',
        'content-type',
      ]);
      expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    },
  );
});
