import GraduationCap from 'lucide-react/icons/graduation-cap';
import type { Training } from '../../../shared/schemas/progress.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Row } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

/** One training: its case, its figures, and the score of its own maximum. */
export function TrainingRow({ item }: { item: Training }) {
  const t = useText('stats');
  const f = useFormat();
  const { score, maxScore, clarity, questionCount, date, title, botName, perType } = item;
  const facts = [
    clarity !== null && t('clarity', { number: f.number(clarity) }),
    questionCount > 0 && t('questions', { count: questionCount, number: f.number(questionCount) }),
    ...perType.map(({ type, count }) => `${type} ${f.number(count)}`),
  ].filter(Boolean);
  const about = item.caseFacts.map(({ value }) => value).join(', ');
  return (
    <Row
      start={<Tile icon={GraduationCap} />}
      title={title || botName}
      note={
        <>
          {facts.join(', ') || botName}
          {about && <span className="training-case">{about}</span>}
        </>
      }
      value={
        <div className="score">
          <b className="h3">
            {f.number(score)}
            {maxScore !== null && (
              <span className="cap t2"> {t('outOf', { max: f.number(maxScore) })}</span>
            )}
          </b>
          <div className="cap t2">{f.shortDate(date)}</div>
        </div>
      }
    />
  );
}
