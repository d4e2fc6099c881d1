/** The sandbox in a process of its own: `node sandbox.js [lifetimeSeconds, delayMs]`. Its token answers take `delayMs`. */
import { startSandbox } from '@linxo-guard/core/sandbox';
import { answerQuestions, argsOf } from '../measure/child.ts';

const [lifetimeSeconds, delayMs] = argsOf<[number, number]>();
const sandbox = await startSandbox({ wire: { lifetimeSeconds } });
if (delayMs > 0) sandbox.faults.always('token', { kind: 'slow', delayMs });

answerQuestions<'where' | 'token-requests'>((question) => {
  return question === 'where' ? sandbox.options : sandbox.log.tokenRequests.length;
});
