/** All of Sequelize's models, bound to one database. */
import type { Sequelize } from 'sequelize';
import { defineUsers } from '../users/models.ts';

export function defineModels(sequelize: Sequelize) {
  return { User: defineUsers(sequelize) };
}

export type Models = ReturnType<typeof defineModels>;
