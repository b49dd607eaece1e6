export interface CatalogLevel {
  level: number;
  /** XP from which the level holds. */
  minXp: number;
  name: { ru: string; en: string };
  /** Hundredths of a coin paid on reaching it. */
  coins: number;
  /** Free operations granted on reaching it. */
  freeOperations: number;
}

const level = (
  number: number,
  minXp: number,
  ru: string,
  en: string,
  coins = 0,
  freeOperations = 0,
): CatalogLevel => ({
  level: number,
  minXp,
  name: { ru, en },
  coins: coins * 100,
  freeOperations,
});

/** The first content of the table of levels. */
export const defaultLevels: CatalogLevel[] = [
  level(1, 0, 'Новичок', 'Newcomer'),
  level(2, 100, 'Исследователь', 'Explorer', 0, 1),
  level(3, 300, 'Любитель', 'Amateur', 10),
  level(4, 600, 'Рисовальщик', 'Sketcher', 0, 1),
  level(5, 1000, 'Художник', 'Artist', 20),
  level(6, 1800, 'Умелец', 'Craftsman', 0, 1),
  level(7, 2200, 'Мастер', 'Maker', 30),
  level(8, 2800, 'Маэстро', 'Maestro', 50),
  level(9, 3600, 'Знаток', 'Expert', 0, 2),
  level(10, 4600, 'Визионер', 'Visionary', 100),
  level(11, 6000, 'Виртуоз', 'Virtuoso', 50),
  level(12, 8000, 'Гуру', 'Guru', 0, 3),
  level(13, 11_000, 'Легенда', 'Legend', 150),
  level(14, 15_000, 'Титан', 'Titan', 150),
  level(15, 20_000, 'Демиург', 'Demiurge', 300),
];
