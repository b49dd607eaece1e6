import { ask, loadWorld, onChanges } from './api.ts';
import { installBridge } from './bridge.ts';
import { drawControls } from './controls.ts';
import { h } from './dom.ts';
import { Host } from './host.ts';
import { Phone } from './phone.ts';
import { loadSettings, saveSettings, sizeOf } from './settings.ts';
import { Side } from './side.ts';

const PHONE_MARGIN = 44;

/** Scales the phone down when the window is lower than it; the app keeps its size in CSS pixels. */
function scaleToFit(stage: HTMLElement, phone: HTMLElement, host: Host): void {
  const { width, height } = sizeOf(host.settings);
  const room = Math.min(
    (stage.clientHeight - PHONE_MARGIN) / height,
    (stage.clientWidth - PHONE_MARGIN) / width,
  );
  const scale = host.settings.embed ? 1 : Math.min(1, Math.max(0.3, room));
  phone.style.transform = scale === 1 ? '' : `scale(${scale})`;
  phone.style.margin = `${(height * (scale - 1)) / 2}px ${(width * (scale - 1)) / 2}px`;
}

async function start(): Promise<void> {
  const settings = loadSettings();
  const world = await loadWorld();
  const isKnown = world.bots.some((bot) => bot.name === settings.bot);
  if (!isKnown) settings.bot = world.bots[0]?.name ?? '';
  const first = { bot: settings.bot, person: world.people[0]?.id };
  const host = new Host(settings, world, await ask('view', first));
  installBridge(host);
  const phone = new Phone(host);
  host.phone = phone;
  const side = new Side(host);
  const controls = h('aside', { class: 'controls', 'aria-label': 'Simulator controls' });
  const stage = h('main', { class: 'stage' }, phone.element);
  document.body.classList.toggle('is-embedded', settings.embed !== '');
  document.body.append(controls, stage, side.element);
  host.draw = () => {
    scaleToFit(stage, phone.element, host);
    phone.draw();
    if (settings.embed) return;
    drawControls(host, controls);
    side.draw();
  };
  new ResizeObserver(() => scaleToFit(stage, phone.element, host)).observe(stage);
  document.addEventListener('visibilitychange', () => {
    const is_visible = document.visibilityState === 'visible' && !host.session.isMinimised;
    if (host.session.isOpen) host.post('visibility_changed', { is_visible });
  });
  await host.become();
  saveSettings(host.settings);
  await host.open();
  onChanges(() => host.refresh());
}

await start();
