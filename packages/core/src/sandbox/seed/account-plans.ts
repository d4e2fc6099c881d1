/** The kinds of accounts of seeded users. */
import { CARD_HABITS, EVERYDAY_HABITS, JOINT_HABITS, LOAN_HABITS, SAVINGS_HABITS, type Habit } from './habits.ts';

export interface AccountPlan {
  readonly name: string;
  readonly type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD';
  readonly usage: 'PERSONAL' | 'PROFESSIONAL';
  /** The lowest and the highest balance, in cents. */
  readonly balance: readonly [number, number];
  readonly habits: readonly Habit[];
}

const PERSONAL = { usage: 'PERSONAL' } as const;

export const ACCOUNT_PLANS = {
  everyday: {
    ...PERSONAL,
    name: 'Compte courant',
    type: 'CHECKINGS',
    balance: [42_000, 310_000],
    habits: EVERYDAY_HABITS,
  },
  joint: { ...PERSONAL, name: 'Compte joint', type: 'CHECKINGS', balance: [12_000, 95_000], habits: JOINT_HABITS },
  business: {
    usage: 'PROFESSIONAL',
    name: 'Compte professionnel',
    type: 'CHECKINGS',
    balance: [180_000, 920_000],
    habits: JOINT_HABITS,
  },
  card: {
    ...PERSONAL,
    name: 'Carte à débit différé',
    type: 'CREDIT_CARD',
    balance: [-48_000, -4_000],
    habits: CARD_HABITS,
  },
  savings: { ...PERSONAL, name: 'Livret A', type: 'SAVINGS', balance: [350_000, 1_400_000], habits: SAVINGS_HABITS },
  homeSavings: {
    ...PERSONAL,
    name: 'Plan épargne logement',
    type: 'SAVINGS',
    balance: [600_000, 2_200_000],
    habits: SAVINGS_HABITS,
  },
  loan: { ...PERSONAL, name: 'Prêt immobilier', type: 'LOAN', balance: [-16_800_000, -9_500_000], habits: LOAN_HABITS },
} as const satisfies Readonly<Record<string, AccountPlan>>;

export type AccountPlanName = keyof typeof ACCOUNT_PLANS;
