import CalendarDays from 'lucide-react/icons/calendar-days';
import CreditCard from 'lucide-react/icons/credit-card';
import Gift from 'lucide-react/icons/gift';
import ImageIcon from 'lucide-react/icons/image';
import Images from 'lucide-react/icons/images';
import Pencil from 'lucide-react/icons/pencil';
import ScanFace from 'lucide-react/icons/scan-face';
import Send from 'lucide-react/icons/send';
import Sparkles from 'lucide-react/icons/sparkles';
import Type from 'lucide-react/icons/type';
import UserPlus from 'lucide-react/icons/user-plus';
import Video from 'lucide-react/icons/video';
import { useState } from 'react';
import { type AspectRatio, aspectRatios } from '../../shared/catalog/operations.ts';
import { Reward } from '../domain/coins/Amount.tsx';
import { LedgerRow } from '../domain/coins/LedgerRow.tsx';
import { MethodRow, StarsAmount } from '../domain/coins/MethodRow.tsx';
import { OtherAmount, Pack } from '../domain/coins/Pack.tsx';
import { Badge } from '../domain/levels/Medal.tsx';
import { TaskRow } from '../domain/levels/TaskRow.tsx';
import { ImageSlot } from '../domain/media/ImageSlot.tsx';
import { ModelCard } from '../domain/media/ModelCard.tsx';
import { OperationTile } from '../domain/media/OperationTile.tsx';
import { Prompt } from '../domain/media/Prompt.tsx';
import { Ratios } from '../domain/media/Ratios.tsx';
import { useFormat } from '../i18n/useFormat.ts';
import { RadioGroup, SwitchRow } from '../ui/Choice.tsx';
import { Row, Rows } from '../ui/Row.tsx';
import { Steps } from '../ui/Steps.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Tile } from '../ui/Tile.tsx';
import { Lab, nothing, say } from './Lab.tsx';

export function Things() {
  return (
    <>
      <Lab en="Rows, tasks, ledger" ru="Строки, задания, движения">
        <div className="two">
          <Rows>
            <Row
              start={<Tile icon={CalendarDays} kind="act" />}
              title={say('No plan yet', 'Подписки нет')}
              note={say('Month from 499 ₽', 'Месяц от 499 ₽')}
              onClick={nothing}
            />
            <TaskRow
              icon={UserPlus}
              title={say('Invite friends', 'Пригласить друзей')}
              progress={{ value: 2, total: 5 }}
              reward={<Reward coins={5000} />}
              onClick={nothing}
            />
            <TaskRow
              icon={Send}
              title={say('Join our channel', 'Вступить в канал')}
              note={say('Ideas and lessons', 'Идеи и уроки')}
              reward={
                <Tag kind="act" icon={Gift} tall>
                  +2
                </Tag>
              }
              onClick={nothing}
            />
            <TaskRow
              icon={Gift}
              title={say('First launch', 'Первый запуск')}
              note={say('Received', 'Начислено')}
              reward="+100"
              done
            />
          </Rows>
          <Rows>
            <LedgerRow
              icon={Video}
              reason={say('Video · Veo 3.1 Fast', 'Видео · Veo 3.1 Fast')}
              details={say('9:32 · Lake at dawn', '9:32 · Озеро на рассвете')}
              amount={-1900}
              balanceAfter={124750}
            />
            <LedgerRow
              icon={Video}
              isReturn
              reason={say('Return', 'Возврат')}
              details="9:40"
              amount={1900}
              balanceAfter={126650}
            />
            <SwitchRow
              start={<Tile icon={Images} />}
              title={say('Work is ready', 'Работа готова')}
              on
              onChange={nothing}
            />
          </Rows>
        </div>
      </Lab>
      <Lab en="Badges by rarity, and locked" ru="Значки по редкости и закрытый">
        <ul className="strip hscroll" style={{ padding: 4, gap: 12 }}>
          <Badge icon="image" rarity="common" name={say('First frame', 'Первый кадр')} pips />
          <Badge icon="video" rarity="rare" name={say('Director', 'Режиссёр')} pips />
          <Badge icon="images" rarity="epic" name={say('Hundred', 'Сотня')} pips />
          <Badge icon="crown" rarity="legendary" name={say('Thirty days', 'Тридцать дней')} pips />
          <Badge icon="images" rarity="epic" name={say('Hundred', 'Сотня')} pips locked />
        </ul>
      </Lab>
      <Payments />
      <Studio />
    </>
  );
}

function Payments() {
  const f = useFormat();
  const [pack, setPack] = useState(50000);
  const [method, setMethod] = useState('stars');
  return (
    <Lab en="Packs, methods, steps" ru="Пакеты, способы, шаги">
      <div className="two">
        <RadioGroup label="pack" className="packs">
          <Pack
            coins={5000}
            roubles={14900}
            stars={85}
            on={pack === 5000}
            onChoose={() => setPack(5000)}
          />
          <Pack
            coins={50000}
            roubles={119000}
            stars={680}
            on={pack === 50000}
            onChoose={() => setPack(50000)}
          />
          <Pack
            best
            coins={100000}
            roubles={219000}
            stars={1250}
            on={pack === 100000}
            onChoose={() => setPack(100000)}
          />
          <Pack coins={25000} roubles={null} stars={370} on={false} onChoose={nothing} disabled />
          <OtherAmount
            icon={Pencil}
            title={say('Other', 'Другая сумма')}
            note="10–10 000"
            on={pack === 0}
            onChoose={() => setPack(0)}
          />
        </RadioGroup>
        <RadioGroup label="method" className="rows">
          <MethodRow
            name="Telegram Stars"
            note={say('Paid inside Telegram', 'Оплата внутри Telegram')}
            amount={<StarsAmount text={f.amount(612)} />}
            on={method === 'stars'}
            onChoose={() => setMethod('stars')}
          />
          <MethodRow
            icon={CreditCard}
            name={say('Bank card', 'Банковская карта')}
            note="Mir, Visa, Mastercard"
            amount={f.roubles(107100)}
            on={method === 'card'}
            onChoose={() => setMethod('card')}
          />
          <MethodRow
            icon={CreditCard}
            name={say('SBP', 'СБП')}
            note={say('Switched off now', 'Сейчас выключено')}
            on={false}
            unavailable
            onChoose={nothing}
          />
        </RadioGroup>
        <div className="card p16">
          <Steps
            steps={[
              {
                state: 'done',
                text: say('Payment created', 'Платёж создан'),
                value: f.roubles(107100),
              },
              { state: 'now', text: say('Confirmation from YooKassa', 'Подтверждение ЮKassa') },
              { state: 'bad', text: say('Declined by the bank', 'Отклонено банком') },
              {
                state: 'next',
                text: say('500 coins on your balance', '500 монет на балансе'),
                icon: Images,
              },
            ]}
          />
        </div>
      </div>
    </Lab>
  );
}

function Studio() {
  const [ratio, setRatio] = useState<AspectRatio>('3:4');
  const [text, setText] = useState('');
  return (
    <Lab en="Studio" ru="Студия">
      <div className="ops hscroll" role="tablist" aria-label="operations">
        <OperationTile
          icon={Sparkles}
          name={say('Create', 'Создать')}
          price={say('from 1.5', 'от 1,5')}
          on
          onChoose={nothing}
        />
        <OperationTile
          icon={Video}
          name={say('Video', 'Видео')}
          price={say('from 19', 'от 19')}
          on={false}
          onChoose={nothing}
        />
        <OperationTile
          icon={Type}
          name={say('Add text', 'Текст')}
          price={say('Free', 'Бесплатно')}
          free
          on={false}
          onChoose={nothing}
        />
        <OperationTile
          icon={ScanFace}
          name={say('Face swap', 'Замена лица')}
          price={say('not now', 'недоступно')}
          state="unavailable"
          on={false}
          onChoose={nothing}
        />
      </div>
      <div className="two" style={{ marginTop: 12 }}>
        <RadioGroup label="model" className="models hscroll">
          <ModelCard
            name="Nano Banana"
            makes="image"
            price={150}
            etaSeconds={12}
            on
            onChoose={nothing}
          />
          <ModelCard
            name="Imagen 3.0"
            makes="image"
            price={300}
            etaSeconds={15}
            on={false}
            state="soon"
            onChoose={nothing}
          />
        </RadioGroup>
        <Ratios label="ratio" ratios={aspectRatios} value={ratio} onChange={setRatio} />
        <Prompt
          label="prompt"
          placeholder={say('Describe what you want to see', 'Опишите, что хотите увидеть')}
          value={text}
          onChange={setText}
          max={2000}
        />
        <Prompt
          label="prompt"
          placeholder=""
          value={say(
            'Portrait of a famous politician in a funny hat',
            'Портрет известного политика в смешной шляпе',
          )}
          onChange={nothing}
          max={2000}
          refused={say(
            'Real public people cannot be drawn. Nothing was charged.',
            'Известных людей рисовать нельзя. Монеты не списаны.',
          )}
        />
        <div className="slots">
          <ImageSlot
            addText={say('Add scene', 'Добавить сцену')}
            caption={say('Scene', 'Сцена')}
            note={say('Photo or gallery, to 20 MB', 'Фото или галерея, до 20 МБ')}
            picture={null}
            onAdd={nothing}
            onRemove={nothing}
          />
          <ImageSlot
            addText=""
            caption={say('Object', 'Предмет')}
            note=""
            picture={<span role="img" aria-label={say('A red boat', 'Красная лодка')} />}
            uploading={0.4}
            onAdd={nothing}
            onRemove={nothing}
          />
        </div>
        <div className="wrapx">
          <Tile icon={ImageIcon} />
          <Tile icon={ImageIcon} kind="act" />
          <Tile kind="gold" />
          <Tile icon={ImageIcon} kind="ok" />
          <Tile icon={ImageIcon} kind="bad" />
        </div>
      </div>
    </Lab>
  );
}
