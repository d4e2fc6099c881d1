/** Tells answers of Redis that refuse a command from those that pass, such as the ones of a server that is just starting. */
import { StoreRefusal } from '../store/store-refusal.ts';

/** Redis is full, forbids a command, or was given one that it cannot run. */
const REFUSES = /^(?:ERR|MISCONF|MOVED|NOAUTH|NOPERM|OOM|WRONGTYPE) /;
/** Before Redis 7, the error of a script has the error of its command inside. */
const PASSES = /-(?:BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY|TRYAGAIN) /;

/** Returns the error of a command, as a refusal if it is one. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !REFUSES.test(error.message) || PASSES.test(error.message)) return error;
  return new StoreRefusal(error.message, { cause: error });
}
