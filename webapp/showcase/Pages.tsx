import Bell from 'lucide-react/icons/bell';
import CalendarDays from 'lucide-react/icons/calendar-days';
import Gift from 'lucide-react/icons/gift';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import WifiOff from 'lucide-react/icons/wifi-off';
import type { PaidWith } from '../../shared/schemas/primitives.ts';
import '../ui/sheet.css';
import { tabs } from '../app/routes.tsx';
import { BalanceCard } from '../domain/coins/BalanceCard.tsx';
import { PriceLine } from '../domain/coins/PriceLine.tsx';
import { GalleryTile } from '../domain/media/GalleryTile.tsx';
import { JobCard } from '../domain/media/JobCard.tsx';
import { RunningTile } from '../domain/media/RunningTile.tsx';
import { BigCoin } from '../ui/BigCoin.tsx';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { FullPageState } from '../ui/FullPageState.tsx';
import { Banner, Note } from '../ui/Note.tsx';
import { CoinBurst, Rays } from '../ui/Rays.tsx';
import { MasonrySkeleton, RowsSkeleton } from '../ui/Skeleton.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { TabBar } from '../ui/TabBar.tsx';
import { Tag } from '../ui/Tag.tsx';
import { ToastView } from '../ui/ToastHost.tsx';
import { Lab, nothing, say } from './Lab.tsx';

const payers: readonly PaidWith[] = [
  'free',
  'free_access',
  'plan',
  'free_operations',
  'credits',
  'coins',
];

/** Stands for a picture: a real one has its prompt as its name. */
function DemoPicture() {
  return (
    <span className="pic" role="img" aria-label={say('A lake at dawn', 'Озеро на рассвете')} />
  );
}

export function Pages() {
  return (
    <>
      <Lab en="Balance, job" ru="Баланс, задача">
        <div className="two">
          <BalanceCard
            coins={124750}
            tag={
              <Tag kind="act" icon={Gift}>
                {say('3 free operations left', '3 бесплатные операции')}
              </Tag>
            }
            worth={say('Enough for 831 images or 65 videos', 'Хватит на 831 картинку или 65 видео')}
            topUpLabel={say('Top up', 'Пополнить')}
            promoLabel={say('Promo code', 'Промокод')}
            onTopUp={nothing}
            onPromo={nothing}
          />
          <BalanceCard
            coins={null}
            topUpLabel=""
            promoLabel=""
            onTopUp={nothing}
            onPromo={nothing}
          />
          <Job state="running" progress={0.62} eta={30} />
          <Job state="queued" progress={null} eta={80} />
          <Job
            state="failed"
            progress={0.4}
            eta={null}
            outcome={say('19 coins returned', '19 монет вернулись')}
          />
          <Job state="ready" progress={1} eta={null} outcome={say('Ready', 'Готово')} />
        </div>
      </Lab>
      <Lab en="Price lines" ru="Строки цены">
        <div className="two">
          {payers.map((payer) => (
            <div className="card p12" key={payer}>
              <PriceLine payer={payer} text={payer} left={say('64 left', 'осталось 64')} />
            </div>
          ))}
          <div className="card p12">
            <PriceLine payer={null} text={say('15 coins short', 'Не хватает 15')} left={<b>4</b>} />
          </div>
        </div>
      </Lab>
      <Lab en="Notes, banner, toasts" ru="Заметки, полоса, тосты">
        <div className="two">
          <Note>{say('Neutral remark', 'Нейтральная заметка')}</Note>
          <Note kind="bad">{say('Nothing was charged', 'Деньги не списаны')}</Note>
          <Note
            kind="act"
            icon={Bell}
            action={<Button size="sm">{say('Allow', 'Разрешить')}</Button>}
          >
            {say(
              'The bot cannot write to you. Allow messages.',
              'Бот не может вам писать. Разрешите сообщения.',
            )}
          </Note>
          <Note kind="ok">{say('Code accepted', 'Промокод принят')}</Note>
          <ToastView
            toast={{
              kind: 'neutral',
              text: say('Image deleted', 'Картинка удалена'),
              action: { text: say('Undo', 'Вернуть'), onClick: nothing },
            }}
          />
          <ToastView
            toast={{ kind: 'ok', text: say('Code applied: −10%', 'Промокод сработал: −10%') }}
          />
          <ToastView
            toast={{
              kind: 'error',
              text: say('Could not send. Check the connection', 'Не отправилось. Проверьте связь'),
              action: { text: say('Retry', 'Ещё раз'), onClick: nothing },
            }}
          />
          <Banner icon={WifiOff} end={<Spinner size={18} />}>
            {say('No connection. Data from 9:32', 'Нет связи. Данные на 9:32')}
          </Banner>
        </div>
      </Lab>
      <Lab en="Shots, skeletons" ru="Работы, скелеты">
        <div className="two">
          <div className="strip hscroll">
            <GalleryTile
              className="thumb"
              picture={<DemoPicture />}
              isNew
              durationMs={8000}
              onClick={nothing}
            />
            <GalleryTile className="thumb" picture={<DemoPicture />} favourite onClick={nothing} />
            <GalleryTile className="thumb" picture={<DemoPicture />} selected onClick={nothing} />
          </div>
          <div className="flex g8">
            <RunningTile
              progress={0.62}
              text={say('Video · 30 s left', 'Видео · ещё 30 с')}
              onClick={nothing}
            />
            <RunningTile
              progress={null}
              failed
              text={say('Did not work out', 'Не вышло')}
              onClick={nothing}
            />
          </div>
          <RowsSkeleton rows={3} reward />
          <div style={{ height: 180, overflow: 'hidden' }}>
            <MasonrySkeleton />
          </div>
        </div>
      </Lab>
      <Lab en="Celebration, empty, full page" ru="Праздник, пусто, страница">
        <div className="two">
          <div className="party" style={{ position: 'relative', inset: 'auto', zIndex: 0 }}>
            <div className="party-stage">
              <Rays />
              <span className="strike">
                <BigCoin size={132} />
              </span>
            </div>
            <b className="amount">+500</b>
          </div>
          <div className="party" style={{ position: 'relative', inset: 'auto', zIndex: 0 }}>
            <div className="party-stage">
              <CoinBurst />
              <BigCoin size={132} />
            </div>
            <b className="amount">+100</b>
          </div>
          <div className="card">
            <Empty
              icon={CalendarDays}
              title={say('Nothing planned yet', 'Пока ничего не запланировано')}
              text={say(
                'New webinars appear on Mondays. We can write when one opens.',
                'Новые вебинары появляются по понедельникам. Можем написать.',
              )}
              action={
                <Button kind="soft" icon={Bell}>
                  {say('Tell me', 'Сообщить')}
                </Button>
              }
            />
          </div>
          <FullPageState
            icon={TriangleAlert}
            title={say('Something broke on our side', 'Сломалось на нашей стороне')}
            text={say('Your coins and works are safe.', 'Монеты и работы в порядке.')}
            code="5007KQ2A-1"
          >
            <Button icon={RotateCcw}>{say('Try again', 'Попробовать ещё раз')}</Button>
            <Button kind="plain">{say('Write to support', 'Написать в поддержку')}</Button>
          </FullPageState>
        </div>
        <TabBar active="home" tabs={tabs} />
      </Lab>
    </>
  );
}

function Job({
  state,
  progress,
  eta,
  outcome,
}: {
  state: 'queued' | 'running' | 'ready' | 'failed';
  progress: number | null;
  eta: number | null;
  outcome?: string;
}) {
  return (
    <JobCard
      title={say('Lake at dawn, slow push-in', 'Озеро на рассвете, наезд')}
      model="Veo 3.1 Fast"
      state={state}
      progress={progress}
      etaSeconds={eta}
      {...(outcome && { outcome })}
      onOpen={nothing}
      onCancel={state === 'queued' || state === 'running' ? nothing : undefined}
    />
  );
}
