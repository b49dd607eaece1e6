import { describe, expect, it } from 'vitest';
import { signInitData } from '../../simulators/telegram/signInitData.ts';
import { isLaunchQuery, parseLaunchParams, queryOf } from './launchParams.ts';
import { completePalette, lightPalette } from './palette.ts';

const signed = signInitData(
  {
    query_id: 'AAH',
    user: { id: 7, first_name: 'Анна & Co = "1+1"', language_code: 'ru' },
    auth_date: 1_790_000_000,
    start_param: 'promo_SAVE20',
  },
  '7000000001:AAtest-token',
);
const rest = 'tgWebAppVersion=8.0&tgWebAppPlatform=ios&tgWebAppThemeParams=%7B%7D';
const parse = (address: string) => parseLaunchParams(queryOf(address));

describe('the signed data', () => {
  it.each([
    ['encoded once more, as promised', encodeURIComponent(signed)],
    ['encoded as a form', new URLSearchParams({ d: signed }).toString().slice(2)],
    ['not encoded once more', signed],
    ['encoded twice more', encodeURIComponent(encodeURIComponent(signed))],
  ])('reaches the server as it was signed when it is %s', (_, data) => {
    for (const address of [
      `https://coins.example/#tgWebAppData=${data}&${rest}`,
      `https://coins.example/?bot=quiz#${rest}&tgWebAppData=${data}`,
      `https://coins.example/?tgWebAppData=${data}&${rest}`,
    ]) {
      const params = parse(address);
      expect(params.rawInitData).toBe(signed);
      expect(params.user).toMatchObject({ id: 7, language_code: 'ru' });
      expect(params).toMatchObject({
        startParam: 'promo_SAVE20',
        version: '8.0',
        platform: 'ios',
      });
    }
  });

  it('fits into a header whatever characters it has', () => {
    const plain = 'user={"id":7,"first_name":"Анна"}&auth_date=1&hash=ab';
    const { rawInitData, user } = parse(`https://coins.example/#tgWebAppData=${plain}&${rest}`);
    expect(() => new Headers({ authorization: `tma ${rawInitData}` })).not.toThrow();
    expect(user).toMatchObject({ first_name: 'Анна' });
  });

  it('may be missing, as when a keyboard button opens the app', () => {
    expect(parse(`https://coins.example/#${rest}`)).toMatchObject({ rawInitData: '', user: null });
  });
});

describe('fields with unexpected values', () => {
  const withFields = (fields: string) =>
    parse(`https://coins.example/#tgWebAppData=${encodeURIComponent(signed)}&${fields}`);

  it.each([
    ['no version', 'tgWebAppPlatform=ios'],
    ['no platform', 'tgWebAppVersion=8.0'],
    ['an unreadable version', 'tgWebAppVersion=new&tgWebAppPlatform=ios'],
    ['a theme that is no JSON', 'tgWebAppVersion=8.0&tgWebAppThemeParams={'],
    ['broken encoding', `${rest}&tgWebAppDefaultColors=%E0%A4%A`],
    ['flags of another form', `${rest}&tgWebAppFullscreen=yes&tgWebAppBotInline`],
  ])('%s: the person is known all the same', (_, fields) => {
    expect(withFields(fields)).toMatchObject({ rawInitData: signed, user: { id: 7 } });
  });

  it.each(['', 'tgWebAppVersion=', 'tgWebAppVersion=new', 'tgWebAppVersion=8.x'])(
    'an address with the version %j tells none',
    (fields) => {
      expect(withFields(fields).version).toBeNull();
    },
  );

  it('of the user leave the rest readable', () => {
    const raw = 'user=%5B1%5D&auth_date=1&hash=ab';
    const address = `https://coins.example/#tgWebAppData=${encodeURIComponent(raw)}&${rest}`;
    expect(parse(address)).toMatchObject({ rawInitData: raw, user: null });
  });

  it.each([null, '', 'rgb(0,0,0)', 'red', {}, true])('theme colour %j: the default one', (odd) => {
    const theme = { bg_color: odd, text_color: '#112233', unknown_key: '#abcdef', hint_color: 5 };
    const { theme: read } = withFields(
      `${rest.replace('%7B%7D', encodeURIComponent(JSON.stringify(theme)))}`,
    );
    expect(read).toEqual({ text_color: '#112233', hint_color: '#000005' });
    expect(completePalette(read).bg_color).toBe(lightPalette.bg_color);
  });

  it.each([
    ['#FFF', '#ffffff'],
    ['#ffffffff', '#ffffff'],
    ['#17212B', '#17212b'],
  ])('theme colour %s is read as %s', (text, colour) => {
    const theme = encodeURIComponent(JSON.stringify({ bg_color: text }));
    expect(withFields(rest.replace('%7B%7D', theme)).theme).toEqual({ bg_color: colour });
  });
});

describe('isLaunchQuery', () => {
  it.each([
    ['tgWebAppData=a', true],
    ['x=1&tgWebAppVersion=7.0', true],
    ['tgWebAppStartParam=r_abc', false],
    ['', false],
  ])('%s: %s', (query, is) => {
    expect(isLaunchQuery(query)).toBe(is);
  });
});
