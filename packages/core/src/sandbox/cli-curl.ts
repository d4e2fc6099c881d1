/** Writes the commands of Linxo's documentation, with the sandbox's URLs and credentials filled in. */
import type { Sandbox } from './sandbox.ts';

/** Returns three commands that work as they are: a token for the application, one for a user, and a call with the user's. */
export function curlCommands({ options, authorizationServer, api, users, rules }: Sandbox): readonly string[] {
  const { clientId, clientSecret } = options;
  const token = shellQuote(`${authorizationServer}/token`);
  const asClient = `curl -u ${shellQuote(`${clientId}:${clientSecret}`)} -X POST ${token} -d grant_type=client_credentials -d scope=users_create`;
  const [user] = users;
  if (user === undefined) return [asClient];
  const form = { username: user.username, password: user.password, grant_type: 'password' };
  const rest = { client_id: clientId, client_secret: clientSecret };
  const fields = Object.entries({ ...form, ...rest }).map(
    ([name, value]) => `-d ${shellQuote(`${name}=${formEncode(value)}`)}`,
  );
  const provider = formEncode([rules.provider].flat()[0] ?? '');
  const asUser = `-X POST ${token} ${fields.join(' ')} -d scope=openid%20profile%20accounts_read -d provider=${provider}`;
  const tokenOnly = String.raw`sed -E 's/.*"access_token":"([^"]+)".*/\1/'`;
  return [
    asClient,
    `curl ${asUser}`,
    `curl ${shellQuote(`${api}/accounts`)} -H "authorization: Bearer $(curl -s ${asUser} | ${tokenOnly})"`,
  ];
}

/** Encodes only what a form needs, so that names and passwords stay readable. */
function formEncode(text: string): string {
  return encodeURIComponent(text).replaceAll('%40', '@');
}

export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
