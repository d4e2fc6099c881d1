/** The headers of a caller that has a JWT. */
import type { JwtIssuer } from '../../contender.ts';

export function bearer({ jwt }: JwtIssuer): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${jwt}` };
}
