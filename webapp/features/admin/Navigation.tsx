import House from 'lucide-react/icons/house';
import { useLayoutEffect, useRef } from 'react';
import { Chips } from '../../ui/Chips.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconType } from '../../ui/Icon.tsx';
import { replace } from '../../ui/navigation/history.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useRecordText } from './records/texts.ts';
import {
  isRecordSection,
  type SectionName,
  sectionNames,
  sections,
  showSection,
} from './sections.ts';
import { useAdminText } from './texts/useAdminText.ts';

export interface NavigationProps {
  section: SectionName;
  /** How much waits for an admin, by section. */
  waiting: Partial<Record<SectionName, number>>;
}

function useSectionName(): (name: SectionName) => string {
  const t = useAdminText();
  const records = useRecordText();
  return (name) => (isRecordSection(name) ? records(`sections.${name}`) : t(`sections.${name}`));
}

/** The sections as a row of chips, on a phone. */
export function SectionChips({ section, waiting }: NavigationProps) {
  const t = useAdminText();
  const nameOf = useSectionName();
  const box = useRef<HTMLDivElement>(null);
  const counts = Object.values(waiting).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a count that arrives moves the chips
  useLayoutEffect(() => {
    box.current?.querySelector('.on')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [counts]);
  return (
    <div ref={box} className="admin-sections">
      <Chips
        label={t('sections.label')}
        items={sectionNames.map((name) => ({
          value: name,
          label: nameOf(name),
          count: waiting[name] || undefined,
        }))}
        value={section}
        onChange={(name) => showSection(name)}
      />
    </div>
  );
}

/** The sections down the left side, on a wide screen. */
export function Rail({ section, waiting }: NavigationProps) {
  const t = useAdminText();
  const nameOf = useSectionName();
  return (
    <nav className="admin-rail" aria-label={t('sections.label')}>
      {sectionNames.map((name) => (
        <RailLink
          key={name}
          icon={sections[name].icon}
          text={nameOf(name)}
          path={sections[name].path}
          on={name === section}
          count={waiting[name]}
        />
      ))}
      <hr />
      <RailLink icon={House} text={t('sections.back')} path="/" />
    </nav>
  );
}

function RailLink({
  icon,
  text,
  path,
  on,
  count,
}: {
  icon: IconType;
  text: string;
  path: string;
  on?: boolean;
  count?: number | undefined;
}) {
  return (
    <a
      href={path}
      className={cx(on && 'on')}
      aria-current={on ? 'page' : undefined}
      onClick={(event) => {
        event.preventDefault();
        void replace(path);
      }}
    >
      <Icon icon={icon} size={20} />
      {text}
      {count ? <Tag kind="bad">{count}</Tag> : null}
    </a>
  );
}
