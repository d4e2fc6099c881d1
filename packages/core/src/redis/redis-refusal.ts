/** Tells answers of Redis that refuse a command from those that pass, such as the ones of a server that is just starting. */
import { StoreRefusal } from '../store/store-refusal.ts';

/** Redis is full, forbids a command, or was given one that it cannot run. */
const REFUSES = /^(?:ERR|MISCONF|MOVED|NOAUTH|NOPERM|OOM|WRONGTYPE) /;
/** What a script met before Redis 7, which writes it into an error of its own. */
const PASSES = /-(?:BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY|TRYAGAIN) /;

/** Returns the error of a command, as a refusal if it is one. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !REFUSES.test(error.message) || PASSES.test(error.message)) return error;
  return new StoreRefusal(error.message, { cause: error });
}
