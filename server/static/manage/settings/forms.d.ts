/** The forms of the settings, as server/web/manage/setting_forms.py writes them into the page. Types alone. */

import type { HoursPreview } from "/static/js/answers.d.ts";
import type { Both } from "/static/js/texts.js";

export type Value = unknown;
export type Entry = Record<string, Value>;
export type Settings = Record<string, Entry | Entry[]>;

export type Spec = {
  name: string;
  widget:
    | "text" | "number" | "switch" | "time" | "date" | "choice" | "one" | "several" | "combination" | "rows"
    | "lines" | "colour" | "picture";
  label: Both;
  hint: Both | null;
  unit: Both | null;
  none: Both | null;
  zero: Both | null;
  wrong: Both | null;
  of: string;
  empty: string | null;
  key: boolean;
  required: boolean;
  default: Value;
  whole: boolean;
  choices: { value: Value; label: Both }[];
  rows: { pairs: boolean; controls: Spec[] } | null;
  min?: number;
  max?: number;
  step?: number;
  longest?: number;
  shortest?: number;
};

export type Form = {
  part: string;
  list: boolean;
  title: Both;
  about: Both;
  entry: Both | null;
  without: Both | null;
  icon: string;
  least: number;
  controls: Spec[];
};

export type Forms = Record<string, Form>;
export type Colours = { contrast: number; tokens: Record<string, string> };
export type CallingPreview = {
  waiting: number;
  counters: {
    counters: string[];
    before: string[];
    after: string[];
    moved: { number: string; before: number | null; after: number | null }[];
  }[];
};
export type ClassLeaving = { code: string; names: Both; numbers: string[] };
export type Preview = { slip: { png: string } | null; colours: Colours | null; calling: CallingPreview | null; leaving: ClassLeaving[] | null; hours: HoursPreview | null; folder: FolderTried | null; told: Both[] | null };
export type FolderTried = { folder: string; state: string; said: Both; do: Both | null };
export type Line = { label: string; before: string; after: string };

export type Control = {
  spec: Spec;
  node: HTMLElement;
  read: () => Value;
  write: (value: Value) => void;
  complain: (text: string) => void;
};

export type Widget = { body: HTMLElement; group: boolean; read: () => Value; write: (value: Value) => void };
