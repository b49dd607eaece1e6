import { useText } from '../i18n/useText.ts';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';
import { chooseTab } from './navigation/tabs.ts';
import './shell.css';

export type TabName = 'home' | 'create' | 'gallery' | 'wallet' | 'admin';

export interface Tab {
  name: TabName;
  path: string;
  icon: IconType;
}

export interface TabBarProps {
  tabs: readonly Tab[];
  active: TabName;
}

/** The top-level pages of the app. */
export function TabBar({ tabs, active }: TabBarProps) {
  const t = useText();
  return (
    <nav className="tabbar" aria-label={t('tabs.label')}>
      {tabs.map(({ name, path, icon }) => (
        <a
          key={name}
          href={path}
          className={cx('tab', name === active && 'on')}
          aria-current={name === active ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            chooseTab(path, name === active && location.pathname === path);
          }}
        >
          <Icon icon={icon} />
          <span>{t(`tabs.${name}`)}</span>
        </a>
      ))}
    </nav>
  );
}
