/** A client credentials request by fetch, for peers that leave it to their users or send what the server refuses. */
import type { TokenServer } from '../../contender.ts';

/** What the token endpoint answers. */
interface TokenAnswer {
  readonly access_token: string;
  /** In seconds. */
  readonly expires_in: number;
}

/** The credentials as they are, not form-encoded: the server reads them as `curl -u` sends them. */
function basicCredentials({ clientId, clientSecret }: TokenServer): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

function sendTokenRequest(server: TokenServer): Promise<Response> {
  return fetch(server.tokenEndpoint, {
    method: 'POST',
    headers: { authorization: basicCredentials(server) },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: server.scope }),
  });
}

export async function requestToken(server: TokenServer): Promise<TokenAnswer> {
  const response = await sendTokenRequest(server);
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as TokenAnswer;
}
