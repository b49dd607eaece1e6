import type { ReactNode } from 'react';
import { RadioGroup, RadioRow } from '../../ui/Choice.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useSheetPlace } from '../../ui/sheetPlace.ts';

export interface PickerOption {
  value: string;
  title: string;
  note?: string;
  start?: ReactNode;
  /** A price; for one that cannot be chosen a `Tag` with the reason. */
  end?: ReactNode;
  disabled?: boolean;
}

export interface PickerSheetProps {
  title: string;
  options: readonly PickerOption[];
  value: string | null;
  onChoose: (value: string) => void;
  /** Under the list. */
  note?: string;
}

/** One choice of several: applies at once and closes itself. */
export function PickerSheet({ title, options, value, onChoose, note }: PickerSheetProps) {
  const { close } = useSheetPlace();
  return (
    <Sheet title={title}>
      <RadioGroup label={title} className="rows">
        {options.map((option, i) => (
          <RadioRow
            key={option.value}
            {...option}
            value={option.end}
            on={option.value === value}
            first={i === 0 && !options.some((one) => one.value === value)}
            onChoose={() => {
              onChoose(option.value);
              close();
            }}
          />
        ))}
      </RadioGroup>
      {note && <p className="foot">{note}</p>}
    </Sheet>
  );
}
