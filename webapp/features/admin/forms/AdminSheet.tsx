import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { AdminAlert, AdminUserCard } from '../../../../shared/schemas/admin.ts';
import type { BotKeyFacts } from '../../../../shared/schemas/adminBots.ts';
import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { useSheetPlace } from '../../../ui/sheetPlace.ts';
import '../../../domain/coins/payment.css';
import '../../../ui/table.css';
import '../admin.css';
import './forms.css';
import '../records/records.css';
import { isNameless } from '../audit/values.ts';
import { BotKeyForm } from '../botKeys/BotKeyForm.tsx';
import { RevokeForm } from '../botKeys/RevokeForm.tsx';
import { useBotKeyText } from '../botKeys/texts.ts';
import { useGenerationText } from '../generations/texts.ts';
import { PaymentStory } from '../payments/PaymentStory.tsx';
import { usePaymentText } from '../payments/texts.ts';
import { ManyCodesForm } from '../records/ManyCodesForm.tsx';
import { RecordForm } from '../records/RecordForm.tsx';
import { useRecordTitle } from '../records/RecordName.tsx';
import { useRecordText } from '../records/texts.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { personName } from '../users/PeopleTable.tsx';
import { usePersonText } from '../users/texts.ts';
import { AccessForm } from './AccessForm.tsx';
import { AdjustForm } from './AdjustForm.tsx';
import { BadgeForm } from './BadgeForm.tsx';
import { BlockForm } from './BlockForm.tsx';
import { EraseForm } from './EraseForm.tsx';
import { ExportForm } from './ExportForm.tsx';
import { OpenAsForm } from './OpenAsForm.tsx';
import { PlanDaysForm } from './PlanDaysForm.tsx';
import { RefundForm } from './RefundForm.tsx';
import { ResolveForm } from './ResolveForm.tsx';
import { RoleForm } from './RoleForm.tsx';
import { WorkForm, type WorkFormProps } from './WorkForm.tsx';

/** Props of an action on one person. */
type PersonForm =
  | 'adjust'
  | 'block'
  | 'role'
  | 'access'
  | 'badge'
  | 'planDays'
  | 'export'
  | 'erase'
  | 'openAs';

export type AdminSheetProps =
  | { form: PersonForm; card: AdminUserCard }
  | ({ form: 'work' } & Omit<WorkFormProps, 'onDone'>)
  | { form: 'refund' | 'payment'; payment: AdminPayment }
  | { form: 'resolve'; alert: AdminAlert }
  | { form: 'record'; section: SectionCode; record: AdminRecord | null }
  | { form: 'codes' }
  | { form: 'botKey'; bots: readonly string[] }
  | { form: 'revokeBotKey'; botKey: BotKeyFacts };

/** Every form of the admin tab: a sheet on a phone, a dialog on a wide screen. */
export function AdminSheet(props: AdminSheetProps) {
  const desktop = useDesktop();
  const title = useTitle(props);
  const { close } = useSheetPlace();
  return (
    <div className="admin-dialog">
      <Sheet title={title} surface={desktop} mainButton={!desktop && props.form !== 'payment'}>
        <Form {...props} onDone={close} />
      </Sheet>
    </div>
  );
}

/** The dot stays on the title's line when the name goes to the next one. */
const about = (title: string, name: string) => `${title}\u00a0· ${name}`;

/** A person without a name, as one whose account is deleted, leaves the title alone. */
const titled = (title: string, name: string) => (isNameless(name) ? title : about(title, name));

function useTitle(props: AdminSheetProps): string {
  const t = useAdminText();
  const records = useRecordText();
  const titleOf = useRecordTitle();
  const generations = useGenerationText();
  const keys = useBotKeyText();
  const people = usePersonText();
  const payments = usePaymentText();
  switch (props.form) {
    case 'adjust':
      return t('adjust.title');
    case 'block':
      return about(
        t(props.card.user.blocked ? 'block.unblockTitle' : 'block.title'),
        personName(props.card.user),
      );
    case 'role':
      return about(t('role.title'), personName(props.card.user));
    case 'access':
      return about(t('access.title'), personName(props.card.user));
    case 'badge':
      return about(people('badges.grant'), personName(props.card.user));
    case 'planDays':
    case 'export':
    case 'erase':
    case 'openAs':
      return about(people(`${props.form}.title`), personName(props.card.user));
    case 'work':
      return titled(
        props.act === 'refund' ? generations('refundTitle') : t(`works.${props.act}Title`),
        props.person.userName,
      );
    case 'refund':
      return titled(t('refund.title'), props.payment.userName);
    case 'payment':
      return titled(payments('title'), props.payment.userName);
    case 'resolve':
      return t('alerts.title');
    case 'record':
      return props.record ? titleOf(props.section, props.record) : records(`adds.${props.section}`);
    case 'codes':
      return records('many');
    case 'botKey':
      return keys('createTitle');
    case 'revokeBotKey':
      return keys('revokeTitle');
  }
}

function Form(props: AdminSheetProps & { onDone: () => void }) {
  const { onDone } = props;
  switch (props.form) {
    case 'adjust':
      return <AdjustForm card={props.card} onDone={onDone} />;
    case 'block':
      return <BlockForm card={props.card} onDone={onDone} />;
    case 'role':
      return <RoleForm card={props.card} onDone={onDone} />;
    case 'access':
      return <AccessForm card={props.card} onDone={onDone} />;
    case 'badge':
      return <BadgeForm card={props.card} onDone={onDone} />;
    case 'planDays':
      return <PlanDaysForm card={props.card} onDone={onDone} />;
    case 'export':
      return <ExportForm card={props.card} onDone={onDone} />;
    case 'erase':
      return <EraseForm card={props.card} onDone={onDone} />;
    case 'openAs':
      return <OpenAsForm card={props.card} />;
    case 'work':
      return <WorkForm act={props.act} person={props.person} work={props.work} onDone={onDone} />;
    case 'refund':
      return <RefundForm payment={props.payment} onDone={onDone} />;
    case 'payment':
      return <PaymentStory payment={props.payment} onDone={onDone} />;
    case 'resolve':
      return <ResolveForm alert={props.alert} onDone={onDone} />;
    case 'record':
      return <RecordForm section={props.section} record={props.record} onDone={onDone} />;
    case 'codes':
      return <ManyCodesForm />;
    case 'botKey':
      return <BotKeyForm bots={props.bots} />;
    case 'revokeBotKey':
      return <RevokeForm botKey={props.botKey} onDone={onDone} />;
  }
}
