import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, memo, Suspense, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { api, queryClient, TRPCProvider } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { useMe } from '../api/useMe.ts';
import { showNextCelebration } from '../features/celebration/index.ts';
import { HomeSkeleton } from '../features/home/HomeSkeleton.tsx';
import { useText } from '../i18n/useText.ts';
import { goBack, setBackButton } from '../telegram/backButton.ts';
import { cx } from '../ui/cx.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { allDrawn } from '../ui/InTurn.tsx';
import {
  back,
  currentDirection,
  isFirstPage,
  rememberedScroll,
  usePath,
  useSheets,
} from '../ui/navigation/history.ts';
import { optionalPart } from '../ui/optionalPart.ts';
import { Page } from '../ui/Page.tsx';
import { QueryError } from '../ui/QueryError.tsx';
import { RowsSkeleton } from '../ui/Skeleton.tsx';
import { TabBar } from '../ui/TabBar.tsx';
import { ToastHost } from '../ui/ToastHost.tsx';
import { usePainted } from '../ui/usePainted.ts';
import { lazyPart } from './lazyPart.ts';
import { parentOf, routeOf, tabs } from './routes.tsx';
import { followPendingStart, useLaunch } from './useLaunch.ts';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={api} queryClient={queryClient}>
        <Shell />
        <ToastHost />
      </TRPCProvider>
    </QueryClientProvider>
  );
}

const SheetHost = lazyPart(async () => (await import('./SheetHost.tsx')).SheetHost);

const Background = optionalPart(async () => (await import('./Background.tsx')).Background);
const OfflineBanner = optionalPart(
  async () => (await import('../ui/OfflineBanner.tsx')).OfflineBanner,
);
const NotFoundScreen = lazy(async () => ({
  default: (await import('../features/notFound/NotFoundScreen.tsx')).NotFoundScreen,
}));
const SessionScreen = lazy(async () => ({
  default: (await import('../features/notFound/SessionScreen.tsx')).SessionScreen,
}));

function Shell() {
  const session = useSession();
  const launched = useLaunch();
  const path = usePath();
  const sheets = useSheets();
  const route = routeOf(path);
  const admin = useIsAdmin(launched.ready && session === 'open');
  useOutlineUntil(launched.ready);
  const [painted, setPainted] = useState(false);
  const notePainted = useCallback(() => setPainted(true), []);
  const isWelcome = Boolean(route?.bare);
  useEffect(() => {
    if (!isWelcome) {
      followPendingStart();
    }
  }, [isWelcome]);
  useBackNavigation(path, sheets.length);
  useScrollPosition(path);

  if (session !== 'open') {
    return (
      <Suspense fallback={<Waiting />}>
        <SessionScreen state={session} />
      </Suspense>
    );
  }
  return (
    <>
      <div className={cx('app', route?.tab && 'tabs')} inert={sheets.length > 0}>
        {painted && (
          <Suspense>
            <OfflineBanner />
          </Suspense>
        )}
        <ErrorBoundary resetKey={path}>
          <Suspense fallback={<Waiting />}>
            {launched.ready ? (
              <>
                <Shown path={path} />
                <FirstPaint onPainted={notePainted} />
              </>
            ) : (
              <Starting {...launched} path={path} />
            )}
          </Suspense>
        </ErrorBoundary>
        {route?.tab && (
          <TabBar active={route.tab} tabs={tabs.filter(({ name }) => name !== 'admin' || admin)} />
        )}
      </div>
      <Sheets />
      {painted && (
        <Suspense>
          <Background idle={!route?.bare} />
        </Suspense>
      )}
    </>
  );
}

/** The page's outline is covered by now; later skeletons have their own animation. */
function useOutlineUntil(ready: boolean): void {
  useEffect(() => {
    if (ready) {
      delete document.documentElement.dataset.outline;
    }
  }, [ready]);
}

/**
 * Their code is loaded with the first one that is opened, and stays: the last one still has its exit
 * animation.
 */
function Sheets() {
  const isOpen = useSheets().length > 0;
  const [wanted, setWanted] = useState(isOpen);
  if (isOpen && !wanted) {
    setWanted(true);
  }
  return (
    wanted && (
      <Suspense fallback={<div className="scrim" />}>
        <SheetHost />
      </Suspense>
    )
  );
}

/** Rendered again only when another screen is shown. */
const Shown = memo(function Shown({ path }: { path: string }) {
  const Screen = routeOf(path)?.screen ?? NotFoundScreen;
  return <Screen />;
});

/**
 * Rendered beside the first screen.
 * @param onPainted called once that has loaded and been painted, with all its parts.
 */
function FirstPaint({ onPainted }: { onPainted: () => void }) {
  const painted = usePainted(true);
  useEffect(() => {
    if (painted) {
      void allDrawn().then(onPainted);
    }
  }, [painted, onPainted]);
  return null;
}

function Starting({ error, retry, path }: { error: unknown; retry: () => void; path: string }) {
  if (error) {
    return <QueryError page error={error} onRetry={retry} />;
  }
  return path === '/' ? <HomeSkeleton /> : <Waiting />;
}

/** A page whose code or data is on its way; the skeleton appears after 150 ms. */
function Waiting() {
  const t = useText();
  return (
    <Page>
      <div className="pad" aria-busy="true" style={{ paddingTop: 16 }}>
        <span className="vh">{t('loading')}</span>
        <RowsSkeleton rows={6} />
      </div>
    </Page>
  );
}

function useIsAdmin(ready: boolean): boolean {
  const me = useMe(ready);
  return me?.role === 'admin' || me?.role === 'support';
}

function useBackNavigation(path: string, sheetCount: number): void {
  const route = routeOf(path);
  const parent = parentOf(path);
  const pushed = !route?.tab && !route?.bare;
  useEffect(() => {
    setBackButton(sheetCount > 0 || pushed, () => back(parent));
    showNextCelebration();
  }, [sheetCount, pushed, parent]);
  // A keyboard's Escape closes what BackButton closes: a sheet, and a viewed work.
  const isLeft = sheetCount > 0 || path.startsWith('/work/');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isLeft && !event.defaultPrevented) {
        goBack();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isLeft]);
}

/** New pages start at their top; on the way back the scroll position is restored. */
function useScrollPosition(path: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs on every navigation
  useLayoutEffect(() => {
    const y = currentDirection() === 'pop' ? rememberedScroll() : 0;
    if (y === 0 && isFirstPage()) {
      // Nothing has been scrolled; doing it would lay out the page while it is mounted.
      return;
    }
    window.scrollTo(0, y);
    const again = y > 0 ? requestAnimationFrame(() => window.scrollTo(0, y)) : 0;
    return () => cancelAnimationFrame(again);
  }, [path]);
}
