/** Where the owner reads reports: as set by admins, else as configured. */
import { chatForm } from '../../../shared/records/fields.ts';
import type { AppContext } from '../../app/context.ts';

export interface ReportChat {
  chatId: number;
  /** A topic of the group; null: the chat itself. */
  topicId: number | null;
}

/** Null where no reports are wanted. */
export async function reportChat(app: AppContext): Promise<ReportChat | null> {
  const { settings } = await app.catalog.read();
  const [, chat, topic] = chatForm.exec(settings.reports_chat ?? '') ?? [];
  if (chat !== undefined) {
    return { chatId: Number(chat), topicId: topic === undefined ? null : Number(topic) };
  }
  return app.config.telegram.reportsChat;
}
