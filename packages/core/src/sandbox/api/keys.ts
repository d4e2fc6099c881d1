/** Answers `POST /keys` with a public key for the encryption of bank credentials. The form of the answer is a guess. */
import { jsonReply, type Reply } from '../http/reply.ts';
import { signingKey } from '../oauth/signing-key.ts';
import { DAY_SECONDS } from '../clock/calendar.ts';
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
