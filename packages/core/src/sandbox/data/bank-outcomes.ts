/** The table of what can happen at a bank of the sandbox, in its pages and during its synchronizations. */
export interface BankOutcome {
  /** Describes the outcome, for the documentation. */
  readonly says: string;
  /** The bank's sign-in page: `'down'` does not open, `'refused'` refuses every password. Default: any credentials are accepted. */
  readonly signIn?: 'down' | 'refused';
  /** The second factor after the password. Default: none. */
  readonly secondFactor?: 'code' | 'app';
  /** True if the bank has no account that a consent could cover. */
  readonly noAccounts?: boolean;
  /** The seconds for which a first consent holds. A renewed one always holds for 90 days. Default: 90 days. */
  readonly consentSeconds?: number;
  /** The status of a connection after its synchronization. */
  readonly synchronization: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED';
  /** The status of the channel that fails. Default: none fails. */
  readonly failedChannel?: string;
  /** True if a synchronization ends well only after the bank's question was answered in the widget `user_input`. */
  readonly asksDuringSync?: boolean;
  /** The factor by which a synchronization takes longer than at other banks. Default: 1. */
  readonly slowness?: number;
}

/** The status of a channel whose bank asks the user something. */
export const INPUT_REQUIRED = 'INPUT_REQUIRED';

export const BANK_OUTCOMES = {
  success: { says: 'Everything succeeds.', synchronization: 'SUCCESS' },
  smsCode: {
    says: 'The bank asks for a code after the password. `123456` is right, any other is refused.',
    secondFactor: 'code',
    synchronization: 'SUCCESS',
  },
  appApproval: {
    says: 'The bank asks for an approval in its app, which the user plays with a button, or refuses with another.',
    secondFactor: 'app',
    synchronization: 'SUCCESS',
  },
  wrongPassword: {
    says: 'The bank refuses every password, and locks the access after the third.',
    signIn: 'refused',
    synchronization: 'FAILED',
    failedChannel: 'AUTHENTICATION_FAILED',
  },
  bankDown: {
    says: "The bank's site cannot be reached. Its channels are `unavailable`.",
    signIn: 'down',
    synchronization: 'FAILED',
    failedChannel: 'SERVICE_UNAVAILABLE',
  },
  noAccounts: {
    says: 'The sign-in succeeds, but there is no account to share.',
    noAccounts: true,
    synchronization: 'SUCCESS',
  },
  partialSync: {
    says: 'The synchronization ends with `PARTIAL_SUCCESS`: one of two channels fails, and its accounts do not arrive.',
    synchronization: 'PARTIAL_SUCCESS',
    failedChannel: 'FAILED',
  },
  failedSync: {
    says: 'The synchronization ends with `FAILED`, and brings neither accounts nor transactions.',
    synchronization: 'FAILED',
    failedChannel: 'FAILED',
  },
  slowSync: { says: 'The synchronization takes ten times as long.', synchronization: 'SUCCESS', slowness: 10 },
  shortConsent: {
    says: 'The first consent expires after 60 seconds. A renewed one holds for 90 days.',
    consentSeconds: 60,
    synchronization: 'SUCCESS',
  },
  questionDuringSync: {
    says: 'Each synchronization fails with the channel status `INPUT_REQUIRED`, until the user answers in the widget `user_input`.',
    secondFactor: 'code',
    synchronization: 'FAILED',
    failedChannel: INPUT_REQUIRED,
    asksDuringSync: true,
  },
} as const satisfies Readonly<Record<string, BankOutcome>>;

export type BankOutcomeName = keyof typeof BANK_OUTCOMES;
