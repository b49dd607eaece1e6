/** All of Sequelize's models, bound to one database. */
import type { Sequelize } from 'sequelize';
import { defineUploads } from '../features/generation/models.ts';
import { definePayments } from '../features/payments/models.ts';
import { defineTrainings } from '../features/progress/models.ts';
import { defineUsers } from '../features/users/models.ts';

export function defineModels(sequelize: Sequelize) {
  return {
    Training: defineTrainings(sequelize),
    User: defineUsers(sequelize),
    Payment: definePayments(sequelize),
    Upload: defineUploads(sequelize),
  };
}
