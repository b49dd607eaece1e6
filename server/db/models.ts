/** All of Sequelize's models, bound to one database. */
import type { Sequelize } from 'sequelize';
import { defineUploads } from '../generation/models.ts';
import { definePayments } from '../payments/models.ts';
import { defineTrainings } from '../progress/models.ts';
import { defineUsers } from '../users/models.ts';

export function defineModels(sequelize: Sequelize) {
  return {
    Training: defineTrainings(sequelize),
    User: defineUsers(sequelize),
    Payment: definePayments(sequelize),
    Upload: defineUploads(sequelize),
  };
}
