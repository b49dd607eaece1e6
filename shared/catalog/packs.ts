export interface CatalogPack {
  code: string;
  /** Hundredths of a coin. */
  coins: number;
  /** Kopecks. */
  roubles: number;
  stars: number;
}

const pack = (coins: number, roubles: number, stars: number): CatalogPack => ({
  code: `coins-${coins}`,
  coins: coins * 100,
  roubles: roubles * 100,
  stars,
});

/** The first content of the table of top-up packs. */
export const defaultPacks: CatalogPack[] = [
  pack(50, 149, 85),
  pack(100, 279, 160),
  pack(250, 649, 370),
  pack(500, 1190, 680),
  pack(1000, 2190, 1250),
  pack(2500, 4990, 2850),
];

/** A custom amount is sold at this pack's rate, rounded up. */
export const CUSTOM_AMOUNT_PACK = 'coins-100';
/** Bounds of a custom amount, in hundredths of a coin. */
export const CUSTOM_AMOUNT_MIN = 10 * 100;
export const CUSTOM_AMOUNT_MAX = 10_000 * 100;
