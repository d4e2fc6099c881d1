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
    children: { SUPERMARKET: 'Courses', RESTAURANTS: 'Restaurants et cafés', PETS: 'Animaux', CASH: 'Retraits' },
  },
  HOME: {
    label: 'Logement',
    type: 'EXPENSE',
    children: { RENT: 'Loyer', ENERGY: 'Énergie', PHONE: 'Téléphone et internet', MORTGAGE: 'Crédit immobilier' },
  },
  TRANSPORT: { label: 'Transports', type: 'EXPENSE', children: { FUEL: 'Carburant', TRAIN: 'Train et bus' } },
  LEISURE: { label: 'Loisirs', type: 'EXPENSE', children: { BOOKS: 'Livres', SPORT: 'Sport' } },
  INSURANCE: { label: 'Assurances', type: 'EXPENSE', children: { HEALTH: 'Santé' } },
  BANK: { label: 'Banque', type: 'EXPENSE', children: { BANK_FEES: 'Frais bancaires' } },
  INCOME: { label: 'Revenus', type: 'INCOME', children: { SALARY: 'Salaire', INTERESTS: 'Intérêts' } },
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
