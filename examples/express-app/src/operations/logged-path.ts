/** Says which part of a request's address is logged: a path that cannot hold the secret of the webhook, right, mistyped or encoded. */

const MAX_PATH_LENGTH = 200;
/** No path of the application has a part this long but the webhook's and those that hold an id. The shortest secret has 32 characters. */
const MAX_PART_LENGTH = 31;
/** Some servers in front of this one decode a path once more. Nobody encodes a path this often by mistake. */
const MAX_DECODINGS = 5;
const STRUCK = '…';

/** Returns the path without its query and its host. Everything behind a part that names a webhook is left out, and every long part. */
export function loggedPath(url: string): string {
  const path = url.replace(/[?#].*$/s, '').replace(/^[a-z][a-z\d+.-]*:[/\\]*[^/\\]*/i, '');
  const logged: string[] = [];
  for (const part of path.split('/')) {
    const plain = decoded(part);
    if (/webhook/i.test(plain)) {
      logged.push(/^webhooks$/i.test(plain) ? 'webhooks' : STRUCK, STRUCK);
      break;
    }
    logged.push(part.length > MAX_PART_LENGTH || plain.length > MAX_PART_LENGTH ? STRUCK : part);
  }
  return logged.join('/').slice(0, MAX_PATH_LENGTH);
}

/** Decodes what can be decoded, as often as it changes something. */
function decoded(part: string): string {
  let text = part;
  for (let times = 0; times < MAX_DECODINGS && text.includes('%'); times += 1)
    text = text.replaceAll(/%([\da-f]{2})/gi, (_match, byte: string) =>
      String.fromCodePoint(Number.parseInt(byte, 16)),
    );
  return text;
}
