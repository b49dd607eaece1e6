import { ask, type View, type World } from './api.ts';
import { chromeOf, safeArea } from './devices.ts';
import { paletteOf } from './palettes.ts';
import { newSession } from './session.ts';
import { forgetAppStorage, type Settings, saveSettings, sizeOf } from './settings.ts';
import { textsFor } from './texts.ts';

export interface LogEntry {
  at: string;
  from: 'app' | 'host' | 'note';
  name: string;
  data: string;
}

export interface LinkEntry {
  kind: 'web' | 'telegram' | 'share';
  url: string;
}

/** The phone, as the handlers use it. */
export interface PhoneView {
  readonly frame: HTMLIFrameElement | null;
  load(address: string): void;
  unload(): void;
  ready(): void;
  /** Shows an element over the app. @returns a function that closes it; `onFinished` gets null when it is dismissed. */
  show(
    node: HTMLElement,
    onFinished: (value: string | null) => void,
  ): (value: string | null) => void;
  dismiss(): void;
  setMinimised(isMinimised: boolean): void;
}

const MAX_LOG = 500;

/** The launch parameters, with the chosen deviations. */
function launchQuery(
  initData: string,
  usual: Record<string, string>,
  { params, encodings }: Settings,
): string {
  const odd: Record<string, string | null> = JSON.parse(params || '{}');
  let data = initData;
  for (let i = 0; i < Number(encodings); i++) data = encodeURIComponent(data);
  const rest = new URLSearchParams(
    Object.entries({ ...usual, ...odd }).filter(
      (pair): pair is [string, string] => pair[1] !== null,
    ),
  );
  return `tgWebAppData=${data}&${rest}`;
}

/** The simulated Telegram app: its settings, the opened Mini App, and the messages between the two. */
export class Host {
  settings: Settings;
  readonly world: World;
  view: View;
  /** The view of the bot that the chat is with. */
  chatView: View;
  session = newSession();
  log: LogEntry[] = [];
  links: LinkEntry[] = [];
  clipboard = '';
  isOnHomeScreen = false;
  /** Redraws everything around the app; set by the page. */
  draw: () => void = () => {};
  phone: PhoneView | null = null;
  /** The person for whom the app is open; a `newcomer` exists by then. */
  personId = 0;
  #sentGeometry = '';

  constructor(settings: Settings, world: World, view: View) {
    this.settings = settings;
    this.world = world;
    this.view = view;
    this.chatView = view;
  }

  /** The bot whose app is open. */
  get bot() {
    const bots = this.world.bots.filter(({ hasApp }) => hasApp);
    const bot = bots.find((b) => b.name === this.settings.bot) ?? bots[0];
    if (!bot) throw new Error('The simulator has no bots');
    return bot;
  }

  get language(): string {
    return this.settings.lang || this.view.person.languageCode;
  }

  get texts() {
    return textsFor(this.language);
  }

  get palette() {
    return paletteOf(this.settings.theme, this.settings.accent);
  }

  get chrome() {
    return chromeOf(this.settings.platform, sizeOf(this.settings).width);
  }

  /** The person and bot of a request. */
  get where() {
    return { bot: this.bot.name, person: this.personId };
  }

  /** The person and bot of the chat. */
  get chatWhere() {
    const { bots } = this.world;
    const bot = bots.find(({ name }) => name === this.settings.chat) ?? this.bot;
    return { bot: bot.name, person: this.personId };
  }

  colour(value: string): string {
    return value.startsWith('#') ? value : (this.palette[value] ?? this.palette.bg_color);
  }

  note(name: string, data = ''): void {
    this.#write('note', name, data);
  }

  received(name: string, data: unknown): void {
    this.#write('app', name, data === undefined || data === null ? '' : JSON.stringify(data));
  }

  /** Sends an event to the app. Messages are JSON text in both directions. */
  post(eventType: string, eventData?: unknown): void {
    if (this.settings.silent.split(',').includes(eventType)) {
      this.note('not sent', eventType);
      return;
    }
    this.#write('host', eventType, eventData === undefined ? '' : JSON.stringify(eventData));
    const message = JSON.stringify({ eventType, eventData });
    this.phone?.frame?.contentWindow?.postMessage(message, location.origin);
  }

  /** Opens the app as the chosen person, with init data signed at this moment. */
  async open(options: { startapp?: string; path?: string } = {}): Promise<void> {
    const { theme, version, platform } = this.settings;
    const startapp = options.startapp ?? this.settings.startapp;
    const path = options.path ?? this.settings.path;
    const { initData } = await ask('launch', {
      ...this.where,
      startParam: startapp,
      languageCode: this.settings.lang,
    });
    const launch = {
      tgWebAppVersion: version,
      tgWebAppPlatform: platform,
      tgWebAppThemeParams: JSON.stringify(paletteOf(theme, this.settings.accent)),
      ...(startapp && { tgWebAppStartParam: startapp }),
    };
    const address = new URL(path, location.origin);
    address.hash = launchQuery(initData, launch, this.settings);
    this.session = { ...newSession(), isOpen: true };
    this.#sentGeometry = '';
    this.note('opened', `${address.pathname}${address.search}`);
    this.phone?.load(address.href);
    this.draw();
  }

  close(): void {
    this.session = newSession();
    this.note('closed');
    this.phone?.unload();
    this.draw();
  }

  async refresh(): Promise<void> {
    const isSame = this.chatWhere.bot === this.where.bot;
    const [view, other] = await Promise.all([
      ask('view', this.where),
      isSame ? null : ask('view', this.chatWhere),
    ]);
    this.view = view;
    this.chatView = other ?? view;
    this.draw();
  }

  /** Changes settings. Theme and size are sent to the running app; the others open it again. */
  async choose(changes: Partial<Settings>): Promise<void> {
    const before = this.settings;
    this.settings = { ...before, ...changes };
    saveSettings(this.settings);
    const names = Object.keys(changes);
    if (names.includes('person') || names.includes('bot')) {
      if (names.includes('person')) forgetAppStorage();
      await this.become();
      await this.open();
    } else if (names.includes('chat')) {
      await this.refresh();
    } else if (names.some((n) => ['lang', 'platform', 'version'].includes(n))) {
      await this.open();
    } else {
      this.draw();
      if (names.includes('theme') || names.includes('accent')) this.postTheme();
    }
  }

  /** Finds the chosen person, or creates the newcomer. */
  async become(): Promise<void> {
    const { person } = this.settings;
    if (person === 'newcomer') {
      const created = await ask('newcomer', {});
      this.world.people.push(created);
      this.personId = created.id;
    } else {
      const known = this.world.people.find((p) => p.key === person || String(p.id) === person);
      this.personId = known?.id ?? this.world.people[0]?.id ?? 0;
    }
    await this.refresh();
  }

  postTheme(): void {
    this.post('theme_changed', { theme_params: this.palette });
  }

  postViewport(): void {
    const frame = this.phone?.frame;
    if (!frame) return;
    this.post('viewport_changed', {
      height: frame.clientHeight,
      width: frame.clientWidth,
      is_expanded: true,
      is_state_stable: true,
    });
  }

  get insets() {
    const { isFullscreen, main, secondary, hasKeyboard } = this.session;
    const isCovered = main.is_visible || secondary.is_visible || hasKeyboard;
    return safeArea(this.chrome, this.settings.safe, isFullscreen, isCovered);
  }

  get contentInsets() {
    const top = this.session.isFullscreen && this.chrome !== 'desktop' ? 46 : 0;
    return { top, bottom: 0, left: 0, right: 0 };
  }

  /** Reports size and insets when drawing has changed them. */
  reportGeometry(): void {
    const frame = this.phone?.frame;
    if (!frame || !this.session.isOpen) return;
    const insets = JSON.stringify([this.insets, this.contentInsets]);
    const now = `${frame.clientWidth}x${frame.clientHeight}${insets}`;
    if (now === this.#sentGeometry) return;
    const isFirst = this.#sentGeometry === '';
    this.#sentGeometry = now;
    if (isFirst) return;
    this.postViewport();
    this.post('safe_area_changed', this.insets);
    this.post('content_safe_area_changed', this.contentInsets);
  }

  #write(from: LogEntry['from'], name: string, data: string): void {
    const at = new Date().toISOString().slice(11, 23);
    this.log = [...this.log.slice(-MAX_LOG), { at, from, name, data }];
    this.onLog();
  }

  /** Redraws the log only. */
  onLog: () => void = () => {};
}
