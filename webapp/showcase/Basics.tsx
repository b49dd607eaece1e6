import Check from 'lucide-react/icons/check';
import Gift from 'lucide-react/icons/gift';
import Plus from 'lucide-react/icons/plus';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Search from 'lucide-react/icons/search';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { Amount, Reward, SignedAmount } from '../domain/coins/Amount.tsx';
import { PriceButton } from '../domain/coins/PriceButton.tsx';
import { LevelRing } from '../domain/levels/LevelRing.tsx';
import { BigCoin } from '../ui/BigCoin.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Chips } from '../ui/Chips.tsx';
import { CheckMark, RadioMark, Switch } from '../ui/Choice.tsx';
import { Coin } from '../ui/Coin.tsx';
import { Field } from '../ui/Field.tsx';
import { Ring } from '../ui/Ring.tsx';
import { Segment } from '../ui/Segment.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Lab, nothing, say } from './Lab.tsx';

export function Basics() {
  const [chip, setChip] = useState('all');
  const [segment, setSegment] = useState('add');
  const [on, setOn] = useState(true);
  const [name, setName] = useState(say('Anna', 'Анна'));
  const person = { name: say('Anna Kovaleva', 'Анна Ковалёва'), photoUrl: null };
  return (
    <>
      <Lab en="Coin, amounts, rings" ru="Монета, суммы, кольца">
        <div className="wrapx">
          {[12, 15, 19, 24, 38].map((size) => (
            <Coin key={size} size={size} />
          ))}
          <BigCoin size={88} />
          <Amount coins={124750} className="h3" />
          <Reward coins={10000} />
          <Tag coin>19</Tag>
          <span className="led">
            <SignedAmount coins={50000} />
          </span>
          <span className="led">
            <SignedAmount coins={-1900} />
          </span>
          <Ring value={0.62} size={64}>
            <b className="num pct">62%</b>
          </Ring>
          <LevelRing level={7} value={0.74} person={person} />
          <LevelRing level={7} value={0.74} size={96} />
          <Ring value={null} size={124}>
            <BigCoin size={90} />
          </Ring>
        </div>
      </Lab>
      <Lab en="Buttons" ru="Кнопки">
        <div className="wrapx">
          <Button icon={Plus}>{say('Top up', 'Пополнить')}</Button>
          <Button kind="soft">{say('See how', 'Как это')}</Button>
          <Button kind="gray">{say('Promo code', 'Промокод')}</Button>
          <Button kind="bad">{say('Refund', 'Вернуть')}</Button>
          <Button kind="plain">{say('Details', 'Детали')}</Button>
          <Button disabled>{say('Not ready', 'Не готово')}</Button>
          <Button busy>{say('Sending', 'Отправляем')}</Button>
          <Button size="sm">{say('Register', 'Записаться')}</Button>
          <Button size="sm" kind="soft">
            {say('Add', 'Добавить')}
          </Button>
          <Button size="sm" kind="gray" icon={RotateCcw}>
            {say('Again', 'Ещё раз')}
          </Button>
          <IconButton icon={X} label="x" filled />
        </div>
        <div className="two" style={{ marginTop: 12 }}>
          <PriceButton label={say('Create', 'Создать')} price={{ coins: 150 }} />
          <PriceButton label={say('Create', 'Создать')} price="plan" />
          <PriceButton label={say('Create', 'Создать')} price={{ credits: 1 }} />
          <PriceButton
            label={say('Describe the picture first', 'Сначала опишите картинку')}
            price={null}
            disabled
          />
        </div>
      </Lab>
      <Lab en="Chips, tags, segments, switch, radio, check" ru="Чипы, метки, сегменты, выбор">
        <Chips
          label="kind"
          value={chip}
          onChange={setChip}
          items={[
            { value: 'all', label: say('All', 'Все'), count: 95 },
            { value: 'video', label: say('Videos', 'Видео'), count: 9 },
            { value: 'fav', label: say('Favourites', 'Избранное'), count: 1031 },
          ]}
        />
        <div className="wrapx" style={{ margin: '12px 0' }}>
          <Tag>3:4</Tag>
          <Tag kind="act" icon={Gift}>
            {say('4 free', '4 бесплатно')}
          </Tag>
          <Tag kind="ok" icon={Check}>
            −10%
          </Tag>
          <Tag kind="bad">{say('Declined', 'Отказ')}</Tag>
          <Tag kind="solid">−33%</Tag>
          <Tag kind="gold" coin>
            +50
          </Tag>
          <Switch label="a" on={on} onChange={setOn} />
          <Switch label="b" on={!on} onChange={(next) => setOn(!next)} />
          <Switch label="c" on={false} onChange={nothing} disabled />
          <RadioMark on />
          <RadioMark on={false} />
          <CheckMark on />
          <CheckMark on={false} />
        </div>
        <Segment
          label="direction"
          value={segment}
          onChange={setSegment}
          items={[
            { value: 'add', label: say('Add', 'Начислить') },
            { value: 'take', label: say('Take away', 'Списать') },
          ]}
        />
      </Lab>
      <Lab en="Fields: empty, filled, error, accepted" ru="Поля: пустое, ввод, ошибка, принято">
        <div className="two">
          <Field
            label="a"
            icon={TicketPercent}
            placeholder={say('Promo code', 'Промокод')}
            value=""
            onChange={nothing}
            trailing={
              <Button size="sm" kind="soft">
                {say('Redeem', 'Применить')}
              </Button>
            }
          />
          <Field label="b" icon={Search} value={name} onChange={setName} />
          <Field
            label="c"
            icon={TicketPercent}
            value="AUTUMN50"
            onChange={nothing}
            state="error"
            help={say('Expired on 31 October', 'Закончился 31 октября')}
          />
          <Field
            label="d"
            icon={TicketPercent}
            value="WELCOME2025"
            onChange={nothing}
            state="good"
            help={say('Gives 10 coins', 'Даёт 10 монет')}
          />
        </div>
      </Lab>
    </>
  );
}
