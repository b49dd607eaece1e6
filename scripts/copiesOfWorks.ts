/**
 * Large galleries for tests and measurements.
 * @param originals so many of the newest works are copied in turn: same files, other shapes and colours,
 * older by a day. All of one person.
 * @returns SQL. Triggers are off, since each of them counts one by one.
 */
export function copiesOfWorks(count: number, originals: number): string {
  return `
    begin;
    set local session_replication_role = replica;
    create temporary table copies on commit drop as
      select (lpad(to_hex(start + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8'
          || substr(md5(n::text), 1, 15))::uuid as new_id,
        n, newest.*
      from (select m.*, g.bot_name, g.aspect_ratio, g.seed,
          (extract(epoch from now() - interval '1 day') * 1000)::bigint as start,
          row_number() over (order by m.id desc) as place
        from media m join generations g on g.user_id = m.user_id and g.id = m.generation_id
        order by m.id desc limit ${originals}) newest
      join generate_series(1, ${count}) n on n % ${originals} = newest.place - 1;
    insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
        aspect_ratio, seed, price, paid_with, status, media_count, deadline_at, finished_at)
      select user_id, new_id, gen_random_uuid(), '\\x00', bot_name, operation, model, 'Work ' || n,
        aspect_ratio, seed, 150, 'free', 'succeeded', 1, now(), now() from copies;
    insert into media (user_id, id, generation_id, kind, operation, model, mime, width, height, bytes,
        file, preview_file, thumb_file, thumbhash, seen_at)
      select user_id, new_id, new_id, kind, operation, model, mime, width, (width * (0.6 + n % 11 / 10.0))::int,
        bytes, file, preview_file, thumb_file,
        substr(thumbhash, 1, 5) || substr(decode(md5(n::text), 'hex'), 1, length(thumbhash) - 5),
        now()
      from copies;
    update media_counts c set images = images + ${count} from copies where n = 1 and c.user_id = copies.user_id;
    commit`;
}
