/** Asks the application for its users' passwords, of so many at once: ten thousand cold users are no storm for its key vault. */
import type { Deadline } from '../async/deadline.ts';
import { ApplicationTimeout } from '../errors/errors.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import { RequestLine } from './request-line.ts';

/** Reads the passwords of one manager's users. */
export class PasswordReader {
  readonly #line: RequestLine;

  constructor(policy: TokenPolicy) {
    this.#line = new RequestLine(policy, ({ timeoutMs }) => new ApplicationTimeout('password', timeoutMs));
  }

  /**
   * Returns the password that a request for an owner's token takes; an empty text for the application itself.
   *
   * @throws ApplicationTimeout when there is none before the deadline; what the application's function throws
   */
  async read(owner: TokenOwner, deadline: Deadline): Promise<string> {
    if (owner.isClient) return '';
    if (!owner.hasTrustedPassword) return owner.revealPassword(deadline);
    const leave = await this.#line.enter(owner, deadline);
    try {
      return await owner.revealPassword(deadline);
    } finally {
      leave();
    }
  }
}
