/** Touch events as the browser gets them from a real screen, sent through the DevTools protocol. */
import type { Locator, Page } from 'playwright-core';

export interface Place {
  x: number;
  y: number;
}

/** A point in an element, as shares of its width and height. */
export async function placeIn(element: Locator, across = 0.5, down = 0.5): Promise<Place> {
  const box = await element.boundingBox();
  if (!box) {
    throw new Error('the element is not on the screen');
  }
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

const between = (a: Place, b: Place, share: number): Place => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export async function touchScreen(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: readonly Place[]) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(({ x, y }, id) => ({ x, y, id })),
    });
  /** Puts fingers down and moves each along its path, without lifting them. */
  const move = async (ways: readonly [Place, Place][], steps = 8) => {
    await send(
      'touchStart',
      ways.map(([from]) => from),
    );
    for (let i = 1; i <= steps; i++) {
      await send(
        'touchMove',
        ways.map(([from, to]) => between(from, to, i / steps)),
      );
    }
  };
  const lift = () => send('touchEnd', []);
  return {
    send,
    move,
    lift,
    async swipe(from: Place, to: Place, steps?: number) {
      await move([[from, to]], steps);
      await lift();
    },
    async tap(at: Place) {
      await send('touchStart', [at]);
      await lift();
    },
    /** Two fingers apart (or together) around a point, up and down. */
    async pinch(middle: Place, from: number, to: number) {
      const way = (side: 1 | -1): [Place, Place] => [
        { x: middle.x, y: middle.y + (side * from) / 2 },
        { x: middle.x, y: middle.y + (side * to) / 2 },
      ];
      await move([way(1), way(-1)]);
      await lift();
    },
  };
}
