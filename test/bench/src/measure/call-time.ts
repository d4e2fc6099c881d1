/** How long a function call takes, by mitata. */
import { measure } from 'mitata';

const MIN_CPU_TIME_NS = 120e6;

/** The median time of a call, in nanoseconds. */
export async function callTimeNs(call: () => unknown): Promise<number> {
  const { p50 } = await measure(call, { min_cpu_time: MIN_CPU_TIME_NS });
  return p50;
}

/** The same for an async function that awaits what the call promises: what it costs a handler. */
export function awaitTimeNs(call: () => Promise<unknown> | undefined): Promise<number> {
  return callTimeNs(async () => {
    await call();
  });
}
