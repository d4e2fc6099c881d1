/** Serves one contender on loopback, and tells how much processor time it has used, and which files used it: `node server.js [name]`. */
import { answerQuestions, argsOf } from '../measure/child.ts';
import { serveOnLoopback } from '../measure/loopback.ts';
import { type Profiling, shareOfTime, startProfiling } from '../measure/share-of-time.ts';
import { SERVERS } from '../servers/index.ts';
import { createJwtIssuer } from '../jwt-issuer.ts';

const [name] = argsOf<[string]>();
const contender = SERVERS.find((one) => one.name === name);
if (!contender) throw new Error(`There is no server "${name}".`);
const { listener, headers } = await contender.open(await createJwtIssuer());
const { url } = await serveOnLoopback(listener);

/** `profile` begins what `shareOf` ends. */
type Question = 'where' | 'cpu' | 'profile' | { readonly shareOf: readonly string[] };

let profiling: Profiling | undefined;

answerQuestions<Question>(async (question) => {
  if (question === 'where') return { url: `${url}/accounts`, headers };
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
  if (question === 'profile') {
    profiling = await startProfiling();
    return true;
  }
  if (!profiling) throw new Error('No profile is being taken.');
  return shareOfTime(await profiling.stop(), question.shareOf);
});
