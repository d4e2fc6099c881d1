/** Imports a package and tells how long that took, and how many modules it loaded: `node importing.js [package]`. */
import { Session } from 'node:inspector';
import { argsOf } from '../measure/child.ts';

const [name, isCounting] = argsOf<[string, boolean]>();
let modules = 0;
const session = new Session();
if (isCounting) {
  session.connect();
  session.on('Debugger.scriptParsed', ({ params: { url } }) => {
    if (url.startsWith('file:') || url.startsWith('/')) modules++;
  });
  session.post('Debugger.enable');
  // What has been parsed before is told at once.
  modules = 0;
}
const startedAtMs = performance.now();
await import(name);
console.log(JSON.stringify({ importMs: performance.now() - startedAtMs, modules }));
process.exit();
