/** Serves an application under load and prints the share of its time that our packages took: `node own-share.js [framework, password]`. */
import { type Framework, guardedApplication } from '../contenders/applications.ts';
import { instantLinxo, userNumber } from '../contenders/linxo.ts';
import { serveOnLoopback } from '../measure/loopback.ts';
import { argsOf, output, outputOf } from '../measure/output-of.ts';
import { profileOf, shareOfTime } from '../measure/share-of-time.ts';

const [framework, password, warmUp, requests] = argsOf<[Framework, 'text' | 'function', number, number]>();
const user = userNumber(1, password);
// An application makes a new object for each request, out of the session.
const url = await serveOnLoopback(guardedApplication(framework, instantLinxo(), () => ({ ...user })));
await outputOf('load', url, { amount: warmUp });
const profile = await profileOf(() => outputOf('load', url, { amount: requests }));
const names = ['@linxo-guard/core', '@linxo-guard/koa', '@linxo-guard/express'];
const folders = names.map((name) => new URL('.', import.meta.resolve(name)).href);
output(shareOfTime(profile, folders));
