import { useEffect } from 'react';
import { type BarSurface, setBars } from './bars.ts';
import { call } from './host.ts';

let closingAsked = 0;
let swipesOff = 0;

/** While `active`, Telegram asks before it closes the app (6.2): something would be lost. */
export function useClosingConfirmation(active: boolean): void {
  useEffect(() => {
    if (!active) {
      return;
    }
    closingAsked += 1;
    call('web_app_setup_closing_behavior', { need_confirmation: true });
    return () => {
      closingAsked -= 1;
      if (closingAsked === 0) {
        call('web_app_setup_closing_behavior', { need_confirmation: false });
      }
    };
  }, [active]);
}

/** While `active`, a swipe down does not minimise the app (7.7): the viewer and sheets use it. */
export function useNoVerticalSwipes(active = true): void {
  useEffect(() => {
    if (!active) {
      return;
    }
    swipesOff += 1;
    call('web_app_setup_swipe_behavior', { allow_vertical_swipe: false });
    return () => {
      swipesOff -= 1;
      if (swipesOff === 0) {
        call('web_app_setup_swipe_behavior', { allow_vertical_swipe: true });
      }
    };
  }, [active]);
}

/** Paints Telegram's header and bottom bar (black in the picture-only view) while `active`. */
export function useBars(bars: { header: BarSurface; bottom: BarSurface }, active = true): void {
  const { header, bottom } = bars;
  useEffect(() => {
    if (!active) {
      return;
    }
    setBars({ header, bottom });
    return () => setBars({ header: 'page', bottom: 'bar' });
  }, [header, bottom, active]);
}
