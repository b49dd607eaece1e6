import { ask, fileAddress } from './api.ts';
import { askInPhone, popupFromApp, qrFromApp } from './dialogs.ts';
import type { Handlers, Payload } from './handlers.ts';
import type { Host } from './host.ts';
import { openInvoice } from './invoiceSheet.ts';
import { openTelegramLink, openWebLink } from './links.ts';

const CLIPBOARD_EVENT = 'clipboard_text_received';

async function writeAccess(host: Host): Promise<void> {
  const { texts, bot, where } = host;
  const isAllowed =
    host.view.writeAccess ||
    (await askInPhone(host, { title: bot.title, message: texts.writeAccess, yes: texts.allow }));
  if (isAllowed) await ask('writeAccess', { ...where, allowed: true });
  host.post('write_access_requested', { status: isAllowed ? 'allowed' : 'cancelled' });
}

async function phone(host: Host): Promise<void> {
  const { texts, bot, where } = host;
  const agreed = await askInPhone(host, {
    title: bot.title,
    message: texts.phone,
    yes: texts.share,
  });
  if (agreed) await ask('phone', where);
  host.post('phone_requested', { status: agreed ? 'sent' : 'cancelled' });
}

async function download(host: Host, data: Payload): Promise<void> {
  const [url, name] = [String(data.url), String(data.file_name)];
  const agreed = await askInPhone(host, { title: name, message: url, yes: host.texts.download });
  host.post('file_download_requested', { status: agreed ? 'downloading' : 'cancelled' });
  if (!agreed) return;
  const { headers } = await fetch(url, { method: 'HEAD' });
  if (!headers.get('content-disposition')?.startsWith('attachment')) {
    host.note('download', 'Telegram needs Content-Disposition: attachment');
  }
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
}

async function story(host: Host, data: Payload): Promise<void> {
  const { texts, where } = host;
  const url = String(data.media_url);
  const text = String(data.text ?? '');
  host.links = [...host.links, { kind: 'share', url }];
  const read = await ask('readStory', { url }).catch((error: Error) => error);
  if (read instanceof Error) {
    host.note('story', `refused: ${read.message}`);
    return;
  }
  const shown = { [read.isVideo ? 'video' : 'image']: fileAddress(read.file) };
  const isPosted = await askInPhone(host, {
    title: texts.post,
    message: text,
    yes: texts.post,
    ...shown,
  });
  if (isPosted) await ask('postStory', { ...where, ...read, text });
  host.note('story', isPosted ? 'posted' : 'discarded');
}

async function preparedMessage(host: Host, data: Payload): Promise<void> {
  const prepared = await ask('prepared', { id: data.id });
  if (!prepared || prepared.userId !== host.personId) {
    host.post('prepared_message_failed', { error: 'MESSAGE_EXPIRED' });
    return;
  }
  const { texts } = host;
  const result = prepared.result as unknown as Payload;
  const content = result.input_message_content as Payload | undefined;
  const message = String(content?.message_text ?? result.caption ?? result.title ?? '');
  const image = prepared.picture === undefined ? '' : fileAddress(prepared.picture);
  const isSent = await askInPhone(host, { title: texts.share, message, yes: texts.send, image });
  if (isSent) host.post('prepared_message_sent');
  else host.post('prepared_message_failed', { error: 'USER_DECLINED' });
}

async function homeScreen(host: Host): Promise<void> {
  const { texts, bot } = host;
  const agreed = await askInPhone(host, {
    title: bot.title,
    message: texts.addToHome,
    yes: texts.ok,
  });
  host.isOnHomeScreen ||= agreed;
  if (agreed) host.post('home_screen_added');
  else host.post('home_screen_failed', { error: 'USER_DECLINED' });
}

const answer = (event: string, data: unknown) => (host: Host) => host.post(event, data);
const unsupported = (event: string) => answer(event, { error: 'UNSUPPORTED' });

/** Methods that ask Telegram or the person to do something. */
export const ACTION_HANDLERS: Handlers = {
  web_app_open_popup: ['6.2', popupFromApp],
  web_app_open_invoice: ['6.1', (host, data) => openInvoice(host, String(data.slug), true)],
  web_app_open_link: ['6.0', (host, data) => openWebLink(host, String(data.url))],
  web_app_open_tg_link: ['6.1', (host, data) => openTelegramLink(host, String(data.path_full))],
  web_app_switch_inline_query: [
    '6.7',
    (host, data) => host.note('inline query', `@${host.bot.username} ${data.query}`),
  ],
  web_app_data_send: [
    '6.0',
    (host) => {
      host.close();
    },
  ],

  web_app_read_text_from_clipboard: [
    '6.4',
    (host, { req_id }) => host.post(CLIPBOARD_EVENT, { req_id, data: host.clipboard || null }),
  ],
  web_app_request_write_access: ['6.9', writeAccess],
  web_app_request_phone: ['6.9', phone],
  web_app_request_file_download: ['8.0', download],
  web_app_share_to_story: ['7.8', story],
  web_app_send_prepared_message: ['8.0', preparedMessage],
  web_app_add_to_home_screen: ['8.0', homeScreen],
  web_app_check_home_screen: [
    '8.0',
    (host) =>
      host.post('home_screen_checked', { status: host.isOnHomeScreen ? 'added' : 'missed' }),
  ],
  web_app_open_scan_qr_popup: ['6.4', qrFromApp],
  web_app_close_scan_qr_popup: ['6.4', (host) => host.phone?.dismiss()],

  web_app_biometry_get_info: ['7.2', answer('biometry_info_received', { available: false })],
  web_app_biometry_request_access: ['7.2', answer('biometry_info_received', { available: false })],
  web_app_biometry_request_auth: ['7.2', answer('biometry_auth_requested', { status: 'failed' })],
  web_app_biometry_update_token: ['7.2', answer('biometry_token_updated', { status: 'failed' })],
  web_app_biometry_open_settings: ['7.2', () => {}],
  web_app_check_location: ['8.0', answer('location_checked', { available: false })],
  web_app_request_location: ['8.0', answer('location_requested', { available: false })],
  web_app_open_location_settings: ['8.0', () => {}],
  web_app_request_emoji_status_access: [
    '8.0',
    answer('emoji_status_access_requested', { status: 'cancelled' }),
  ],
  web_app_set_emoji_status: ['8.0', answer('emoji_status_failed', { error: 'USER_DECLINED' })],
  web_app_start_accelerometer: ['8.0', unsupported('accelerometer_failed')],
  web_app_stop_accelerometer: ['8.0', answer('accelerometer_stopped', undefined)],
  web_app_start_gyroscope: ['8.0', unsupported('gyroscope_failed')],
  web_app_stop_gyroscope: ['8.0', answer('gyroscope_stopped', undefined)],
  web_app_start_device_orientation: ['8.0', unsupported('device_orientation_failed')],
  web_app_stop_device_orientation: ['8.0', answer('device_orientation_stopped', undefined)],
};
