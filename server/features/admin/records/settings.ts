/** The settings: the kill switch, limits, who takes roubles, the bot's words. */
import type { z } from 'zod';
import type {
  changeSettingsInput,
  changeSettingsOutput,
  settingsOutput,
} from '../../../../shared/schemas/adminRecords.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { currentSettings } from '../../catalog/lookup.ts';
import { changeSettings } from '../../catalog/service.ts';
import { runAuditedAction } from '../actions.ts';

function roubleBots(app: AppContext): string[] {
  return app.config.payments.yookassa ? app.bots.all().map(({ name }) => name) : [];
}

export async function getSettings(app: AppContext): Promise<z.infer<typeof settingsOutput>> {
  return {
    ...(await currentSettings(app.db)),
    roubleBots: roubleBots(app),
    configuredFreeOperations: app.config.prices.freeOperations,
  };
}

/**
 * Changes settings; they apply in every process at once.
 * @throws DomainError INVALID_FIELDS, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT
 */
export async function editSettings(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof changeSettingsInput>,
): Promise<z.infer<typeof changeSettingsOutput>> {
  const action = { name: 'settings.change', target: 'settings' } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const { before, after } = await changeSettings(tx, input, roubleBots(app), app.now());
    app.catalog.changed(tx);
    const names = Object.keys(input.values);
    const pick = (values: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(names.map((name) => [name, values[name]]));
    return {
      before: { values: pick(before.values) },
      after: { version: after.version, values: pick(after.values) },
    };
  });
  return { version: done.version };
}
