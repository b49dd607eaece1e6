/** Maps what a model or a constraint refuses to the codes of `shared/errors.ts`. */
import { UniqueConstraintError, ValidationError } from 'sequelize';
import type { ErrorCode } from '../../shared/errors.ts';
import { DomainError } from '../core/errors.ts';
import { databaseFailure } from './failures.ts';

/** Constraints that a person's own input can violate. All others are faults of the program. */
export const codesByConstraint: Partial<Record<string, ErrorCode>> = {
  wallets_balance_check: 'INSUFFICIENT_FUNDS',
  models_pkey: 'CONFLICT',
  packs_pkey: 'CONFLICT',
  plans_pkey: 'CONFLICT',
  levels_pkey: 'CONFLICT',
  badges_pkey: 'CONFLICT',
  presets_pkey: 'CONFLICT',
  promo_codes_code_key: 'CONFLICT',
  promo_codes_limit_check: 'CONFLICT',
  levels_min_xp_key: 'CONFLICT',
  bot_keys_valid: 'CONFLICT',
  user_badges_badge_fkey: 'NOT_FOUND',
  webinar_registrations_webinar_id_fkey: 'NOT_FOUND',
};

/**
 * The domain error for a value that a model's validator or a named constraint has refused.
 * @returns null when the failure is of another kind.
 */
export function refusalOf(error: unknown): DomainError | null {
  if (error instanceof ValidationError && !(error instanceof UniqueConstraintError)) {
    const fields = error.errors.slice(0, 10).flatMap(({ path }) => path ?? []);
    return new DomainError('BAD_REQUEST', { fields }, { cause: error });
  }
  const { constraint } = databaseFailure(error);
  const code = constraint === undefined ? undefined : codesByConstraint[constraint];
  return code ? new DomainError(code, {}, { cause: error }) : null;
}
