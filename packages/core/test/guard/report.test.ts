import { describe, expect, it } from 'vitest';
import {
  ApiUnavailable,
  ClientRejected,
  InvalidApiResponse,
  InvalidConfiguration,
  UserRequired,
} from '../../src/errors/errors.ts';
import type { LinxoError } from '../../src/errors/linxo-error.ts';
import { describeError } from '../../src/guard/describe-error.ts';
import { problemAnswer } from '../../src/guard/problem.ts';
import { createReporter } from '../../src/guard/report.ts';

function printedBy(report: (error: LinxoError, request: string) => void, ...errors: LinxoError[]): void {
  for (const error of errors) report(error, 'a request');
}

const unreadable = () =>
  Object.defineProperty(new Error('hostile'), 'message', {
    get() {
      throw null;
    },
  });

describe('a report', () => {
  const printed: LinxoError[] = [];
  const report = createReporter<string>(undefined, (printable) => void printed.push(printable));

  it('is made of what becomes a 5xx, and of nothing else', () => {
    const wrong = new InvalidConfiguration(['nothing is right.']);
    printedBy(report, new UserRequired(), wrong, new ApiUnavailable('down', { retryAfterMs: 1 }));
    expect(printed.map(({ code }) => code)).toEqual(['ERR_INVALID_CONFIGURATION', 'ERR_API_UNAVAILABLE']);
    expect(printed.every(({ expose }) => !expose)).toBe(true);
  });

  it('leaves the error as it is, because one error may end several requests', () => {
    const error = new ClientRejected('refused');
    const before = [error.stack, Object.getOwnPropertyDescriptors(error)];
    printedBy(report, error, error);
    expect([error.stack, Object.getOwnPropertyDescriptors(error)]).toEqual(before);
  });

  it('never breaks an answer, whatever fails', () => {
    const failing = () => {
      throw new Error('no console');
    };
    expect(() => printedBy(createReporter(undefined, failing), new ClientRejected('refused'))).not.toThrow();
    const both = createReporter({ onError: failing }, failing);
    expect(() => printedBy(both, new ClientRejected('refused'))).not.toThrow();
  });

  it('has the error although that of onError throws when it is read', () => {
    const seen: string[] = [];
    const onError = () => {
      throw unreadable();
    };
    printedBy(
      createReporter({ onError }, ({ stack }) => void seen.push(stack ?? '')),
      new ClientRejected('refused'),
    );
    expect(seen).toEqual([expect.stringMatching(/refused[^]*onError failed: it threw a value that cannot be read/)]);
  });

  it.each([
    ['another option', { onEror: () => {} }, /takes \{ onError \} or nothing/],
    ['a function', () => {}, /takes \{ onError \} or nothing/],
    ['null', null, /takes \{ onError \} or nothing/],
    [
      "the framework's request, because it was mounted without being called",
      { method: 'GET', url: '/' },
      /write app\.use\(problemDetails\(\)\)/,
    ],
    ['an onError that is no function', { onError: console }, /onError must be a function/],
  ])('is refused when it is set up with %s', (_, options, problem) => {
    expect(() => createReporter(options as never, () => {})).toThrow(problem);
  });
});

describe('the description of an error', () => {
  const linesOf = (error: LinxoError) => describeError(error).split('\n');

  it('has the message, the answer, what Linxo said, and the chain of causes', () => {
    const cause = new Error('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    const upstream = { status: 503, error: 'server_error', errorDescription: 'Come back later' };
    const error = new ApiUnavailable('The API is down.', { retryAfterMs: 1000, upstream, cause });
    expect(linesOf(error).slice(0, 4)).toEqual([
      'ApiUnavailable [ERR_API_UNAVAILABLE]: The API is down.',
      '    answered: 503',
      '    upstream: 503 server_error (Come back later)',
      '    cause: Error: fetch failed <- Error: refused (ECONNREFUSED)',
    ]);
  });

  it('indents each line of a message', () => {
    expect(linesOf(new InvalidConfiguration(['one.', 'two.'])).slice(0, 4)).toEqual([
      'InvalidConfiguration [ERR_INVALID_CONFIGURATION]: linxo-guard is misconfigured:',
      '      - one.',
      '      - two.',
      '    answered: 500',
    ]);
  });

  it.each([
    ['a text', 'no\r\nsession', 'cause: no session'],
    ['null', null, undefined],
    ['an object', { secret: 'hunter2' }, 'cause: a value of type object'],
    ['a line break in a message', new Error('first\nsecond\u2028third'), 'cause: Error: first second third'],
    ['an error that throws when it is read', unreadable(), 'cause: a value that cannot be read'],
    [
      'caused by one that throws',
      new Error('outer', { cause: unreadable() }),
      'cause: Error: outer <- a value that cannot be read',
    ],
  ])('can have a cause that is %s', (_, cause, line) => {
    const lines = linesOf(new InvalidApiResponse('Not understood.', { cause })).map((one) => one.trim());
    expect(lines.find((one) => one.startsWith('cause: '))).toBe(line);
  });

  it('ends, although a chain of causes does not', () => {
    const cause = new Error('again');
    cause.cause = cause;
    expect(describeError(new InvalidApiResponse('Not understood.', { cause })).match(/again/g)).toHaveLength(4);
  });

  it("names the application's own frames, and none of Node's or of packages", () => {
    const frames = linesOf(new ClientRejected('refused')).filter((line) => line.trim().startsWith('at '));
    expect(frames[0]).toContain('report.test.ts');
    expect(frames.join()).not.toMatch(/node_modules|node:/);
  });
});

it.each(['fail', undefined, 200, 304, 999, 404.5, NaN])(
  'an error whose status a handler has set to %s is answered with 500, and reported',
  (status) => {
    const error = Object.assign(new UserRequired(), { status, message: 7 }) as never;
    expect(problemAnswer(error)).toMatchObject({ status: 500, body: { status: 500, type: 'about:blank' } });
    const seen: string[] = [];
    printedBy(
      createReporter(undefined, ({ stack }) => void seen.push(stack ?? '')),
      error,
    );
    expect(seen).toEqual([expect.stringContaining('answered: 500')]);
  },
);

it('an error of another version, with a code that this one does not know, is answered all the same', () => {
  const error = Object.assign(new ClientRejected('refused'), { code: 'ERR_OF_TOMORROW', status: 503 });
  expect(problemAnswer(error as never)).toMatchObject({ status: 503, body: { title: 'Internal Server Error' } });
});
