/** The cool-downs that token requests meet and start. */
import { backoffMs } from '../async/back-off.ts';
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { withRemainingDelay } from '../errors/with-remaining-delay.ts';
import type { FailedTokenRequest } from '../oauth/token-failure.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import type { ClientSecret } from '../subject/client-secret.ts';
import { fingerprint } from '../subject/secret.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import { requestKeyOf, type TokenRequest } from '../subject/token-request.ts';
import { COOL_DOWN_LEVELS, COOL_DOWN_RULES, type CoolDownLevel, type CoolDownPause } from './cool-down-rules.ts';
import { type CoolDown, CoolDowns } from './cool-downs.ts';
import { Tallies } from './tallies.ts';

/** Fingerprints of the secrets that a token request was sent with. */
export interface SentFingerprints {
  readonly clientSecret?: string | undefined;
  readonly password?: string | undefined;
}

/** A failed token request, and the circumstances that its cool-down depends on. */
export interface FailedAttempt extends FailedTokenRequest {
  readonly sent: SentFingerprints;
  /** The moment at which the work began, in milliseconds of the monotonic clock. */
  readonly sinceMs: number;
}

/** A cool-down that blocks a request, and the key at which it is remembered. */
interface BlockingCoolDown {
  readonly key: string;
  readonly coolDown: CoolDown;
}

/** Applies {@link COOL_DOWN_RULES the rules} to the requests of one token manager. */
export class TokenCoolDowns {
  readonly #coolDowns: CoolDowns;
  readonly #tallies: Tallies;
  readonly #policy: TokenPolicy;
  readonly #clientSecret: ClientSecret;

  constructor(policy: TokenPolicy, clock: Clock, clientSecret: ClientSecret) {
    this.#coolDowns = new CoolDowns(policy, clock);
    this.#tallies = new Tallies(policy.serverFailures);
    this.#policy = policy;
    this.#clientSecret = clientSecret;
  }

  /** Returns true while a cool-down blocks a request, or another one probes. */
  blocks(request: TokenRequest): boolean {
    return this.#blocking(request) !== undefined;
  }

  /** Returns the widest cool-down that blocks a request. */
  #blocking(request: TokenRequest): BlockingCoolDown | undefined {
    for (const level of COOL_DOWN_LEVELS) {
      const key = keyAt(level, request);
      const coolDown = this.#coolDowns.active(key);
      if (coolDown) return { key, coolDown };
    }
    return undefined;
  }

  /** The error of a cool-down that is in everybody's way: the server is down, or the client is refused. */
  get blockingEverybody(): unknown {
    const keys = ['server', 'grant client_credentials', 'grant password'];
    return keys.map((key) => this.#coolDowns.active(key)).find((coolDown) => coolDown !== undefined)?.error;
  }

  /**
   * Lets a request pass, or throws. A cool-down ends if the refused secret or password has changed since, so that the new one is tried
   * at once.
   *
   * @throws the error that is remembered; its `retryAfterMs`, where it has one, is what remains
   */
  async pass(request: TokenRequest, deadline: Deadline): Promise<void> {
    for (let blocking = this.#blocking(request); blocking; blocking = this.#blocking(request)) {
      const { key, coolDown } = blocking;
      if (!(await this.#hasOtherSecret(coolDown, request.owner, deadline))) throw this.#remembered(coolDown);
      this.#coolDowns.end([key]);
    }
  }

  /**
   * Marks that a request is sent now, to find out whether the causes have passed. Meanwhile the others fail fast.
   *
   * @throws the error that is remembered, if a cool-down blocks the request or another one probes
   */
  probe(request: TokenRequest): void {
    const blocking = this.#blocking(request);
    if (blocking) throw this.#remembered(blocking.coolDown);
    this.#coolDowns.probe(keysOf(request), request);
  }

  /** Ends the probe of a request; if it found out nothing, another request may probe next. */
  endProbe(request: TokenRequest): void {
    this.#coolDowns.endProbe(keysOf(request), request);
  }

  async #hasOtherSecret(coolDown: CoolDown, owner: TokenOwner, deadline: Deadline): Promise<boolean> {
    const { refused } = coolDown;
    if (!refused || !this.#coolDowns.mayReread(coolDown, this.#policy.rereadMs)) return false;
    if (refused.secret === 'clientSecret') return this.#clientSecret.hasChangedSince(refused.fingerprint, deadline);
    return !owner.isClient && fingerprint(await owner.revealPassword(deadline)) !== refused.fingerprint;
  }

  #remembered(coolDown: CoolDown): unknown {
    const retryAfterMs = Math.min(this.#coolDowns.remainingMs(coolDown), this.#policy.maxRetryAfterMs);
    return withRemainingDelay(coolDown.error, retryAfterMs);
  }

  /** Ends the cool-downs of a request that got its token. */
  succeeded(request: TokenRequest): void {
    this.#end(COOL_DOWN_LEVELS, request);
    this.#coolDowns.end([refreshKeyOf(request)]);
  }

  /** Starts the cool-down of a request that failed. */
  failed(request: TokenRequest, { failure, error, sent, sinceMs }: FailedAttempt): void {
    const { level, pause, disproves, heedsRetryAfter, refused: secret, spreads } = COOL_DOWN_RULES[failure];
    this.#end(disproves, request);
    const minimumMs = heedsRetryAfter ? this.#retryAfterMsOf(error) : 0;
    const sentFingerprint = secret && sent[secret];
    const refused = secret && sentFingerprint ? { secret, fingerprint: sentFingerprint } : undefined;
    this.#coolDowns.start(keyAt(level, request), {
      error,
      sinceMs,
      refused,
      lengthMs: (count) => Math.max(minimumMs, this.#lengthMs(pause, count)),
    });
    if (!spreads) return;
    const name = spreads.counting === 'owners' ? request.owner.key : requestKeyOf(request);
    if (!this.#tallies.add(keyAt(spreads.to, request), name, request.owner.key)) return;
    const lengthMs = (count: number) => this.#lengthMs(spreads.pause, count);
    this.#coolDowns.start(keyAt(spreads.to, request), { error, sinceMs, lengthMs });
  }

  /** Lets the next background refresh of a token wait after one that failed, for whatever reason. */
  refreshFailed(request: TokenRequest, error: unknown): void {
    const lengthMs = (count: number) => this.#lengthMs('back-off', count);
    this.#coolDowns.start(refreshKeyOf(request), { error, sinceMs: Infinity, lengthMs });
  }

  /** Returns true if a background refresh of a token may start now. */
  mayRefresh(request: TokenRequest): boolean {
    return !this.#coolDowns.active(refreshKeyOf(request)) && !this.blocks(request);
  }

  /** Returns true if an owner's refused token may be renewed now: once freely, then after pauses that grow while it goes on. */
  mayRenew(owner: TokenOwner): boolean {
    const key = `renewal ${owner.key}`;
    if (this.#coolDowns.active(key)) return false;
    const lengthMs = (count: number) => (count === 1 ? 0 : backoffMs(count - 1, this.#policy));
    this.#coolDowns.start(key, { error: undefined, sinceMs: Infinity, lengthMs });
    return true;
  }

  #end(levels: readonly CoolDownLevel[], request: TokenRequest): void {
    for (const level of levels) {
      const key = keyAt(level, request);
      this.#coolDowns.end([key]);
      this.#tallies.clear(key);
    }
  }

  #lengthMs(pause: CoolDownPause, count: number): number {
    return pause === 'refusal' ? this.#policy.refusalCoolDownMs : backoffMs(count, this.#policy);
  }

  #retryAfterMsOf(error: unknown): number {
    if (!(error instanceof AuthorizationServerUnavailable) || !error.isPaced) return 0;
    return Math.min(error.retryAfterMs, this.#policy.maxRetryAfterMs);
  }
}

/** Returns the keys that a request is blocked by, from the widest to the narrowest. */
function keysOf(request: TokenRequest): readonly string[] {
  return COOL_DOWN_LEVELS.map((level) => keyAt(level, request));
}

function keyAt(level: CoolDownLevel, request: TokenRequest): string {
  switch (level) {
    case 'server':
      return 'server';
    case 'grant':
      return request.owner.isClient ? 'grant client_credentials' : 'grant password';
    case 'owner':
      return `owner ${request.owner.key}`;
    case 'request':
      return `request ${requestKeyOf(request)}`;
  }
}

function refreshKeyOf(request: TokenRequest): string {
  return `refresh ${requestKeyOf(request)}`;
}
