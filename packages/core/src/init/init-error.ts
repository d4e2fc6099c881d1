/** Reasons for which no application is made. The message is a sentence for the person at the terminal. */

/** Thrown if the folder, the template or this Node does not serve. */
export class InitError extends Error {
  override readonly name: string = 'InitError';
}

/** Thrown if the command line is wrong. The usage is printed below the message. */
export class InitUsageError extends InitError {
  override readonly name = 'InitUsageError';
}
