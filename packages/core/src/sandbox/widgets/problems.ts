/** The table of the problems that end a way through a widget before its goal. */

interface Problem {
  /** The step at which the user can try again. Default: none. */
  readonly again?: 'sign-in' | 'second-factor';
  /** True if another bank is a way out. */
  readonly canChangeBank?: true;
}

export const PROBLEMS = {
  bankDown: { again: 'sign-in', canChangeBank: true },
  locked: { canChangeBank: true },
  noAccounts: { canChangeBank: true },
  approvalRefused: { again: 'second-factor', canChangeBank: true },
  consentRefused: { canChangeBank: true },
  noConnection: {},
} as const satisfies Readonly<Record<string, Problem>>;

export type ProblemName = keyof typeof PROBLEMS;
