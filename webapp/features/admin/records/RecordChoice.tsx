import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/client.ts';
import { ChoiceInput } from './ChoiceInput.tsx';
import type { FieldInputProps } from './fieldProps.ts';

/** A select of another model of the same operation. */
export function RecordChoice(props: FieldInputProps) {
  const trpc = useTRPC();
  const { operation, code } = props.drafts;
  const models = useQuery(trpc.admin.records.queryOptions({ section: 'models', limit: 100 }));
  const others = (models.data?.items ?? []).filter(
    ({ key, values }) => key !== code && values.operation === operation,
  );
  const names = new Map(others.map(({ key, values }) => [key, String(values.name)]));
  return (
    <ChoiceInput {...props} of={[...names.keys()]} nameOf={(value) => names.get(value) ?? value} />
  );
}
