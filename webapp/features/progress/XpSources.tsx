import Gem from 'lucide-react/icons/gem';
import ImageIcon from 'lucide-react/icons/image';
import Presentation from 'lucide-react/icons/presentation';
import UserPlus from 'lucide-react/icons/user-plus';
import Video from 'lucide-react/icons/video';
import type { XpCode } from '../../../shared/catalog/rewards.ts';
import type { ProgressOutput } from '../../../shared/schemas/progress.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import type { IconType } from '../../ui/Icon.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

const icons = {
  xp_image: ImageIcon,
  xp_video: Video,
  xp_webinar: Presentation,
  xp_friend: UserPlus,
  xp_topup: Gem,
} as const satisfies Record<XpCode, IconType>;
const codes = Object.keys(icons) as XpCode[];

/** The sources of XP, with the amounts set by the owner. */
export function XpSources({ sources }: { sources: ProgressOutput['sources'] }) {
  const t = useText('progress');
  const f = useFormat();
  const xpOf = (code: XpCode) => sources.find((source) => source.code === code)?.xp ?? 0;
  return (
    <div className="xp-sources">
      <Section title={t('sourcesTitle')}>
        <Rows label={t('sourcesTitle')}>
          {codes
            .filter((code) => xpOf(code) > 0)
            .map((code) => (
              <Row
                key={code}
                start={<Tile icon={icons[code]} />}
                title={t(`sources.${code}`)}
                value={<b className="sub-m link">{t('plusXp', { xp: f.number(xpOf(code)) })}</b>}
              />
            ))}
        </Rows>
        <p className="foot">{t('other')}</p>
      </Section>
    </div>
  );
}
