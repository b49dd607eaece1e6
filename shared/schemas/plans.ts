import { z } from 'zod';
import { planKinds } from '../catalog/plans.ts';
import { planState } from './me.ts';
import { code, count, requestId } from './primitives.ts';

export const plan = z.object({
  code,
  kind: z.enum(planKinds),
  stars: count,
  roubles: count.nullable(),
  days: count.nullable(),
  dailyOperations: count.nullable(),
  credits: count,
  /** Renews by itself when paid with Stars. */
  renews: z.boolean(),
});
export const plansListOutput = z.object({ plans: z.array(plan), current: planState.nullable() });
export type PlansList = z.infer<typeof plansListOutput>;
export const cancelPlanInput = z.object({ requestId });
export const cancelPlanOutput = z.object({ current: planState.nullable() });
