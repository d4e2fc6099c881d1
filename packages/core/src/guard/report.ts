/** Reports errors to the developer: those that become an answer of 500 and above, each once. */
import { InvalidConfiguration } from '../errors/errors.ts';
import type { LinxoError } from '../errors/linxo-error.ts';
import { describeError } from './describe-error.ts';
import { answeredStatus } from './problem.ts';

/** Options of `problemDetails(…)`. `Request` is the framework's: Koa's context, Express' request. */
export interface ProblemOptions<Request> {
  /**
   * Is called with each error that is answered with 500 and above, for an application with a log of its own; nothing is printed then.
   * An error that it throws does not change the answer. Default: the error is printed the way the framework prints errors.
   */
  readonly onError?: (error: LinxoError, request: Request) => void;
}

/** Prints an error the way a framework prints errors. */
type Print<Request> = (printable: LinxoError, request: Request) => void;

/**
 * Makes the function that an adapter calls with every error that it answers. It never throws.
 *
 * @param options the argument of `problemDetails(…)`
 * @param print is given a copy of the error whose `stack` is the description of {@link describeError}
 * @throws InvalidConfiguration when the options make no sense
 */
export function createReporter<Request>(
  options: ProblemOptions<Request> | undefined,
  print: Print<Request>,
): (error: LinxoError, request: Request) => void {
  const { onError } = checked(options);
  return (error, request) => {
    if (answeredStatus(error) < 500) return;
    if (onError) tell(onError, error, request, print);
    else attempt(() => print(printableCopy(error), request));
  };
}

function checked<Request>(options: ProblemOptions<Request> = {}): ProblemOptions<Request> {
  const others = Object.keys(options ?? {}).filter((name) => name !== 'onError');
  if (typeof options !== 'object' || options === null || others.length > 0) {
    throw new InvalidConfiguration([
      'problemDetails() takes { onError } or nothing: write app.use(problemDetails()), ' +
        'or app.use(problemDetails({ onError: (error) => log.error(error) })).',
    ]);
  }
  if (options.onError !== undefined && typeof options.onError !== 'function') {
    throw new InvalidConfiguration(['problemDetails({ onError }): onError must be a function that takes an error.']);
  }
  return options;
}

/** Calls the application's function. If that fails, now or later, both errors are printed instead: neither may be lost. */
function tell<Request>(
  onError: NonNullable<ProblemOptions<Request>['onError']>,
  error: LinxoError,
  request: Request,
  print: Print<Request>,
): void {
  const printBoth = (failure: unknown) =>
    attempt(() => print(printableCopy(error, `onError failed: ${describeFailure(failure)}`), request));
  try {
    // The function may be async, although its type does not say so.
    const told: unknown = onError(error, request);
    Promise.resolve(told).catch(printBoth);
  } catch (failure) {
    printBoth(failure);
  }
}

function describeFailure(failure: unknown): string {
  try {
    if (failure instanceof Error) return `${failure.name}: ${failure.message}`;
  } catch {
    return 'it threw a value that cannot be read';
  }
  return `it threw a value of type ${typeof failure}`;
}

/** Does what must not break an answer. What fails here has been reported as far as the application lets it be. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The answer goes on: a caller must not wait because a log is broken.
  }
}

/**
 * Returns a copy that frameworks print in full. They print the `stack`, and Koa prints no error that its caller may see. The original
 * stays as it is, because one error may end several requests.
 */
function printableCopy(error: LinxoError, note?: string): LinxoError {
  const stack = [describeError(error), ...(note === undefined ? [] : [note])].join('\n    ');
  const copy = Object.create(
    Object.getPrototypeOf(error) as object,
    Object.getOwnPropertyDescriptors(error),
  ) as LinxoError;
  return Object.defineProperties(copy, {
    stack: { value: stack, enumerable: false, writable: true, configurable: true },
    expose: { value: false, enumerable: true, writable: true, configurable: true },
  });
}
