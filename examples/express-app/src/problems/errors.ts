/** The application's own errors that are nobody's mistake in the code. Their status is what a caller gets. */

/** Somebody has to be signed in. Guards throw their own error for it. */
export class SignInRequired extends Error {
  readonly status = 401;
}

/** A form came from a page that is not ours. */
export class ForeignPage extends Error {
  readonly status = 403;
}

/** Somebody has asked too often. */
export class TooManyRequests extends Error {
  readonly status = 429;
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super(`There were too many requests. Wait for ${waitSeconds} s.`);
    this.waitSeconds = waitSeconds;
  }
}

/** Something outside is not ready yet: the same request may succeed a little later. */
export class TryAgain extends Error {
  readonly status = 503;
}
