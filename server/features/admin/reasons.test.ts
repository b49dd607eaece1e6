/** Every action of an admin has a visible reason. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as adminSchemas from '../../../shared/schemas/admin.ts';
import * as generationSchemas from '../../../shared/schemas/adminGenerations.ts';
import * as paymentSchemas from '../../../shared/schemas/adminPayments.ts';
import * as peopleSchemas from '../../../shared/schemas/adminPeople.ts';
import { testApp } from '../../testing/testApp.ts';

const test = testApp();

/** Every input that requires a reason. */
const inputs = Object.entries<unknown>({
  ...adminSchemas,
  ...generationSchemas,
  ...paymentSchemas,
  ...peopleSchemas,
})
  .filter(([name]) => name.endsWith('Input'))
  .flatMap(([name, input]) =>
    input instanceof z.ZodObject && 'reason' in input.shape ? [{ name, input }] : [],
  );

const nothing = [
  '',
  '   ',
  '\u200b',
  ' \u2060\ufeff\t\n',
  '\u3164\u115f',
  '\u2800',
  '\u202e\u034f',
];

describe('the reason of an admin', () => {
  it('is required by each of these', () => {
    expect(inputs.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'adjustBalanceInput',
        'setBlockedInput',
        'setRoleInput',
        'setFreeAccessInput',
        'generationActionInput',
        'refundGenerationInput',
        'refundPaymentInput',
        'resolveAlertInput',
        'grantBadgeInput',
        'grantPlanDaysInput',
        'exportPersonInput',
        'erasePersonInput',
        'openAsPersonInput',
        'grantBadgeToAllInput',
      ]),
    );
  });

  it.each(inputs)('is refused when nothing of it can be seen: $name', ({ input }) => {
    const refusesReason = (reason: string) =>
      input.safeParse({ reason }).error?.issues.some(({ path }) => path[0] === 'reason') ?? false;
    expect(nothing.filter((reason) => !refusesReason(reason))).toEqual([]);
    expect(refusesReason('спам')).toBe(false);
    expect(refusesReason('👍')).toBe(false);
  });

  it('is validated by the procedure, and stored without the spaces around it', async () => {
    const { call } = await test.admin();
    const { userId } = await test.person();
    const block = (reason: string) =>
      call.admin.setBlocked({ requestId: randomUUID(), userId, blocked: true, reason });
    await expect(block('\u200b')).rejects.toMatchObject({
      message: 'BAD_REQUEST',
    });
    await block('  Спам \n');
    expect(await call.admin.user({ userId })).toMatchObject({ blockedReason: 'Спам' });
  });
});
