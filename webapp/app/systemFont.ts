/**
 * The family of the device's own interface, as a CSS list. The style sheet's list names the families of all
 * platforms, and a browser asks the system for each one that comes before it, in every weight, before it lays out the
 * first text.
 * @param platform `navigator.platform`: browsers keep it, although it is no longer recommended, and freeze its values
 *   (https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-platform).
 */
export function systemFont(platform: string): string {
  if (/^(Mac|iP)/.test(platform)) {
    return '-apple-system, sans-serif';
  }
  return platform.startsWith('Win') ? '"Segoe UI", sans-serif' : 'Roboto, sans-serif';
}
