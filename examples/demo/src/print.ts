/** Prints the URLs of the applications, and commands to try. */
import { type Sandbox, SANDBOX_USERS } from '@linxo-guard/core/sandbox';
import type { RunningApp } from './running-app.ts';

/** Prints the URLs of the sandbox and the applications. */
export function printWhatRuns(apps: readonly RunningApp[], sandbox: Sandbox | undefined): void {
  const rows = [
    ...(sandbox
      ? [
          ['authorization server', `${sandbox.authorizationServer} (sandbox)`],
          ['API', `${sandbox.api} (sandbox)`],
        ]
      : [['Linxo Connect', 'as the LINXO_… variables say']]),
    ...apps.map(({ name, url }) => [`${name} application`, url]),
  ];
  for (const [what, where] of rows) console.log(`${`${what}`.padEnd(22)} ${where}`);
}

/** Prints commands to try by hand while the applications run. */
export function printCurlExamples(apps: readonly RunningApp[], sandbox: Sandbox | undefined): void {
  const { username, password } = SANDBOX_USERS.camille;
  const user = sandbox ? `${username}:${password}` : '<a user of yours>:<the password>';
  console.log('\nTry it yourself; Ctrl-C ends it:');
  for (const { url } of apps) {
    console.log(`  curl -i -u '${user}' ${url}/api/accounts`);
    console.log(`  curl -i ${url}/api/accounts`);
  }
}
