import type { Tx } from '../../db/database.ts';
import { Training, UserBadge } from './models.ts';

/** Trainings hold what the person said; badges stay countable, without their notes. */
export async function eraseProgress(tx: Tx, userId: number): Promise<void> {
  await tx.of(Training).destroy({ where: { userId } });
  await tx.of(UserBadge).update({ metadata: {} }, { where: { userId } });
}
