export const planKinds = ['MONTH', 'YEAR', 'CREDITS'] as const;
export type PlanKind = (typeof planKinds)[number];
/** What a person can hold: a plan that was bought, or days from a promo code. */
export const heldPlanKinds = [...planKinds, 'PROMO'] as const;
export type HeldPlanKind = (typeof heldPlanKinds)[number];

export interface CatalogPlan {
  code: string;
  kind: PlanKind;
  /** Kopecks. */
  roubles: number;
  stars: number;
  /** Days it runs; null = no end. */
  days: number | null;
  /** Image operations a day while it runs; null = not counted by day. */
  dailyOperations: number | null;
  /** Credits given at once. */
  credits: number;
}

/** The first content of the table of plans. */
export const defaultPlans: CatalogPlan[] = [
  {
    code: 'month',
    kind: 'MONTH',
    roubles: 49_900,
    stars: 285,
    days: 30,
    dailyOperations: 60,
    credits: 0,
  },
  {
    code: 'year',
    kind: 'YEAR',
    roubles: 499_000,
    stars: 2850,
    days: 365,
    dailyOperations: 60,
    credits: 0,
  },
  {
    code: 'credits-100',
    kind: 'CREDITS',
    roubles: 89_900,
    stars: 515,
    days: null,
    dailyOperations: null,
    credits: 100,
  },
];
