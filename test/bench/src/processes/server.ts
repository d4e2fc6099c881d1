/** Serves one contender on loopback, and tells how much processor time it has used: `node server.js [name]`. */
import { answerQuestions, argsOf } from '../measure/child.ts';
import { serveOnLoopback } from '../measure/loopback.ts';
import { SERVERS } from '../servers/index.ts';
import { createJwtIssuer } from '../jwt-issuer.ts';

const [name] = argsOf<[string]>();
const contender = SERVERS.find((one) => one.name === name);
if (!contender) throw new Error(`There is no server "${name}".`);
const { listener, headers } = await contender.open(await createJwtIssuer());
const { url } = await serveOnLoopback(listener);

answerQuestions<'where' | 'cpu'>((question) => {
  if (question === 'where') return { url: `${url}/accounts`, headers };
  const { user, system } = process.cpuUsage();
  return user + system;
});
