/** Finds which share of a process' time some files take, with V8's sampling profiler. What slows the machine slows all files alike. */
import { type Profiler, Session } from 'node:inspector/promises';

const SAMPLING_INTERVAL_US = 200;

type Profile = Pick<Profiler.Profile, 'nodes' | 'samples' | 'timeDeltas'>;

/** Takes a profile of this process while the work is under way. */
export async function profileOf(work: () => Promise<unknown>): Promise<Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}

/**
 * Gives the share of the busy time, from 0 to 1, that files spent in their own functions and in what those call of V8 and Node.
 * The garbage collector counts as nobody's.
 *
 * @param folders URLs that the URLs of the files begin with
 * @throws Error when none of the files was ever seen at work, because then the folders are wrong
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
  let [busyUs, theirsUs] = [0, 0];
  for (const [index, id] of samples.entries()) {
    const takenUs = timeDeltas[index] ?? 0;
    if (!idle.has(id)) busyUs += takenUs;
    if (theirs.has(id)) theirsUs += takenUs;
  }
  if (theirsUs === 0) throw new Error(`The profile shows no work of ${folders.join(', ')}.`);
  return theirsUs / busyUs;
}

function isRuntime(url: string | undefined): boolean {
  return url === '' || url?.startsWith('node:') === true;
}
