/**
 * What the API answers, under the names of its description (/api/v1/openapi.json) and as far as the pages read it; a
 * guard holds both together. Times are ISO texts with the centre's offset, lengths of time are seconds.
 *
 * Types alone: no page loads this file.
 */

import type { Both } from "/static/js/texts.js";

export type TicketState = "waiting" | "called" | "serving" | "parked" | "finished" | "no_show" | "cancelled";
export type CounterState = "closed" | "open" | "paused";
export type PrintState = "printing" | "printed" | "failed" | "unknown";

export type WaitRange = { low_s: number; high_s: number };

export type Ticket = {
  point?: string;
  id: number;
  number: string;
  field: string;
  procedure: string | null;
  priority: string | null;
  language: string | null;
  dossiers_told?: number | null;
  state: TicketState;
  ahead: number;
  wait: WaitRange | null;
  issued_at: string;
  track: string;
  counter: number | null;
  counter_name?: string | null;
  called_at: string | null;
  ended_at: string | null;
  calls: number;
  for_counter: number | null;
  for_counter_name?: string | null;
  note: string | null;
  print: PrintState | null;
};

export type FoundTicket = {
  id: number;
  number: string;
  field: string;
  state: TicketState;
  ahead: number;
  issued_at: string;
  counter: number | null;
  counter_name?: string | null;
};
export type FoundTickets = { items: FoundTicket[] };
export type LifeStep = { at: string; who: string; what: string; facts: string[]; why: string[]; undone: boolean };
export type Life = { day: string; packed: boolean; items: LifeStep[] };

export type Progress = { done: number; days: number };

export type Outage = { field: string; vi: string; en: string };
export type Emergency = { id: number; hall: string; vi: string; en: string; since: string };

export type Tracked = Ticket & {
  outage?: Outage;
  emergency?: Emergency;
  pause?: Both;
  settings: number;
  desks: string[];
  call_back_until?: string | null;
  away_until?: string | null;
  expected?: boolean;
  past_day?: string;
  rating?: "open" | "given" | "over";
};

export type ManyDossiers = { from: number; field: string };

export type FieldState = {
  code: string;
  prefix: string;
  names: Both;
  counters: number[];
  counter_names?: string[] | null;
  waiting: number;
  wait: WaitRange | null;
  on_break?: boolean;
  helper_only?: boolean;
  card_only?: boolean;
  go_to?: Both | null;
  icon?: string;
  asks_dossiers?: boolean;
  many?: ManyDossiers;
  open?: boolean;
  opens_at?: string | null;
  hours?: FieldSession[];
};

export type KioskHelp = { device: number; name: string; at: string; coming: boolean };

export type Trial = { asked_at: string; state: "asked" | "printing" | "printed" | "failed" | "unknown"; text: Both };
export type PrinterAt = {
  id: string;
  name: string | null;
  address: string | null;
  width: number;
  state: string;
  text: Both;
  since: string | null;
  waiting: number;
  printed_at: string | null;
  heard: Both[];
  trial: Trial | null;
};

export type Backups = {
  folder: string | null;
  every_hours: number;
  same_disk: boolean;
  making: boolean;
  late: boolean;
  made: { at: string; folder: string; file: string; size: number } | null;
  failed: { at: string; folder: string; said: string; texts: Both } | null;
  restored: { at: string; made_at: string; numbers: string[] } | null;
  encrypted: boolean;
  second_boxes: { name: string; heard_at: string; ago_s: number; silent: boolean }[];
};

export type OpeningSession = { from: string; to: string };
export type Opening = {
  open: boolean;
  sessions: OpeningSession[];
  opens_at: string | null;
  reason: Both | null;
  keeps_places: boolean;
};
export type HoursPreview = {
  opening: Opening;
  said: Both;
  days: { date: string; sessions: OpeningSession[]; reason: Both | null; changed: boolean }[];
};
export type Holiday = { date: string; names: Both; reason: Both };
export type FieldSession = { weekday: number | null; from: string; to: string };

export type PriorityClass = { code: string; names: Both; from_age: number | null; basis: string };

export type PointState = {
  code: string;
  names: Both;
};

export type Centre = {
  names: Both;
  now: string;
  opening: Opening;
  fields: FieldState[];
  priority_classes: PriorityClass[];
  guidance: string;
  outages: Outage[];
  emergency: Emergency | null;
  card_salt: string | null;
  numbers_per_minute?: number;
  point?: PointState;
};

export type Papers = { vi: string[]; en: string[] };

export type Procedure = {
  code: string;
  name: string;
  short_name: string;
  english_name: string | null;
  field: string;
  papers: Papers;
};

export type ManagedProcedure = Procedure & { said: string[]; active: boolean; version: number };
export type ManagedProcedures = { items: ManagedProcedure[]; total: number; all: number; version: number };
export type FactChanged = { fact: string; before: string; after: string };
export type RowChange = {
  row: number;
  code: string;
  name: string;
  what: "new" | "changed" | "out_of_use" | "in_use_again";
  facts: FactChanged[];
};
export type WrongRow = { row: number; reason: string };
export type FilePlan = {
  version: number;
  new: number;
  changed: number;
  out_of_use: number;
  in_use_again: number;
  same: number;
  wrong: number;
  changes: RowChange[];
  wrong_rows: WrongRow[];
};
export type DossierState = "received" | "processing" | "supplement" | "done" | "returned" | "refused" | "withdrawn";
export type DossierTold = {
  code: string;
  state: DossierState;
  state_text: string;
  states: Both;
  due: string | null;
  overdue: boolean;
  as_of: string;
  age_days: number;
};
export type ListSource = {
  source: string;
  at: string;
  by: string;
  from: string;
  to: string;
  rows: number;
  columns: string[];
  digest: string;
};
export type DossierList = { list: ListSource | null; version: number };
export type ListPlan = {
  version: number;
  from: string;
  to: string;
  rows: number;
  new: number;
  changed: number;
  same: number;
  gone: number;
  repeated: number;
  wrong: number;
  received_first: string | null;
  received_last: string | null;
  states: { state: DossierState; names: Both; rows: number }[];
  columns: string[];
  missing: string[];
  without_field: number;
  unknown_fields: { said: string; rows: number }[];
  wrong_rows: WrongRow[];
};
export type Signpost = {
  key: string;
  vi: string;
  en: string;
  where_vi: string;
  where_en: string;
  said: string[];
  version: number;
};
export type Signposts = { items: Signpost[] };

export type Places = { vi: string; en: string };
export type Elsewhere = { vi: string; en: string; where: string; places: Places };
export type Procedures = { items: Procedure[]; elsewhere: Elsewhere[] };

export type Undoable = { action: string; number: string | null; officer: string };
export type Console = { undo: Undoable | null; settings: number };

export type Person = { username: string; name: string };

export type BoardCentre = { ward: string };

export type BoardCall = {
  number: string;
  counter: number;
  counter_name?: string | null;
  at: string;
  recall: boolean;
  calls: number;
  state: "called" | "serving" | "finished" | "no_show";
};

export type BoardStaged = BoardCall & {
  since: string;
  until: string;
};

export type BoardMissed = { number: string; counter: number; counter_name?: string | null; until: string };

export type BoardCounter = {
  n: number;
  name: string;
  own_name?: string | null;
  note?: Both | null;
  state: CounterState;
  fields: string[];
  number: string | null;
  ticket_state: "called" | "serving" | null;
  officer?: string;
  officer_title?: string;
  priority?: boolean;
};

export type BoardQueue = { field: string; names: Both; prefix: string; waiting: number; wait: WaitRange | null };

export type Line = { id: number; vi: string; en: string };

export type ShownNotice = {
  id: number;
  kind: "text" | "picture" | "video";
  vi: string;
  en: string;
  file: string;
  seconds: number;
};

export type Board = {
  seq: number;
  at: string;
  centre: BoardCentre;
  open: boolean;
  opens_at: string | null;
  closed_reason: Both | null;
  opens_text: Both | null;
  calls: BoardCall[];
  counters: BoardCounter[];
  waiting: BoardQueue[];
  stage: BoardStaged[];
  missed: BoardMissed[];
  notices: ShownNotice[];
  ticker: Line[];
  emergency: Emergency | null;
  settings: number;
  outages: Outage[];
  presence?: string;
  newest_gone?: boolean;
  clock_doubtful?: boolean;
};

export type Finding = {
  code: string;
  severity: "urgent" | "soon" | "note";
  text: Both;
  action: Both;
};

export type Doctor = {
  at: string;
  version: string;
  items: Finding[];
};

export type Officer = {
  username: string;
  name: string;
  role: string;
  counter: number | null;
  at: number | null;
  here: boolean;
  pin: boolean;
  active: boolean;
};

export type Officers = { items: Officer[] };

export type PersonNow = {
  username: string;
  name: string;
  role: string;
  title: string | null;
  counter: number | null;
  pin: boolean;
  active: boolean;
  version: number;
  at: number | null;
  here: boolean;
  last_seen: string | null;
};

export type People = { items: PersonNow[] };

export type ExplainedCall = {
  seq: number;
  at: string;
  number: string;
  counter: number;
  actor: string;
  rule: string;
  why: string[];
};

export type ExplainedCalls = { items: ExplainedCall[] };

export type WaitsReport = {
  tickets: number;
  within_high: number | null;
  median_wait_s: number | null;
  median_error_s: number | null;
};

export type PairingOffer = { code: string; secret: string; ask_every_s: number };
export type PairingClaim = { token: string | null; next: string | null };
export type PlaceGone = { code: string; text: Both };
export type ScreenHello = { version: string; next: string | null; gone: PlaceGone | null };

export type Schedule = { first_day: string; last_day: string; weekdays: number[]; start: string; until: string };

export type Notice = {
  id: number;
  kind: "text" | "picture" | "video" | "ticker";
  vi: string;
  en: string;
  file: string;
  halls: string[];
  seconds: number;
  shown: boolean;
  schedule: Schedule;
  version: number;
  on_now: boolean;
  trouble_at: string | null;
};

export type Standing = { items: Notice[]; outages: Outage[]; emergencies: Emergency[] };
export type KeptFile = { file: string; kind: "picture" | "video" };

export type Change = {
  seq: number;
  at: string;
  actor: string;
  who: string;
  kind: string;
  type: string;
  what: string;
  lines: { label: string; before: string; after: string }[];
  part: string | null;
  key: string | null;
  before: any;
  after: any;
  taken_back: boolean;
  takes_back: number | null;
  can_go_back: boolean;
  over: LaterChange | null;
  why_not: string | null;
  going_back: string | null;
};

export type LaterChange = { who: string; at: string; settings: string[]; labels: string[]; for_good: boolean };

export type Changes = { items: Change[]; more: boolean; people: { username: string; name: string }[] };

export type Problem = { code: string; detail: string; action: string };
