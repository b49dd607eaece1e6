import type { Subject } from '../words/subjectWords.ts';
import { buildings } from './buildings.ts';
import { busts } from './busts.ts';
import { celestials } from './celestials.ts';
import { creatures } from './creatures.ts';
import type { Drawing } from './drawing.ts';
import { objects } from './objects.ts';
import { people } from './people.ts';
import { plants } from './plants.ts';
import { tableThings } from './tableThings.ts';
import { vehicles } from './vehicles.ts';

/** How each thing is drawn. */
export const drawings: Readonly<Record<Subject, Drawing>> = {
  ...busts,
  ...people,
  ...creatures,
  ...tableThings,
  ...objects,
  ...plants,
  ...vehicles,
  ...buildings,
  ...celestials,
};
