/** The files of the city as phones read them: server/city/phones/centre_feed.py and city_feed.py write them. Times in UTC milliseconds. */

import type { Both } from "/static/js/texts.js";
import type { Wait } from "/static/js/wait.js";

/** `wait` is null where no counter serves the field, missing where nobody knows. */
export type FieldNow = { waiting: number; wait?: Wait | null };
export type NamedField = FieldNow & { names: Both; prefix: string };
export type CounterNow = { name: string | null; state: string; number: string | null; called_at: number | null };
export type Call = { number: string; counter: number; counter_name: string | null; at: number };
/** Some say where they are by their address alone. */
export type Place = { lat: number | null; lon: number | null; address: string | null };

/** What both files say of a centre. */
export type Centre = {
  names: Both;
  district: string;
  open: boolean | null;
  silent: boolean;
  silent_since: number | null;
  place: Place | null;
};

/** The usual waits by hour, for each weekday, in seconds: null where too little is known, -1 where it is closed. Pages are made of it. */
export type Quiet = { weekdays: number[]; hours: { hour: number; waits_s: (number | null)[] }[] };

export type CentreFeed = Centre & {
  at: number;
  v: number;
  code: string;
  day: string | null;
  closed_words: Both | null;
  quiet: Quiet | null;
  fields: Record<string, NamedField>;
  lines: Record<string, string[]>;
  waits: Record<string, Wait[]>;
  calls: Call[];
  counters: Record<string, CounterNow>;
};

export type CityFeed = {
  at: number;
  centres: Record<string, Centre & { fields: Record<string, FieldNow> }>;
  fields: Record<string, { names: Both; order: string[] }>;
};
