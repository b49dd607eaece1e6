/** The table of contents of the REST API. */
import type { Operation } from '../operation.ts';
import { accessOperations } from './access.ts';
import { moneyOperations } from './money.ts';
import { peopleOperations } from './people.ts';
import { progressOperations } from './progress.ts';

export const operations: readonly Operation[] = [
  ...peopleOperations,
  ...progressOperations,
  ...accessOperations,
  ...moneyOperations,
];
