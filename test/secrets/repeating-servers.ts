/** Servers, proxies and network libraries that repeat the request in their answers and errors. */
import type { Fetch } from '@linxo-guard/core';

function sent(init: RequestInit): { readonly authorization: string; readonly body: string } {
  const { authorization = '' } = init.headers as Record<string, string>;
  return { authorization, body: typeof init.body === 'string' ? init.body : '' };
}

function refusal(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status });
}

export const REPEATING: Readonly<Record<string, Fetch>> = {
  'a server that repeats the header in its error': async (_url, init) =>
    refusal(400, 'invalid_request', `Not understood: ${sent(init).authorization}`),
  'a server that repeats the body in its error': async (_url, init) =>
    refusal(403, `not understood: ${sent(init).body}`, sent(init).body),
  'a server that repeats each parameter': async (_url, init) => {
    const parameters = new URLSearchParams(sent(init).body);
    const [password, secret] = [parameters.get('password'), parameters.get('client_secret')];
    return refusal(401, `${password} ${secret}`, `${password} ${secret} ${parameters.get('access_token')}`);
  },
  'a server that repeats the decoded credentials': async (_url, init) => {
    const [, encoded = ''] = sent(init).authorization.split(' ');
    return refusal(401, 'invalid_client', `Unknown: ${Buffer.from(encoded, 'base64').toString()}`);
  },
  'a server whose answer is no JSON, but the request': async (_url, init) =>
    new Response(`<p>${sent(init).authorization} ${sent(init).body}</p>`),
  'a server that answers with the request': async (_url, init) =>
    Response.json({ ...sent(init), [sent(init).body]: sent(init).authorization, token_type: sent(init).body }),
  'a fetch that fails with the request in its error': async (url, init) => {
    const { authorization, body } = sent(init);
    const cause = Object.assign(new Error(`sent ${authorization}`), { init, code: 'ECONNRESET' });
    throw Object.assign(new TypeError(`${url}: ${body}`, { cause }), { request: init, code: authorization });
  },
};
