import House from 'lucide-react/icons/house';
import Images from 'lucide-react/icons/images';
import Shield from 'lucide-react/icons/shield';
import Wallet from 'lucide-react/icons/wallet';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useText } from '../i18n/useText.ts';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';
import { chooseTab } from './navigation/tabs.ts';
import './shell.css';

export const tabNames = ['home', 'create', 'gallery', 'wallet', 'admin'] as const;
export type TabName = (typeof tabNames)[number];

const tabs = {
  home: { path: '/', icon: House },
  create: { path: '/create', icon: WandSparkles },
  gallery: { path: '/gallery', icon: Images },
  wallet: { path: '/wallet', icon: Wallet },
  admin: { path: '/admin', icon: Shield },
} as const satisfies Record<TabName, { path: string; icon: IconType }>;

export interface TabBarProps {
  active: TabName;
  admin: boolean;
  /** Tabs with something new. */
  dots?: readonly TabName[];
}

/** The roots of the app. */
export function TabBar({ active, admin, dots = [] }: TabBarProps) {
  const t = useText();
  return (
    <nav className="tabbar" aria-label={t('tabs.label')}>
      {tabNames
        .filter((name) => name !== 'admin' || admin)
        .map((name) => (
          <a
            key={name}
            href={tabs[name].path}
            className={cx('tab', name === active && 'on')}
            aria-current={name === active ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              chooseTab(tabs[name].path, name === active && location.pathname === tabs[name].path);
            }}
          >
            <Icon icon={tabs[name].icon} />
            <span>{t(`tabs.${name}`)}</span>
            {dots.includes(name) && <span className="dot" />}
          </a>
        ))}
    </nav>
  );
}
