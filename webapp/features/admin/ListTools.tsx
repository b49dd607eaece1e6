import Search from 'lucide-react/icons/search';
import type { ReactNode } from 'react';
import { Field } from '../../ui/Field.tsx';

interface ListToolsProps {
  /** The placeholder of the search field. */
  search: string;
  maxLength?: number;
  query: string;
  onQuery: (query: string) => void;
  /** Filters below it. */
  children: ReactNode;
}

/** The controls of a list: a search field, and filters. */
export function ListTools({ search, maxLength = 100, query, onQuery, children }: ListToolsProps) {
  return (
    <div className="admin-tools">
      <div className="pad">
        <Field
          label={search}
          placeholder={search}
          type="search"
          enterKeyHint="search"
          maxLength={maxLength}
          icon={Search}
          value={query}
          onChange={onQuery}
        />
      </div>
      {children}
    </div>
  );
}
