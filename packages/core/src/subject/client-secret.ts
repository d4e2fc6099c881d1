/** The application's client secret: read once, and read again when the authorization server refuses it, because secrets rotate. */
import type { Deadline } from '../async/deadline.ts';
import { fingerprint, revealSecret, type Secret } from './secret.ts';

/** Keeps the client secret between token requests. */
export class ClientSecret {
  readonly #source: Secret;
  #known: string | undefined;
  #reading: Promise<string> | undefined;

  constructor(source: Secret) {
    this.#source = source;
  }

  /** Returns the secret as it was read last. */
  async current(deadline: Deadline): Promise<string> {
    return this.#known ?? this.#read(deadline);
  }

  /**
   * Reads the secret again and returns true if it is another one than the refused one.
   *
   * @param refused fingerprint of the refused secret
   */
  async hasChangedSince(refused: string, deadline: Deadline): Promise<boolean> {
    if (typeof this.#source === 'string') return false;
    if (this.#known !== undefined && fingerprint(this.#known) !== refused) return true;
    return fingerprint(await this.#read(deadline)) !== refused;
  }

  /** Shares one reading among all who want it at once. One that failed or took too long is not kept, so the next caller reads anew. */
  #read(deadline: Deadline): Promise<string> {
    this.#reading ??= this.#start(deadline);
    return this.#reading;
  }

  async #start(deadline: Deadline): Promise<string> {
    try {
      // The value is kept and not the promise: a promise would keep the request that started the reading in memory.
      return (this.#known = await revealSecret(this.#source, 'clientSecret', deadline));
    } finally {
      this.#reading = undefined;
    }
  }
}
