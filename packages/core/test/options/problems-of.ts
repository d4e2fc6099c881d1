/** The lines of the error that options are refused with. */
import { InvalidConfiguration } from '../../src/errors/errors.ts';

export function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}
