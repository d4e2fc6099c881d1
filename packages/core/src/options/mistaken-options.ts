/** Recognizes what is often handed to `createLinxo` in place of its options, and says what to write. */

interface Mistake {
  readonly isMade: (given: object) => boolean;
  /** The instruction that the developer is given. */
  readonly says: string;
}

/** The mistakes. The first one that is made counts. */
const MISTAKES: readonly Mistake[] = [
  {
    isMade: (given) => 'then' in given && typeof given.then === 'function',
    says: 'createLinxo() was given a promise: await it first, as in createLinxo((await startSandbox()).options).',
  },
  {
    isMade: (given) => 'options' in given && !('environment' in given),
    says: 'createLinxo() was given an object that holds the options: write createLinxo(sandbox.options).',
  },
  {
    isMade: (given) =>
      'LINXO_CLIENT_ID' in given || 'LINXO_ENVIRONMENT' in given || ('PATH' in given && 'HOME' in given),
    says: 'createLinxo() was given environment variables: write createLinxo(linxoOptionsFromEnv(process.env)).',
  },
  { isMade: Array.isArray, says: 'createLinxo() takes an object of options, not a list.' },
];

/** Returns a line if something else was given than options. An object whose properties are merely wrong is none of these. */
export function mistakenOptions(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return 'createLinxo() takes an object of options.';
  return MISTAKES.find(({ isMade }) => isMade(given))?.says;
}
