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

/** The people who can sign in on the sandbox, and what there is to see with each. */
const PEOPLE = {
  camille: 'two banks, seven accounts',
  mehdi: 'shares accounts, and no movements',
  ines: 'no bank yet: link one',
  jules: 'a bank whose consent has ended',
} as const;

/** Prints what to do while the applications run: in a browser, and with curl. */
export function printNextSteps(apps: readonly RunningApp[], sandbox: Sandbox | undefined): void {
  console.log(`\nOpen ${apps.map(({ url }) => url).join(' or ')} in a browser; Ctrl-C ends it.`);
  if (sandbox) {
    console.log('Create an account there, or sign in as one of these:');
    for (const name of ['camille', 'mehdi', 'ines', 'jules'] as const) {
      const { username, password } = SANDBOX_USERS[name];
      console.log(`  ${username.padEnd(20)} ${password.padEnd(22)} ${PEOPLE[name]}`);
    }
  }
  const { username, password } = SANDBOX_USERS.camille;
  const user = sandbox ? `${username}:${password}` : '<a user of yours>:<the password>';
  console.log('\nThe JSON routes of the same applications:');
  for (const { url } of apps) console.log(`  curl -i -u '${user}' ${url}/api/accounts`);
}
