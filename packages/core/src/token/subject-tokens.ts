/** The tokens of one subject with one set of scopes, as an API client asks for them. */
import type { ScopeMask } from '../scope/scope-set.ts';
import type { AccessToken } from './access-token.ts';
import type { Subject } from '../subject/subject.ts';
import type { TokenManager } from './token-manager.ts';
import type { TokenSource } from './token-source.ts';

/** A token source on the manager, for a subject that has been checked. */
export class SubjectTokens implements TokenSource {
  readonly #manager: TokenManager;
  readonly #subject: Subject;
  readonly #required: ScopeMask;

  constructor(manager: TokenManager, subject: Subject, required: ScopeMask) {
    this.#manager = manager;
    this.#subject = subject;
    this.#required = required;
  }

  current(signal?: AbortSignal): AccessToken | Promise<AccessToken> {
    return this.#manager.take(this.#subject, this.#required, signal);
  }

  replace(refused: AccessToken, signal?: AbortSignal): Promise<AccessToken> {
    return this.#manager.replace(refused, this.#subject, this.#required, signal);
  }
}
