/**
 * The table of what other authorization servers, proxies, firewalls and broken networks answer to a password grant: bytes on the wire,
 * what callers see, and how many requests twenty callers cost, and twenty more after them.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';

type Seen = 'token' | `ERR_${string}`;

export interface ForeignAnswer {
  readonly answer: string;
  /** The bytes that are sent. A list is sent piece by piece, without an end. */
  readonly bytes: string | Buffer | readonly string[];
  readonly sees: Seen;
  readonly requests: number;
  /** True if the server keeps the connection open, so that only a time limit reveals the fault. */
  readonly isTimed?: true;
}

const UNAVAILABLE = { sees: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE', requests: 3 } as const;
const INVALID = { sees: 'ERR_INVALID_TOKEN_RESPONSE', requests: 1 } as const;
const CREDENTIALS = { sees: 'ERR_CREDENTIALS_REJECTED', requests: 1 } as const;
const REFUSED = { sees: 'ERR_TOKEN_REQUEST_REFUSED', requests: 1 } as const;
const SERVED = { sees: 'token', requests: 1 } as const;

const TOKEN = { access_token: 'opaque', token_type: 'Bearer', expires_in: 3600, scope: 'accounts_read' };
const HTML = '<html><body>Access denied</body></html>';

function http(status: string, body: string | Buffer = '', headers: readonly string[] = []): Buffer {
  const head = [
    `HTTP/1.1 ${status}`,
    ...headers,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), Buffer.from(body)]);
}
const json = (status: string, value: unknown, headers: readonly string[] = []) =>
  http(status, JSON.stringify(value), ['content-type: application/json', ...headers]);
const ok = (value: unknown) => json('200 OK', value);
const bad = (value: unknown) => json('400 Bad Request', value);
const invalidGrant = { error: 'invalid_grant' };

const SUCCESSES: readonly ForeignAnswer[] = [
  { answer: '201 Created with a token', bytes: json('201 Created', TOKEN), ...SERVED },
  {
    answer: '103 Early Hints, then a token',
    bytes: Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), ok(TOKEN)]),
    ...SERVED,
  },
  {
    answer: 'HTTP/1.0 without a length',
    bytes: Buffer.from(`HTTP/1.0 200 OK\r\nconnection: close\r\n\r\n${JSON.stringify(TOKEN)}`),
    ...SERVED,
  },
  {
    answer: 'a token in chunks of a few bytes',
    bytes: Buffer.from(
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${Array.from(JSON.stringify(TOKEN))
        .map((character) => `1\r\n${character}\r\n`)
        .join('')}0\r\n\r\n`,
    ),
    ...SERVED,
  },
  {
    answer: 'a token in gzip',
    bytes: http('200 OK', gzipSync(JSON.stringify(TOKEN)), ['content-encoding: gzip']),
    ...SERVED,
  },
  {
    answer: 'a token in Brotli',
    bytes: http('200 OK', brotliCompressSync(JSON.stringify(TOKEN)), ['content-encoding: br']),
    ...SERVED,
  },
  { answer: 'a token after a byte order mark', bytes: http('200 OK', `\ufeff${JSON.stringify(TOKEN)}`), ...SERVED },
  { answer: 'a token beside an empty error', bytes: ok({ ...TOKEN, error: '', error_description: null }), ...SERVED },
  { answer: 'a token with scope null', bytes: ok({ ...TOKEN, scope: null }), ...SERVED },
  {
    answer: 'a token with much besides',
    bytes: ok({ ...TOKEN, refresh_token: {}, id_token: [], x: 'y'.repeat(10_000) }),
    ...SERVED,
  },
];

const NO_TOKEN: readonly ForeignAnswer[] = [
  { answer: '204 No Content', bytes: Buffer.from('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'), ...INVALID },
  { answer: '205 without a body', bytes: http('205 Reset Content'), ...INVALID },
  { answer: 'gzip of nothing', bytes: http('200 OK', gzipSync(''), ['content-encoding: gzip']), ...INVALID },
  { answer: 'JSON null', bytes: ok(null), ...INVALID },
  { answer: 'a JSON list', bytes: ok([TOKEN]), ...INVALID },
  { answer: 'a token one level down', bytes: ok({ data: TOKEN }), ...INVALID },
  { answer: 'a token in __proto__', bytes: http('200 OK', `{"__proto__":${JSON.stringify(TOKEN)}}`), ...INVALID },
  { answer: 'an empty token', bytes: ok({ ...TOKEN, access_token: '' }), ...INVALID },
  { answer: 'a token that is a number', bytes: ok({ ...TOKEN, access_token: 7 }), ...INVALID },
  { answer: 'a token with a space', bytes: ok({ ...TOKEN, access_token: 'a b' }), ...INVALID },
  { answer: 'no token type', bytes: ok({ access_token: 'opaque', expires_in: 60 }), ...INVALID },
  { answer: 'a token type with a space', bytes: ok({ ...TOKEN, token_type: 'Bearer ' }), ...INVALID },
  { answer: 'a scope that is a number', bytes: ok({ ...TOKEN, scope: 1 }), ...INVALID },
  { answer: 'a token as a form', bytes: http('200 OK', 'access_token=opaque&token_type=bearer'), ...INVALID },
  { answer: 'a token in a JSONP call', bytes: http('200 OK', `callback(${JSON.stringify(TOKEN)})`), ...INVALID },
  {
    answer: 'a token with something behind it',
    bytes: http('200 OK', `${JSON.stringify(TOKEN)}\n<!-- served -->`),
    ...INVALID,
  },
  {
    answer: 'a token in UTF-16',
    bytes: http('200 OK', Buffer.from(`\ufeff${JSON.stringify(TOKEN)}`, 'utf16le')),
    ...INVALID,
  },
  { answer: 'brackets ten thousand deep', bytes: http('200 OK', '['.repeat(10_000)), ...INVALID },
  {
    answer: 'a body that is longer than announced',
    bytes: Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 20\r\nconnection: close\r\n\r\n${JSON.stringify(TOKEN)}`),
    ...INVALID,
  },
  { answer: 'the login page of a hotel', bytes: http('200 OK', HTML, ['content-type: text/html']), ...INVALID },
];

const REFUSALS: readonly ForeignAnswer[] = [
  { answer: '400 without a body', bytes: http('400 Bad Request'), ...INVALID },
  { answer: '400 with an error that is a number', bytes: bad({ error: 400 }), ...INVALID },
  { answer: '400 with an error that is a list', bytes: bad({ error: ['invalid_grant'] }), ...INVALID },
  { answer: '400 with an error that is empty', bytes: bad({ error: '' }), ...INVALID },
  { answer: '400 with an error that is null', bytes: bad({ error: null }), ...INVALID },
  { answer: '400 with an error that is true', bytes: bad({ error: true }), ...INVALID },
  { answer: '400 with an error of two lines', bytes: bad({ error: 'invalid_grant\r\nx' }), ...INVALID },
  { answer: '400 with a list of errors', bytes: bad([invalidGrant]), ...INVALID },
  {
    answer: '400 invalid_grant in UTF-16',
    bytes: http('400 Bad Request', Buffer.from(JSON.stringify(invalidGrant), 'utf16le')),
    ...INVALID,
  },
  { answer: '400 INVALID_GRANT', bytes: bad({ error: 'INVALID_GRANT' }), ...REFUSED },
  {
    answer: '400 with a sentence as error',
    bytes: bad({ error: 'Bad Request', status: 400, path: '/token' }),
    ...REFUSED,
  },
  { answer: '400 __proto__', bytes: bad({ error: '__proto__' }), ...REFUSED },
  { answer: '400 toString', bytes: bad({ error: 'toString' }), ...REFUSED },
  { answer: '404 not_found', bytes: json('404 Not Found', { error: 'not_found' }), ...REFUSED },
  {
    answer: '400 invalid_grant after a byte order mark',
    bytes: http('400 Bad Request', `\ufeff${JSON.stringify(invalidGrant)}`),
    ...CREDENTIALS,
  },
  {
    answer: '400 invalid_grant as text/plain',
    bytes: http('400 Bad Request', JSON.stringify(invalidGrant), ['content-type: text/plain']),
    ...CREDENTIALS,
  },
  { answer: '401 invalid_grant', bytes: json('401 Unauthorized', invalidGrant), ...CREDENTIALS },
  { answer: '200 invalid_grant', bytes: ok(invalidGrant), ...CREDENTIALS },
  { answer: '200 server_error', bytes: ok({ error: 'server_error' }), ...UNAVAILABLE },
  {
    answer: '400 invalid_grant with a description that is an object',
    bytes: bad({ ...invalidGrant, error_description: { a: 1 } }),
    ...CREDENTIALS,
  },
  {
    answer: '400 invalid_grant in Latin-1',
    bytes: http(
      '400 Bad Request',
      Buffer.from('{"error":"invalid_grant","error_description":"accès refusé"}', 'latin1'),
    ),
    ...CREDENTIALS,
  },
  {
    answer: '400 invalid_grant twice, the last one counts',
    bytes: http('400 Bad Request', '{"error":"invalid_client","error":"invalid_grant"}'),
    ...CREDENTIALS,
  },
  {
    answer: '401 with WWW-Authenticate only',
    bytes: http('401 Unauthorized', '', ['www-authenticate: Basic realm="x"']),
    ...CREDENTIALS,
  },
  {
    answer: '401 with WWW-Authenticate and a page',
    bytes: http('401 Unauthorized', HTML, ['www-authenticate: Basic']),
    ...INVALID,
  },
  {
    answer: '403 with a JSON of a firewall',
    bytes: json('403 Forbidden', { message: 'blocked', requestId: '1' }),
    ...INVALID,
  },
  { answer: '451 with a page', bytes: http('451 Unavailable For Legal Reasons', HTML), ...INVALID },
  { answer: '413 of two megabytes', bytes: http('413 Payload Too Large', 'x'.repeat(2_000_000)), ...INVALID },
];

const REDIRECTS = [
  '300 Multiple Choices',
  '301 Moved Permanently',
  '302 Found',
  '303 See Other',
  '307 Temporary Redirect',
  '308 Permanent Redirect',
].map((status): ForeignAnswer =>
  Object.assign({ answer: status, bytes: http(status, HTML, ['location: /elsewhere']) }, INVALID),
);

const OUTAGES: readonly ForeignAnswer[] = [
  // Node's fetch takes these two for a broken connection.
  { answer: '407 of a proxy', bytes: http('407 Proxy Authentication Required', HTML), ...UNAVAILABLE },
  {
    answer: '100 Continue, then a token',
    bytes: Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), ok(TOKEN)]),
    ...UNAVAILABLE,
  },
  { answer: '302 without a place to go', bytes: http('302 Found'), ...INVALID },
  {
    answer: '304 Not Modified',
    bytes: Buffer.from('HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n'),
    ...INVALID,
  },
  { answer: '408 Request Timeout', bytes: http('408 Request Timeout'), ...UNAVAILABLE },
  { answer: '500 invalid_grant', bytes: json('500 Internal Server Error', invalidGrant), ...UNAVAILABLE },
  { answer: '504 with a page', bytes: http('504 Gateway Timeout', HTML), ...UNAVAILABLE },
  { answer: '522 with a page', bytes: http('522 Connection Timed Out', HTML), ...UNAVAILABLE },
  { answer: '529 without a body', bytes: http('529 Overloaded'), ...UNAVAILABLE },
  { answer: 'a status of 999', bytes: http('999 Request Denied'), ...UNAVAILABLE },
  ...['-5', '1.5', 'soon', '', '5, 5', '1e3', '0x10', '99999999999'].map((value): ForeignAnswer => {
    return Object.assign(
      { answer: `429, Retry-After: ${value}`, bytes: http('429 Too Many Requests', '', [`retry-after: ${value}`]) },
      UNAVAILABLE,
    );
  }),
  { answer: 'nothing: the connection is closed', bytes: '', ...UNAVAILABLE },
  { answer: 'half a status line', bytes: 'HTTP/1.1 20', ...UNAVAILABLE },
  { answer: 'half a header', bytes: 'HTTP/1.1 200 OK\r\ncontent-ty', ...UNAVAILABLE },
  { answer: 'a TLS alert', bytes: Buffer.from([0x15, 3, 1, 0, 2, 2, 70]), ...UNAVAILABLE },
  { answer: 'the greeting of another protocol', bytes: 'SSH-2.0-OpenSSH_9.6\r\n', ...UNAVAILABLE },
  { answer: 'the frames of HTTP/2', bytes: Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]), ...UNAVAILABLE },
  { answer: 'headers of a megabyte', bytes: `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1_000_000)}\r\n\r\n`, ...UNAVAILABLE },
  {
    answer: 'chunks that are none',
    bytes: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n',
    ...UNAVAILABLE,
  },
  {
    answer: 'chunks without an end',
    bytes: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n',
    ...UNAVAILABLE,
  },
  {
    answer: 'gzip that is none',
    bytes: http('200 OK', JSON.stringify(TOKEN), ['content-encoding: gzip']),
    ...UNAVAILABLE,
  },
  {
    answer: 'a body that is shorter than announced',
    bytes: `HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n${JSON.stringify(TOKEN)}`,
    ...UNAVAILABLE,
  },
  {
    answer: 'two lengths that differ',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}}',
    ...UNAVAILABLE,
  },
  {
    answer: 'headers, and then nothing',
    bytes: ['HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n'],
    ...UNAVAILABLE,
    isTimed: true,
  },
  {
    answer: 'a body byte by byte, for longer than an attempt may take',
    bytes: ['HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n', ...Array<string>(9_999).fill(' ')],
    ...UNAVAILABLE,
    isTimed: true,
  },
  {
    answer: 'headers without an end',
    bytes: ['HTTP/1.1 200 OK\r\n', ...Array<string>(9_999).fill('x: y\r\n')],
    ...UNAVAILABLE,
    isTimed: true,
  },
  { answer: '100 Continue, and then nothing', bytes: ['HTTP/1.1 100 Continue\r\n\r\n'], ...UNAVAILABLE, isTimed: true },
];

export const FOREIGN_ANSWERS: readonly ForeignAnswer[] = [
  ...SUCCESSES,
  ...NO_TOKEN,
  ...REFUSALS,
  ...REDIRECTS,
  ...OUTAGES,
];

/** An answer with a token, for a server that works again. */
export const RECOVERED = ok(TOKEN);
