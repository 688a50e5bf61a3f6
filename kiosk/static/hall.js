/** What the kiosk knows of the centre: the newest answer wins, whether it came by request or by the live line. */

/**
 * @typedef {{code: string, prefix: string, names: import("/static/js/texts.js").Both, counters?: number[],
 *   waiting?: number, wait?: {low_s: number, high_s: number}}} Field
 * @typedef {{open: boolean, opens_at: string | null, sessions: {from: string, to: string}[]}} Opening
 */

export class Hall {
  /** @param {Field[]} fields as the page was served: names and prefixes, no counts yet */
  constructor(fields) {
    this.fields = fields;
    /** @type {Opening} */
    this.opening = { open: true, opens_at: null, sessions: [] };
  }

  /** @param {{fields?: Field[], opening?: Opening}} news */
  update({ fields, opening }) {
    // The news know two languages; the page was served with every one.
    this.fields = fields?.map((field) => ({ ...field, names: { ...this.field(field.code)?.names, ...field.names } })) ?? this.fields;
    this.opening = opening ?? this.opening;
  }

  /** @param {string} code @returns {Field | undefined} */
  field(code) {
    return this.fields.find((field) => field.code === code);
  }
}
