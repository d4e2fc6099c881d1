/** The application's client secret: read once, and read again when the authorization server refuses it, because secrets rotate. */
import type { Deadline } from '../async/deadline.ts';
import { ApplicationTimeout } from '../errors/errors.ts';
import { fingerprint, revealSecret, type Secret } from './secret.ts';

/** A client secret as one reading gave it. Each reading makes another object. */
export class ReadSecret {
  readonly #value: string;
  readonly fingerprint: string;

  constructor(value: string) {
    this.#value = value;
    this.fingerprint = fingerprint(value);
  }

  get value(): string {
    return this.#value;
  }
}

/** Keeps the client secret between token requests. */
export class ClientSecret {
  readonly #source: Secret;
  #known: ReadSecret | undefined;
  #reading: Promise<ReadSecret> | undefined;

  constructor(source: Secret) {
    this.#source = source;
  }

  /** Returns the secret as it was read last. */
  async current(deadline: Deadline): Promise<ReadSecret> {
    return this.#known ?? this.#read(deadline);
  }

  /**
   * Returns another secret in place of one that was refused, if there is one. It is read again, unless that was done after the refused
   * one was sent: fifty requests that are refused together ask the application once.
   */
  async otherThan(refused: ReadSecret, deadline: Deadline): Promise<ReadSecret | undefined> {
    if (typeof this.#source === 'string') return undefined;
    const known = this.#known && this.#known !== refused ? this.#known : await this.#read(deadline);
    return known.fingerprint === refused.fingerprint ? undefined : known;
  }

  /**
   * Reads the secret again and returns true if it is another one than the refused one.
   *
   * @param refused fingerprint of the refused secret
   */
  async hasChangedSince(refused: string, deadline: Deadline): Promise<boolean> {
    if (typeof this.#source === 'string') return false;
    if (this.#known && this.#known.fingerprint !== refused) return true;
    return (await this.#read(deadline)).fingerprint !== refused;
  }

  /**
   * Shares one reading among all who want it at once, each until its own deadline. One that failed or took too long is not kept, so the
   * next caller reads anew.
   */
  #read(deadline: Deadline): Promise<ReadSecret> {
    this.#reading ??= this.#start(deadline);
    return deadline.wait(this.#reading, () => {
      throw new ApplicationTimeout('clientSecret', deadline.timeoutMs);
    });
  }

  async #start(deadline: Deadline): Promise<ReadSecret> {
    try {
      // The value is kept and not the promise: a promise would keep the request that started the reading in memory.
      return (this.#known = new ReadSecret(await revealSecret(this.#source, 'clientSecret', deadline)));
    } finally {
      this.#reading = undefined;
    }
  }
}
