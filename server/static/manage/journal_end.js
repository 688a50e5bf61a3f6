/** Where today's journal ends: the digest of its latest row, to be written down outside the machine. */

import { byRole, setText } from "/static/js/dom.js";
import { language } from "/static/js/texts.js";

const SHOWN = /.{4}/g;
const GROUPS = 4;

/** @param {{day: string, seq: number, digest: string | null}} end */
export function showJournalEnd({ day, seq, digest }) {
  byRole("journal-end").hidden = digest === null;
  if (digest === null) return;
  const [, month, date] = day.split("-");
  setText(byRole("journal-day"), `${date}/${month}`);
  setText(byRole("journal-digest"), (digest.match(SHOWN) ?? []).slice(0, GROUPS).join(" "));
  setText(byRole("journal-row"), new Intl.NumberFormat(language()).format(seq));
}
