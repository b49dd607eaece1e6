import { useQuery } from '@tanstack/react-query';
import { activityDays, roles } from '../../../../shared/closedSets.ts';
import { languages } from '../../../../shared/language.ts';
import type { BroadcastAudience } from '../../../../shared/schemas/broadcasts.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Select } from './Select.tsx';
import { useBroadcastText } from './texts.ts';

interface AudiencePartProps {
  audience: BroadcastAudience;
  onChange: (audience: BroadcastAudience) => void;
}

const ANY = '' as const;
const HELD = '+';
const NOT_HELD = '-';

function planChoice(plan: BroadcastAudience['plan']): string {
  if (plan === null) {
    return ANY;
  }
  return plan.held ? (plan.code ?? HELD) : NOT_HELD;
}

function planOf(choice: string): BroadcastAudience['plan'] {
  switch (choice) {
    case ANY:
      return null;
    case NOT_HELD:
      return { held: false };
    default:
      return { held: true, code: choice === HELD ? null : choice };
  }
}

const activityChoice = (activity: BroadcastAudience['activity']) =>
  activity ? `${activity.seen ? HELD : NOT_HELD}${activity.days}` : ANY;

const activityOf = (choice: string): BroadcastAudience['activity'] =>
  choice === ANY ? null : { seen: choice.startsWith(HELD), days: Number(choice.slice(1)) };

/** The audience: everybody who matches all filters. */
export function AudiencePart({ audience, onChange }: AudiencePartProps) {
  const t = useBroadcastText();
  const f = useFormat();
  const words = useText('plans');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.admin.broadcasts.queryOptions({ limit: 1 }));
  const plans = data?.plans ?? [];
  const any = { value: ANY, label: t('audience.any') };
  return (
    <fieldset className="broadcast-audience">
      <legend className="h3">{t('audience.title')}</legend>
      <Select
        label={t('audience.language')}
        value={audience.language ?? ANY}
        items={[any, ...languages.map((value) => ({ value, label: t(`languages.${value}`) }))]}
        onChange={(value) => onChange({ ...audience, language: value === ANY ? null : value })}
      />
      <Select
        label={t('audience.bot')}
        value={audience.bot ?? ANY}
        items={[any, ...(data?.bots ?? []).map((name) => ({ value: name, label: name }))]}
        onChange={(value) => onChange({ ...audience, bot: value === ANY ? null : value })}
      />
      <Select
        label={t('audience.activity')}
        value={activityChoice(audience.activity)}
        items={[
          any,
          ...activityDays.map((count) => ({
            value: `${HELD}${count}`,
            label: t('audience.seen', { count }),
          })),
          ...activityDays.map((count) => ({
            value: `${NOT_HELD}${count}`,
            label: t('audience.away', { count }),
          })),
        ]}
        onChange={(value) => onChange({ ...audience, activity: activityOf(value) })}
      />
      <Select
        label={t('audience.plan')}
        value={planChoice(audience.plan)}
        items={[
          any,
          { value: HELD, label: t('audience.held') },
          { value: NOT_HELD, label: t('audience.notHeld') },
          ...plans.map(({ code, kind, stars }) => ({
            value: code,
            // Several plans of a kind have the same name: the price tells which one it is.
            label: plans.some((one) => one.kind === kind && one.code !== code)
              ? `${words(`kinds.${kind}`)} · ${f.money(stars, 'XTR')}`
              : words(`kinds.${kind}`),
          })),
        ]}
        onChange={(value) => onChange({ ...audience, plan: planOf(value) })}
      />
      <Select
        label={t('audience.role')}
        value={audience.role ?? ANY}
        items={[any, ...roles.map((value) => ({ value, label: t(`audience.roles.${value}`) }))]}
        onChange={(value) => onChange({ ...audience, role: value === ANY ? null : value })}
      />
    </fieldset>
  );
}
