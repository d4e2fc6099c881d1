/** `POST /keys`: a public key to encrypt bank credentials with. The shape is a guess; the key is the sandbox's own. */

import { jsonReply, type Reply } from '../http/reply.ts';
import { signingKey } from '../oauth/signing-key.ts';
import { DAY_SECONDS } from '../seed/dates.ts';
import { epochSeconds } from '../world/world.ts';
import type { UserCall } from './call.ts';

export async function createKey({ world }: UserCall): Promise<Reply> {
  const { pem } = await signingKey();
  return jsonReply(201, {
    id: world.ids.next('key'),
    algorithm: 'RSA-OAEP-256',
    public_key: pem,
    expires: epochSeconds(world) + DAY_SECONDS,
  });
}
