/** The union of all error classes, derived from the table of codes. */
import type { ERROR_CODES, ErrorCode } from './error-codes.ts';
import type * as classes from './errors.ts';

/** The error class of the code `C`. A code whose class does not exist fails to compile. */
export type ErrorOf<C extends ErrorCode> = InstanceType<(typeof classes)[(typeof ERROR_CODES)[C]['name']]>;

/** Any error that linxo-guard throws. Comparing `code` narrows it to one class. */
export type AnyLinxoError = { [C in ErrorCode]: ErrorOf<C> }[ErrorCode];
