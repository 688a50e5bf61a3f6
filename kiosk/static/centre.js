/** What the kiosk knows of the centre: the newest answer wins, whether it came by request or by the live line. */

/**
 * @typedef {import("/static/js/answers.d.ts").FieldState} FieldState
 * @typedef {Pick<FieldState, "code" | "prefix" | "names"> & Partial<FieldState>} Field its counts are not known on a
 *   page just served, nor beside a kiosk's own box that is alone
 * @typedef {import("/static/js/answers.d.ts").Opening} Opening
 * @typedef {import("/static/js/answers.d.ts").Outage} Outage
 * @typedef {import("/static/js/answers.d.ts").Emergency} Emergency
 *
 * @typedef {{fields: Field[], opening: Opening, outages: Outage[], emergency: Emergency | null}} Standing
 * @typedef {Standing & {seq: number, at: string, printer: {state: string},
 *   kiosk_help: import("/static/js/answers.d.ts").KioskHelp[], settings?: number, dossiers?: boolean}} Snapshot what the live line brings
 * @typedef {Standing & {now: string, agent?: Agent}} Answer to GET /centre; that of a kiosk's own box has `agent` in it
 * @typedef {{alone: boolean, refused: boolean, wrong_clock_s?: number | null}} Agent whether the box works without the
 *   server, and may not; by how many seconds its clock is wrong, where that is hours
 */

export class Centre {
  /** @param {Field[]} fields as the page was served: names and prefixes, no counts yet */
  constructor(fields) {
    this.fields = fields;
    /** @type {Opening} */
    this.opening = { open: true, opens_at: null, sessions: [], reason: null, keeps_places: false };
    this.at = new Date().toISOString();
  }

  /** @param {{fields?: Field[], opening?: Opening, at?: string, now?: string}} news told at a moment, ISO with the centre's offset */
  update({ fields, opening, at, now }) {
    // The news know two languages; the page was served with every one.
    this.fields = fields?.map((field) => ({ ...field, names: { ...this.field(field.code)?.names, ...field.names } })) ?? this.fields;
    this.opening = opening ?? this.opening;
    this.at = at ?? now ?? this.at;
  }

  /** @param {string} code @returns {Field | undefined} */
  field(code) {
    return this.fields.find((field) => field.code === code);
  }
}
