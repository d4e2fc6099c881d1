/** Which part of a server's time some files take, by V8's sampling profiler: what disturbs the machine disturbs all files alike. */
import { type Profiler, Session } from 'node:inspector/promises';

const SAMPLING_INTERVAL_US = 200;

type Profile = Pick<Profiler.Profile, 'nodes' | 'samples' | 'timeDeltas'>;

/** A profile of this process that is being taken. */
export interface Profiling {
  /** Ends it. */
  stop(): Promise<Profile>;
}

/** Begins to take a profile of this process. */
export async function startProfiling(): Promise<Profiling> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US });
  await session.post('Profiler.start');
  return {
    async stop() {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return profile;
    },
  };
}

/**
 * The part of the busy time that files took, from 0 to 1: their own functions, and what those call of V8 and Node directly.
 * Garbage counts as nobody's.
 *
 * @param folders URLs that the files' URLs begin with
 */
export function shareOfTime({ nodes, samples = [], timeDeltas = [] }: Profile, folders: readonly string[]): number {
  const urls = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.url]));
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const isTheirs = (id: number): boolean => {
    let at: number | undefined = id;
    while (at !== undefined && isRuntime(urls.get(at))) at = callers.get(at);
    const url = at === undefined ? '' : (urls.get(at) ?? '');
    return folders.some((folder) => url.startsWith(folder));
  };
  const theirs = new Set(nodes.map(({ id }) => id).filter(isTheirs));
  let busyUs = 0;
  let theirsUs = 0;
  for (const [index, id] of samples.entries()) {
    const takenUs = timeDeltas[index] ?? 0;
    if (!idle.has(id)) busyUs += takenUs;
    if (theirs.has(id)) theirsUs += takenUs;
  }
  if (busyUs === 0) throw new Error('The profile shows nothing but idleness.');
  return theirsUs / busyUs;
}

function isRuntime(url: string | undefined): boolean {
  return url === '' || url?.startsWith('node:') === true;
}
