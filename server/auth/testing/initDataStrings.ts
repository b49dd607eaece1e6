/** Init data as Telegram signs it, for one bot and one person, and variants of it. */
import { createHmac } from 'node:crypto';
import { type InitDataFields, signInitData } from '../../../simulators/telegram/signInitData.ts';
import { type InitData, type InitDataResult, validateInitData } from '../initData.ts';

export const TOKEN = '7342037359:AAHI25ES9xCOMPokpYoz-p8XVrZUdygo2J4';
export const ISSUED = 1_700_000_000;
const NOW = new Date((ISSUED + 100) * 1000);
export const clock = { now: NOW, maxAgeS: 3600 };

export const USER = {
  id: 279058397,
  first_name: 'Вера & Ко + 100%',
  last_name: '𝒦=🙂',
  username: 'vera',
  language_code: 'ru',
  is_premium: true,
  allows_write_to_pm: true,
  photo_url: 'https://t.me/i/userpic/320/abc.svg',
};

export const FIELDS = {
  query_id: 'AAHdF6IQAAAAAN0XohDhrOrc',
  user: USER,
  auth_date: ISSUED,
  start_param: 'ref_42-a',
  chat_instance: '-3788475317572404878',
  chat_type: 'private',
};

export const { user: _user, ...withoutUser } = FIELDS;
export const { auth_date: _date, ...withoutDate } = FIELDS;

export function check(raw: string, overrides: Partial<typeof clock> = {}): InitDataResult {
  return validateInitData(raw, TOKEN, { ...clock, ...overrides });
}

export function sign(fields: InitDataFields): string {
  return signInitData(fields, TOKEN);
}

/** Signs pairs whose raw spelling is given, as a validator that decodes and sorts would see them. */
export function hashAsNaive(raw: string): string {
  const lines = [...new URLSearchParams(raw)]
    .filter(([key]) => key !== 'hash')
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  const secret = createHmac('sha256', 'WebAppData').update(TOKEN).digest();
  return createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
}

export function hashIn(raw: string): string | null {
  return new URLSearchParams(raw).get('hash');
}

export function signRaw(pairs: string): string {
  return `${pairs}&hash=${hashAsNaive(pairs)}`;
}

/** @throws Error when the string was refused. */
export function accepted(result: InitDataResult): InitData {
  if (!result.ok) {
    throw new Error(`Refused: ${result.reason}`);
  }
  return result.data;
}
