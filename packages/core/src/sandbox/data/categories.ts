/** The category tree of the sandbox. Each parent comes first, then its children. */

interface Branch {
  readonly label: string;
  readonly type: 'EXPENSE' | 'INCOME' | 'OTHER';
  readonly children: Readonly<Record<string, string>>;
}

const TREE: Readonly<Record<string, Branch>> = {
  DAILY_LIFE: {
    label: 'Vie quotidienne',
    type: 'EXPENSE',
    children: {
      SUPERMARKET: 'Courses',
      RESTAURANTS: 'Restaurants et cafés',
      PETS: 'Animaux',
      CASH: 'Retraits',
      CLOTHING: 'Vêtements',
    },
  },
  HOME: {
    label: 'Logement',
    type: 'EXPENSE',
    children: { RENT: 'Loyer', ENERGY: 'Énergie', PHONE: 'Téléphone et internet' },
  },
  TRANSPORT: {
    label: 'Transports',
    type: 'EXPENSE',
    children: { FUEL: 'Carburant', TRAIN: 'Train et bus', CAR_LOAN: 'Crédit auto' },
  },
  LEISURE: {
    label: 'Loisirs',
    type: 'EXPENSE',
    children: { BOOKS: 'Livres', SPORT: 'Sport', STREAMING: 'Abonnements et vidéo' },
  },
  INSURANCE: { label: 'Assurances', type: 'EXPENSE', children: { HEALTH: 'Santé', HOME_INSURANCE: 'Habitation' } },
  BANK: { label: 'Banque', type: 'EXPENSE', children: { BANK_FEES: 'Frais bancaires' } },
  BUSINESS: {
    label: 'Activité professionnelle',
    type: 'EXPENSE',
    children: { SUPPLIERS: 'Fournisseurs', SOCIAL_CHARGES: 'Cotisations sociales', TAXES: 'Impôts et taxes' },
  },
  INCOME: {
    label: 'Revenus',
    type: 'INCOME',
    children: { SALARY: 'Salaire', INTERESTS: 'Intérêts', SALES: 'Encaissements clients' },
  },
  TRANSFERS: { label: 'Virements internes', type: 'OTHER', children: { SAVINGS: 'Épargne' } },
  UNCATEGORIZED: { label: 'À classer', type: 'OTHER', children: {} },
};

export interface Category {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly parent?: { readonly id: string; readonly label: string };
}

export const CATEGORIES: readonly Category[] = Object.entries(TREE).flatMap(([id, branch]) => family(id, branch));

function family(id: string, { label, type, children }: Branch): readonly Category[] {
  const parent = { id, label };
  const young = Object.entries(children).map(([childId, childLabel]) => ({
    id: childId,
    label: childLabel,
    type,
    parent,
  }));
  return [{ id, label, type }, ...young];
}
