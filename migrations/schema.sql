create table admin_actions (
  id bigint not null generated always as identity,
  admin_user_id bigint not null,
  request_id uuid,
  request_hash bytea,
  action text not null,
  target text not null,
  before jsonb,
  after jsonb,
  reason text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint admin_actions_admin_user_id_fkey FOREIGN KEY (admin_user_id) REFERENCES users(id),
  constraint admin_actions_pkey PRIMARY KEY (id),
  constraint admin_actions_request_key UNIQUE (admin_user_id, request_id)
);

create table alerts (
  id bigint not null generated always as identity,
  kind text not null,
  key text not null,
  detail jsonb not null default '{}'::jsonb,
  resolved_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint alerts_key UNIQUE (kind, key),
  constraint alerts_pkey PRIMARY KEY (id)
);

create table app_presence (
  user_id bigint not null,
  open_until timestamp with time zone not null,
  constraint app_presence_pkey PRIMARY KEY (user_id)
);

create table badges (
  code text not null,
  name jsonb not null,
  description jsonb not null,
  icon text not null,
  rarity text not null,
  criteria jsonb not null,
  xp bigint not null default 0,
  owned_percent integer not null default 0,
  active boolean not null default true,
  "position" integer not null,
  updated_at timestamp with time zone not null default now(),
  defined_by text,
  version integer not null default 1,
  constraint badges_pkey PRIMARY KEY (code),
  constraint badges_rarity_check CHECK ((rarity = ANY (ARRAY['common'::text, 'rare'::text, 'epic'::text, 'legendary'::text]))),
  constraint badges_xp_check CHECK ((xp >= 0))
);

create table bot_calls (
  id bigint not null generated always as identity,
  bot_name text not null,
  idempotency_key text not null,
  operation text not null,
  input_hash bytea not null,
  answer jsonb,
  created_at timestamp with time zone not null default now(),
  telegram_id bigint,
  constraint bot_calls_key UNIQUE (bot_name, idempotency_key),
  constraint bot_calls_pkey PRIMARY KEY (id)
);

create table bot_keys (
  id bigint not null generated always as identity,
  bot_name text not null,
  bot_telegram_id bigint,
  slot smallint not null,
  key_hash bytea not null,
  hint text not null,
  trusted boolean not null default false,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint bot_keys_bot_name_check CHECK ((bot_name ~ '^[a-z][a-z0-9_-]{0,31}$'::text)),
  constraint bot_keys_hash_key UNIQUE (key_hash),
  constraint bot_keys_pkey PRIMARY KEY (id),
  constraint bot_keys_slot_check CHECK ((slot = ANY (ARRAY[1, 2])))
);

create table bot_names (
  name text not null,
  telegram_id bigint not null,
  taken_at timestamp with time zone not null default now(),
  constraint bot_names_pkey PRIMARY KEY (name, telegram_id),
  constraint bot_names_telegram_id_check CHECK ((telegram_id > 0))
);

create table bot_sessions (
  user_id bigint not null,
  bot_name text not null,
  session_data jsonb not null default '{}'::jsonb,
  stats_data jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint bot_sessions_pkey PRIMARY KEY (user_id, bot_name),
  constraint bot_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table broadcasts (
  id uuid not null,
  admin_user_id bigint not null,
  state text not null default 'draft'::text,
  version integer not null default 1,
  text jsonb not null,
  picture_id uuid,
  button jsonb,
  audience jsonb not null,
  scheduled_at timestamp with time zone,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  recipients integer,
  last_user_id bigint not null default 0,
  filled boolean not null default false,
  totals jsonb,
  created_at timestamp with time zone not null default now(),
  refused_bot text,
  constraint broadcasts_admin_user_id_fkey FOREIGN KEY (admin_user_id) REFERENCES users(id),
  constraint broadcasts_check CHECK (((state <> 'scheduled'::text) OR (scheduled_at IS NOT NULL))),
  constraint broadcasts_check1 CHECK (((started_at IS NOT NULL) OR (state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'cancelled'::text])))),
  constraint broadcasts_check2 CHECK (((refused_bot IS NULL) OR (state = ANY (ARRAY['paused'::text, 'cancelled'::text])))),
  constraint broadcasts_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES message_pictures(id),
  constraint broadcasts_pkey PRIMARY KEY (id),
  constraint broadcasts_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'running'::text, 'paused'::text, 'finished'::text, 'cancelled'::text])))
);

create table daily_figures (
  day date not null,
  figure text not null,
  key text not null default ''::text,
  value bigint not null,
  constraint daily_figures_pkey PRIMARY KEY (day, figure, key)
);

create table data_exports (
  user_id bigint not null,
  id uuid not null,
  bot_name text not null,
  content bytea,
  created_at timestamp with time zone not null default now(),
  ready_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint data_exports_pkey PRIMARY KEY (user_id, id),
  constraint data_exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table earned_tasks (
  user_id bigint not null,
  task text not null,
  times integer not null default 1,
  last_day date not null,
  constraint earned_tasks_pkey PRIMARY KEY (user_id, task),
  constraint earned_tasks_task_check CHECK ((task = ANY (ARRAY['channel'::text, 'daily'::text]))),
  constraint earned_tasks_times_check CHECK ((times > 0)),
  constraint earned_tasks_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table erased_people (
  telegram_hash bytea not null,
  promo_ids jsonb not null default '[]'::jsonb,
  erased_at timestamp with time zone not null default now(),
  constraint erased_people_pkey PRIMARY KEY (telegram_hash)
);

create table generations (
  user_id bigint not null,
  id uuid not null,
  request_id uuid not null,
  request_hash bytea not null,
  bot_name text not null,
  operation text not null,
  model text not null,
  prompt text not null default ''::text,
  aspect_ratio text not null,
  seed bigint not null,
  scale smallint,
  seconds smallint,
  sound boolean,
  inputs jsonb not null default '[]'::jsonb,
  price bigint not null,
  paid_with text not null,
  plan_day date,
  status text not null default 'queued'::text,
  progress real,
  provider text,
  provider_model text,
  submit_started_at timestamp with time zone,
  provider_request_id text,
  lease_token uuid,
  lease_until timestamp with time zone,
  attempts integer not null default 0,
  deadline_at timestamp with time zone not null,
  failure text,
  failure_detail text,
  media_count integer not null default 0,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  made_by text,
  stand_in boolean not null default false,
  failure_seen_at timestamp with time zone,
  constraint generations_finished_check CHECK (((finished_at IS NOT NULL) = (status = ANY (ARRAY['succeeded'::text, 'failed'::text, 'cancelled'::text])))),
  constraint generations_made_by_fkey FOREIGN KEY (made_by) REFERENCES models(code),
  constraint generations_model_fkey FOREIGN KEY (model) REFERENCES models(code),
  constraint generations_paid_with_check CHECK ((paid_with = ANY (ARRAY['free'::text, 'free_access'::text, 'plan'::text, 'free_operations'::text, 'credits'::text, 'coins'::text]))),
  constraint generations_pkey PRIMARY KEY (user_id, id),
  constraint generations_price_check CHECK ((price >= 0)),
  constraint generations_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
  constraint generations_request_key UNIQUE (user_id, request_id),
  constraint generations_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text]))),
  constraint generations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table hourly_figures (
  hour timestamp with time zone not null,
  figure text not null,
  key text not null default ''::text,
  value bigint not null,
  constraint hourly_figures_pkey PRIMARY KEY (hour, figure, key)
);

create table imported_totals (
  user_id bigint not null,
  bot_name text not null,
  trainings bigint not null default 0,
  total_score numeric(14,2) not null default 0,
  best_score numeric(10,2),
  xp bigint not null default 0,
  imported_at timestamp with time zone not null default now(),
  constraint imported_totals_pkey PRIMARY KEY (user_id, bot_name),
  constraint imported_totals_trainings_check CHECK ((trainings >= 0)),
  constraint imported_totals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint imported_totals_xp_check CHECK ((xp >= 0))
);

create table inbox_events (
  source text not null,
  event_key text not null,
  payload jsonb not null,
  received_at timestamp with time zone not null default now(),
  processed_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  constraint inbox_events_pkey PRIMARY KEY (source, event_key)
);

create table ledger_entries (
  id bigint not null generated always as identity,
  user_id bigint not null,
  asset text not null,
  wallet_version bigint not null,
  account text not null,
  amount bigint not null,
  balance_before bigint not null,
  balance_after bigint not null,
  kind text not null,
  reference text not null,
  bot_name text not null,
  actor text not null,
  description text not null default ''::text,
  event_at timestamp with time zone not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint ledger_entries_amount_check CHECK ((amount <> 0)),
  constraint ledger_entries_balance_after_check CHECK ((balance_after >= 0)),
  constraint ledger_entries_idempotency_key UNIQUE (user_id, asset, kind, reference),
  constraint ledger_entries_pkey PRIMARY KEY (user_id, id),
  constraint ledger_entries_sum_check CHECK ((balance_after = (balance_before + amount))),
  constraint ledger_entries_wallet_version_key UNIQUE (user_id, asset, wallet_version)
);

create table ledger_shortfalls (
  user_id bigint not null,
  asset text not null,
  kind text not null,
  reference text not null,
  requested bigint not null,
  missing bigint not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint ledger_shortfalls_check CHECK (((missing > 0) AND (missing <= requested))),
  constraint ledger_shortfalls_pkey PRIMARY KEY (user_id, asset, kind, reference),
  constraint ledger_shortfalls_requested_check CHECK ((requested > 0))
);

create table levels (
  level integer not null,
  min_xp bigint not null,
  name jsonb not null,
  coins bigint not null default 0,
  free_operations bigint not null default 0,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint levels_coins_check CHECK ((coins >= 0)),
  constraint levels_free_operations_check CHECK ((free_operations >= 0)),
  constraint levels_level_check CHECK ((level >= 1)),
  constraint levels_min_xp_check CHECK ((min_xp >= 0)),
  constraint levels_min_xp_key UNIQUE (min_xp),
  constraint levels_pkey PRIMARY KEY (level)
);

create table media (
  user_id bigint not null,
  id uuid not null,
  generation_id uuid not null,
  "position" smallint not null default 0,
  kind text not null,
  operation text not null,
  model text not null,
  mime text not null,
  width integer not null,
  height integer not null,
  bytes bigint not null,
  duration_ms integer,
  file text not null,
  preview_file text not null,
  thumb_file text not null,
  thumbhash bytea not null,
  favourite_at timestamp with time zone,
  trashed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone,
  constraint media_bytes_check CHECK ((bytes > 0)),
  constraint media_generation_key UNIQUE (user_id, generation_id, "position"),
  constraint media_height_check CHECK ((height > 0)),
  constraint media_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'video'::text]))),
  constraint media_pkey PRIMARY KEY (user_id, id),
  constraint media_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint media_width_check CHECK ((width > 0))
);

create table media_counts (
  user_id bigint not null,
  images bigint not null default 0,
  videos bigint not null default 0,
  favourites bigint not null default 0,
  trash bigint not null default 0,
  constraint media_counts_pkey PRIMARY KEY (user_id)
);

create table message_pictures (
  id uuid not null,
  jpeg bytea not null,
  thumb bytea not null,
  width integer not null,
  height integer not null,
  file_ids jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint message_pictures_height_check CHECK ((height > 0)),
  constraint message_pictures_pkey PRIMARY KEY (id),
  constraint message_pictures_width_check CHECK ((width > 0))
);

create table models (
  code text not null,
  operation text not null,
  name text not null,
  price bigint,
  status text not null,
  providers jsonb not null,
  fallback text,
  eta_seconds integer not null,
  "position" integer not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint models_eta_seconds_check CHECK ((eta_seconds > 0)),
  constraint models_fallback_fkey FOREIGN KEY (fallback) REFERENCES models(code) DEFERRABLE INITIALLY DEFERRED,
  constraint models_pkey PRIMARY KEY (code),
  constraint models_price_check CHECK ((price >= 0)),
  constraint models_status_check CHECK ((status = ANY (ARRAY['active'::text, 'soon'::text, 'retired'::text])))
);

create table outbox_messages (
  id bigint not null generated always as identity,
  kind text not null,
  key text not null,
  user_id bigint,
  bot_name text not null,
  payload jsonb not null,
  send_after timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null default now(),
  broadcast_id uuid,
  held boolean not null default false,
  outcome text,
  claimed_at timestamp with time zone,
  constraint outbox_messages_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id),
  constraint outbox_messages_key UNIQUE (kind, key),
  constraint outbox_messages_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'blocked'::text, 'silenced'::text, 'failed'::text, 'unknown'::text, 'withdrawn'::text]))),
  constraint outbox_messages_pkey PRIMARY KEY (id),
  constraint outbox_messages_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table outbox_pace (
  bot_name text not null,
  next_at timestamp with time zone not null default now(),
  constraint outbox_pace_pkey PRIMARY KEY (bot_name)
);

create table packs (
  code text not null,
  coins bigint not null,
  stars integer not null,
  roubles bigint not null,
  active boolean not null default true,
  "position" integer not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint packs_coins_check CHECK ((coins > 0)),
  constraint packs_pkey PRIMARY KEY (code),
  constraint packs_roubles_check CHECK ((roubles > 0)),
  constraint packs_stars_check CHECK ((stars > 0))
);

create table payment_charges (
  provider text not null,
  charge_id text not null,
  user_id bigint not null,
  payment_id uuid not null,
  amount bigint not null,
  currency text not null,
  coins bigint not null,
  credits bigint not null,
  plan_days integer,
  recurring boolean not null default false,
  status text not null default 'credited'::text,
  refund_reason text,
  paid_at timestamp with time zone not null,
  refunded_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  refund_attempts integer not null default 0,
  refund_requested_at timestamp with time zone,
  refund_request jsonb,
  provider_refund_id text,
  refunded_amount bigint not null default 0,
  refund_target bigint,
  constraint payment_charges_amount_check CHECK ((amount > 0)),
  constraint payment_charges_pkey PRIMARY KEY (provider, charge_id),
  constraint payment_charges_refund_attempts_check CHECK ((refund_attempts >= 0)),
  constraint payment_charges_refund_target_check CHECK ((refund_target > 0)),
  constraint payment_charges_refunded_amount_check CHECK ((refunded_amount >= 0)),
  constraint payment_charges_status_check CHECK ((status = ANY (ARRAY['credited'::text, 'refunding'::text, 'refunded'::text]))),
  constraint payment_charges_user_id_payment_id_fkey FOREIGN KEY (user_id, payment_id) REFERENCES payments(user_id, id)
);

create table payment_events (
  user_id bigint not null,
  payment_id uuid not null,
  id bigint not null generated always as identity,
  kind text not null,
  detail jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint payment_events_pkey PRIMARY KEY (user_id, payment_id, id),
  constraint payment_events_user_id_payment_id_fkey FOREIGN KEY (user_id, payment_id) REFERENCES payments(user_id, id)
);

create table payment_refunds (
  user_id bigint not null,
  provider text not null,
  charge_id text not null,
  up_to bigint not null,
  amount bigint not null,
  currency text not null,
  coins bigint not null,
  asked boolean not null,
  refunded_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint payment_refunds_amount_check CHECK ((amount > 0)),
  constraint payment_refunds_coins_check CHECK ((coins >= 0)),
  constraint payment_refunds_pkey PRIMARY KEY (user_id, provider, charge_id, up_to)
);

create table payments (
  user_id bigint not null,
  id uuid not null,
  request_id uuid not null,
  request_hash bytea not null,
  bot_name text not null,
  provider text not null,
  method text not null,
  item jsonb not null,
  plan_code text,
  coins bigint not null default 0,
  credits bigint not null default 0,
  full_amount bigint not null,
  amount bigint not null,
  currency text not null,
  promo_id bigint,
  promo_code text,
  status text not null default 'created'::text,
  renews boolean not null default false,
  pay_url text,
  provider_payment_id text,
  receipt_email text,
  provider_charge_id text,
  cancel_reason text,
  expires_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  closed_at timestamp with time zone,
  checked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  lost_promo_id bigint,
  ordered_coins bigint,
  checkout_request jsonb,
  bot_telegram_id bigint,
  constraint payments_amount_check CHECK ((amount > 0)),
  constraint payments_coins_check CHECK ((coins >= 0)),
  constraint payments_credits_check CHECK ((credits >= 0)),
  constraint payments_currency_check CHECK ((currency = ANY (ARRAY['XTR'::text, 'RUB'::text]))),
  constraint payments_full_amount_check CHECK ((full_amount > 0)),
  constraint payments_id_key UNIQUE (id),
  constraint payments_lost_discount_check CHECK (((lost_promo_id IS NULL) = (ordered_coins IS NULL))),
  constraint payments_lost_promo_id_fkey FOREIGN KEY (lost_promo_id) REFERENCES promo_codes(id),
  constraint payments_paid_check CHECK (((paid_at IS NOT NULL) = (status = ANY (ARRAY['succeeded'::text, 'refunded'::text])))),
  constraint payments_pkey PRIMARY KEY (user_id, id),
  constraint payments_plan_code_fkey FOREIGN KEY (plan_code) REFERENCES plans(code),
  constraint payments_promo_id_fkey FOREIGN KEY (promo_id) REFERENCES promo_codes(id),
  constraint payments_provider_check CHECK ((provider = ANY (ARRAY['stars'::text, 'yookassa'::text]))),
  constraint payments_provider_payment_key UNIQUE (provider, provider_payment_id),
  constraint payments_request_key UNIQUE (user_id, request_id),
  constraint payments_status_check CHECK ((status = ANY (ARRAY['created'::text, 'pending'::text, 'succeeded'::text, 'refunded'::text, 'cancelled'::text, 'expired'::text]))),
  constraint payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table person_figures (
  user_id bigint not null,
  coins bigint not null default 0,
  xp bigint not null default 0,
  paid_stars bigint not null default 0,
  paid_kopecks bigint not null default 0,
  figured_at timestamp with time zone not null default now(),
  constraint person_figures_pkey PRIMARY KEY (user_id),
  constraint person_figures_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table person_notes (
  user_id bigint not null,
  id bigint not null generated always as identity,
  author_user_id bigint not null,
  text text not null,
  created_at timestamp with time zone not null default now(),
  constraint person_notes_author_user_id_fkey FOREIGN KEY (author_user_id) REFERENCES users(id),
  constraint person_notes_pkey PRIMARY KEY (user_id, id),
  constraint person_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table plan_grants (
  user_id bigint not null,
  provider text not null,
  charge_id text not null,
  user_plan_id uuid not null,
  credits bigint not null default 0,
  ends_before timestamp with time zone,
  ends_after timestamp with time zone,
  granted_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  constraint plan_grants_credits_check CHECK ((credits >= 0)),
  constraint plan_grants_pkey PRIMARY KEY (user_id, provider, charge_id),
  constraint plan_grants_user_id_user_plan_id_fkey FOREIGN KEY (user_id, user_plan_id) REFERENCES user_plans(user_id, id)
);

create table plan_usage (
  user_id bigint not null,
  day date not null,
  used integer not null default 0,
  constraint plan_usage_pkey PRIMARY KEY (user_id, day),
  constraint plan_usage_used_check CHECK ((used >= 0)),
  constraint plan_usage_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table plans (
  code text not null,
  kind text not null,
  stars integer not null,
  roubles bigint not null,
  days integer,
  daily_operations integer,
  credits bigint not null default 0,
  active boolean not null default true,
  "position" integer not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint plans_credits_check CHECK ((credits >= 0)),
  constraint plans_daily_operations_check CHECK ((daily_operations > 0)),
  constraint plans_days_check CHECK ((days > 0)),
  constraint plans_kind_check CHECK ((kind = ANY (ARRAY['MONTH'::text, 'YEAR'::text, 'CREDITS'::text]))),
  constraint plans_pkey PRIMARY KEY (code),
  constraint plans_roubles_check CHECK ((roubles > 0)),
  constraint plans_stars_check CHECK ((stars > 0))
);

create table presets (
  code text not null,
  kind text not null,
  operation text not null,
  name jsonb not null,
  text jsonb not null,
  active boolean not null default true,
  "position" integer not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint presets_kind_check CHECK ((kind = ANY (ARRAY['template'::text, 'style'::text]))),
  constraint presets_pkey PRIMARY KEY (code)
);

create table promo_codes (
  id bigint not null generated always as identity,
  code text not null,
  kind text not null,
  value bigint not null,
  max_uses integer,
  per_user integer not null default 1,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  first_topup_only boolean not null default false,
  admins_only boolean not null default false,
  active boolean not null default true,
  taken integer not null default 0,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint promo_codes_code_check CHECK (((code = upper(code)) AND (code !~ '\s'::text))),
  constraint promo_codes_code_key UNIQUE (code),
  constraint promo_codes_limit_check CHECK (((max_uses IS NULL) OR (taken <= max_uses))),
  constraint promo_codes_max_uses_check CHECK ((max_uses > 0)),
  constraint promo_codes_per_user_check CHECK ((per_user > 0)),
  constraint promo_codes_pkey PRIMARY KEY (id),
  constraint promo_codes_taken_check CHECK ((taken >= 0)),
  constraint promo_codes_value_check CHECK ((value >= 0))
);

create table promo_guesses (
  user_id bigint not null,
  since timestamp with time zone not null default now(),
  wrong integer not null default 0,
  last_code text,
  constraint promo_guesses_pkey PRIMARY KEY (user_id),
  constraint promo_guesses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table promo_uses (
  promo_id bigint not null,
  user_id bigint not null,
  nth integer not null,
  request_id uuid,
  bot_name text not null,
  payment_id uuid,
  reserved_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  answer jsonb,
  constraint promo_uses_nth_check CHECK ((nth >= 1)),
  constraint promo_uses_pkey PRIMARY KEY (promo_id, user_id, nth),
  constraint promo_uses_promo_id_fkey FOREIGN KEY (promo_id) REFERENCES promo_codes(id),
  constraint promo_uses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table provider_lines (
  provider text not null,
  kind text not null,
  id text not null,
  charge_id text not null,
  amount bigint not null,
  currency text not null,
  at timestamp with time zone not null,
  day date not null,
  constraint provider_lines_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'refund'::text]))),
  constraint provider_lines_pkey PRIMARY KEY (provider, kind, id)
);

create table rate_limits (
  subject bigint not null,
  action text not null,
  tat timestamp with time zone not null,
  constraint rate_limits_pkey PRIMARY KEY (subject, action)
);

create table reconcile_positions (
  source text not null,
  "position" bigint not null default 0,
  ran_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint reconcile_positions_pkey PRIMARY KEY (source),
  constraint reconcile_positions_position_check CHECK (("position" >= 0))
);

create table referrals (
  referee_user_id bigint not null,
  referrer_user_id bigint not null,
  bot_name text not null,
  created_at timestamp with time zone not null default now(),
  counted_at timestamp with time zone,
  payable_at timestamp with time zone,
  paid_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint referrals_check CHECK ((referrer_user_id <> referee_user_id)),
  constraint referrals_pkey PRIMARY KEY (referee_user_id),
  constraint referrals_referee_user_id_fkey FOREIGN KEY (referee_user_id) REFERENCES users(id),
  constraint referrals_referrer_user_id_fkey FOREIGN KEY (referrer_user_id) REFERENCES users(id)
);

create table requests (
  user_id bigint not null,
  request_id uuid not null,
  procedure text not null,
  input_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint requests_pkey PRIMARY KEY (user_id, request_id),
  constraint requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table rewards (
  code text not null,
  value bigint not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint rewards_pkey PRIMARY KEY (code),
  constraint rewards_value_check CHECK ((value >= 0))
);

create table server_secrets (
  name text not null,
  value bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint server_secrets_pkey PRIMARY KEY (name)
);

create table settings (
  key text not null,
  value jsonb,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint settings_pkey PRIMARY KEY (key)
);

create table support_messages (
  user_id bigint not null,
  id bigint not null generated always as identity,
  author text not null,
  admin_user_id bigint,
  channel text not null,
  text text not null,
  context_type text,
  context_id uuid,
  refund text,
  group_message_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint support_messages_admin_user_id_fkey FOREIGN KEY (admin_user_id) REFERENCES users(id),
  constraint support_messages_author_check CHECK ((author = ANY (ARRAY['person'::text, 'staff'::text]))),
  constraint support_messages_channel_check CHECK ((channel = ANY (ARRAY['app'::text, 'bot'::text, 'group'::text]))),
  constraint support_messages_check CHECK (((context_type IS NULL) = (context_id IS NULL))),
  constraint support_messages_check1 CHECK (((refund IS NULL) OR (context_type = 'payment'::text))),
  constraint support_messages_context_type_check CHECK ((context_type = ANY (ARRAY['payment'::text, 'generation'::text]))),
  constraint support_messages_pkey PRIMARY KEY (user_id, id),
  constraint support_messages_refund_check CHECK ((refund = ANY (ARRAY['asked'::text, 'refunded'::text, 'declined'::text]))),
  constraint support_messages_user_id_fkey FOREIGN KEY (user_id) REFERENCES support_threads(user_id)
);

create table support_threads (
  user_id bigint not null,
  bot_name text not null,
  waiting integer not null default 0,
  unread integer not null default 0,
  listens_until timestamp with time zone,
  topic_id bigint,
  last_message_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  constraint support_threads_pkey PRIMARY KEY (user_id),
  constraint support_threads_topic_key UNIQUE (topic_id),
  constraint support_threads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table trainings (
  user_id bigint not null,
  id bigint not null generated always as identity,
  bot_name text not null,
  reference text not null,
  title text not null default ''::text,
  total_score numeric(10,2) not null,
  clarity_level numeric(10,2),
  question_count integer not null default 0,
  per_type_counts jsonb not null default '{}'::jsonb,
  session_snapshot jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  max_score numeric(10,2),
  case_data jsonb not null default '{}'::jsonb,
  trained_at timestamp with time zone not null default now(),
  constraint trainings_max_score_check CHECK ((max_score > (0)::numeric)),
  constraint trainings_pkey PRIMARY KEY (user_id, id),
  constraint trainings_reference_key UNIQUE (user_id, bot_name, reference),
  constraint trainings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table uploads (
  user_id bigint not null,
  id uuid not null,
  mime text not null,
  width integer not null,
  height integer not null,
  bytes bigint not null,
  file text not null,
  thumbhash bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint uploads_pkey PRIMARY KEY (user_id, id),
  constraint uploads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table user_badges (
  user_id bigint not null,
  badge text not null,
  earned_in_bot text not null,
  metadata jsonb not null default '{}'::jsonb,
  earned_at timestamp with time zone not null default now(),
  constraint user_badges_badge_fkey FOREIGN KEY (badge) REFERENCES badges(code),
  constraint user_badges_pkey PRIMARY KEY (user_id, badge),
  constraint user_badges_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table user_counters (
  user_id bigint not null,
  metric text not null,
  value bigint not null default 0,
  constraint user_counters_pkey PRIMARY KEY (user_id, metric),
  constraint user_counters_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table user_operations (
  user_id bigint not null,
  operation text not null,
  count bigint not null default 0,
  constraint user_operations_pkey PRIMARY KEY (user_id, operation),
  constraint user_operations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table user_plans (
  user_id bigint not null,
  id uuid not null,
  plan_code text not null,
  kind text not null,
  daily_operations integer,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  renews boolean not null default false,
  payment_id uuid,
  subscription_charge_id text,
  renews_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint user_plans_kind_check CHECK ((kind = ANY (ARRAY['MONTH'::text, 'YEAR'::text, 'CREDITS'::text, 'PROMO'::text]))),
  constraint user_plans_pkey PRIMARY KEY (user_id, id),
  constraint user_plans_plan_code_fkey FOREIGN KEY (plan_code) REFERENCES plans(code),
  constraint user_plans_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table users (
  id bigint not null generated always as identity,
  telegram_id bigint not null,
  first_name text not null,
  last_name text,
  username text,
  photo_url text,
  language_code text,
  is_premium boolean not null default false,
  role text not null default 'user'::text,
  direction text,
  language text,
  notifications jsonb not null default '{}'::jsonb,
  default_model text,
  allows_messages boolean not null default false,
  free_access_until timestamp with time zone,
  blocked_at timestamp with time zone,
  blocked_reason text,
  referral_code text not null,
  first_bot text not null,
  start_param text,
  streak_days integer not null default 0,
  best_streak_days integer not null default 0,
  streak_date date,
  launched_at timestamp with time zone,
  last_seen_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  admin_by_config boolean not null default false,
  start_invite text,
  time_zone text,
  erased_at timestamp with time zone,
  returned boolean not null default false,
  constraint users_direction_check CHECK ((direction = ANY (ARRAY['personal'::text, 'business'::text]))),
  constraint users_free_access_until_check CHECK (((free_access_until = 'infinity'::timestamp with time zone) OR ((free_access_until >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (free_access_until <= '2999-12-31 23:59:59.999+00'::timestamp with time zone)))),
  constraint users_language_check CHECK ((language = ANY (ARRAY['ru'::text, 'en'::text]))),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_referral_code_key UNIQUE (referral_code),
  constraint users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'support'::text, 'admin'::text]))),
  constraint users_telegram_id_check CHECK (
CASE
    WHEN (erased_at IS NULL) THEN (telegram_id > 0)
    ELSE (telegram_id < 0)
END),
  constraint users_telegram_id_key UNIQUE (telegram_id)
);

create table wallets (
  user_id bigint not null,
  asset text not null,
  balance bigint not null default 0,
  version bigint not null default 0,
  constraint wallets_asset_check CHECK ((asset = ANY (ARRAY['coins'::text, 'free_operations'::text, 'credits'::text, 'free_trainings'::text, 'xp'::text]))),
  constraint wallets_balance_check CHECK ((balance >= 0)),
  constraint wallets_pkey PRIMARY KEY (user_id, asset),
  constraint wallets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table webinar_registrations (
  user_id bigint not null,
  webinar_id uuid not null,
  state text not null,
  bot_name text not null,
  nth integer not null default 1,
  confirmed_at timestamp with time zone,
  holds_reward boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  attended_at timestamp with time zone,
  constraint webinar_registrations_pkey PRIMARY KEY (user_id, webinar_id),
  constraint webinar_registrations_state_check CHECK ((state = ANY (ARRAY['registered'::text, 'waiting'::text, 'cancelled'::text]))),
  constraint webinar_registrations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint webinar_registrations_webinar_id_fkey FOREIGN KEY (webinar_id) REFERENCES webinars(id)
);

create table webinars (
  id uuid not null default gen_random_uuid(),
  title text not null,
  description text not null default ''::text,
  starts_at timestamp with time zone not null,
  duration_minutes integer not null,
  link text not null,
  capacity integer,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  revision integer not null default 0,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  recording_link text,
  constraint webinars_capacity_check CHECK ((capacity > 0)),
  constraint webinars_duration_minutes_check CHECK ((duration_minutes > 0)),
  constraint webinars_pkey PRIMARY KEY (id)
);

CREATE INDEX admin_actions_action ON public.admin_actions USING btree (action, id DESC);

CREATE INDEX admin_actions_admin ON public.admin_actions USING btree (admin_user_id, id DESC);

CREATE INDEX admin_actions_created_at ON public.admin_actions USING btree (created_at);

CREATE INDEX admin_actions_target ON public.admin_actions USING btree (target, id DESC);

CREATE INDEX alerts_open ON public.alerts USING btree (id DESC) WHERE (resolved_at IS NULL);

CREATE INDEX bot_calls_created_at ON public.bot_calls USING btree (created_at);

CREATE INDEX bot_calls_telegram_id ON public.bot_calls USING btree (telegram_id);

CREATE UNIQUE INDEX bot_keys_valid ON public.bot_keys USING btree (bot_name, slot) WHERE (revoked_at IS NULL);

CREATE INDEX bot_names_bot ON public.bot_names USING btree (telegram_id, taken_at DESC);

CREATE INDEX daily_figures_figure ON public.daily_figures USING btree (figure, day);

CREATE INDEX data_exports_created_at ON public.data_exports USING btree (created_at);

CREATE INDEX generations_active ON public.generations USING btree (user_id, id) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX generations_cancelled_latest ON public.generations USING btree (id DESC) WHERE (status = 'cancelled'::text);

CREATE INDEX generations_created_at ON public.generations USING btree (created_at);

CREATE INDEX generations_failed ON public.generations USING btree (finished_at DESC) WHERE (status = 'failed'::text);

CREATE INDEX generations_failed_latest ON public.generations USING btree (id DESC) WHERE (status = 'failed'::text);

CREATE INDEX generations_failed_unseen ON public.generations USING btree (user_id, id DESC) WHERE ((status = 'failed'::text) AND (failure_seen_at IS NULL));

CREATE INDEX generations_failure_latest ON public.generations USING btree (failure, id DESC) WHERE (failure IS NOT NULL);

CREATE INDEX generations_finished ON public.generations USING btree (model, finished_at DESC) WHERE (status = 'succeeded'::text);

CREATE INDEX generations_latest ON public.generations USING btree (id DESC);

CREATE INDEX generations_leases ON public.generations USING btree (lease_until) WHERE (status = 'running'::text);

CREATE INDEX generations_made ON public.generations USING btree (user_id, finished_at) WHERE (status = 'succeeded'::text);

CREATE INDEX generations_model_latest ON public.generations USING btree (model, id DESC);

CREATE INDEX generations_operation_latest ON public.generations USING btree (operation, id DESC);

CREATE INDEX generations_provider_latest ON public.generations USING btree (provider, id DESC) WHERE (provider IS NOT NULL);

CREATE INDEX generations_provider_request ON public.generations USING btree (provider, provider_request_id) WHERE (provider_request_id IS NOT NULL);

CREATE INDEX generations_queue ON public.generations USING btree (created_at) WHERE (status = 'queued'::text);

CREATE INDEX inbox_events_open ON public.inbox_events USING btree (received_at) WHERE (processed_at IS NULL);

CREATE INDEX ledger_entries_created_at ON public.ledger_entries USING btree (created_at);

CREATE INDEX ledger_entries_history ON public.ledger_entries USING btree (user_id, created_at DESC, id DESC);

CREATE INDEX ledger_entries_kind ON public.ledger_entries USING btree (user_id, kind, created_at DESC, id DESC) INCLUDE (asset, amount);

CREATE INDEX media_favourites ON public.media USING btree (user_id, id DESC) WHERE ((favourite_at IS NOT NULL) AND (trashed_at IS NULL));

CREATE INDEX media_file ON public.media USING btree (file);

CREATE INDEX media_gallery ON public.media USING btree (user_id, id DESC) WHERE (trashed_at IS NULL);

CREATE INDEX media_kind ON public.media USING btree (user_id, kind, id DESC) WHERE (trashed_at IS NULL);

CREATE INDEX media_model ON public.media USING btree (user_id, model, id DESC) WHERE (trashed_at IS NULL);

CREATE INDEX media_operation ON public.media USING btree (user_id, operation, id DESC) WHERE (trashed_at IS NULL);

CREATE INDEX media_trash ON public.media USING btree (user_id, id DESC) WHERE (trashed_at IS NOT NULL);

CREATE INDEX media_trashed_at ON public.media USING btree (trashed_at) WHERE (trashed_at IS NOT NULL);

CREATE INDEX outbox_messages_due ON public.outbox_messages USING btree (bot_name, send_after) WHERE ((sent_at IS NULL) AND (send_after < 'infinity'::timestamp with time zone));

CREATE INDEX outbox_messages_of_broadcast ON public.outbox_messages USING btree (broadcast_id, outcome) WHERE (broadcast_id IS NOT NULL);

CREATE INDEX outbox_messages_open ON public.outbox_messages USING btree (((kind = 'broadcast'::text)), send_after) WHERE ((sent_at IS NULL) AND (send_after < 'infinity'::timestamp with time zone));

CREATE INDEX payment_charges_created_at ON public.payment_charges USING btree (created_at);

CREATE INDEX payment_charges_in_part ON public.payment_charges USING btree (payment_id) WHERE ((refunded_amount > 0) AND (status <> 'refunded'::text));

CREATE INDEX payment_charges_paid_at ON public.payment_charges USING btree (paid_at) INCLUDE (user_id, provider, currency, amount);

CREATE INDEX payment_charges_payers ON public.payment_charges USING btree (user_id) WHERE (status = 'credited'::text);

CREATE INDEX payment_charges_payment ON public.payment_charges USING btree (user_id, payment_id);

CREATE INDEX payment_charges_refunded_at ON public.payment_charges USING btree (refunded_at) WHERE (refunded_at IS NOT NULL);

CREATE INDEX payment_charges_refunding ON public.payment_charges USING btree (created_at) WHERE (status = 'refunding'::text);

CREATE INDEX payment_refunds_refunded_at ON public.payment_refunds USING btree (refunded_at);

CREATE INDEX payments_amount ON public.payments USING btree (amount);

CREATE INDEX payments_created_at ON public.payments USING btree (created_at);

CREATE INDEX payments_failed_latest ON public.payments USING btree (id DESC) WHERE (status = ANY (ARRAY['cancelled'::text, 'expired'::text]));

CREATE INDEX payments_open ON public.payments USING btree (expires_at) WHERE (status = ANY (ARRAY['created'::text, 'pending'::text]));

CREATE INDEX payments_open_latest ON public.payments USING btree (id DESC) WHERE (status = ANY (ARRAY['created'::text, 'pending'::text]));

CREATE INDEX payments_paid_latest ON public.payments USING btree (id DESC) WHERE (status = 'succeeded'::text);

CREATE INDEX payments_provider_latest ON public.payments USING btree (provider, id DESC);

CREATE INDEX payments_refunded_latest ON public.payments USING btree (id DESC) WHERE (status = 'refunded'::text);

CREATE INDEX person_figures_coins ON public.person_figures USING btree (coins DESC, user_id DESC);

CREATE INDEX person_figures_figured_at ON public.person_figures USING btree (figured_at);

CREATE INDEX person_figures_kopecks ON public.person_figures USING btree (paid_kopecks DESC, user_id DESC);

CREATE INDEX person_figures_stars ON public.person_figures USING btree (paid_stars DESC, user_id DESC);

CREATE INDEX person_figures_xp ON public.person_figures USING btree (xp, user_id DESC);

CREATE INDEX promo_uses_payment ON public.promo_uses USING btree (payment_id) WHERE (payment_id IS NOT NULL);

CREATE INDEX promo_uses_used_at ON public.promo_uses USING btree (used_at) WHERE (used_at IS NOT NULL);

CREATE INDEX promo_uses_user ON public.promo_uses USING btree (user_id);

CREATE INDEX provider_lines_day ON public.provider_lines USING btree (day, provider);

CREATE INDEX referrals_created_at ON public.referrals USING btree (created_at);

CREATE INDEX referrals_payable ON public.referrals USING btree (payable_at) WHERE ((paid_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX referrals_referrer ON public.referrals USING btree (referrer_user_id, created_at DESC);

CREATE INDEX requests_created_at ON public.requests USING btree (created_at);

CREATE INDEX support_messages_context ON public.support_messages USING btree (context_id) WHERE (refund = 'asked'::text);

CREATE INDEX support_messages_group ON public.support_messages USING btree (group_message_id) WHERE (group_message_id IS NOT NULL);

CREATE INDEX support_threads_waiting ON public.support_threads USING btree (((waiting > 0)) DESC, last_message_at DESC);

CREATE INDEX trainings_history ON public.trainings USING btree (user_id, trained_at DESC, id DESC);

CREATE INDEX uploads_created_at ON public.uploads USING btree (created_at);

CREATE INDEX uploads_file ON public.uploads USING btree (file);

CREATE INDEX user_badges_badge ON public.user_badges USING btree (badge);

CREATE INDEX user_plans_running ON public.user_plans USING btree (user_id, ends_at);

CREATE INDEX users_admin_by_config ON public.users USING btree (id) WHERE admin_by_config;

CREATE INDEX users_blocked ON public.users USING btree (id DESC) WHERE (blocked_at IS NOT NULL);

CREATE INDEX users_created_at ON public.users USING btree (created_at);

CREATE INDEX users_direction ON public.users USING btree (direction, id DESC) WHERE (direction IS NOT NULL);

CREATE INDEX users_first_bot ON public.users USING btree (first_bot, id DESC);

CREATE INDEX users_last_seen_at ON public.users USING btree (last_seen_at);

CREATE INDEX users_launched_at ON public.users USING btree (launched_at) WHERE (launched_at IS NOT NULL);

CREATE INDEX users_names ON public.users USING gin (search_form(((((first_name || ' '::text) || COALESCE(last_name, ''::text)) || ' '::text) || COALESCE(username, ''::text))) gin_trgm_ops);

CREATE INDEX users_staff ON public.users USING btree (id DESC) WHERE (role <> 'user'::text);

CREATE INDEX users_username ON public.users USING btree (lower(username)) WHERE (username IS NOT NULL);

CREATE UNIQUE INDEX webinar_registrations_reward ON public.webinar_registrations USING btree (user_id) WHERE holds_reward;

CREATE INDEX webinar_registrations_webinar ON public.webinar_registrations USING btree (webinar_id, state, updated_at);

CREATE INDEX webinars_starts_at ON public.webinars USING btree (starts_at);

-- audit.violations(): from migrations/audit

CREATE OR REPLACE FUNCTION public.count_media()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    declare
      was media%rowtype;
      is_now media%rowtype;
    begin
      if tg_op <> 'INSERT' then was := old; end if;
      if tg_op <> 'DELETE' then is_now := new; end if;
      insert into media_counts as counted (user_id, images, videos, favourites, trash)
      select coalesce(is_now.user_id, was.user_id), images, videos, favourites, trash
      from (
        select
          (tg_op <> 'DELETE' and is_now.trashed_at is null and is_now.kind = 'image')::int
            - (tg_op <> 'INSERT' and was.trashed_at is null and was.kind = 'image')::int as images,
          (tg_op <> 'DELETE' and is_now.trashed_at is null and is_now.kind = 'video')::int
            - (tg_op <> 'INSERT' and was.trashed_at is null and was.kind = 'video')::int as videos,
          (tg_op <> 'DELETE' and is_now.trashed_at is null and is_now.favourite_at is not null)::int
            - (tg_op <> 'INSERT' and was.trashed_at is null and was.favourite_at is not null)::int as favourites,
          (tg_op <> 'DELETE' and is_now.trashed_at is not null)::int
            - (tg_op <> 'INSERT' and was.trashed_at is not null)::int as trash
      ) as change
      on conflict (user_id) do update set
        images = counted.images + excluded.images,
        videos = counted.videos + excluded.videos,
        favourites = counted.favourites + excluded.favourites,
        trash = counted.trash + excluded.trash;
      return null;
    end $function$
;

CREATE OR REPLACE FUNCTION public.count_webinar_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if (new.title, new.description, new.starts_at, new.duration_minutes, new.link, new.active)
        is distinct from (old.title, old.description, old.starts_at, old.duration_minutes, old.link, old.active)
      then
        new.revision := old.revision + 1;
      end if;
      return new;
    end $function$
;

CREATE OR REPLACE FUNCTION public.date_promo_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if (to_jsonb(new) - array['taken', 'updated_at']) is distinct from (to_jsonb(old) - array['taken', 'updated_at'])
      then
        new.updated_at := now();
      end if;
      return new;
    end $function$
;

CREATE OR REPLACE FUNCTION public.forbid_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $function$
;

CREATE OR REPLACE FUNCTION public.gin_extract_query_trgm(text, internal, smallint, internal, internal, internal, internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gin_extract_query_trgm$function$
;

CREATE OR REPLACE FUNCTION public.gin_extract_value_trgm(text, internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gin_extract_value_trgm$function$
;

CREATE OR REPLACE FUNCTION public.gin_trgm_consistent(internal, smallint, text, integer, internal, internal, internal, internal)
 RETURNS boolean
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gin_trgm_consistent$function$
;

CREATE OR REPLACE FUNCTION public.gin_trgm_triconsistent(internal, smallint, text, integer, internal, internal, internal)
 RETURNS "char"
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gin_trgm_triconsistent$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_compress(internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_compress$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_consistent(internal, text, smallint, oid, internal)
 RETURNS boolean
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_consistent$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_decompress(internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_decompress$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_distance(internal, text, smallint, oid, internal)
 RETURNS double precision
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_distance$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_in(cstring)
 RETURNS gtrgm
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_in$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_options(internal)
 RETURNS void
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE
AS '$libdir/pg_trgm', $function$gtrgm_options$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_out(gtrgm)
 RETURNS cstring
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_out$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_penalty(internal, internal, internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_penalty$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_picksplit(internal, internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_picksplit$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_same(gtrgm, gtrgm, internal)
 RETURNS internal
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_same$function$
;

CREATE OR REPLACE FUNCTION public.gtrgm_union(internal, internal)
 RETURNS gtrgm
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$gtrgm_union$function$
;

CREATE OR REPLACE FUNCTION public.keep_terminal_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'a finished generation does not change its status' using errcode = 'restrict_violation';
    end $function$
;

CREATE OR REPLACE FUNCTION public.people_named(words text, pattern text, at_most integer)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE
 SET enable_seqscan TO 'off'
AS $function$
      select u.id from users u
      where search_form(u.first_name || ' ' || coalesce(u.last_name, '') || ' ' || coalesce(u.username, '')) like '%' || search_form(pattern) || '%'
        and (lower(u.username) like pattern || '%'
          or strpos(lower(u.first_name || ' ' || coalesce(u.last_name, '')), words) > 0)
      limit at_most
    $function$
;

CREATE OR REPLACE FUNCTION public.people_named_like(words text)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE
 SET "pg_trgm.word_similarity_threshold" TO '0.45'
 SET enable_seqscan TO 'off'
AS $function$
      select u.id from users u, (select regexp_split_to_array(trim(search_form(words)), '\s+') as words) asked
      where asked.words[1] <% search_form(u.first_name || ' ' || coalesce(u.last_name, '') || ' ' || coalesce(u.username, ''))
        and coalesce(asked.words[2], asked.words[1]) <% search_form(u.first_name || ' ' || coalesce(u.last_name, '') || ' ' || coalesce(u.username, ''))
        and coalesce(asked.words[3], asked.words[1]) <% search_form(u.first_name || ' ' || coalesce(u.last_name, '') || ' ' || coalesce(u.username, ''))
      limit 500
    $function$
;

CREATE OR REPLACE FUNCTION public.search_form(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
      select translate(lower(words), 'абвгдеёжзийклмнопрстуфхцчшщыэюяъь', 'abvgdeejziiklmnoprstufhccssyeua')
    $function$
;

CREATE OR REPLACE FUNCTION public.set_limit(real)
 RETURNS real
 LANGUAGE c
 STRICT
AS '$libdir/pg_trgm', $function$set_limit$function$
;

CREATE OR REPLACE FUNCTION public.show_limit()
 RETURNS real
 LANGUAGE c
 STABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$show_limit$function$
;

CREATE OR REPLACE FUNCTION public.show_trgm(text)
 RETURNS text[]
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$show_trgm$function$
;

CREATE OR REPLACE FUNCTION public.similarity(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$similarity$function$
;

CREATE OR REPLACE FUNCTION public.similarity_dist(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$similarity_dist$function$
;

CREATE OR REPLACE FUNCTION public.similarity_op(text, text)
 RETURNS boolean
 LANGUAGE c
 STABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$similarity_op$function$
;

CREATE OR REPLACE FUNCTION public.strict_word_similarity(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$strict_word_similarity$function$
;

CREATE OR REPLACE FUNCTION public.strict_word_similarity_commutator_op(text, text)
 RETURNS boolean
 LANGUAGE c
 STABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$strict_word_similarity_commutator_op$function$
;

CREATE OR REPLACE FUNCTION public.strict_word_similarity_dist_commutator_op(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$strict_word_similarity_dist_commutator_op$function$
;

CREATE OR REPLACE FUNCTION public.strict_word_similarity_dist_op(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$strict_word_similarity_dist_op$function$
;

CREATE OR REPLACE FUNCTION public.strict_word_similarity_op(text, text)
 RETURNS boolean
 LANGUAGE c
 STABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$strict_word_similarity_op$function$
;

CREATE OR REPLACE FUNCTION public.word_similarity(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$word_similarity$function$
;

CREATE OR REPLACE FUNCTION public.word_similarity_commutator_op(text, text)
 RETURNS boolean
 LANGUAGE c
 STABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$word_similarity_commutator_op$function$
;

CREATE OR REPLACE FUNCTION public.word_similarity_dist_commutator_op(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$word_similarity_dist_commutator_op$function$
;

CREATE OR REPLACE FUNCTION public.word_similarity_dist_op(text, text)
 RETURNS real
 LANGUAGE c
 IMMUTABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$word_similarity_dist_op$function$
;

CREATE OR REPLACE FUNCTION public.word_similarity_op(text, text)
 RETURNS boolean
 LANGUAGE c
 STABLE PARALLEL SAFE STRICT
AS '$libdir/pg_trgm', $function$word_similarity_op$function$
;

CREATE TRIGGER admin_actions_append_only BEFORE DELETE OR UPDATE ON public.admin_actions FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TRIGGER admin_actions_no_truncate BEFORE TRUNCATE ON public.admin_actions FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TRIGGER generations_terminal BEFORE UPDATE OF status ON public.generations FOR EACH ROW WHEN (((old.status = ANY (ARRAY['succeeded'::text, 'failed'::text, 'cancelled'::text])) AND (new.status IS DISTINCT FROM old.status))) EXECUTE FUNCTION keep_terminal_status();

CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TRIGGER ledger_shortfalls_append_only BEFORE DELETE OR UPDATE ON public.ledger_shortfalls FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TRIGGER ledger_shortfalls_no_truncate BEFORE TRUNCATE ON public.ledger_shortfalls FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TRIGGER media_count AFTER INSERT OR DELETE OR UPDATE OF trashed_at, favourite_at ON public.media FOR EACH ROW EXECUTE FUNCTION count_media();

CREATE TRIGGER person_notes_append_only BEFORE UPDATE ON public.person_notes FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TRIGGER promo_codes_dated BEFORE UPDATE ON public.promo_codes FOR EACH ROW EXECUTE FUNCTION date_promo_change();

CREATE TRIGGER webinars_revision BEFORE UPDATE ON public.webinars FOR EACH ROW EXECUTE FUNCTION count_webinar_revision();

create view audit.admin_actions as
 WITH shown AS (
         SELECT admin_actions.id,
            admin_actions.admin_user_id,
            admin_actions.action,
            admin_actions.target,
            admin_actions.before,
            admin_actions.after,
            admin_actions.reason,
            admin_actions.created_at
           FROM admin_actions
        )
 SELECT id,
    admin_user_id,
    action,
    target,
    before,
    after,
    reason,
    created_at
   FROM shown;

create view audit.generations as
 WITH shown AS (
         SELECT generations.id AS generation_id,
            generations.user_id,
            generations.bot_name,
            generations.price,
            generations.paid_with,
            generations.status,
            generations.lease_until,
            generations.media_count,
            generations.created_at,
            generations.finished_at
           FROM generations
        )
 SELECT generation_id,
    user_id,
    bot_name,
    price,
    paid_with,
    status,
    lease_until,
    media_count,
    created_at,
    finished_at
   FROM shown;

create view audit.inbox as
 WITH shown AS (
         SELECT inbox_events.source,
            inbox_events.event_key,
            inbox_events.received_at,
            inbox_events.processed_at,
            inbox_events.attempts
           FROM inbox_events
        )
 SELECT source,
    event_key,
    received_at,
    processed_at,
    attempts
   FROM shown;

create view audit.ledger as
 WITH shown AS (
         SELECT ledger_entries.id,
            ledger_entries.user_id,
            ledger_entries.bot_name,
            ledger_entries.asset,
            ledger_entries.amount AS delta,
            ledger_entries.kind,
            ledger_entries.reference,
            ledger_entries.account,
            ledger_entries.created_at
           FROM ledger_entries
        )
 SELECT id,
    user_id,
    bot_name,
    asset,
    delta,
    kind,
    reference,
    account,
    created_at
   FROM shown;

create view audit.outbox as
 WITH shown AS (
         SELECT outbox_messages.id,
            outbox_messages.kind,
            outbox_messages.key,
            outbox_messages.sent_at,
            outbox_messages.attempts
           FROM outbox_messages
        )
 SELECT id,
    kind,
    key,
    sent_at,
    attempts
   FROM shown;

create view audit.payments as
 SELECT p.id AS payment_id,
    p.provider,
    c.charge_id AS provider_charge_id,
    p.user_id,
    p.bot_name,
    COALESCE(c.coins, p.coins) AS coins,
    COALESCE(c.amount, p.amount) AS amount_minor,
    p.currency,
        CASE
            WHEN (c.status = 'refunded'::text) THEN 'refunded'::text
            ELSE p.status
        END AS status,
    COALESCE(c.paid_at, p.paid_at) AS paid_at
   FROM (payments p
     LEFT JOIN payment_charges c ON (((c.user_id = p.user_id) AND (c.payment_id = p.id))));

create view audit.promo_codes as
 WITH shown AS (
         SELECT promo_codes.id AS promo_id,
            promo_codes.code,
            promo_codes.max_uses,
            promo_codes.per_user,
            promo_codes.starts_at,
            promo_codes.ends_at
           FROM promo_codes
        )
 SELECT promo_id,
    code,
    max_uses,
    per_user,
    starts_at,
    ends_at
   FROM shown;

create view audit.promo_uses as
 WITH shown AS (
         SELECT promo_uses.promo_id,
            promo_uses.user_id,
            promo_uses.used_at
           FROM promo_uses
          WHERE (promo_uses.used_at IS NOT NULL)
        )
 SELECT promo_id,
    user_id,
    used_at
   FROM shown;

create view audit.referrals as
 WITH shown AS (
         SELECT r.referee_user_id,
            r.referrer_user_id,
            ( SELECT count(*) AS count
                   FROM ledger_entries e
                  WHERE ((e.user_id = r.referrer_user_id) AND (e.kind = 'referral_bonus'::text) AND (e.reference = ('inviter:'::text || r.referee_user_id)))) AS bonus_entries
           FROM referrals r
        )
 SELECT referee_user_id,
    referrer_user_id,
    bonus_entries
   FROM shown;

create view audit.users as
 SELECT u.id AS user_id,
    u.telegram_id,
    COALESCE(max(w.balance) FILTER (WHERE (w.asset = 'coins'::text)), (0)::bigint) AS coins,
    COALESCE(max(w.balance) FILTER (WHERE (w.asset = 'free_operations'::text)), (0)::bigint) AS free_operations,
    COALESCE(max(w.balance) FILTER (WHERE (w.asset = 'credits'::text)), (0)::bigint) AS credits,
    COALESCE(max(w.balance) FILTER (WHERE (w.asset = 'xp'::text)), (0)::bigint) AS xp,
    max(r.referrer_user_id) AS referrer_user_id,
    u.created_at
   FROM ((users u
     LEFT JOIN wallets w ON ((w.user_id = u.id)))
     LEFT JOIN referrals r ON ((r.referee_user_id = u.id)))
  GROUP BY u.id;
