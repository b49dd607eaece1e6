import type { ReactNode } from 'react';
import type { SupportContext, SupportMessage } from '../../../shared/schemas/support.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useOwnText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Tag, type TagProps } from '../../ui/Tag.tsx';
import './support.css';
import { en, ru } from './texts.ts';

const refundKinds = {
  asked: 'act',
  refunded: 'ok',
  declined: 'neutral',
} as const satisfies Record<NonNullable<SupportMessage['refund']>, TagProps['kind']>;

export interface ConversationProps<Message extends SupportMessage> {
  label: string;
  /** Oldest first. */
  messages: readonly Message[];
  /** Whose side this is: their messages stand on the right. */
  own: SupportMessage['author'];
  /** Under a message: who wrote it, how it fares. */
  foot?: (message: Message) => ReactNode;
}

/** What a person and support have written. Plain text: nothing in it is taken for markup. */
export function Conversation<Message extends SupportMessage>({
  label,
  messages,
  own,
  foot,
}: ConversationProps<Message>) {
  const t = useOwnText({ en, ru });
  const f = useFormat();
  return (
    <ol className="talk" aria-label={label}>
      {messages.map((message) => (
        <li key={message.id} className={cx('bubble', message.author === own && 'own')}>
          <span className="vh">
            {message.author === 'staff' ? t('support') : t(own === 'person' ? 'you' : 'person')}
          </span>
          {message.context && <ContextLine context={message.context} />}
          {message.refund && (
            <Tag kind={refundKinds[message.refund]}>{t(`refund.${message.refund}`)}</Tag>
          )}
          <p className="words">{message.text}</p>
          <span className="cap t2 num">
            {foot?.(message)}
            {f.moment(message.createdAt)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The payment or work that a message is about. */
export function ContextLine({ context }: { context: SupportContext }) {
  return <span className="cap t2 num about">{useContextText()(context)}</span>;
}

/** Names a payment or a work in one line. */
export function useContextText() {
  const t = useOwnText({ en, ru });
  const f = useFormat();
  return (context: SupportContext): string => {
    const number = context.id.slice(-12);
    return context.type === 'payment'
      ? t('context.payment', { amount: f.money(context.amount, context.currency), number })
      : t('context.generation', { number, model: context.modelName });
  };
}
