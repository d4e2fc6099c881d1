/** The kinds of accounts of seeded users. */
import {
  BUSINESS_HABITS,
  CARD_HABITS,
  EVERYDAY_HABITS,
  JOINT_HABITS,
  SALARY_HABITS,
  SECOND_HABITS,
  type Habit,
} from './habits.ts';

export interface AccountPlan {
  readonly name: string;
  readonly type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD';
  readonly usage: 'PERSONAL' | 'PROFESSIONAL';
  /** The first transaction, by which the account gets its opening balance: its label, and the lowest and highest cents. */
  readonly opening?: { readonly label: string; readonly cents: readonly [number, number] };
  readonly habits: readonly Habit[];
}

const PERSONAL = { usage: 'PERSONAL', habits: [] } as const;
const OPENING = 'VERSEMENT A L OUVERTURE';

export const ACCOUNT_PLANS = {
  everyday: {
    ...PERSONAL,
    name: 'Compte courant',
    type: 'CHECKINGS',
    opening: { label: OPENING, cents: [90_000, 160_000] },
    habits: [...SALARY_HABITS, ...EVERYDAY_HABITS],
  },
  joint: {
    ...PERSONAL,
    name: 'Compte joint',
    type: 'CHECKINGS',
    opening: { label: OPENING, cents: [40_000, 80_000] },
    habits: JOINT_HABITS,
  },
  /** An account beside the one that receives the salary. */
  second: {
    ...PERSONAL,
    name: 'Compte en ligne',
    type: 'CHECKINGS',
    opening: { label: OPENING, cents: [30_000, 60_000] },
    habits: SECOND_HABITS,
  },
  business: {
    usage: 'PROFESSIONAL',
    name: 'Compte professionnel',
    type: 'CHECKINGS',
    opening: { label: 'APPORT EN CAPITAL', cents: [500_000, 900_000] },
    habits: BUSINESS_HABITS,
  },
  /** Its purchases are paid at the end of the month, by one debit from the current account. */
  card: { ...PERSONAL, name: 'Carte à débit différé', type: 'CREDIT_CARD', habits: CARD_HABITS },
  savings: { ...PERSONAL, name: 'Livret A', type: 'SAVINGS', opening: { label: OPENING, cents: [200_000, 600_000] } },
  homeSavings: {
    ...PERSONAL,
    name: 'Plan épargne logement',
    type: 'SAVINGS',
    opening: { label: OPENING, cents: [600_000, 2_200_000] },
  },
  loan: {
    ...PERSONAL,
    name: 'Prêt auto',
    type: 'LOAN',
    opening: { label: 'DEBLOCAGE DU PRET', cents: [-1_900_000, -1_400_000] },
  },
} as const satisfies Readonly<Record<string, AccountPlan>>;

export type AccountPlanName = keyof typeof ACCOUNT_PLANS;
